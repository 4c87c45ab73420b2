"""What people write in cells, right or wrong, for every type of column."""

from __future__ import annotations

NUMBERS = (
    "0", "1", "01", "-1", "+5", " 12 ", "1.0", "1.5", "2.50", "1,5", "1.234,5", "1 234,5", "1,2,3",
    "1,234.5", "12 m²", "232 000,00 €", "€ 12.5", "-12,5 €", "abc-12", "12-", "--5", "+ 5", "1_000",
    "٣", "１２", "²", ".5", "5.", "0.01", "1e3", "1E-2", "1e400", "inf", "-inf", "NaN", "0x10",
    "007", "100", "2024", "99999", "1 000 000",
)  # fmt: skip
MOMENTS = (
    "2024-01-31", "2024-02-31", "2024-1-5", "1999-12-31", "2000-01-01", "31/12/2024", "12/31/2024",
    "31 décembre 2024", "Jan 5 2024", "tomorrow", "05.02.24", "2024-05", "2024-13", "2024-00",
    "20-05", "-2024-05", "2024-05-06-07", "0000", "9999", "+202", "-982", "982", "12345",
    "12:30:00", "12:30", "10h30", "24:00:00", "12:30:00Z", "12:30:00+01:00", "20240131T12:00:00",
    "2024-01-31T12:00:00Z", "2024-01-31T12:00:00.123Z", "2024-01-31T12:00:00+01:00",
    "2024-01-31 12:00:00", "2024-01-31T24:00:00", "2024-W05-3T12:00:00", "P1Y", "P", "PT1H", "P1DT",
    "P1H", "p1d", "-P1D", "P1W2D", "PT1.5H", "P0003-06-04T12:30:05",
)  # fmt: skip
WORDS = (
    "", " ", "oui", "Oui", "non", "true", "True", "tRUE", "FALSE", "vrai", "VRAI", "libre", "TC",
    "a", "ab", "b", "bx", "xa", "éé", "abcdef", "x" * 99, "a\nb", "ab\n", "PAR-1",
    "PAR-69282-021",
    "69780", "2A004", "2a004", "piéton|TC", "piéton|", "NC", "NA", "n/a", "W691000000",
)  # fmt: skip
ADDRESSES = (
    "http://a.fr", "HTTP://A", "http:", "https://[x", "http://a b", "1a:b", "é:x", "::", "x y:z",
    "a.fr", "mailto:x", "urn:isbn:1", "C:\\x", "a@b.fr", "a@b", "A.B@c-d.fr", "é@b.fr", "a@é.fr",
    "a@b.é", "a..b@c.fr", '"a b"@c.fr', "a@-b.fr", "a@b_c.fr", "a@1.2.3.4", "a@b.f", "a@b.1fr",
    "a@b.fr1", "a @b.fr", ".a@b.fr", "a'b@c.fr", "a@b..fr", "é x@b.fr", "a@b@c.fr", "@b.fr", "a@",
    "3f2504e0-4f89-41d3-9a0c-0305e82c3301", "3f2504e04f8941d39a0c0305e82c3301", "3f2504e0",
    "{3f2504e0-4f89-41d3-9a0c-0305e82c3301}", "YQ==", "YQ=", "Y",
)  # fmt: skip
STRUCTURES = (
    "null", "{", "[]", "{}", "[1, 2]", '["a", "zz"]', '[1, "a"]', '["a", "zz", "yy"]', '[""]',
    '[null, "a"]', '[["a"]]', '{"a": 1}', "4.85,45.7", "200,10", "4.85", "[4.85, 45.7]",
    '["4.85", "45.7"]', '{"lon": 4.8, "lat": 45.7}', '{"lon": 4.8, "lat": 45.7, "z": 1}',
    '{"type": "Point", "coordinates": [4.8, 45.7]}', '{"type": "Point"}', '{"type": "Truc"}',
    '{"type": "Point", "coordinates": [4.8, 45.7, 100]}', '{"type": "Point", "coordinates": [4.8]}',
    '{"type": "Point", "coordinates": ["4.8", "45.7"]}',
    '{"type": "MultiPoint", "coordinates": []}',
    '{"type": "Polygon", "coordinates": [[[0, 0], [1, 0], [1, 1], [0, 0]]]}',
    '{"type": "Polygon", "coordinates": [[[0, 0], [1, 0], [0, 0]]]}',
    '{"type": "Feature", "geometry": null, "properties": null}',
    '{"type": "Feature", "geometry": null}', '{"type": "FeatureCollection", "features": []}',
    '{"type": "FeatureCollection", "features": [{"geometry": null, "properties": {}}]}',
    '{"type": "GeometryCollection", "geometries": [{"type": "Point", "coordinates": [1, 2]}]}',
    '{"type": "Point", "coordinates": [1, 2], "crs": null}',
    '{"type": "Point", "coordinates": [1, 2], "crs": {"type": "name", "properties": {"name": 1}}}',
    '{"type": "Point", "coordinates": [1, 2], "bbox": ["a"]}',
)  # fmt: skip
CODES = (
    "21690266800013", "21690266800014", "216902668", "216902669", "216 902 668 00013",
    "216.902.668.00013", "216\xa0902\xa0668\xa000013", "35600000000048", "35600000049837",
    "35600000000001", "2169026680001", "2169-0266-8000-13", "-2169026680001", "+2169026680001",
    "0" * 14, "0" * 9, "+21690266", "２１６９０２６６８０００１３", "552100554", "73282932000074",
)  # fmt: skip
ACTS = (
    "Urbanisme/Permis", "urbanisme/x", "URBANISME/", "Urbanisme /x", "Urbanisme/ x", "/x",
    "Urbanismes", "Urbanisme", "Finances locales/Budget", "FINANCES LOCALES/x", "Autre/x", "1.1/x",
    "Domaines de compétences par thèmes/x", "domaines de competences par themes/x/y",
    "Libertés publiques et pouvoirs de police/x/ y", "Comm\u0301ande publique/x",
)  # fmt: skip
YEARS = (
    "2017/2018", "2018/2017", "2017/2017", "2017", "17/18", "2017-2018", " 2017/2018",
    "2017/2018/2019", "٢٠١٧/٢٠١٨",
)  # fmt: skip
HOURS = (
    "Mo-Fr 08:00-18:00", "24/7", "Mo-Su", "sunrise-sunset", "du lundi au vendredi", "8h-12h", "off",
    "Mo-Fr 8:00-12:00", "Mo-Fr 08:00-12:00,14:00-18:00; Sa 09:00-12:00; PH off", "closed", "||",
    "Mo-Fr 08:00-12:00, Sa 10:00-12:00", "week 1-10 Mo 10:00-12:00", "Apr-Oct: Mo-Su 08:00-20:00",
    "Mo-Fr 25:00-26:00", "mo-fr 08:00-18:00", "2024 Jan 1 off", "Lu-Ve 08:00-12:00", "easter off",
    "Mo-Fr 08.00-18.00", "Mo-Fr 08:00 - 18:00", "Mo-Fr 08:00–18:00", "Mo,Tu 10:00+",
    "Mo 10:00-12:00+", "SH Mo 10:00-12:00", "Mo[1] 10:00-12:00", "Mo[-1] 10:00-12:00",
    '10:00-12:00 "sur rendez-vous"', "Mo-Fr 08:00-12:00;Sa off", "Jan 08:00-12:00",
)  # fmt: skip
PHONES = (
    "0472000000", "04 72 00 00 00", "04.72.00.00.00", "04-72-00-00-00", "+33472000000",
    "+33 (0)4 72 00 00 00", "0033472000000", "115", "3949", "112", "118218", "0800123456",
    "0612345678", "0712345678", "0012345678", "04720000", "047200000000", "+32 2 555 12 12",
    "+1 212 555 1234", "+262262123456", "0262123456", "tel: 0472000000", "0472000000 poste 12",
    "0472000000/0472000001", "15", "3639", "1013", "+999123456789", "abc",
)  # fmt: skip

ANYTHING = (*WORDS, *NUMBERS, *MOMENTS, *ADDRESSES, *STRUCTURES, *CODES, *ACTS, *YEARS, *HOURS[:4])

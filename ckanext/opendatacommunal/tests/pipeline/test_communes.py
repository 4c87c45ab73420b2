"""Communes as people write them, codes that were replaced, points near a border."""

from __future__ import annotations

import subprocess
import sys
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ckanext.opendatacommunal import communes
from ckanext.opendatacommunal.communes import names, records

LYON = "200046977"
LILLE = "200093201"
TOURS = "243700754"
OURS = [place for siren in (LYON, LILLE, TOURS) for place in communes.of_epci(siren)]


@pytest.mark.parametrize(("siren", "count"), [(LYON, 58), (LILLE, 95), (TOURS, 22)])
def test_the_three_metropoles_are_complete(siren: str, count: int):
    held = communes.of_epci(siren)
    assert len(held) == count
    for commune in held:
        assert commune.kind == "commune"
        assert commune.population
        assert commune.postcodes
        assert len(commune.siren or "") == 9
        assert communes.outline(commune.code) is not None


def test_every_epci_of_france_is_named_and_has_communes():
    assert communes.epci(LYON) == communes.Epci(LYON, "Métropole de Lyon", "MET69")
    sirens = list(records._epcis())
    assert len(sirens) == 1255
    assert all(communes.of_epci(siren) for siren in sirens[::25])
    assert communes.epci("000000000") is None
    assert communes.of_epci("000000000") == []


@pytest.mark.parametrize(
    ("code", "today"),
    [
        ("69029", "69029"),
        ("69152", "69149"),  # Pierre-Bénite, merged with Oullins
        ("69149", "69149"),
        ("69382", "69123"),  # an arrondissement of Lyon
        ("59355", "59350"),  # Lomme
        ("59298", "59350"),  # Hellemmes
        ("69232", "69123"),  # a code that nothing bears any more
        ("01132", "69286"),  # changed département
        ("20004", "2A004"),  # Corsica before 1976
        (" 2a004 ", "2A004"),
        ("99999", None),
        ("", None),
        ("abc", None),
    ],
)
def test_today_s_commune_of_any_code(code: str, today: str | None):
    assert communes.current(code) == today


def test_every_old_code_and_every_part_leads_to_a_commune_of_today():
    for prefix in records._prefixes():
        for place in records.everything(prefix):
            for code in (place.code, *place.old_codes):
                today = communes.current(code)
                assert today is not None
                assert communes.get(today).kind == "commune"  # type: ignore[union-attr]


def test_a_part_keeps_its_own_name_and_tells_its_commune():
    part = communes.get("69152")
    assert part is not None
    assert (part.name, part.kind, part.parent, part.epci) == (
        "Pierre-Bénite",
        "deleguee",
        "69149",
        LYON,
    )
    third = communes.get("69383")
    assert third is not None
    assert (third.name, third.parent) == ("Lyon 3e Arrondissement", "69123")


def test_a_postcode_gives_its_communes():
    def codes(postcode: str, **where: str) -> list[str]:
        return [place.code for place in communes.of_postcode(postcode, **where)]

    assert codes("69500") == ["69029"]
    assert codes("69003") == ["69383"]
    assert codes("69310", epci=LYON) == ["69149"]
    assert codes("69290", epci=LYON) == ["69069", "69205"]
    assert codes("00000") == []


SURE_IN_LYON = {
    "Bron": "69029",
    " bron ": "69029",
    "BRON CEDEX": "69029",
    "69677 BRON CEDEX": "69029",
    "Ville de Bron": "69029",
    "Bron (Rhône)": "69029",
    "Bron (69)": "69029",
    "69500": "69029",
    "69029": "69029",
    "69500 Bron": "69029",
    "F-69500 BRON": "69029",
    "69 500 Bron": "69029",
    "Bron 69500": "69029",
    "69200 Venisieux": "69259",
    "St Fons": "69199",
    "St-Fons": "69199",
    "SAINTFONS": "69199",
    "VENISSIEUX": "69259",
    "Ste Foy les Lyon": "69202",
    "Ste-Foy-lez-Lyon": "69202",
    "St-Didier-Au-Mont-d’or": "69194",
    "Saint Didier Mt d'Or": "69194",
    "St Germain Mont d'Or": "69207",
    "CHAMPAGNE AU MONT D OR": "69040",
    "Neuville s/ Saône": "69143",
    "Fontaines Saône": "69088",
    "La Mulatière": "69142",
    "MULATIERE (LA)": "69142",
    "Mulatière, La": "69142",
    "Tour de Salvagny": "69250",
    "Mairie de Mions": "69283",
    "mairie d'Ecully": "69081",
    "Hôtel de Ville de Villeurbanne": "69266",
    "Commune de Vaulx-en-Velin": "69256",
    "Rillieux la Pape": "69286",
    "Lyon": "69123",
    "LYON CEDEX 03": "69123",
    "Lyon 3ème": "69383",
    "Lyon 3": "69383",
    "LYON 03": "69383",
    "Lyon3": "69383",
    "Lyon III": "69383",
    "69003 Lyon": "69383",
    "69003 LYON 3E": "69383",
    "3e arrondissement": "69383",
    "3ème arrondissement de Lyon": "69383",
    "Lyon 3e Arrondissement": "69383",
    "Lyon 1er": "69381",
    "Lyon 01": "69381",
    "Oullins": "69149",
    "ville d'Oullins": "69149",
    "69600 Oullins": "69149",
    "Pierre Benite": "69149",
    "69152": "69149",
    "Oullins Pierre Bénite": "69149",
    "Paris": "75056",
}


@pytest.mark.parametrize(("written", "code"), SURE_IN_LYON.items())
def test_what_the_town_halls_of_lyon_write(written: str, code: str):
    match = communes.resolve(written, epci=LYON)
    assert (match.insee, match.sure) == (code, True), match


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("Lomme", "59350"),
        ("59160 Lomme", "59350"),
        ("59355", "59350"),
        ("Villeneuve d Ascq", "59009"),
        ("Villeneuve dAscq", "59009"),
        ("Marcq en Baroeul", "59378"),
        ("MARCQ-EN-BARŒUL", "59378"),
        ("La Chapelle d'Armentieres", "59143"),
        ("59491", "59009"),
    ],
)
def test_what_the_town_halls_of_lille_write(written: str, code: str):
    match = communes.resolve(written, epci=LILLE)
    assert (match.insee, match.sure) == (code, True), match


def test_a_former_commune_is_explained():
    match = communes.resolve("Oullins", epci=LYON)
    assert (match.insee, match.name, match.parent) == ("69149", "Oullins-Pierre-Bénite", None)
    assert match.reason == "former-name"
    assert [(place.name, place.parent) for place in match.candidates] == [("Oullins", "69149")]


def test_an_arrondissement_tells_its_city():
    match = communes.resolve("Lyon 3ème", epci=LYON)
    assert (match.insee, match.parent, match.commune) == ("69383", "69123", "69123")


@pytest.mark.parametrize(
    ("written", "reason", "candidates"),
    [
        ("69290", "ambiguous", {"69290", "69069", "69205"}),  # INSEE of one, postcode of two
        ("69100 Bron", "contradiction", {"69029", "69266", "69100"}),
        ("69003 Lyon 7e", "contradiction", {"69387", "69383", "69003"}),
        ("Fontaines", "ambiguous", {"69087", "69088", "71202", "89173"}),
        ("Genas", "ambiguous", {"69278", "69277"}),  # next door, one letter from Genay
        ("Oulins", "ambiguous", {"69149", "28293"}),
        ("69205 CEDEX", "cedex", set()),
        ("Lyonn", "unknown", {"69123"}),
        ("Métropole de Lyon", "unknown", set()),
        ("Bron / Lyon", "unknown", set()),
        ("stade municipal", "unknown", set()),
        ("12345678901234", "unknown", set()),
        ("", "empty", set()),
        ("   ", "empty", set()),
    ],
)
def test_a_doubt_is_never_settled_in_silence(written: str, reason: str, candidates: set[str]):
    match = communes.resolve(written, epci=LYON)
    assert (match.insee, match.sure, match.reason) == (None, False, reason)
    assert {place.code for place in match.candidates} == candidates


def test_an_arrondissement_that_does_not_exist_is_not_the_city():
    match = communes.resolve("Lyon 12", epci=LYON)
    assert match.insee is None
    assert all(place.parent == "69123" for place in match.candidates)


@pytest.mark.parametrize(
    ("written", "code", "reason"),
    [
        ("Vénisieux", "69259", "slip"),
        ("Villeurbane", "69266", "slip"),
        ("Saint-Preist", "69290", "slip"),
        ("Rillieux", "69286", "short-name"),
        ("Caluire", "69034", "short-name"),
    ],
)
def test_a_slip_or_a_short_name_is_found_but_not_sure(written: str, code: str, reason: str):
    match = communes.resolve(written, epci=LYON)
    assert (match.insee, match.sure, match.reason) == (code, False, reason)


def test_the_depositor_may_shorten_its_own_name():
    match = communes.resolve("Rillieux", near="69286")
    assert (match.insee, match.sure) == ("69286", True)
    assert communes.resolve("Rillieux", near="69029").sure is False


def test_homonyms_of_france():
    everywhere = communes.resolve("Saint-Denis")
    assert everywhere.insee is None
    assert {"93066", "97411"} <= {place.code for place in everywhere.candidates}
    assert communes.resolve("Saint-Denis (93)").insee == "93066"
    assert communes.resolve("St Denis 97400").insee == "97411"
    assert communes.resolve("ST DENIS", near="93001").insee == "93066"
    beside = communes.resolve("Saint-Denis", near="97415")
    assert (beside.insee, beside.sure) == ("97411", False)


def test_the_epci_comes_before_its_homonyms():
    assert communes.resolve("Saint-Priest").insee is None
    assert communes.resolve("Saint-Priest", epci=LYON).insee == "69290"


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("Mans", "72181"),
        ("Ville-d'Avray", "92077"),
        ("Paris XVIe", "75116"),
        ("75012 Paris", "75112"),
        ("13001 Marseille", "13201"),
        ("2a004 ajaccio", "2A004"),
        ("Papeete", "98735"),
    ],
)
def test_without_an_epci(written: str, code: str):
    match = communes.resolve(written)
    assert (match.insee, match.sure) == (code, True), match


def test_a_code_that_a_spreadsheet_took_for_a_number():
    match = communes.resolve("1053")
    assert (match.insee, match.sure) == ("01053", False)


def test_the_command_gives_one_object_a_name_in_order():
    first, second = communes.commune_command(["Lyon 3e", "69152"], LYON)
    assert list(first)[:6] == ["query", "insee", "name", "epci", "parent", "candidates"]
    assert (first["query"], first["insee"], first["parent"]) == ("Lyon 3e", "69383", "69123")
    assert (second["insee"], second["candidates"][0]["name"]) == ("69149", "Pierre-Bénite")


@pytest.mark.parametrize("place", OURS, ids=lambda place: place.code)
def test_official_names_survive_every_ordinary_rewriting(place: communes.Commune):
    bare = "".join(
        letter
        for letter in unicodedata.normalize("NFD", place.name.replace("œ", "oe"))
        if not unicodedata.combining(letter)
    )
    for written in (
        place.name,
        place.name.upper(),
        unicodedata.normalize("NFD", place.name),
        bare.upper().replace("-", " ").replace("'", " "),
        place.name.replace("Saint-", "St ").replace("Sainte-", "Ste "),
        place.name.replace("'", "’"),
        f"Mairie de {place.name}",
        f"{place.postcodes[0]} {place.name}",
        f"{place.code} - {place.name}",
    ):
        match = communes.resolve(written, epci=place.epci)
        assert match.sure, (written, match)
        assert match.commune == place.code, (written, match)


def test_official_names_of_france_are_already_keys():
    codes, official = records.all_names()
    keys = names.official_keys(official)
    different = {name for name, key in zip(official, keys, strict=True) if names.key(name) != key}
    assert different == set()
    assert len(codes) == len(keys) > 37_000


@given(st.text(max_size=40))
def test_no_text_is_too_odd(text: str):
    match = communes.resolve(text, epci=LYON)
    assert match.query == text.strip()
    assert match.insee is None or communes.get(match.insee)


@given(st.sampled_from(OURS), st.data())
def test_a_slip_never_passes_for_sure(place: communes.Commune, data: st.DataObject):
    position = data.draw(st.integers(0, len(place.name) - 1))
    letter = data.draw(st.sampled_from("abcdefghijklmnopqrstuvwxyz"))
    written = place.name[:position] + letter + place.name[position + 1 :]
    match = communes.resolve(written, epci=place.epci)
    if match.sure:  # only another true name may be sure
        assert names.key(written) in {
            names.key(match.name or ""),
            *(names.key(former.name) for former in match.candidates),
        } or names.without_links(names.key(written)) == names.without_links(
            names.key(match.name or "")
        )


@pytest.mark.parametrize(
    ("left", "right", "slips"),
    [
        ("bron", "bron", 0),
        ("bron", "brno", 1),
        ("venissieux", "venisieux", 1),
        ("venissieux", "venissieuxx", 1),
        ("lyon", "laon", 1),
        ("bron", "mions", 3),
        ("", "ab", 2),
        ("abc", "cba", 2),
    ],
)
def test_slips_are_counted(left: str, right: str, slips: int):
    assert names.distance(left, right) == names.distance(right, left) == slips


@given(st.text("abcd", max_size=8), st.text("abcd", max_size=8))
def test_names_within_two_slips_are_never_left_out_by_the_letters(left: str, right: str):
    if names.distance(left, right) <= 2:
        assert (names.letters(left) ^ names.letters(right)).bit_count() <= 4


# Outlines


@pytest.mark.parametrize("place", OURS, ids=lambda place: place.code)
def test_a_commune_holds_its_own_centre(place: communes.Commune):
    centre, bbox = communes.centre(place.code), communes.bbox(place.code)
    assert centre is not None
    assert bbox is not None
    assert communes.contains(place.code, *centre)
    west, south, east, north = bbox
    assert west < centre[0] < east
    assert south < centre[1] < north
    assert communes.contains(place.code, east + 0.01, north + 0.01) is False


def test_points_of_lyon():
    town_hall_of_bron = (4.9132, 45.7336)
    place_bellecour = (4.8320, 45.7578)
    assert communes.contains("69029", *town_hall_of_bron)
    assert communes.contains("69123", *place_bellecour)
    assert communes.contains("69382", *place_bellecour)  # an arrondissement: its city
    assert communes.contains("69029", *place_bellecour) is False
    assert communes.contains("69029", 45.7336, 4.9132) is False  # swapped


def test_a_merged_commune_has_the_outline_of_both():
    pierre_benite, oullins = (4.8243, 45.7035), (4.8076, 45.7140)
    for code in ("69149", "69152"):
        assert communes.contains(code, *pierre_benite)
        assert communes.contains(code, *oullins)


def test_the_tolerance_is_in_metres():
    square = {"type": "Polygon", "coordinates": [[[4, 45], [5, 45], [5, 46], [4, 46], [4, 45]]]}
    east_by_150_m = 5 + 150 / 78_600  # metres in a degree of longitude at 45° N
    assert communes.geometry_contains(square, east_by_150_m, 45.001)
    assert not communes.geometry_contains(square, east_by_150_m, 45.001, tolerance_m=100)
    assert not communes.geometry_contains(square, east_by_150_m, 45.001, tolerance_m=0)
    assert communes.geometry_contains(square, 4.5, 45.5, tolerance_m=0)


def test_a_hole_and_a_second_part():
    ring = [[0, 0], [4, 0], [4, 4], [0, 4], [0, 0]]
    hole = [[1, 1], [3, 1], [3, 3], [1, 3], [1, 1]]
    far = [[10, 10], [11, 10], [11, 11], [10, 11], [10, 10]]
    both = {"type": "MultiPolygon", "coordinates": [[ring, hole], [far]]}
    assert communes.geometry_contains(both, 0.5, 0.5)
    assert not communes.geometry_contains(both, 2, 2)
    assert communes.geometry_contains(both, 10.5, 10.5)
    with pytest.raises(ValueError, match="Point"):
        communes.geometry_contains({"type": "Point", "coordinates": [0, 0]}, 0, 0)


def test_no_outline_no_answer():
    assert communes.outline("75056") is None
    assert communes.contains("75056", 2.35, 48.85) is None
    assert communes.contains("00000", 2.35, 48.85) is None
    assert communes.centre("75056") is None
    assert communes.bbox("75056") is None


# What it costs


def in_a_new_process(code: str) -> str:
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    return done.stdout.strip()


def test_importing_reads_nothing_and_needs_no_ckan():
    printed = in_a_new_process(
        "import sys\n"
        "from ckanext.opendatacommunal import communes\n"
        "from ckanext.opendatacommunal.communes import records\n"
        "print(records._archive.cache_info().currsize, 'ckan' in sys.modules)"
    )
    assert printed == "0 False"


def test_a_name_of_the_epci_does_not_read_france():
    printed = in_a_new_process(
        "from ckanext.opendatacommunal.communes import records, resolve, index\n"
        f"resolve('St Fons', epci='{LYON}')\n"
        "print(records.table.cache_info().currsize, index.index_of_france.cache_info().currsize)"
    )
    assert printed == "1 0"


def test_the_reference_files_stay_small():
    assert sum(path.stat().st_size for path in records.DATA.glob("*.zip")) < 1_000_000


def test_the_nearest_names_are_proposed_first() -> None:
    assert "69029" in [place.code for place in communes.resolve("Bronn").candidates[:5]]

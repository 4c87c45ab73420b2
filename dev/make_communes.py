"""Make the reference files of `ckanext/opendatacommunal/communes/data/` from their public sources.

    npm pack @etalab/decoupage-administratif@6.0.0 && tar xf etalab-decoupage-*.tgz
    python dev/make_communes.py package/data \\
        --outlines communes-69-rhone.geojson communes-59-nord.geojson \\
                   communes-37-indre-et-loire.geojson

The GeoJSON files are those of `departements/` of the project france-geojson (edition of 2018).
Same input, same bytes: rows are sorted and the archives carry a fixed date.
Only the outlines need shapely, for communes that have merged since they were drawn.
"""

from __future__ import annotations

import argparse
import json
import zipfile
from collections import defaultdict
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

TARGET = Path(__file__).parent.parent / "ckanext" / "opendatacommunal" / "communes" / "data"
FIXED_DATE = (2026, 1, 1, 0, 0, 0)
OUTLINED_EPCI = {
    "200046977": "Métropole de Lyon",
    "200093201": "Métropole Européenne de Lille",
    "243700754": "Tours Métropole Val de Loire",
}
KINDS = {
    "commune-actuelle": "commune",
    "arrondissement-municipal": "arrondissement",
    "commune-deleguee": "deleguee",
    "commune-associee": "associee",
}


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("data", type=Path, help="folder `data` of the npm package")
    parser.add_argument("--outlines", type=Path, nargs="+", default=[], help="GeoJSON of communes")
    arguments = parser.parse_args()

    communes = json.loads((arguments.data / "communes.json").read_text("utf-8"))
    epcis = json.loads((arguments.data / "epci.json").read_text("utf-8"))
    epci_of = {member["code"]: epci["code"] for epci in epcis for member in epci["membres"]}
    write_archive(TARGET / "communes.zip", tables(communes, epcis, epci_of))
    if arguments.outlines:
        features = [
            feature
            for path in arguments.outlines
            for feature in json.loads(path.read_text("utf-8"))["features"]
        ]
        write_archive(TARGET / "outlines.zip", outlines(features, communes, epci_of))
    for path in sorted(TARGET.glob("*.zip")):
        print(f"{path.name}: {path.stat().st_size:,} bytes")


def tables(
    communes: Iterable[Mapping[str, Any]],
    epcis: Iterable[Mapping[str, Any]],
    epci_of: Mapping[str, str],
) -> dict[str, str]:
    """One table per first two characters of the codes, one of the EPCI, one of far moves.

    `moved.tsv`: old codes whose current commune stands in another table.
    """
    rows: dict[str, list[str]] = defaultdict(list)
    prefixes: dict[str, set[str]] = defaultdict(set)
    moved = []
    for commune in communes:
        code, prefix = commune["code"], commune["code"][:2]
        current = commune.get("chefLieu") or commune.get("commune") or code
        if KINDS[commune["type"]] == "commune":
            prefixes[epci_of.get(code, "")].add(prefix)
        old_codes = sorted(commune.get("anciensCodes", []))
        moved += [f"{old}\t{code}" for old in old_codes if old[:2] != prefix]
        fields = (
            code,
            commune["nom"],
            KINDS[commune["type"]],
            epci_of.get(current, ""),
            "" if KINDS[commune["type"]] == "commune" else current,
            commune.get("siren", ""),
            str(commune.get("population", "")),
            " ".join(sorted(commune.get("codesPostaux", []))),
            " ".join(old_codes),
        )
        rows[prefix].append("\t".join(fields))
    members = {f"{prefix}.tsv": text(lines) for prefix, lines in rows.items()}
    members["moved.tsv"] = text(moved)
    members["epci.tsv"] = text(
        "\t".join(
            (epci["code"], epci["nom"], epci["type"], " ".join(sorted(prefixes[epci["code"]])))
        )
        for epci in epcis
    )
    return members


def outlines(
    features: Iterable[Mapping[str, Any]],
    communes: Iterable[Mapping[str, Any]],
    epci_of: Mapping[str, str],
) -> dict[str, str]:
    """One GeoJSON per EPCI of `OUTLINED_EPCI`; merged communes get the union of their parts."""
    current = {
        old: commune["code"] for commune in communes for old in commune.get("anciensCodes", [])
    }
    parts: dict[str, dict[str, list[dict[str, Any]]]] = {epci: {} for epci in OUTLINED_EPCI}
    for feature in features:
        code = feature["properties"]["code"]
        code = current.get(code, code)
        epci = epci_of.get(code)
        if epci in parts:
            parts[epci].setdefault(code, []).append(feature["geometry"])
    for epci, found in parts.items():
        missing = {code for code, owner in epci_of.items() if owner == epci} - found.keys()
        if missing:
            raise SystemExit(f"No outline for {sorted(missing)} of {OUTLINED_EPCI[epci]}")
    return {
        f"{epci}.json": json.dumps(
            {code: union(geometries) for code, geometries in sorted(found.items())},
            separators=(",", ":"),
        )
        for epci, found in parts.items()
    }


def union(geometries: list[dict[str, Any]]) -> dict[str, Any]:
    """One geometry of several; five decimals, about a metre, as in the source."""
    if len(geometries) == 1:
        return {"type": geometries[0]["type"], "coordinates": geometries[0]["coordinates"]}
    from shapely import set_precision, union_all  # noqa: PLC0415
    from shapely.geometry import mapping, shape  # noqa: PLC0415

    whole = set_precision(union_all([shape(geometry) for geometry in geometries]), 1e-5)
    return json.loads(
        json.dumps(mapping(whole.normalize())), parse_float=lambda number: round(float(number), 5)
    )


def text(lines: Iterable[str]) -> str:
    return "\n".join(sorted(lines)) + "\n"


def write_archive(path: Path, members: Mapping[str, str]) -> None:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        for name, content in sorted(members.items()):
            entry = zipfile.ZipInfo(name, FIXED_DATE)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o644 << 16
            archive.writestr(entry, content, compresslevel=9)


if __name__ == "__main__":
    main()

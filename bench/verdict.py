"""The verdict on a long table: ours, Validata's and a hand-written query, side by side in one run.

python bench/verdict.py [ROWS]        default 100000, the most Validata takes

One park a row, 24 columns, one wrong cell in 0.5 % of the rows. Time at ROWS less time at 200, so
that starting up counts for nobody; then whole processes, and the whole `check` with all cleaning.
Beside them: frictionless alone, and csv-detective, which guesses types and lists no wrong cell.
"""

from __future__ import annotations

import csv
import json
import os
import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import polars as pl

from ckanext.opendatacommunal.gabarits import find
from ckanext.opendatacommunal.messages import translator
from ckanext.opendatacommunal.pipeline.judging.judge import judge

CHECKOUT = Path(__file__).resolve().parents[1]
NOT_COMPILED = "PYTHONDONTWRITEBYTECODE"
FEW = 200
COLUMNS = 24
COMMAND = Path(sys.executable).parent / "opendatacommunal"
WORDS = ("Alpha", "Bravo", "du Lac", "de l'Église", "Foch", "Jaurès", "des Tilleuls", "du Marché")
CHANGES = {
    "acces": ("piéton|TC", "piéton", ""),
    "chien": ("libre", "tenu en laisse", ""),
    "clos": ("oui", "non", ""),
    "horaires": ("Mo-Su 08:00-20:00", "24/7", ""),
    "reglement": ("oui", "non"),
}
WRONG = ("num", "codepost", "reglement", "surf_m2", "ann_ouvert", "chien", "photo", "acces")


def park(number: int, fields: list[dict[str, Any]], chance: random.Random) -> list[str]:
    row = {field["name"]: field.get("example", "") for field in fields}
    row |= {name: chance.choice(values) for name, values in CHANGES.items()}
    row["num"] = f"{number:06d}"
    row["uid"] = f"PAR-69283-{number:06d}"
    row["nom"] = f"Parc {chance.choice(WORDS)} {number}"
    row["numvoie"] = str(chance.randint(1, 200))
    row["voie"] = f"Rue {chance.choice(WORDS)} {chance.randint(1, 5000)}"
    row |= {"codepost": "69780", "commune": "Mions", "code_insee": "69283"}
    row["surf_m2"] = f"{chance.uniform(10, 50_000):.1f}"
    row["ann_ouvert"] = str(chance.randint(1900, 2019))
    row["photo"] = f"https://www.exemple.fr/{number}.jpg"
    if chance.random() < 0.005:
        row[chance.choice(WRONG)] = "x x"
    return list(row.values())


def write_parks(path: Path, count: int, fields: list[dict[str, Any]]) -> Path:
    chance = random.Random(count)
    with path.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream)
        writer.writerow(field["name"] for field in fields)
        writer.writerows(park(i, fields, chance) for i in range(1, count + 1))
    return path


def by_hand(path: Path) -> int:
    """What a data engineer would write for this very schema: wrong cells, counted."""
    table = pl.read_csv(path, infer_schema=False)
    list_of = r"^(motorisé|piéton|TC)(\|(motorisé|piéton|TC))*$"
    booleans = [pl.col(name) for name in ("reglement", "clos", "label", "eau", "toilettes")]
    wrong = [
        ~pl.col("uid").str.contains(r"^PAR-([0-9]{5}|2[AB][0-9]{3})-[0-9]{3,}$"),
        pl.col("uid").is_duplicated(),
        ~pl.col("num").str.contains("^[0-9]{3,}$"),
        ~pl.col("codepost").str.contains("^[0-9]{5}$"),
        ~pl.col("code_insee").str.contains(r"^([013-9]\d|2[AB1-9])\d{3}$"),
        ~(pl.col("surf_m2").cast(pl.Float64, strict=False) >= 0).fill_null(value=False),
        ~pl.col("ann_ouvert").str.contains(r"^\d{4}$"),
        ~pl.col("acces").str.contains(list_of),
        ~pl.col("chien").is_in(["libre", "tenu en laisse", "non autorisés"]),
        ~pl.col("photo").str.contains("^https?:"),
        *(~each.is_in(["oui", "non"]) for each in booleans),
        *(pl.col(name).is_null() for name in ("nom", "numvoie", "voie", "commune", "gestion")),
    ]
    sums = (each.fill_null(value=False).sum().alias(str(i)) for i, each in enumerate(wrong))
    found = table.select(sums)
    return sum(found.row(0))


def seconds(call: Callable[[], object], rounds: int = 3) -> float:
    """The best of a few rounds: the machine may be busy with something else."""
    taken = []
    for _ in range(rounds):
        begin = time.perf_counter()
        call()
        taken.append(time.perf_counter() - begin)
    return min(taken)


def process(*command: object) -> float:
    """A whole process, from compiled modules as any installed program runs."""
    words = [str(word) for word in command]
    around = {name: value for name, value in os.environ.items() if name != NOT_COMPILED}
    subprocess.run(words, check=False, capture_output=True, env=around)
    return seconds(lambda: subprocess.run(words, check=False, capture_output=True, env=around))


def cells(errors: list[dict[str, Any]]) -> set[tuple[Any, Any]]:
    return {(error["row"], error["field"]) for error in errors if error["field"]}


@dataclass(frozen=True)
class Peer:
    """What another program took: `slow` start-up out, `whole` with it; the cells it found."""

    name: str
    slow: float
    whole: float
    cells: set[tuple[Any, Any]] | None


def ask(name: str, python: Path, script: str, files: list[Path], schema: Path) -> Peer:
    """Run a program in its own environment: both files for the slope, then the long one alone."""

    def run(wanted: list[Path]) -> tuple[list[dict[str, Any]], float]:
        asked = json.dumps([[str(file), str(schema)] for file in wanted])
        command = [python, CHECKOUT / "dev" / script]
        begin = time.perf_counter()
        done = subprocess.run(command, input=asked, text=True, capture_output=True, check=True)
        return json.loads(done.stdout), time.perf_counter() - begin

    both, _ = run(files)
    alone, whole = run(files[1:])
    slow = min(both[1]["seconds"], alone[0]["seconds"]) - both[0]["seconds"]
    found = both[1]["errors"]
    return Peer(name, slow, whole, None if found is None else cells(found))


def peers(files: list[Path], schema: Path) -> list[Peer]:
    """Each in its own environment, made the first time."""
    sys.path.insert(0, str(CHECKOUT / "dev"))
    from oracles import CSV_DETECTIVE, VALIDATA, environment  # noqa: PLC0415 - a script

    validata = environment("validata", VALIDATA)
    detective = environment("csv-detective", CSV_DETECTIVE)
    return [
        ask("Validata", validata, "validata_verdicts.py", files, schema),
        ask("frictionless", validata, "frictionless_verdicts.py", files, schema),
        ask("csv-detective", detective, "csv_detective_times.py", files, schema),
    ]


def main(rows: int) -> None:
    gabarit = find("parcs-jardins")
    assert gabarit is not None
    fields = list(gabarit.schema["fields"][:COLUMNS])
    schema = {**gabarit.schema, "fields": fields}
    french = translator("fr")
    with tempfile.TemporaryDirectory() as held:
        folder = Path(held)
        files = [write_parks(folder / f"{count}.csv", count, fields) for count in (FEW, rows)]
        description = folder / "schema.json"
        description.write_text(json.dumps(schema), encoding="utf-8")
        judge(files[0], schema, french)
        few, many = (seconds(lambda f=file: judge(f, schema, french)) for file in files)
        by_hand(files[0])
        hand = seconds(lambda: by_hand(files[1])) - seconds(lambda: by_hand(files[0]))
        ours = many - few
        whole = process(COMMAND, "validate", files[1], "--schema", description)
        found = cells(judge(files[1], schema, french)["errors"])
        check = process(
            COMMAND, "check", files[1], "--gabarit", gabarit.slug, "--commune", "69283",
            "--json", folder / "report.json",
        )  # fmt: skip
        others = peers(files, description)
    say(f"{rows} rows, {COLUMNS} columns", f"{len(found)} wrong cells")
    say("ours", f"{ours:.3f} s", f"whole process {whole:.2f} s", f"check {check:.2f} s")
    say("by hand, in polars", f"{hand:.3f} s", f"ours takes {ours / hand:.1f} times that")
    for peer in others:
        say(
            peer.name,
            f"{peer.slow:.2f} s: {times(peer.slow / ours)}",
            f"whole {peer.whole:.2f} s: {times(peer.whole / whole)}",
            told(peer.cells, found),
        )
    say("check, all cleaning", f"{times(others[0].whole / check)} than Validata's whole verdict")


def told(theirs: set[tuple[Any, Any]] | None, ours: set[tuple[Any, Any]]) -> str:
    if theirs is None:
        return "lists no cells"
    return "the same cells" if theirs == ours else f"{len(theirs ^ ours)} OTHER cells"


def times(ratio: float) -> str:
    return f"ours {ratio:.1f} × faster"


def say(*parts: str) -> None:
    print("   ".join(f"{part:24}" for part in parts))


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 100_000)

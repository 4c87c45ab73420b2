"""The command at a terminal: exit status, one clear sentence, files that are whole."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from ckanext.opendatacommunal import shell
from ckanext.opendatacommunal.shell import output

from .parks import MIONS, gabarit, parks, with_column

Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def run(capfdbinary: Any) -> Run:
    def call(*arguments: str | Path) -> tuple[int, str, str]:
        with pytest.raises(SystemExit) as end:
            shell.main([str(each) for each in arguments])
        captured = capfdbinary.readouterr()
        return int(end.value.code or 0), captured.out.decode(), captured.err.decode()

    return call


@pytest.fixture
def parcs(tmp_path: Path) -> Path:
    path = tmp_path / "parcs.csv"
    path.write_text(parks("A", "B"), encoding="utf-8")
    return path


CHECK = ("--gabarit", "parcs-jardins", "--commune", MIONS)


class TestCheck:
    def test_a_valid_file_exits_0(self, run: Run, parcs: Path) -> None:
        status, out, err = run("check", parcs, *CHECK)
        assert (status, err) == (0, "")
        assert out == "2 lignes seront publiées, tout est en ordre.\n"

    def test_a_question_exits_1_and_the_rest_is_written(self, run: Run, tmp_path: Path) -> None:
        path = tmp_path / "parcs.csv"
        path.write_text(with_column("chien", "en laisse", "parfois"), encoding="utf-8")
        status, out, _err = run("check", path, *CHECK, "--out", tmp_path / "out.csv")
        assert status == 1
        assert "« parfois »" in out
        assert len((tmp_path / "out.csv").read_text(encoding="utf-8").splitlines()) == 3

    def test_json_alone_on_standard_output(self, run: Run, parcs: Path) -> None:
        status, out, err = run("check", parcs, *CHECK, "--json", "-")
        assert (status, err) == (0, "")
        assert json.loads(out)["verdict"] == "valid"

    def test_every_output_is_written(self, run: Run, parcs: Path, tmp_path: Path) -> None:
        options = ("json", "out", "rejects", "geojson", "html", "xlsx", "lignes", "save-profile")
        given = [part for name in options for part in (f"--{name}", tmp_path / f"made.{name}")]
        assert run("check", parcs, *CHECK, *given)[0] == 0
        assert sorted(path.suffix for path in tmp_path.glob("made.*")) == sorted(
            f".{name}" for name in options
        )
        assert not list(tmp_path.glob(".made*"))

    def test_answers_then_profile_settle_the_file(self, run: Run, tmp_path: Path) -> None:
        path = tmp_path / "parcs.csv"
        path.write_text(with_column("chien", "en laisse", "parfois"), encoding="utf-8")
        report = json.loads(run("check", path, *CHECK, "--json", "-")[1])
        answers = tmp_path / "answers.json"
        answers.write_text(json.dumps({report["questions"][0]["id"]: "libre"}), encoding="utf-8")
        profile = tmp_path / "profile.json"
        assert run("check", path, *CHECK, "--answers", answers, "--save-profile", profile)[0] == 0
        assert run("check", path, *CHECK, "--profile", profile)[0] == 0

    def test_rows_keep_their_identifier(self, run: Run, parcs: Path, tmp_path: Path) -> None:
        old, new = tmp_path / "old.csv", tmp_path / "new.csv"
        run("check", parcs, *CHECK, "--out", old)
        parcs.write_text(parks("B", "A", "C"), encoding="utf-8")
        run("check", parcs, *CHECK, "--previous", old, "--out", new)

        def named(path: Path) -> dict[str, str]:
            lines = path.read_text(encoding="utf-8").splitlines()[1:]
            return {line.split(",")[1]: line.split(",")[0] for line in lines}

        assert named(old).items() <= named(new).items()

    def test_reserved_identifiers_are_not_given(
        self, run: Run, parcs: Path, tmp_path: Path
    ) -> None:
        reserved = tmp_path / "reserved.txt"
        reserved.write_text(f"PAR-{MIONS}-001\n", encoding="utf-8")
        out = run("check", parcs, *CHECK, "--reserved", reserved, "--out", "-")[1]
        assert f"PAR-{MIONS}-001" not in out
        assert f"PAR-{MIONS}-002" in out

    def test_an_unreadable_file_exits_2_with_a_report(self, run: Run, tmp_path: Path) -> None:
        path = tmp_path / "photo.png"
        path.write_bytes(b"\x89PNG\r\n\x1a\n")
        status, out, err = run("check", path, *CHECK, "--json", "-")
        assert status == 2
        assert json.loads(out)["verdict"] == "unreadable"
        assert err.startswith("Ce fichier est une image")


WRONG = {
    "no command": ((), "Mode d’emploi"),
    "unknown command": (("chek",), "chek"),
    "unknown option": (("check", "a.csv", "--gabari", "x"), "--gabari"),
    "option without value": (("check", "a.csv", "--gabarit"), "--gabarit"),
    "no file": (("check", "--gabarit", "parcs-jardins"), "Il manque FICHIER."),
    "file that is not there": (("check", "a.csv", *CHECK), "a.csv"),
    "folder": (("check", ".", *CHECK), "dossier"),
    "unknown gabarit": (("check", __file__, "--gabarit", "arbres"), "arbres"),
    "unknown commune": (("check", __file__, *CHECK[:2], "--commune", "99999"), "99999"),
    "answers that are no json": (("check", __file__, *CHECK, "--answers", __file__), "JSON"),
    "folder to write that is not there": (
        ("gabarit", "parcs-jardins", "--csv", "/nowhere/at/all.csv"),
        "/nowhere",
    ),
    "schema that is none": (("validate", __file__, "--schema", __file__), "JSON"),
    "nothing to write": (("gabarit", "parcs-jardins"), "--xlsx"),
    "gabarits that are not there": (("gabarits", "--gabarits-dir", "/nowhere"), "/nowhere"),
    "language nobody speaks": (("gabarits", "--lang", "de"), "--lang"),
}


@pytest.mark.parametrize("case", [case for case in WRONG if case != "no command"])
def test_wrong_usage_is_one_clear_sentence(run: Run, case: str) -> None:
    arguments, named = WRONG[case]
    status, out, err = run(*arguments)
    assert (status, out) == (2, "")
    assert named in err
    assert len(err.splitlines()) <= 3
    for word in ("Traceback", "Error", "Exception", "Errno"):
        assert word not in err


def test_english_is_spoken_on_request(run: Run) -> None:
    assert run("check", "a.csv", *CHECK, "--lang", "en")[2].startswith("There is no file")


class TestRead:
    def test_the_table_is_shown_unchanged(self, run: Run, tmp_path: Path) -> None:
        path = tmp_path / "p.csv"
        path.write_bytes("Titre;\nNom ;Réf\n Été;007\n".encode("cp1252"))
        found = json.loads(run("read", path, "--json", "-")[1])
        assert set(found) == {"file", "header", "sample"}
        assert found["header"] == ["Nom ", "Réf"]
        assert found["sample"] == [[" Été", "007"]]
        assert found["file"]["encoding"] == "cp1252"
        assert run("read", path, "--out", "-")[1] == "Nom ,Réf\n Été,007\n"


class TestGabarit:
    def test_the_list(self, run: Run) -> None:
        told = json.loads(run("gabarits", "--json", "-")[1])
        assert "parcs-jardins" in [each["slug"] for each in told]
        keys = {"slug", "title", "version", "kind", "source", "fields", "periodicity"}
        assert all(keys <= set(each) for each in told)

    def test_the_schema_is_given_as_it_is(self, run: Run, tmp_path: Path) -> None:
        run("gabarit", "parcs-jardins", "--schema", tmp_path / "s.json")
        assert (tmp_path / "s.json").read_bytes() == gabarit().schema_bytes

    def test_the_empty_table_names_every_column(self, run: Run) -> None:
        out = run("gabarit", "parcs-jardins", "--csv", "-")[1]
        assert out.lstrip("\ufeff").strip().split(";") == [field.name for field in gabarit().fields]

    def test_the_workbook_opens(self, run: Run, tmp_path: Path) -> None:
        run("gabarit", "parcs-jardins", "--xlsx", tmp_path / "g.xlsx")
        assert openpyxl.load_workbook(tmp_path / "g.xlsx").sheetnames[0] == "Parcs et jardins"

    def test_the_page_documents_every_column(self, run: Run) -> None:
        out = run("gabarit", "parcs-jardins", "--html", "-")[1]
        assert all(f"<td>{field.name}</td>" in out for field in gabarit().fields)


def test_validate_judges_the_file_as_it_is(run: Run, tmp_path: Path) -> None:
    schema = gabarit().folder / "schema.json"
    valid = gabarit().folder / "exemples" / "valide.csv"
    status, out, _err = run("validate", valid, "--schema", schema, "--json", "-")
    assert (status, json.loads(out)["valid"]) == (0, True)


def test_commune_finds_any_spelling(run: Run) -> None:
    status, out, _err = run("commune", "St Fons", "69152", "--json", "-")
    assert status == 0
    assert [each["insee"] for each in json.loads(out)] == ["69199", "69149"]
    assert run("commune", "Nulle Part sur Rien")[0] == 1


def test_propose_says_what_the_file_tells(run: Run) -> None:
    sample = gabarit().folder / "exemples" / "bron_parcs_2024.csv"
    out = run("propose", sample, "--epci", "200046977", "--json", "-")[1]
    found = json.loads(out)
    assert (found["slug"], found["commune"]) == ("parcs-jardins", "69029")
    assert found["commune_source"] == "column"


def test_a_file_that_cannot_be_finished_leaves_the_old_one(tmp_path: Path) -> None:
    target = tmp_path / "out.csv"
    target.write_text("old", encoding="utf-8")
    with pytest.raises(UnicodeEncodeError):
        output.write(str(target), "\ud800")
    assert target.read_text(encoding="utf-8") == "old"


def test_the_command_and_the_pipeline_need_no_ckan() -> None:
    code = (
        "import sys, ckanext.opendatacommunal.pipeline, ckanext.opendatacommunal.shell.check\n"
        "import ckanext.opendatacommunal.shell.gabarit, ckanext.opendatacommunal.shell.validate\n"
        "import ckanext.opendatacommunal.shell.propose, ckanext.opendatacommunal.shell.read\n"
        "import ckanext.opendatacommunal.shell.gabarits, ckanext.opendatacommunal.shell.commune\n"
        "import ckanext.opendatacommunal.shell.gabarit_lint\n"
        "import ckanext.opendatacommunal.shell.gabarit_new\n"
        "ours = 'ckanext.opendatacommunal'\n"
        "wrong = [name for name in sys.modules if name == 'ckan' or name.startswith('ckan.')"
        " or (name.startswith('ckanext.') and not name.startswith(ours))]\n"
        "sys.exit(str(wrong) if wrong else 0)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")


def test_help_loads_nothing_heavy() -> None:
    code = (
        "import sys\nfrom ckanext.opendatacommunal import shell\n"
        "try:\n shell.main(['--help'])\nexcept SystemExit: pass\n"
        "assert not {'polars', 'python_calamine', 'xlsxwriter'} & set(sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")

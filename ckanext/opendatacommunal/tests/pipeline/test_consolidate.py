"""A folder of mails in, a table out: what an operator sees, run after run."""

from __future__ import annotations

import csv
import io
import json
import os
import shutil
import signal
import subprocess
import sys
import time
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from ckanext.opendatacommunal import communes
from ckanext.opendatacommunal.consolidating import run as consolidating
from ckanext.opendatacommunal.consolidating import workers
from ckanext.opendatacommunal.consolidating.journal import Lock, Locked
from ckanext.opendatacommunal.consolidating.run import Order, Outcome, consolidate
from ckanext.opendatacommunal.gabarits import CONSOLIDE_COLUMNS

from .mails import (
    FIELDS,
    LYON_METROPOLE,
    MEL,
    TOURS_METROPOLE,
    as_csv,
    as_xlsx,
    mails,
    parks,
    traps,
    write,
)
from .parks import BRON, MIONS, TODAY, gabarit

BRON_NAME, MIONS_NAME = "Bron", "Mions"
CHIENS = ("libre", "selon l'humeur", "")


class Mailbox:
    """A folder of mails and its reports."""

    def __init__(self, folder: Path, epci: str = LYON_METROPOLE) -> None:
        self.folder, self.epci = folder / "recus", epci
        self.reports, self.out = folder / "rapports", folder / "consolide.csv"
        self.folder.mkdir(parents=True, exist_ok=True)

    def order(self, today: date = TODAY) -> Order:
        return Order(self.folder, gabarit(), self.epci, self.reports, self.out, today=today)

    def run(self, today: date = TODAY) -> Outcome:
        return consolidate(self.order(today))

    def put(self, name: str, content: bytes) -> Path:
        write(self.folder, iter([(name, content)]))
        return self.folder / name

    def park_file(self, name: str, insee: str, count: int = 3, start: int = 0) -> Path:
        commune = communes.get(insee)
        assert commune is not None
        return self.put(name, as_csv(FIELDS, parks(commune, count, start=start), "utf-8", ";"))

    def table(self) -> list[dict[str, str]]:
        return list(csv.DictReader(io.StringIO(self.out.read_text(encoding="utf-8"))))

    def names(self, producer: str = "") -> dict[str, str]:
        """Identifier → name of the rows of a producer, of all if none is given."""
        return {
            row["uid"]: row["nom"] for row in self.table() if producer in ("", row["producteur"])
        }

    def board(self) -> dict[str, dict[str, str]]:
        """Commune → its line; file that is not taken → its line."""
        text = (self.reports / "couverture.csv").read_text(encoding="utf-8-sig")
        lines = list(csv.DictReader(io.StringIO(text), delimiter=";"))
        return {line["Commune"] if line["Code INSEE"] else line["Fichier"]: line for line in lines}

    def state(self, commune: str) -> str:
        return self.board()[commune]["État"]

    def choose(self, **said: tuple[str, str]) -> None:
        """Type (commune, decision) on the line of each file, named without its extension."""
        path = self.reports / "choix.csv"
        text = path.read_text(encoding="utf-8-sig") if path.exists() else ""
        asked = csv.DictReader(io.StringIO(text), delimiter=";")
        questions = {line["fichier"]: line["question"] for line in asked}
        typed = {f"{name}.csv": cells for name, cells in said.items()}
        with path.open("w", encoding="utf-8-sig", newline="") as file:
            writer = csv.writer(file, delimiter=";")
            writer.writerow(["fichier", "commune", "decision", "question"])
            for name in {**questions, **typed}:
                writer.writerow([name, *typed.get(name, ("", "")), questions.get(name, "")])

    def contents(self) -> dict[str, bytes]:
        """Everything that a run leaves, by name."""
        paths = [path for path in self.reports.rglob("*") if path.is_file()]
        made = {str(path.relative_to(self.reports)): path.read_bytes() for path in paths}
        return {**made, "out": self.out.read_bytes()}


@pytest.fixture
def mailbox(tmp_path: Path) -> Mailbox:
    return Mailbox(tmp_path)


@pytest.fixture(scope="module")
def full(tmp_path_factory: pytest.TempPathFactory) -> Mailbox:
    """All the communes of Lyon in every format, and every trap; after its first run."""
    mailbox = Mailbox(tmp_path_factory.mktemp("lyon"))
    write(mailbox.folder, mails(LYON_METROPOLE))
    write(mailbox.folder, traps(LYON_METROPOLE))
    (mailbox.folder / "lien.csv").symlink_to(mailbox.folder / "Albigny-sur-Saône_parcs.csv")
    assert not mailbox.run().settled
    return mailbox


class TestWholeFolder:
    def test_every_commune_is_in_with_its_rows(self, full: Mailbox) -> None:
        board = full.board()
        there = communes.of_epci(LYON_METROPOLE)
        for commune in there:
            # Where there are several postcodes, a person says which.
            if len(commune.postcodes) == 1:
                assert board[commune.name]["Lignes dans la table"] == "6", commune.name
        producers = {row["producteur"]: row["producteur_siren"] for row in full.table()}
        assert producers[BRON_NAME] == "216900290"

    def test_the_header_is_that_of_the_portal(self, full: Mailbox) -> None:
        header = full.out.read_text(encoding="utf-8").partition("\n")[0].split(",")
        fields = [each.name for each in gabarit().public_fields]
        assert header == [*fields, *CONSOLIDE_COLUMNS]

    def test_rows_stand_in_the_commune_that_sent_them(self, full: Mailbox) -> None:
        for row in full.table():
            commune = communes.get(row["commune_insee"])
            assert commune is not None
            assert commune.name == row["producteur"]
            assert row["uid"].startswith(f"PAR-{row['code_insee']}-")

    @pytest.mark.parametrize(
        ("file", "said"),
        [
            ("plan des parcs.pdf", "PDF"),
            ("signature.png", "image"),
            ("~$parcs.xlsx", "verrouillage"),
            ("Thumbs.db", "logiciel"),
            ("__MACOSX/", "logiciel"),
            ("bonjour.txt", "Presque aucune colonne"),
            ("liste du personnel.csv", "Presque aucune colonne"),
            ("deux communes.csv", "2 communes"),
            ("ailleurs.csv", "Paris"),
            ("Albigny-sur-Saône/envoi.csv", "communes différentes"),
            ("dans un zip.zip", "archive"),
            ("lien.csv", "liens ne sont pas suivis"),
            ("reponse.eml", "pas de pièce jointe"),
            ("x" * 200 + ".csv", "Rien ne dit quelle commune"),
        ],
    )
    def test_every_trap_is_named_and_left_out(self, full: Mailbox, file: str, said: str) -> None:
        assert said in full.board()[file]["À savoir"]

    def test_files_to_settle_wait_in_the_list_of_choices(self, full: Mailbox) -> None:
        lines = (full.reports / "choix.csv").read_text(encoding="utf-8-sig")
        assert "deux communes.csv;;;" in lines
        assert "signature.png" not in lines

    def test_every_commune_has_its_return_sheets(self, full: Mailbox) -> None:
        sheets = {path.name for path in (full.reports / "retours").iterdir()}
        assert {"69029-bron.html", "69029-bron.xlsx"} <= sheets

    def test_the_page_needs_nothing_else(self, full: Mailbox) -> None:
        page = (full.reports / "couverture.html").read_text(encoding="utf-8")
        assert "<script" not in page
        assert "http" not in page
        assert "retours/69029-bron.html" in page

    def test_a_second_run_reads_nothing_and_changes_nothing(self, full: Mailbox) -> None:
        before = full.contents()
        outcome = full.run()
        assert outcome.unchanged
        assert full.contents() == before

    def test_the_same_folder_elsewhere_gives_the_same_bytes(
        self, full: Mailbox, tmp_path: Path
    ) -> None:
        other = Mailbox(tmp_path)
        shutil.copytree(full.folder, other.folder, symlinks=True, dirs_exist_ok=True)
        other.run()
        assert other.contents() == full.contents()


@pytest.mark.parametrize(("epci", "communes_there"), [(MEL, 95), (TOURS_METROPOLE, 22)])
def test_other_metropoles_too(tmp_path: Path, epci: str, communes_there: int) -> None:
    mailbox = Mailbox(tmp_path, epci)
    write(mailbox.folder, mails(epci, 3))
    mailbox.run()
    board = mailbox.board()
    states = {name: line["État"] for name, line in board.items() if line["Code INSEE"]}
    assert len(states) == communes_there
    out = {name for name, state in states.items() if not state.startswith("Dans la table")}
    # Where there are several postcodes, a person says which. And 59250 is a code and a postcode.
    there = communes.of_epci(epci)
    assert out <= {each.name for each in there if len(each.postcodes) > 1} | {"Fournes-en-Weppes"}
    producers = {row["producteur"]: row["commune_insee"] for row in mailbox.table()}
    assert producers == {each.name: each.code for each in there if each.name not in out}


class TestRunAgain:
    def test_only_what_changed_moves(self, mailbox: Mailbox) -> None:
        mailbox.park_file("bron.csv", BRON)
        mailbox.park_file("mions.csv", MIONS)
        assert mailbox.run().settled
        before, times = mailbox.table(), _times(mailbox)
        mailbox.park_file("bron.csv", BRON, 4)
        mailbox.run(date(2027, 1, 5))
        after = mailbox.table()
        assert [row for row in after if row["uid"] in {old["uid"] for old in before}] == before
        assert [row["date_maj"] for row in after if row not in before] == ["2027-01-05"]
        moved = {name for name, when in _times(mailbox).items() if times.get(name) != when}
        assert not any("69283" in name for name in moved)

    def test_identifiers_follow_the_rows(self, mailbox: Mailbox) -> None:
        commune = communes.get(BRON)
        assert commune is not None
        rows = parks(commune, 5)
        mailbox.put("bron.csv", as_csv(FIELDS, rows, "utf-8", ";"))
        mailbox.run()
        before = mailbox.names()
        mailbox.put("bron.csv", as_xlsx(FIELDS, rows[::-1]))
        mailbox.run()
        assert mailbox.names() == before

    def test_a_file_that_is_gone_leaves_its_rows(self, mailbox: Mailbox) -> None:
        mailbox.park_file("bron.csv", BRON)
        mailbox.park_file("mions.csv", MIONS)
        mailbox.run()
        (mailbox.folder / "bron.csv").unlink()
        before = mailbox.table()
        mailbox.run()
        assert mailbox.table() == before
        assert mailbox.state(BRON_NAME) == "Lignes précédentes gardées"
        assert "n’est plus dans le dossier" in mailbox.board()[BRON_NAME]["À savoir"]

    def test_many_missing_rows_stop_the_file(self, mailbox: Mailbox) -> None:
        mailbox.park_file("bron.csv", BRON, 10)
        mailbox.run()
        mailbox.park_file("bron.csv", BRON, 4)
        mailbox.run()
        assert len(mailbox.names(BRON_NAME)) == 10
        assert mailbox.state(BRON_NAME) == "À confirmer"

    def test_rows_said_to_be_gone_leave_and_their_numbers_are_not_given_again(
        self, mailbox: Mailbox
    ) -> None:
        mailbox.park_file("bron.csv", BRON, 4)
        mailbox.run()
        first = mailbox.names()
        mailbox.park_file("bron.csv", BRON, 3)
        mailbox.run()
        assert mailbox.names() == first
        _answer_all(mailbox, "69029-bron", "retirer")
        mailbox.run()
        gone = set(first) - set(mailbox.names())
        assert len(gone) == 1
        mailbox.park_file("bron.csv", BRON, 3)
        commune = communes.get(BRON)
        assert commune is not None
        rows = [*parks(commune, 3), *parks(commune, 1, start=50)]
        mailbox.put("bron.csv", as_csv(FIELDS, rows, "utf-8", ";"))
        mailbox.run()
        assert len(mailbox.names()) == 4
        assert not gone & set(mailbox.names())

    def test_a_table_that_was_touched_is_made_again(self, mailbox: Mailbox) -> None:
        mailbox.park_file("bron.csv", BRON)
        mailbox.run()
        made = mailbox.out.read_bytes()
        mailbox.out.write_text("oups")
        assert not mailbox.run().unchanged
        assert mailbox.out.read_bytes() == made

    def test_without_the_state_the_rows_are_still_known(self, mailbox: Mailbox) -> None:
        mailbox.park_file("bron.csv", BRON, 4)
        mailbox.run()
        before = mailbox.names()
        (mailbox.reports / "etat.json").unlink()
        mailbox.park_file("bron.csv", BRON, 5)
        mailbox.run()
        assert before.items() <= mailbox.names().items()
        assert len(mailbox.names()) == 5


class TestReturnSheets:
    def test_a_sheet_mailed_back_answers_and_mends(self, mailbox: Mailbox) -> None:
        rows = [[*row, chien] for row, chien in zip(_bron(3), CHIENS, strict=True)]
        rows[0][6] = "env. 300"
        mailbox.put("parcs.csv", as_csv((*FIELDS, "chien"), rows, "cp1252", ";"))
        assert not mailbox.run().settled
        assert len(mailbox.names()) == 2
        sheet = mailbox.reports / "retours" / "69029-bron.xlsx"
        book = openpyxl.load_workbook(sheet)
        answers, table = book["Questions"], book["Votre fichier"]
        assert answers["E4"].value is None
        answers["E4"] = "tenu en laisse"
        for cell in next(table.iter_cols(7, 7)):
            if cell.value == "env. 300":
                cell.value = "300"
        book.save(mailbox.folder / "RE parcs.xlsx")
        assert mailbox.run().settled
        table_now = {row["nom"]: row for row in mailbox.table()}
        assert table_now[rows[0][0]]["surf_m2"] == "300"
        assert table_now[rows[1][0]]["chien"] == "tenu en laisse"
        said = mailbox.board()[BRON_NAME]["À savoir"]
        assert "fiche de retour" in said
        assert "c’est « RE parcs.xlsx » qui est repris" in mailbox.board()["parcs.csv"]["À savoir"]

    def test_answers_are_kept_for_the_next_file(self, mailbox: Mailbox) -> None:
        def handed(name: str, count: int) -> None:
            rows = [[*row, "selon l'humeur"] for row in _bron(count)]
            mailbox.put(name, as_csv((*FIELDS, "chien"), rows, "cp1252", ";"))

        handed("parcs 2024.csv", 3)
        mailbox.run()
        _answer_all(mailbox, "69029-bron", "libre")
        assert mailbox.run().settled
        handed("parcs 2025.csv", 4)
        assert mailbox.run().settled
        assert {row["chien"] for row in mailbox.table()} == {"libre"}

    def test_a_sheet_sent_back_untouched_changes_nothing(self, mailbox: Mailbox) -> None:
        mailbox.park_file("bron.csv", BRON)
        mailbox.run()
        before = mailbox.table()
        shutil.copy(mailbox.reports / "retours" / "69029-bron.xlsx", mailbox.folder / "RE.xlsx")
        mailbox.run()
        assert mailbox.table() == before
        assert "même tableau" in mailbox.board()["RE.xlsx"]["À savoir"]

    def test_a_sheet_in_the_folder_of_another_commune_is_a_doubt(self, mailbox: Mailbox) -> None:
        mailbox.park_file("bron.csv", BRON)
        mailbox.run()
        (mailbox.folder / "Mions").mkdir()
        sheet = mailbox.reports / "retours" / "69029-bron.xlsx"
        shutil.copy(sheet, mailbox.folder / "Mions" / "RE.xlsx")
        outcome = mailbox.run()
        assert [name for name, _said in outcome.doubts] == ["Mions/RE.xlsx"]

    def test_a_commune_that_sent_only_a_pdf_is_told_so(self, mailbox: Mailbox) -> None:
        mailbox.put("Bron/parcs.pdf", b"%PDF-1.4\n")
        assert not mailbox.run().settled
        page = (mailbox.reports / "retours" / "69029-bron.html").read_text(encoding="utf-8")
        assert "PDF" in page
        assert mailbox.state(BRON_NAME) == "Reçu, laissé de côté"


class TestWhoseFile:
    def test_a_choice_settles_a_doubt(self, mailbox: Mailbox) -> None:
        mailbox.put("parcs.csv", as_csv(FIELDS, _bron(3, named=False), "utf-8", ";"))
        assert mailbox.run().doubts
        assert not mailbox.table()
        mailbox.choose(parcs=("Bron", ""))
        assert mailbox.run().settled
        assert len(mailbox.names(BRON_NAME)) == 3

    def test_a_choice_may_be_saved_by_a_french_spreadsheet(self, mailbox: Mailbox) -> None:
        mailbox.put("é.csv", as_csv(FIELDS, _bron(3, named=False), "utf-8", ";"))
        mailbox.run()
        (mailbox.reports / "choix.csv").write_bytes(
            "fichier;commune;decision;question\r\né.csv;VENISSIEUX;;\r\n".encode("cp1252")
        )
        assert mailbox.run().settled
        assert mailbox.names("Vénissieux")

    def test_what_is_not_understood_is_said(self, mailbox: Mailbox) -> None:
        mailbox.put("parcs.csv", as_csv(FIELDS, _bron(3, named=False), "utf-8", ";"))
        mailbox.run()
        mailbox.choose(parcs=("Atlantide", "peut-être"))
        assert not mailbox.run().settled
        page = (mailbox.reports / "couverture.html").read_text(encoding="utf-8")
        assert "Atlantide" in page
        assert "Atlantide" in (mailbox.reports / "choix.csv").read_text(encoding="utf-8")

    def test_rows_of_several_communes_from_a_service_of_the_metropole(
        self, mailbox: Mailbox
    ) -> None:
        commune = communes.get(MIONS)
        assert commune is not None
        rows = [*_bron(3), *parks(commune, 3)]
        mailbox.put("Métropole/parcs.csv", as_csv(FIELDS, rows, "utf-8", ";"))
        assert mailbox.run().settled
        table = mailbox.table()
        assert {row["producteur"] for row in table} == {"Métropole de Lyon"}
        assert {row["producteur_siren"] for row in table} == {LYON_METROPOLE}
        assert {row["commune_insee"] for row in table} == {BRON, MIONS}

    def test_two_producers_of_one_commune_never_share_an_identifier(self, mailbox: Mailbox) -> None:
        commune = communes.get(MIONS)
        assert commune is not None
        rows = [*parks(communes.get(BRON), 3, start=30), *parks(commune, 3, start=30)]  # type: ignore[arg-type]
        mailbox.put("Métropole/parcs.csv", as_csv(FIELDS, rows, "utf-8", ";"))
        mailbox.park_file("bron.csv", BRON)
        mailbox.park_file("mions.csv", MIONS)
        mailbox.run()
        identifiers = [row["uid"] for row in mailbox.table()]
        assert len(identifiers) == len(set(identifiers)) == 12

    def test_a_file_given_to_the_right_commune_after_all(self, mailbox: Mailbox) -> None:
        mailbox.put("Bron/parcs.csv", as_csv(FIELDS, _bron(3, named=False), "utf-8", ";"))
        mailbox.run()
        wrong = set(mailbox.names(BRON_NAME))
        (mailbox.reports / "choix.csv").write_text(
            "fichier;commune;decision;question\nBron/parcs.csv;Mions;;\n", encoding="utf-8"
        )
        mailbox.run()
        assert not mailbox.names(BRON_NAME)
        assert len(mailbox.names(MIONS_NAME)) == 3
        assert "Lignes retirées" in mailbox.board()[BRON_NAME]["À savoir"]
        mailbox.park_file("vrai.csv", BRON, 2, start=60)
        mailbox.run()
        assert len(mailbox.names(BRON_NAME)) == 2
        assert not wrong & set(mailbox.names(BRON_NAME))

    def test_an_old_code_and_an_old_name_are_the_commune_of_today(self, mailbox: Mailbox) -> None:
        mailbox.put("parcs_69152.csv", as_csv(FIELDS, _bron(3, named=False), "utf-8", ";"))
        mailbox.run()
        assert mailbox.board()["Oullins-Pierre-Bénite"]["Fichier"] == "parcs_69152.csv"


class TestVersions:
    def test_the_newer_by_its_name_is_taken_and_it_is_said(self, mailbox: Mailbox) -> None:
        mailbox.park_file("bron_2023.csv", BRON, 3)
        mailbox.park_file("bron_2024.csv", BRON, 4)
        assert mailbox.run().settled
        assert len(mailbox.names()) == 4
        assert "bron_2023.csv" in mailbox.board()[BRON_NAME]["À savoir"]
        assert "Version plus ancienne" in mailbox.board()["bron_2023.csv"]["À savoir"]

    def test_without_a_date_nothing_is_guessed(self, mailbox: Mailbox) -> None:
        mailbox.park_file("bron.csv", BRON, 3)
        mailbox.park_file("copie de bron.csv", BRON, 4)
        outcome = mailbox.run()
        assert {name for name, _said in outcome.doubts} == {"bron.csv", "copie de bron.csv"}
        assert not mailbox.table()
        mailbox.choose(bron=("", "retenir"))
        assert mailbox.run().settled
        assert len(mailbox.names()) == 3

    def test_a_newer_version_that_lost_many_rows_is_a_doubt(self, mailbox: Mailbox) -> None:
        mailbox.park_file("bron_2023.csv", BRON, 10)
        mailbox.park_file("bron_2024.csv", BRON, 3)
        assert len(mailbox.run().doubts) == 2

    def test_the_same_file_twice_counts_once(self, mailbox: Mailbox) -> None:
        mailbox.park_file("bron.csv", BRON)
        mailbox.park_file("copie de bron.csv", BRON)
        assert mailbox.run().settled
        assert len(mailbox.names()) == 3
        assert "même fichier" in mailbox.board()["copie de bron.csv"]["À savoir"]

    def test_two_departments_add_up(self, mailbox: Mailbox) -> None:
        mailbox.park_file("Bron/espaces verts.csv", BRON, 5)
        # One row of both: it is one row.
        mailbox.park_file("Bron/sports.csv", BRON, 5, start=4)
        mailbox.run()
        assert len(mailbox.names(BRON_NAME)) == 9
        said = mailbox.board()[BRON_NAME]["À savoir"]
        assert "déjà données par un autre fichier de la commune : 1" in said
        before = mailbox.names()
        mailbox.park_file("Bron/sports.csv", BRON, 6, start=4)
        mailbox.run()
        assert before.items() <= mailbox.names().items()
        assert len(mailbox.names()) == 10

    def test_a_row_with_the_identifier_of_another_source_is_that_row(
        self, mailbox: Mailbox
    ) -> None:
        def with_uid(name: str, start: int) -> None:
            commune = communes.get(BRON)
            assert commune is not None
            rows = parks(commune, 4, start=start)
            cells = [[f"PAR-{BRON}-{start + n:03}", *row] for n, row in enumerate(rows, 1)]
            cells[0][0] = f"PAR-{BRON}-001"
            mailbox.put(name, as_csv(("uid", *FIELDS), cells, "utf-8", ";"))

        with_uid("Bron/espaces verts.csv", 0)
        with_uid("Bron/sports.csv", 20)
        mailbox.run()
        identifiers = [row["uid"] for row in mailbox.table()]
        assert len(identifiers) == len(set(identifiers)) == 7
        kept = (mailbox.reports / "lignes" / f"{BRON}.csv").read_text(encoding="utf-8")
        assert kept.count(f"PAR-{BRON}-001,") == 1

    def test_a_table_unlike_the_earlier_one_is_a_doubt(self, mailbox: Mailbox) -> None:
        mailbox.park_file("bron.csv", BRON, 5)
        mailbox.run()
        (mailbox.folder / "bron.csv").unlink()
        mailbox.park_file("autre bron.csv", BRON, 5, start=60)
        assert [name for name, _said in mailbox.run().doubts] == ["autre bron.csv"]
        assert len(mailbox.names()) == 5


class TestFaults:
    @pytest.mark.parametrize(
        "sign", [".en-cours", ".en-cours/1", ".en-cours/12", ".en-cours/liste.json", "lignes"]
    )
    def test_killed_anywhere_the_next_run_ends_as_if_nothing_had_been(
        self, mailbox: Mailbox, whole: dict[str, bytes], sign: str
    ) -> None:
        _five_communes(mailbox)
        process = subprocess.Popen(
            _command(mailbox), stdout=subprocess.PIPE, stderr=subprocess.PIPE
        )
        while process.poll() is None and not (mailbox.reports / sign).exists():
            time.sleep(0.001)
        process.send_signal(signal.SIGKILL)
        process.wait()
        mailbox.run(date.today())  # noqa: DTZ011 - the command that was killed goes by the clock
        assert mailbox.contents() == whole

    @pytest.fixture(scope="class")
    def whole(self, tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
        """What a run that nobody kills leaves."""
        mailbox = Mailbox(tmp_path_factory.mktemp("whole"))
        _five_communes(mailbox)
        mailbox.run(date.today())  # noqa: DTZ011
        return mailbox.contents()

    def test_killed_while_files_are_put_in_place(
        self, mailbox: Mailbox, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        whole = Mailbox(tmp_path / "whole")
        for each in (mailbox, whole):
            each.park_file("bron.csv", BRON)
        whole.run()
        copied: list[str] = []
        copy = shutil.copyfile

        def fails_in_the_middle(source: Any, target: Any) -> Any:
            copied.append(str(target))
            if len(copied) == 4:
                raise OSError(28, "No space left on device")
            return copy(source, target)

        with monkeypatch.context() as patch:
            patch.setattr("shutil.copyfile", fails_in_the_middle)
            with pytest.raises(OSError, match="No space"):
                mailbox.run()
        mailbox.run()
        assert mailbox.contents() == whole.contents()
        assert not (mailbox.reports / ".en-cours").exists()

    def test_one_run_at_a_time(self, mailbox: Mailbox) -> None:
        mailbox.reports.mkdir()
        with Lock(mailbox.reports), pytest.raises(Locked):
            mailbox.run()

    def test_files_that_take_too_long_are_said_and_tried_again(
        self, mailbox: Mailbox, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        mailbox.park_file("bron.csv", BRON)
        with monkeypatch.context() as patch:
            patch.setattr(consolidating, "Workers", lambda: workers.Workers(seconds=0))
            assert not mailbox.run().settled
        assert "prend trop de temps" in mailbox.board()["bron.csv"]["À savoir"]
        assert mailbox.state(BRON_NAME) == "Reçu, laissé de côté"
        assert mailbox.run().settled
        assert len(mailbox.names(BRON_NAME)) == 3

    def test_a_file_that_takes_too_much_memory_ends_alone(
        self, mailbox: Mailbox, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        mailbox.park_file("bron.csv", BRON)
        line = b";".join([b"abcdefghijkl"] * 20) + b"\n"
        header = b";".join(b"nom%d" % number for number in range(20)) + b"\n"
        mailbox.put("Mions/gros.csv", header + line * 600_000)
        monkeypatch.setattr(consolidating, "Workers", lambda: workers.Workers(memory_mb=1_200))
        assert not mailbox.run().settled
        assert len(mailbox.names(BRON_NAME)) == 3
        assert mailbox.state(MIONS_NAME) == "Reçu, laissé de côté"
        (mailbox.folder / "Mions" / "gros.csv").unlink()

    def test_files_a_person_has_spoilt_are_said_and_left_alone(self, mailbox: Mailbox) -> None:
        mailbox.park_file("bron.csv", BRON)
        answers = mailbox.reports / "reponses" / "69029.json"
        answers.parent.mkdir(parents=True)
        answers.write_text("[1, 2", encoding="utf-8")
        assert not mailbox.run().settled
        assert answers.read_text(encoding="utf-8") == "[1, 2"
        assert "reponses/69029.json" in (mailbox.reports / "couverture.html").read_text("utf-8")


class TestCommand:
    def test_status_and_words(self, mailbox: Mailbox) -> None:
        mailbox.park_file("bron.csv", BRON)
        status, out, err = _run_command(mailbox)
        assert (status, err) == (0, "")
        assert out.startswith("Communes dans la table : 1 sur 58. Lignes : 3.")
        mailbox.put("inconnu.csv", as_csv(FIELDS, _bron(2, named=False), "utf-8", ";"))
        status, out, _err = _run_command(mailbox)
        assert status == 1
        assert "? inconnu.csv" in out

    def test_the_table_alone_on_standard_output(self, mailbox: Mailbox) -> None:
        mailbox.park_file("bron.csv", BRON)
        status, out, _err = _run_command(mailbox, "--out", "-")
        assert status == 0
        assert out.startswith("uid,nom,num,")
        assert len(out.splitlines()) == 4

    @pytest.mark.parametrize(
        ("change", "said"),
        [
            (("--epci", "123456789"), "Aucun EPCI"),
            (("--gabarit", "licornes"), "licornes"),
            (("--report-dir", __file__), "il faut un dossier"),
        ],
    )
    def test_wrong_usage_is_one_sentence(
        self, mailbox: Mailbox, change: tuple[str, str], said: str
    ) -> None:
        status, _out, err = _run_command(mailbox, *change)
        assert status == 2
        assert said in err
        assert len(err.splitlines()) <= 3

    def test_reports_within_the_folder_are_not_taken_for_mails(self, tmp_path: Path) -> None:
        mailbox = Mailbox(tmp_path)
        mailbox.reports, mailbox.out = mailbox.folder / "rapports", mailbox.folder / "table.csv"
        mailbox.park_file("bron.csv", BRON)
        assert mailbox.run().settled
        assert mailbox.run().unchanged


def _bron(count: int, *, named: bool = True) -> list[list[str]]:
    commune = communes.get(BRON)
    assert commune is not None
    return parks(commune, count, named=named)


def _five_communes(mailbox: Mailbox) -> None:
    for number, insee in enumerate((BRON, MIONS, "69259", "69256", "69034")):
        mailbox.park_file(f"{number}.csv", insee, 20)


def _times(mailbox: Mailbox) -> dict[str, int]:
    return {str(path): path.stat().st_mtime_ns for path in mailbox.reports.rglob("*")}


def _answer_all(mailbox: Mailbox, sheet: str, answer: str) -> None:
    """Give `answer` to the questions of a return sheet, as an operator who types it for them."""
    path = mailbox.reports / "retours" / f"{sheet}.xlsx"
    hidden = openpyxl.load_workbook(path)["_retour"]
    asked = [str(row[0]) for row in hidden.iter_rows(min_row=2, values_only=True)]
    assert asked
    answers = mailbox.reports / "reponses" / f"{sheet.partition('-')[0]}.json"
    answers.parent.mkdir(exist_ok=True)
    answers.write_text(json.dumps(dict.fromkeys(asked, answer)), encoding="utf-8")


def _command(mailbox: Mailbox, *more: str) -> list[str]:
    given = {
        "--gabarit": "parcs-jardins",
        "--epci": mailbox.epci,
        "--out": str(mailbox.out),
        "--report-dir": str(mailbox.reports),
        **dict(zip(more[::2], more[1::2], strict=True)),
    }
    options = [part for pair in given.items() for part in pair]
    code = "from ckanext.opendatacommunal.shell import main; main()"
    return [sys.executable, "-c", code, "consolidate", str(mailbox.folder), *options]


def _run_command(mailbox: Mailbox, *more: str) -> tuple[int, str, str]:
    done = subprocess.run(
        _command(mailbox, *more), capture_output=True, text=True, check=False, env={**os.environ}
    )
    return done.returncode, done.stdout, done.stderr

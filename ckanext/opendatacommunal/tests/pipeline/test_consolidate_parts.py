"""What a consolidation decides on, piece by piece: names, dates, versions, choices."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ckanext.opendatacommunal.consolidating import choices, dates, folder, versions
from ckanext.opendatacommunal.consolidating.journal import Journal
from ckanext.opendatacommunal.consolidating.memory import Memory
from ckanext.opendatacommunal.consolidating.naming import Names, hint
from ckanext.opendatacommunal.consolidating.owners import Owner, owner_of
from ckanext.opendatacommunal.consolidating.producers import producers_of
from ckanext.opendatacommunal.consolidating.versions import Candidate, Source, overlap

from .mails import LYON_METROPOLE, MEL, TOURS_METROPOLE
from .parks import BRON, LYON, MIONS, gabarit

LYON_NAMES = Names(LYON_METROPOLE, [gabarit()])


class TestNames:
    @pytest.mark.parametrize(
        ("text", "codes"),
        [
            ("bron_parcs_2024", {BRON}),
            ("BronParcs", {BRON}),
            ("parcs69029", {BRON}),
            ("69500 Bron", {BRON}),
            ("mairie de St Fons", {"69199"}),
            ("rillieux_PARCS", {"69286"}),
            ("saint_genis_EV", {"69204", "69205"}),
            ("EV Lyon 3ème", {LYON}),
            ("Pierre-Bénite", {"69149"}),
            ("parcs et jardins", set()),
            ("export 2024-11-03", set()),
            ("", set()),
        ],
    )
    def test_communes_of_the_epci(self, text: str, codes: set[str]) -> None:
        assert LYON_NAMES.in_text(text).codes == codes

    @pytest.mark.parametrize("text", ["Métropole de Lyon", "parcs du Grand Lyon", "metropole"])
    def test_the_metropole_is_not_its_city(self, text: str) -> None:
        found = LYON_NAMES.in_text(text)
        assert (found.codes, found.epci) == (frozenset(), True)

    def test_the_metropole_and_a_commune(self) -> None:
        found = LYON_NAMES.in_text("Métropole de Lyon, mairie de Bron")
        assert (found.codes, found.epci) == ({BRON}, True)

    def test_initials(self) -> None:
        assert Names(MEL, [gabarit()]).in_text("parcs MEL").epci
        assert Names(TOURS_METROPOLE, [gabarit()]).in_text("Tours Métropole Val de Loire").epci

    @given(st.text(max_size=60))
    def test_any_name_of_a_file(self, text: str) -> None:
        assert LYON_NAMES.in_text(text).codes <= set(producers_of(LYON_METROPOLE))


def _owner(*hints: dict[str, Any], commune: str = "") -> Owner:
    producers = producers_of(LYON_METROPOLE)
    choice = choices.Choice("f", commune, "", commune) if commune else None
    return owner_of(hints, choice, producers, LYON_METROPOLE)


class TestOwners:
    def test_hints_that_agree(self) -> None:
        found = _owner(hint("file-name", [BRON], "bron"), hint("column", [BRON], "Ville"))
        assert (found.code, found.why) == (BRON, "owner-by-column")

    def test_hints_that_disagree_settle_nothing(self) -> None:
        found = _owner(hint("folder", [MIONS], "Mions"), hint("column", [BRON], "Ville"))
        assert (found.code, found.why) == (None, "owner-hints-disagree")

    def test_an_ambiguous_name_is_settled_by_the_content(self) -> None:
        both = hint("file-name", ["69204", "69205"], "saint_genis", loose=True)
        assert _owner(both).why == "owner-ambiguous"
        assert _owner(both, hint("column", ["69205"], "CP")).code == "69205"
        assert _owner(both, hint("column", [BRON], "CP")).code == BRON

    def test_a_choice_goes_first(self) -> None:
        assert _owner(hint("column", [BRON], "Ville"), commune=MIONS).code == MIONS

    def test_rows_of_several_communes(self) -> None:
        several = hint("column", [BRON, MIONS], "Ville", several=True)
        assert _owner(several).why == "owner-several"
        assert _owner(several, hint("folder", [], "Métropole", epci=True)).code == LYON_METROPOLE
        assert _owner(several, hint("file-name", [BRON], "bron")).code is None

    def test_the_metropole_named_by_the_file_and_one_commune_inside(self) -> None:
        named = hint("file-name", [], "métropole", epci=True)
        assert _owner(named, hint("column", [BRON], "Ville")).why == "owner-or-epci"

    def test_outside_the_epci_and_nothing_at_all(self) -> None:
        assert _owner(hint("column", ["75056"], "Ville")).why == "owner-outside"
        assert _owner().why == "owner-unknown"


class TestDates:
    @pytest.mark.parametrize(
        ("text", "moment"),
        [
            ("parcs_2024", (2024,)),
            ("parcs 12-03-2024", (2024, 3, 12)),
            ("20240312_EV", (2024, 3, 12)),
            ("EV 2024-03", (2024, 3)),
            ("2023 et 2024", None),
            ("69029", None),
            ("31.31.2024 EV", (2024,)),
        ],
    )
    def test_in_a_name(self, text: str, moment: tuple[int, ...] | None) -> None:
        assert dates.in_text(text) == moment

    def test_a_year_and_a_day_of_it_do_not_tell(self) -> None:
        assert dates.newer((2024,), (2024, 3, 12)) == 0
        assert dates.newer((2024,), (2023, 3, 12)) == 1
        assert dates.newer(None, (2024,)) == 0

    def test_version_numbers(self) -> None:
        assert dates.version_in("parcs_v2") == 2
        assert dates.version_in("ev2024") is None
        assert dates.newer(2, 1) == 1


def _file(name: str, keys: str, **more: Any) -> Candidate:
    known = {"moments": {"name": dates.in_text(name), "version": dates.version_in(name)}, **more}
    return Candidate(name, f"sha {name}", f"table {name}", frozenset(keys), **known)


class TestVersions:
    def test_newer_by_name(self) -> None:
        found = versions.sort([_file("p 2023", "abcd"), _file("p 2024", "abce")], {})
        assert found.taken["principal"].name == "p 2024"
        assert found.aside["p 2023"][0] == "older-version"

    def test_dates_that_contradict_each_other_do_not_tell(self) -> None:
        left = _file("p 2023 v2", "abcd")
        found = versions.sort([left, _file("p 2024 v1", "abcd")], {})
        assert not found.taken
        assert set(found.doubts) == {"p 2023 v2", "p 2024 v1"}

    def test_a_return_sheet_is_newer_than_what_its_file_was_newer_than(self) -> None:
        back = _file("retour", "abcd", made_from="sha p 2024")
        files = [_file("p 2023", "abcd"), _file("p 2024", "abcd"), back]
        assert versions.sort(files, {}).taken["principal"].name == "retour"

    def test_a_newer_file_after_the_return_sheet_is_a_doubt(self) -> None:
        back = _file("retour", "abcd", made_from="sha p 2024")
        files = [_file("p 2025", "abcd"), _file("p 2024", "abcd"), back]
        assert len(versions.sort(files, {}).doubts) == 3

    def test_few_rows_in_common_are_two_sources(self) -> None:
        found = versions.sort([_file("ev", "abcdef"), _file("sports", "fghijk")], {})
        assert {source: file.name for source, file in found.taken.items()} == {
            "principal": "ev",
            "source-2": "sports",
        }

    def test_a_file_finds_its_source_again(self) -> None:
        sources = {
            "principal": Source("ev", "1", frozenset("abcdef")),
            "source-2": Source("sports", "2", frozenset("ghijkl")),
        }
        found = versions.sort([_file("terrains", "ghijkm")], sources)
        assert list(found.taken) == ["source-2"]

    def test_more_keys_than_are_kept(self) -> None:
        every = [f"{number:06}" for number in range(9000)]
        left, right = every[: versions.MOST_KEYS], every[1000:][: versions.MOST_KEYS]
        assert overlap(left, left) == 1
        assert overlap(left, right) == pytest.approx(1.0)
        assert overlap(left, []) == 0

    @given(
        st.lists(
            st.tuples(st.sampled_from(["2023", "2024", "v1", "v2", "", "x"]), st.text("abcdef")),
            max_size=6,
        )
    )
    def test_every_file_has_one_fate(self, drawn: list[tuple[str, str]]) -> None:
        files = [_file(f"{place} {when}", keys) for place, (when, keys) in enumerate(drawn)]
        found = versions.sort(files, {"principal": Source("0", None, frozenset("ab"))})
        taken = [file.name for file in found.taken.values()]
        fates = [*taken, *found.aside, *found.doubts]
        assert sorted(fates) == sorted(file.name for file in files)


class TestChoices:
    def test_what_was_typed_comes_back_untouched(self, tmp_path: Path) -> None:
        producers = producers_of(LYON_METROPOLE)
        typed = {"a;b.csv": choices.Choice("a;b.csv", "bron", "Ignorer")}
        path = tmp_path / "choix.csv"
        path.write_bytes(choices.written(typed, {"c.csv": "Quelle commune ?"}))
        found = choices.read(path, producers, LYON_METROPOLE)
        assert list(found) == ["a;b.csv"]
        assert (found["a;b.csv"].commune, found["a;b.csv"].decision) == ("bron", "Ignorer")
        assert (found["a;b.csv"].producer, found["a;b.csv"].what) == (BRON, "ignorer")

    @pytest.mark.parametrize(
        ("text", "code"),
        [("Bron", BRON), ("69029", BRON), ("métropole", LYON_METROPOLE), ("69152", "69149"),
         ("Métropole de Lyon", LYON_METROPOLE), ("Paris", None), ("??", None)],
    )  # fmt: skip
    def test_who_may_be_typed(self, tmp_path: Path, text: str, code: str | None) -> None:
        path = tmp_path / "choix.csv"
        path.write_text(f"fichier,commune,decision,question\nf.csv,{text},,\n", encoding="utf-8")
        found = choices.read(path, producers_of(LYON_METROPOLE), LYON_METROPOLE)["f.csv"]
        assert found.producer == code
        assert bool(found.wrong) == (code is None)


def no_mail() -> Path:
    raise AssertionError("there is no mail to unpack")


class TestFolder:
    def test_bytes_that_are_no_text_in_a_name(self, tmp_path: Path) -> None:
        (tmp_path / "a.csv").write_bytes(b"1")
        raw = bytes(tmp_path) + b"/\xe9t\xe9.csv"
        Path(raw.decode("utf-8", "surrogateescape")).write_bytes(b"2")
        assert [each.name for each in folder.scan(tmp_path, [], no_mail)] == [
            "a.csv",
            "\ufffdt\ufffd.csv",
        ]

    def test_links_to_folders_are_not_followed(self, tmp_path: Path) -> None:
        (tmp_path / "in").mkdir()
        (tmp_path / "in" / "loop").symlink_to(tmp_path)
        found = folder.scan(tmp_path / "in", [], no_mail)
        assert [(each.name, each.aside) for each in found] == [("loop", "symbolic-link")]


class TestJournal:
    def test_a_list_that_was_written_is_finished_by_the_next_run(self, tmp_path: Path) -> None:
        out = tmp_path / "table.csv"
        first = Journal(tmp_path / "R", out)
        (tmp_path / "R").mkdir()
        first.begin()
        first.put(out, b"new")
        (first.folder / "liste.json").write_text(f'{{"{out}": "1"}}')
        Journal(tmp_path / "R", out).begin()
        assert out.read_bytes() == b"new"

    def test_without_its_list_a_run_never_was(self, tmp_path: Path) -> None:
        out = tmp_path / "table.csv"
        (tmp_path / "R").mkdir()
        first = Journal(tmp_path / "R", out)
        first.begin()
        first.put(out, b"new")
        Journal(tmp_path / "R", out).begin()
        assert not out.exists()


@pytest.mark.parametrize(
    "content",
    ['{"columns": ["nom"]}', '{"values": {"num": {"1": 2}}}', '{"columns": {"Nom": 3}}', "[]"],
)
def test_a_profile_that_is_none_is_left_alone_and_said(tmp_path: Path, content: str) -> None:
    (tmp_path / "profils").mkdir()
    (tmp_path / "profils" / f"{BRON}.json").write_text(content)
    memory = Memory(tmp_path, gabarit(), [BRON])
    assert memory.profile(BRON) == {}
    assert memory.wrong == [f"profils/{BRON}.json"]

"""Which gabarit a file follows and which commune it speaks of, guessed from the file alone.

Only ever a proposal: a person confirms it. Nothing is proposed where two answers are as good.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ckanext.opendatacommunal import communes
from ckanext.opendatacommunal.gabarits import Gabarit
from ckanext.opendatacommunal.messages import N_, Translate
from ckanext.opendatacommunal.pipeline.proposing.which_commune import Place, which_commune
from ckanext.opendatacommunal.pipeline.proposing.which_gabarit import (
    Candidate,
    candidates,
    clear_winner,
    margin,
    template,
)

SHOWN_COLUMNS = 6
MOST_OTHERS = 3

COLUMNS_FOUND = N_("{found} columns out of {columns} are in it: {names}.")
TEMPLATE_FOUND = N_("It is the workbook of this template, version {version}.")
CLOSE_SECOND = N_("It is as much like “{other}”: please choose.")
COMMUNE_FOUND = {
    "column": N_("Most rows name the commune: “{evidence}”."),
    "title": N_("The commune stands above the table: “{evidence}”."),
    "file-name": N_("The commune is in the name of the file: “{evidence}”."),
    "folder": N_("The commune is in the name of the folder: “{evidence}”."),
}
COMMUNES_FOUND = N_("“{evidence}” may be several communes: {names}. Please choose.")


@dataclass(frozen=True)
class Proposal:
    """`slug`, `commune` (INSEE of today): None where the file does not tell. `score`: share of the
    `columns` of the file that are in the likeliest gabarit, 0 to 1; `margin`: how much likelier it
    is than the second. `recognised`: those columns, by their own names. `template`: version of our
    workbook, if it is one. `mentioned`: words of the gabarit that the file says of itself.
    `others`: slug → score of the next ones. `commune_source`: `column`, `title`, `file-name` or
    `folder`; `commune_evidence`: what it says; `commune_candidates`: INSEE codes, if several."""

    slug: str | None
    score: float
    columns: int
    recognised: tuple[str, ...]
    commune: str | None = None
    commune_source: str | None = None
    commune_evidence: str | None = None
    commune_candidates: tuple[str, ...] = ()
    margin: float = 0.0
    template: str | None = None
    mentioned: tuple[str, ...] = ()
    others: Mapping[str, float] | None = None
    rival: str | None = None

    def as_dict(self, translate: Translate) -> dict[str, Any]:
        """With `reasons` (a list) and `commune_reason` as sentences."""
        return {
            **vars(self),
            "recognised": list(self.recognised),
            "mentioned": list(self.mentioned),
            "commune_candidates": list(self.commune_candidates),
            "others": dict(self.others or {}),
            "reasons": self._reasons(translate),
            "commune_reason": self._commune_reason(translate),
        }

    def _reasons(self, translate: Translate) -> list[str]:
        found = []
        if self.template:
            found.append(translate(TEMPLATE_FOUND).format(version=self.template))
        if self.recognised:
            names = ", ".join(self.recognised[:SHOWN_COLUMNS])
            more = "…" if len(self.recognised) > SHOWN_COLUMNS else ""
            counts = {"found": len(self.recognised), "columns": self.columns}
            found.append(translate(COLUMNS_FOUND).format(**counts, names=f"{names}{more}"))
        if self.rival:
            found.append(translate(CLOSE_SECOND).format(other=self.rival))
        return found

    def _commune_reason(self, translate: Translate) -> str | None:
        if self.commune_candidates:
            known = (communes.get(code) for code in self.commune_candidates)
            names = ", ".join(each.name for each in known if each)
            return translate(COMMUNES_FOUND).format(evidence=self.commune_evidence, names=names)
        if self.commune is None:
            return None
        return translate(COMMUNE_FOUND[self.commune_source or ""]).format(
            evidence=self.commune_evidence
        )


def propose(path: Path, gabarits: Mapping[str, Gabarit], epci: str | None = None) -> Proposal:
    """The proposal for the file at `path`; `epci`: SIREN of the EPCI whose communes come first.

    Raises `UnreadableFile`.
    """
    found = candidates(path, gabarits)
    marked = template(gabarits, found)
    if marked:
        found = sorted(found, key=lambda each: each.slug != marked)
    best = found[0] if found and (found[0].recognised or marked) else None
    winner = best if marked else clear_winner(found)
    depot = found[0].depot if found else None
    place = which_commune(depot, path, gabarits.values(), epci) or Place(None, "", "")
    return Proposal(
        slug=winner.slug if winner else None,
        score=round(best.score, 3) if best else 0,
        columns=len(best.depot.columns) if best else 0,
        recognised=best.recognised if best else (),
        commune=place.commune,
        commune_source=place.source or None,
        commune_evidence=place.evidence or None,
        commune_candidates=place.candidates,
        margin=round(margin(found), 3) if best else 0,
        template=_version(best) if marked else None,
        mentioned=best.mentioned if best else (),
        others={each.slug: round(each.score, 3) for each in found[1 : MOST_OTHERS + 1]},
        rival=_rival(found) if best and not winner else None,
    )


def _version(best: Candidate | None) -> str | None:
    about = best.depot.file if best else None
    return about.template[1] if about and about.template else None


def _rival(found: list[Candidate]) -> str | None:
    """Title of the second gabarit, where it is nearly as good as the first."""
    if len(found) < 2 or not found[1].recognised:
        return None
    return found[1].depot.gabarit.title

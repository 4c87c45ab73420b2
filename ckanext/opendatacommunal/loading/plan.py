"""The parts of a plan: organisations that are there, steps, obstacles, communes that left."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from ckanext.opendatacommunal import communes
from ckanext.opendatacommunal.communes import Commune

Kind = Literal["create", "adopt", "update", "keep"]
Values = Mapping[str, Any]


class LoadingError(Exception):
    """An EPCI or a file that cannot be used: `sentence` with its `params`."""

    def __init__(self, sentence: str, **params: Any) -> None:
        self.sentence, self.params = sentence, params
        super().__init__(sentence.format_map(params))


@dataclass(frozen=True)
class Organisation:
    """A group of CKAN that is there: `group` if it is not an organisation. `extras`: its own."""

    id: str
    name: str
    title: str
    extras: Mapping[str, str] = field(default_factory=dict)
    deleted: bool = False
    group: bool = False

    @property
    def siren(self) -> str | None:
        found = self._extra("siren") or self._extra("siret")[:9]
        return found or None

    @property
    def insee(self) -> str | None:
        return self._extra("insee") or self._extra("code_insee") or None

    def _extra(self, key: str) -> str:
        found = (value for name, value in self.extras.items() if name.lower() == key)
        return "".join(str(next(found, "")).split())


@dataclass(frozen=True)
class Step:
    """What becomes of one organisation: that of `commune`, or of the métropole (None).

    `name`, `title`: of the organisation; `title` is None where it stays. `organisation`: the one
    that is there. `extras`: what it repeats of the table. `values`: columns of the table of
    communes. `changed`: those that are not as they were.
    """

    kind: Kind
    name: str
    title: str | None
    commune: Commune | None = None
    organisation: Organisation | None = None
    extras: Mapping[str, str] = field(default_factory=dict)
    values: Values = field(default_factory=dict)
    changed: tuple[str, ...] = ()


@dataclass(frozen=True)
class Obstacle:
    """Why nothing can be loaded: a sentence and its params."""

    sentence: str
    params: Mapping[str, Any]


@dataclass(frozen=True)
class Departure:
    """A commune of the table that is no more of the EPCI: merged into `into`, or gone to `epci`."""

    insee: str
    name: str
    into: str | None = None
    epci: str | None = None


@dataclass(frozen=True)
class Plan:
    epci: communes.Epci
    steps: tuple[Step, ...]
    departures: tuple[Departure, ...]
    obstacles: tuple[Obstacle, ...]

    def count(self, kind: Kind) -> int:
        return sum(step.kind == kind for step in self.steps)

    @property
    def changes_nothing(self) -> bool:
        return not self.departures and self.count("keep") == len(self.steps)

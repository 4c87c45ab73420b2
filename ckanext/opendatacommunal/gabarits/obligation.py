"""Who must publish what, by which law: data of a gabarit, and a question of two numbers."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any, Literal, NamedTuple

from ckanext.opendatacommunal.gabarits.files import SHIPPED, read_yaml

GENERAL = SHIPPED / "obligations.yaml"
"""What the law asks for any data of a commune."""

Answer = Literal["yes", "no", "unknown"]


class Reason(NamedTuple):
    """One condition of a law. `value`: the commune's number, None when it is not known."""

    about: Literal["population", "agents"]
    least: int
    value: int | None

    @property
    def holds(self) -> bool | None:
        return None if self.value is None else self.value >= self.least


@dataclass(frozen=True)
class Obligation:
    """`what`: language → sentence. `on_data`: False where the law is about the thing itself (where
    the panels stand) and asks for no data. `population_over`, `agents_at_least`: which communes it
    binds; both must hold; None: whatever their number."""

    text: str
    what: Mapping[str, str]
    url: str | None = None
    on_data: bool = True
    population_over: int | None = None
    agents_at_least: int | None = None

    @classmethod
    def read(cls, said: Mapping[str, Any]) -> Obligation:
        return cls(
            text=said["text"],
            what=said["what"],
            url=said.get("url"),
            on_data=said.get("on_data", True),
            **said.get("who", {}),
        )

    def reasons(self, population: int | None, agents: int | None) -> tuple[Reason, ...]:
        found = []
        if self.population_over is not None:
            found.append(Reason("population", self.population_over + 1, population))
        if self.agents_at_least is not None:
            found.append(Reason("agents", self.agents_at_least, agents))
        return tuple(found)

    def binds(self, population: int | None, agents: int | None) -> Answer:
        """Whether it binds a commune of that many inhabitants and full-time equivalents; None:
        not known, and never assumed."""
        held = [each.holds for each in self.reasons(population, agents)]
        if False in held:
            return "no"
        return "unknown" if None in held else "yes"


class Duty(NamedTuple):
    """Whether a commune must publish data, and the law that says so, or would."""

    answer: Answer
    law: Obligation | None = None
    reasons: tuple[Reason, ...] = ()


def duty(obligations: Iterable[Obligation], population: int | None, agents: int | None) -> Duty:
    """The first law that binds, else the first that may, else the first that does not."""
    found = [
        Duty(each.binds(population, agents), each, each.reasons(population, agents))
        for each in obligations
        if each.on_data
    ]
    order: tuple[Answer, ...] = ("yes", "unknown", "no")
    return min(found, key=lambda each: order.index(each.answer), default=Duty("no"))


@cache
def general() -> tuple[Obligation, ...]:
    """The laws that bind a commune for whatever data it has."""
    return tuple(map(Obligation.read, read_yaml(GENERAL)["obligations"]))

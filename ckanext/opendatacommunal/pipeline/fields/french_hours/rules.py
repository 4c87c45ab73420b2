"""Words of opening hours put together into rules: months, days, then hours or "off"."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from . import calendar
from .joining import SELECTORS, joined
from .words import Token


@dataclass
class Rule:
    """`exception`: it began with "sauf"; without hours of its own, it is then closed. `apart`: it
    begins a sentence or a line. `ended`: a sentence ended after its days."""

    months: str = ""
    days: str = ""
    hours: list[str] = field(default_factory=list)
    off: bool = False
    exception: bool = False
    apart: bool = field(default=False, compare=False)
    ended: bool = field(default=False, compare=False)

    @property
    def begun(self) -> bool:
        return bool(self.months or self.days or self.hours or self.off or self.exception)

    @property
    def selects(self) -> bool:
        return bool(self.months or self.days)

    @property
    def complete(self) -> bool:
        """Hours, or closed on some days; one date alone is a day of closing."""
        dates = [each for each in self.months.split(",") if " " in each and "-" not in each]
        if dates and not self.off:
            return False
        return self.off != bool(self.hours) and (self.selects or not self.off)


def read_rules(tokens: list[Token]) -> list[Rule] | None:
    """The rules, if the words can be put together in one way only."""
    prepared = joined(tokens)
    if prepared is None:
        return None
    readings = [_days_first(prepared), _hours_first(prepared)]
    found = [each for each in readings if each]
    if len(found) == 2 and found[0] != found[1]:
        return None
    return found[0] if found else None


def _days_first(tokens: list[Token]) -> list[Rule] | None:
    """« lundi 9h-12h, mardi fermé »: months and days go before their hours."""
    rules, rule = list[Rule](), Rule()
    excluding = False
    for kind, says in tokens:
        if excluding:
            left = _excluded(rule, kind, says)
            if left is None:
                return None
            rule, closed = left
            rules += closed
            excluding = False
            continue
        if _starts_anew(rule, kind):
            rules.append(rule)
            rule = Rule()
        if kind == "except" and rule.days:
            excluding = True
        elif not _put(rule, kind, says):
            return None
    return None if excluding else _closed([*rules, rule] if rule.begun else rules)


def _starts_anew(rule: Rule, kind: str) -> bool:
    """Whether the words before are a whole rule, so that this one begins another."""
    done = bool(rule.hours) or (rule.off and rule.selects)
    if kind == "hours":
        return rule.off
    return done or (rule.exception and kind in ("stop", "except"))


def _excluded(rule: Rule, kind: str, says: str) -> tuple[Rule, list[Rule]] | None:
    """« tous les jours sauf mardi 9h-18h », read up to « mardi »."""
    if kind == "months":
        every_day = calendar.days_of(rule.days) == calendar.days_of("")
        return rule, [Rule(months=says, days="" if every_day else rule.days, off=True)]
    if kind != "days":
        return None
    if says in calendar.HOLIDAYS:
        return rule, [Rule(days=says, off=True)]
    plain = ",".join(part for part in says.split(",") if part not in calendar.HOLIDAYS)
    holidays = ",".join(part for part in says.split(",") if part in calendar.HOLIDAYS)
    left = calendar.without(rule.days, plain)
    if left is None:
        return None
    return replace(rule, days=left), [Rule(days=holidays, off=True)] if holidays else []


def _hours_first(tokens: list[Token]) -> list[Rule] | None:
    """« 9h-12h le lundi, 14h-18h le mardi »: months and days come after their hours."""
    if not tokens or tokens[0][0] != "hours":
        return None
    rules, rule = list[Rule](), Rule()
    for kind, says in tokens:
        full = bool(rule.hours or rule.off) and rule.selects
        starts = kind in ("except", "stop") or (kind == "hours" and (full or rule.off))
        starts |= kind == "off" and bool(rule.hours or rule.off)
        starts |= kind in SELECTORS and full and bool(getattr(rule, kind))
        if starts and rule.begun:
            rules.append(rule)
            rule = Rule()
        if not _put(rule, kind, says):
            return None
    found = _closed([*rules, rule] if rule.begun else rules)
    if found is None:
        return None
    opened = [each for each in found if not each.off]
    # One rule says its days after its hours: all do.
    if len(opened) > 1 and not all(each.selects for each in opened):
        return None
    return None if _mixed_months(opened) else found


def _mixed_months(rules: list[Rule]) -> bool:
    return any(rule.months for rule in rules) and not all(rule.months for rule in rules)


def _put(rule: Rule, kind: str, says: str) -> bool:
    """Add a word to the rule; False if it has no place there."""
    if kind == "stop":
        rule.apart |= not rule.begun
        rule.ended |= rule.selects and says in ("", ";")  # "": a full stop
        return not rule.off
    if kind == "except":
        rule.exception = True
    elif kind == "hours":
        rule.hours.append(says)
    elif kind == "off":
        if rule.off or rule.hours or rule.ended:
            return False
        rule.off = True
    elif getattr(rule, kind):
        return False
    else:
        setattr(rule, kind, says)
    return True


def _closed(rules: list[Rule]) -> list[Rule] | None:
    """The rules, each whole, with its months; None if one of them cannot stand."""
    for i, rule in enumerate(rules):
        if rule.exception and rule.hours and not _says_other_hours(rule, rules[:i]):
            return None
        rule.off |= rule.exception and not rule.hours
        alone = bool(rule.hours) and not rule.selects
        if not rule.complete or (alone and i > 0) or not _in_turn(rule.hours):
            return None
        if rule.off and not rule.apart and _may_close_the_last(rule, rules[:i]):
            return None
    return rules if _give_months(rules) else None


def _may_close_the_last(closed: Rule, before: list[Rule]) -> bool:
    """« lundi-vendredi 9h-17h, samedi 9h-12h sauf en août »: maybe only the Saturdays of August."""
    opened = [rule.days for rule in before if not rule.off]
    return (closed.days == "SH" or not closed.days) and len(set(opened)) > 1


def _says_other_hours(exception: Rule, before: list[Rule]) -> bool:
    """« 8h-20h sauf le dimanche 9h-18h » does. « Sauf lundi, 9h-18h » means the other days;
    « 9h-18h sauf mardi 14h-18h » may mean that it is closed then."""
    opened = [span for rule in before if not rule.off for span in rule.hours]
    ends = {end for span in opened for end in span.split("-")}
    return (
        bool(opened)
        and exception.selects
        and not ends & {end for span in exception.hours for end in span.split("-")}
    )


def _in_turn(hours: list[str]) -> bool:
    """Whether the ranges follow each other; only the last may go on after midnight."""
    last = ""
    for i, each in enumerate(hours):
        start, _, end = each.partition("-")
        if start[0].isdigit() and start < last:
            return False
        if end[0].isdigit() and start[0].isdigit() and end < start and i < len(hours) - 1:
            return False
        last = end if end[0].isdigit() else "99"
    return True


def _give_months(rules: list[Rule]) -> bool:
    """A rule without months belongs to the season named before it, if that has one reading."""
    seasons = [i for i, rule in enumerate(rules) if rule.months and not rule.off]
    if not seasons:
        return True
    if seasons[0] > 0:
        return _is_default(rules[: seasons[0]], rules[seasons[0] :])
    current = rules[0]
    for i, rule in enumerate(rules):
        holidays = rule.off and rule.days and set(rule.days.split(",")) <= set(calendar.HOLIDAYS)
        if rule.months or holidays:
            current = rule if rule.months and not rule.off else current
            continue
        last_of_several = len(seasons) > 1 and i > seasons[-1]
        if (rule.off and last_of_several) or (not rule.off and not current.days):
            return False
        rule.months = current.months
    return True


def _is_default(before: list[Rule], after: list[Rule]) -> bool:
    """« 8h-18h, juillet-août 8h-22h »: what comes first holds for the rest of the year. After hours
    of some days only, a season without days may mean these days or all."""
    every_day = all(calendar.days_of(rule.days) == calendar.days_of("") for rule in before)
    whole = all(rule.months or rule.off for rule in after)
    return whole and (every_day or all(rule.days for rule in after if not rule.off))

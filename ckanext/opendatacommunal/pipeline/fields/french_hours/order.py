"""Rules in an order where the last that holds for a day is the right one, and written."""

from __future__ import annotations

from . import calendar
from .rules import Rule


def in_order(rules: list[Rule]) -> list[Rule] | None:
    """The rules so that the last that holds for a day is the right one; None if two disagree."""
    ordered: list[Rule] = []
    for rule in rules:
        at = len(ordered)
        for i, other in enumerate(ordered):
            first = _first(other, rule)
            if first is None:
                return None
            if first is rule:
                at = min(at, i)
        ordered.insert(at, rule)
    for i, rule in enumerate(ordered):
        if any(_first(rule, later) is later for later in ordered[i + 1 :]):
            return None
    return ordered


def _first(one: Rule, other: Rule) -> Rule | None:
    """Which of two rules is the general one and goes first: `one` where nothing forces it; None
    where they contradict each other."""
    dates, days = calendar.dates_of(one.months), calendar.days_of(one.days)
    other_dates, other_days = calendar.dates_of(other.months), calendar.days_of(other.days)
    if not dates & other_dates or (one.off and other.off):
        return one
    if not days & other_days:
        return other if _on_holidays(one) and not _on_holidays(other) else one
    inside = dates <= other_dates and days <= other_days
    around = dates >= other_dates and days >= other_days
    if one.off or other.off:
        closed, opened, special = (one, other, around) if one.off else (other, one, inside)
        first = closed if special else opened
        return None if inside and around else first
    if inside == around or not _meet(one.hours, other.hours):
        return None
    return other if inside else one


def _on_holidays(rule: Rule) -> bool:
    return any(part in calendar.HOLIDAYS for part in rule.days.split(","))


def _meet(hours: list[str], others: list[str]) -> bool:
    """Whether some range of one is at the same time as one of the other: then it replaces it."""
    ranges = [tuple(each.split("-")) for each in hours]
    for low, high in (tuple(each.split("-")) for each in others):
        if any(start < high and low < end for start, end in ranges):
            return True
    return False


def written(rules: list[Rule]) -> str:
    always = len(rules) == 1 and rules[0].hours == ["00:00-24:00"] and not rules[0].months
    if always and calendar.days_of(rules[0].days) >= calendar.days_of(""):
        return "24/7"
    return "; ".join(_text(rule) for rule in rules)


def _text(rule: Rule) -> str:
    ending = "off" if rule.off else ",".join(rule.hours)
    return " ".join(part for part in (rule.months, rule.days, ending) if part)

"""French sentences on opening hours → OpenStreetMap's syntax, or None.

`words` cuts the sentence: one word that is not in the vocabulary and nothing is made of it.
`joining` makes ranges and lists, `rules` puts all together in each way that makes sense: two ways,
or none, and nothing is made of it either. `order` sorts the rules, because in OpenStreetMap the
last that holds wins; `calendar` tells it which days two rules share.
"""

from __future__ import annotations


def in_osm(text: str) -> str | None:
    """The hours in OpenStreetMap's syntax; None unless every word has one meaning."""
    # The vocabulary takes longer to build than a whole column that is in that syntax already.
    from .order import in_order, written  # noqa: PLC0415
    from .rules import read_rules  # noqa: PLC0415
    from .words import cut  # noqa: PLC0415

    tokens = cut(text)
    if not tokens:
        return None
    found = read_rules(tokens)
    ordered = in_order(found) if found else None
    if not ordered or all(rule.off for rule in ordered):
        return None  # days of closing alone would say that it never opens
    return written(ordered)

"""Addresses to points, by the engine of the French address base and by rules a person can trust.

`addresses` says what is asked and how two writings are one; `addok` asks a server; `cache` keeps
what it said; `geocoder` joins the two; `acceptance` decides (law 10). Only addresses leave: the
client is given nothing else. The step that uses all this is `pipeline.geocode`.
"""

from __future__ import annotations

MISSED = "geocoder-unavailable"
"""Code of the issue of a dépôt whose geocoder did not answer for all rows: to be asked again."""

"""Actions of the suite; each name is the action's key."""

from __future__ import annotations

__all__: list[str] = []

"""Checks of the repository itself: they need its folder, not only the installed package."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

CHECKOUT = Path(__file__).resolve().parents[4]
sys.path.insert(0, str(CHECKOUT / "dev"))


@pytest.fixture(scope="session")
def checkout() -> Path:
    return CHECKOUT

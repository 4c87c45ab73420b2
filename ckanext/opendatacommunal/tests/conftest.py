"""What all tests share: the same generated texts at each run, so that a red run can be run again.

HYPOTHESIS_PROFILE=explore looks at other texts each time; what it finds becomes an example.
"""

from __future__ import annotations

import os

from hypothesis import settings

settings.register_profile("repeatable", derandomize=True)
settings.register_profile("explore", derandomize=False, print_blob=True)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "repeatable"))

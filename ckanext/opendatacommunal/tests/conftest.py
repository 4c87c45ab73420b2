"""What all tests share: the same generated texts at each run, so that a red run can be run again.

HYPOTHESIS_PROFILE=explore looks at other texts each time; what it finds becomes an example.
None has a time to keep to: a machine may be busy.
"""

from __future__ import annotations

import os

from hypothesis import settings

settings.register_profile("repeatable", derandomize=True, deadline=None)
settings.register_profile("explore", derandomize=False, deadline=None, print_blob=True)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "repeatable"))

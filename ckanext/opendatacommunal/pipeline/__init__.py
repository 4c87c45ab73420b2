"""From a commune's file to clean rows. `flow` is the way of a file, one module a step. No CKAN.

`STEPS` and `run` are those of `flow`, imported when they are asked for: a command that only
validates does not wait for the modules of all the other steps.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from ckanext.opendatacommunal.pipeline.flow import STEPS, Step, run

__all__ = ["STEPS", "Step", "run"]


def __getattr__(name: str) -> Any:
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from ckanext.opendatacommunal.pipeline import flow  # noqa: PLC0415 - only when asked for

    return getattr(flow, name)

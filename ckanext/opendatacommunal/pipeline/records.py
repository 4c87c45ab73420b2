"""Many records of one shape held as columns: objects would take ten times the memory."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, Generic, NamedTuple, TypeVar

import polars as pl

Shape = TypeVar("Shape", bound=NamedTuple)


class Records(Sequence[Shape], Generic[Shape]):
    """A sequence of named tuples. `schema`: the type of each of their fields, in their order."""

    def __init__(
        self, shape: type[Shape], schema: Mapping[str, Any], frames: Iterable[pl.DataFrame] = ()
    ) -> None:
        self._shape, self._schema = shape, schema
        self._frames = [frame for frame in frames if frame.height]

    @property
    def frame(self) -> pl.DataFrame:
        if len(self._frames) > 1:
            self._frames = [pl.concat(self._frames)]
        return self._frames[0] if self._frames else pl.DataFrame(schema=self._schema)

    def of(self, frame: pl.DataFrame) -> Records[Shape]:
        """Other records of the same shape, from columns of its names."""
        frame = frame.select(pl.col(name).cast(kind) for name, kind in self._schema.items())
        return Records(self._shape, self._schema, [frame])

    def filter(self, kept: pl.Expr) -> Records[Shape]:
        return self.of(self.frame.filter(kept))

    def and_those(self, found: Iterable[Shape] | Records[Shape]) -> Records[Shape]:
        """These, then the others."""
        more = found if isinstance(found, Records) else self._of_tuples(list(found))
        if not more:
            return self
        return Records(self._shape, self._schema, [*self._frames, *more._frames])

    def _of_tuples(self, found: list[Shape]) -> Records[Shape]:
        frame = pl.DataFrame(found, schema=dict(self._schema), orient="row")
        return Records(self._shape, self._schema, [frame])

    def __len__(self) -> int:
        return sum(frame.height for frame in self._frames)

    def __iter__(self) -> Iterator[Shape]:
        for frame in self._frames:
            yield from map(self._shape._make, frame.iter_rows())

    def __getitem__(self, place: Any) -> Any:
        if isinstance(place, slice):
            return self.of(self.frame[place])
        return self._shape._make(self.frame.row(place))

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Sequence) and tuple(self) == tuple(other)

    __hash__ = None  # pyright: ignore[reportAssignmentType]

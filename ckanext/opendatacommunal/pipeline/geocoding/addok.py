"""Client of the API of addok: the national geocoding service, or any server with the same engine.

`POST /search/csv/` for many addresses at once, `GET /search/` for the candidates of one,
`GET /reverse/`. A server may be slow, refuse, answer nonsense or die: every call ends, in an answer
or in `Unavailable`, and nothing that was answered before is lost.
"""

from __future__ import annotations

import csv
import io
import json
import math
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from queue import Empty, SimpleQueue
from typing import TYPE_CHECKING, Any, TypeVar
from urllib.parse import urlsplit

from ckanext.opendatacommunal.pipeline.geocoding.addresses import Address
from ckanext.opendatacommunal.pipeline.geocoding.candidate import (
    Candidate,
    of_feature,
    of_record,
)
from ckanext.opendatacommunal.pipeline.geocoding.together import AT_ONCE, Unavailable, together

if TYPE_CHECKING:
    import requests

T = TypeVar("T")

BATCH_ADDRESSES = 500
"""Small enough for one answer to come before `TIMEOUT_SECONDS` on a busy server."""

LONGEST_LINE = 150
"""Characters; the server refuses a question of more than two hundred."""

WORTH_SHARING = 100
"""Addresses from which two calls are better than one."""

CALLS_PER_SECOND = 40.0
"""The national service refuses who makes more than fifty."""

TIMEOUT_SECONDS = (5, 60)
"""To connect, and between two bytes of the answer."""

MOST_BYTES = 20_000_000
"""Of an answer: a server gone mad must not fill our memory."""

TRIES = 4
FIRST_PAUSE_SECONDS = 1.0
LONGEST_PAUSE_SECONDS = 30.0
PASSING = frozenset((408, 429, 500, 502, 503, 504))
"""Statuses after which the same call may succeed."""

REFUSED = frozenset((400, 413))
"""Statuses of a question that the server will never take as it is."""

COLUMNS = ("line", "city", "postcode")
HEADER = ("key", *COLUMNS, "insee")
FAILED = frozenset(("error", "aborted"))
"""What the national service says of a line that it could not ask, in an answer that is good."""


class _Refused(Exception):
    """The server will not have this very question."""


class _Unusable(Exception):
    """A good status, and an answer that is cut, too long or no geocoder's."""


@dataclass
class Addok:
    """One server. `calls` counts the requests that were sent.

    `url`: scheme, host and path before `/search/`. No redirection is followed: the address was
    chosen by the operator, another host was not. `budget_seconds`: from the first call on; what is
    not answered by then is not asked. `calls_per_second`: at most. Raises `ValueError` for an
    address that is no http(s) one, or that holds a password.
    """

    url: str
    pause_seconds: float = FIRST_PAUSE_SECONDS
    timeout_seconds: tuple[float, float] = TIMEOUT_SECONDS
    tries: int = TRIES
    budget_seconds: float = float("inf")
    calls_per_second: float = CALLS_PER_SECOND
    calls: int = field(default=0, init=False)

    def __post_init__(self) -> None:
        parts = urlsplit(self.url)
        if parts.scheme not in ("http", "https") or not parts.hostname or parts.username:
            raise ValueError(self.url)
        self.url = self.url.rstrip("/")
        self._idle: SimpleQueue[requests.Session] = SimpleQueue()
        self._turn = threading.Lock()
        self._next_call = 0.0
        self._deadline: float | None = None

    def best(self, addresses: Sequence[Address]) -> Iterator[dict[str, Candidate | None]]:
        """The first answer to each address by its key, a batch at a time, in the order in which
        they come; None: nothing found.

        Raises `Unavailable` once all that was on its way has come.
        """
        return (found for _, found in together(self._batch, _batches(addresses)))

    def all_candidates(
        self, addresses: Sequence[Address]
    ) -> Iterator[tuple[Address, list[Candidate]]]:
        """What the base has that looks like each address, in the order in which answers come.

        Raises `Unavailable` once all that was on its way has come.
        """
        return together(self.candidates, addresses)

    def candidates(self, address: Address, limit: int = 5) -> list[Candidate]:
        """What the base has that looks like one address, best first. Raises `Unavailable`."""
        query: dict[str, Any] = {"q": address.text[:200], "limit": limit, "autocomplete": 0}
        if address.insee:
            query["citycode"] = address.insee
        return self._features("/search/", query)

    def reverse(self, lon: float, lat: float) -> list[Candidate]:
        """The addresses nearest to a point. Raises `Unavailable`."""
        return self._features("/reverse/", {"lon": lon, "lat": lat})

    def nearest(
        self, places: Sequence[tuple[str, float, float]]
    ) -> Iterator[tuple[tuple[str, float, float], list[Candidate]]]:
        """`reverse` of each place (INSEE code, lon, lat), as `all_candidates`."""
        return together(lambda place: self.reverse(*place[1:]), places)

    def _batch(self, batch: Sequence[Address]) -> dict[str, Candidate | None]:
        """One address that the server cannot bear must not cost the others."""
        try:
            return self._csv(batch)
        except _Refused:
            if len(batch) == 1:
                return {batch[0].key: None}
        middle = len(batch) // 2
        return self._batch(batch[:middle]) | self._batch(batch[middle:])

    def _csv(self, batch: Sequence[Address]) -> dict[str, Candidate | None]:
        known = {str(place): address for place, address in enumerate(batch)}
        out = io.StringIO()
        writer = csv.writer(out)
        writer.writerow(HEADER)
        for place, each in known.items():
            line = each.line[:LONGEST_LINE]
            writer.writerow((place, line, each.city, each.postcode, each.insee))
        form = [("columns", name) for name in COLUMNS]
        form += [("citycode", "insee"), ("delimiter", ",")]
        sent = {"data": ("adresses.csv", out.getvalue().encode(), "text/csv")}

        def read(body: bytes) -> dict[str, Candidate | None]:
            records = list(csv.DictReader(io.StringIO(body.decode("utf-8-sig"))))
            if {record.get("key") for record in records} != known.keys():
                raise _Unusable
            asked = (each for each in records if each.get("result_status") not in FAILED)
            return {known[record["key"]].key: of_record(record) for record in asked}

        return self._call(read, "POST", "/search/csv/", data=form, files=sent)

    def _features(self, path: str, query: dict[str, Any]) -> list[Candidate]:
        def read(body: bytes) -> list[Candidate]:
            try:
                features = json.loads(body)["features"]
                return [found for found in map(of_feature, features) if found is not None]
            except (KeyError, TypeError) as error:
                raise _Unusable from error

        try:
            return self._call(read, "GET", path, params=query)
        except _Refused:
            return []

    def _call(self, read: Callable[[bytes], T], method: str, path: str, **sent: Any) -> T:
        """What `read` makes of a good answer; one that it cannot read is asked again.

        Raises `_Refused`, or `Unavailable` once all tries failed.
        """
        import requests  # noqa: PLC0415 - a quarter of a second, for those who geocode only

        reason, pause = "no try", 0.0
        for again in range(self.tries):
            if again:
                self._sleep(max(pause, self.pause_seconds * 2 ** (again - 1)))
            pause = 0.0
            timeout = self._take_turn()
            try:
                with self._session() as session, session.request(
                    method, self.url + path, timeout=timeout,
                    allow_redirects=False, stream=True, **sent,
                ) as answer:  # fmt: skip
                    if answer.status_code == requests.codes.ok:
                        return read(_body(answer))
                    if answer.status_code in REFUSED:
                        raise _Refused
                    reason = f"status {answer.status_code}"
                    if answer.status_code not in PASSING:
                        break
                    pause = _told(answer)
            except (requests.RequestException, _Unusable, ValueError, csv.Error) as error:
                reason = type(error).__name__
        raise Unavailable(reason)

    @contextmanager
    def _session(self) -> Iterator[requests.Session]:
        """A connection that nobody uses, a new one if there is none; it is kept afterwards."""
        import requests  # noqa: PLC0415 - as above

        try:
            session = self._idle.get_nowait()
        except Empty:
            session = requests.Session()
            session.headers["User-Agent"] = "ckanext-opendatacommunal"
        try:
            yield session
        finally:
            self._idle.put(session)

    def _take_turn(self) -> tuple[float, float]:
        """Wait until one more call may be made; how long it may take. Raises `Unavailable` when the
        budget is spent."""
        with self._turn:
            now = time.monotonic()
            turn = max(now, self._next_call)
            self._next_call = turn + 1 / self.calls_per_second
        self._sleep(turn - now)
        left = self._left()
        if left <= 0:
            raise Unavailable("no time left")
        with self._turn:
            self.calls += 1
        connecting, reading = self.timeout_seconds
        return min(connecting, left), min(reading, left)

    def _sleep(self, seconds: float) -> None:
        time.sleep(min(seconds, LONGEST_PAUSE_SECONDS, self._left()))

    def _left(self) -> float:
        if self._deadline is None:
            self._deadline = time.monotonic() + self.budget_seconds
        return max(0.0, self._deadline - time.monotonic())


def _told(answer: requests.Response) -> float:
    """Seconds that the server asks us to wait."""
    told = answer.headers.get("Retry-After", "")
    return float(told) if told.isdigit() else 0.0


def _body(answer: requests.Response) -> bytes:
    """At most `MOST_BYTES`. Raises `_Unusable`, or an exception of `requests` if it is cut."""
    parts, size = [], 0
    for part in answer.iter_content(65_536):
        size += len(part)
        if size > MOST_BYTES:
            raise _Unusable
        parts.append(part)
    return b"".join(parts)


def _batches(addresses: Sequence[Address]) -> list[Sequence[Address]]:
    """As few as may be, all of one size, so many that none waits alone for the last."""
    count = math.ceil(len(addresses) / BATCH_ADDRESSES)
    if len(addresses) >= WORTH_SHARING:
        count = math.ceil(count / AT_ONCE) * AT_ONCE
    size = math.ceil(len(addresses) / count) if count else 1
    return [addresses[start : start + size] for start in range(0, len(addresses), size)]

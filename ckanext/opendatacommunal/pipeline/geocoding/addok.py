"""Client of the API of addok: the national geocoding service, or any server with the same engine.

`POST /search/csv/` for many addresses at once, `GET /search/` for the candidates of one,
`GET /reverse/`. A server may be slow, refuse, answer nonsense or die: every call ends, in an answer
or in `Unavailable`, and nothing that was answered before is lost.
"""

from __future__ import annotations

import csv
import io
import threading
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor, as_completed
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from ckanext.opendatacommunal.pipeline.geocoding.addresses import Address
from ckanext.opendatacommunal.pipeline.geocoding.candidate import (
    Candidate,
    of_feature,
    of_record,
)

if TYPE_CHECKING:
    import requests

BATCH_ADDRESSES = 500
BATCH_BYTES = 1_000_000
"""Small enough for one answer to come before `TIMEOUT_SECONDS` on a busy server."""

AT_ONCE = 2
"""Batches on their way at the same time: a guest does not take the whole server."""

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


class Unavailable(Exception):
    """The server does not answer as a geocoder does; `reason` is for the log, not for a person."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


class _Refused(Exception):
    """The server will not have this very question."""


@dataclass
class Addok:
    """One server. `calls` counts the requests that were sent.

    `url`: scheme, host and path before `/search/`. No redirection is followed: the address was
    chosen by the operator, another host was not. `budget_seconds`: from the first call on; what is
    not answered by then is not asked. Raises `ValueError` for an address that is no
    http(s) one, or that holds a password.
    """

    url: str
    pause_seconds: float = FIRST_PAUSE_SECONDS
    timeout_seconds: tuple[float, float] = TIMEOUT_SECONDS
    tries: int = TRIES
    budget_seconds: float = float("inf")
    calls: int = field(default=0, init=False)

    def __post_init__(self) -> None:
        parts = urlsplit(self.url)
        if parts.scheme not in ("http", "https") or not parts.hostname or parts.username:
            raise ValueError(self.url)
        self.url = self.url.rstrip("/")
        self._own = threading.local()
        self._deadline: float | None = None

    def best(self, addresses: Sequence[Address]) -> Iterator[dict[str, Candidate | None]]:
        """The first answer to each address by its key, a batch at a time, in the order in which
        they come; None: nothing found.

        Raises `Unavailable` once all that was on its way has come.
        """
        failure: Unavailable | None = None
        with ThreadPoolExecutor(AT_ONCE) as together:
            asked = [together.submit(self._batch, batch) for batch in _batches(addresses)]
            for answered in as_completed(asked):
                if answered.cancelled():
                    continue
                try:
                    yield answered.result()
                except Unavailable as error:
                    failure = error
                    for each in asked:
                        each.cancel()
        if failure is not None:
            raise failure

    def candidates(self, address: Address, limit: int = 5) -> list[Candidate]:
        """What the base has that looks like one address, best first. Raises `Unavailable`."""
        query: dict[str, Any] = {"q": address.text[:200], "limit": limit, "autocomplete": 0}
        if address.insee:
            query["citycode"] = address.insee
        return self._features("/search/", query)

    def reverse(self, lon: float, lat: float) -> list[Candidate]:
        """The addresses nearest to a point. Raises `Unavailable`."""
        return self._features("/reverse/", {"lon": lon, "lat": lat})

    def _batch(self, batch: list[Address]) -> dict[str, Candidate | None]:
        """One address that the server cannot bear must not cost the others."""
        try:
            return self._csv(batch)
        except _Refused:
            if len(batch) == 1:
                return {batch[0].key: None}
        middle = len(batch) // 2
        return {**self._batch(batch[:middle]), **self._batch(batch[middle:])}

    def _csv(self, batch: list[Address]) -> dict[str, Candidate | None]:
        known = {str(place): address for place, address in enumerate(batch)}
        out = io.StringIO()
        writer = csv.writer(out)
        writer.writerow(HEADER)
        for place, each in known.items():
            writer.writerow((place, each.line, each.city, each.postcode, each.insee))
        form: list[tuple[str, str]] = [("columns", name) for name in COLUMNS]
        form += [("citycode", "insee"), ("delimiter", ",")]
        sent = {"data": ("adresses.csv", out.getvalue().encode(), "text/csv")}
        for _again in range(self.tries):
            text = self._call("POST", "/search/csv/", data=form, files=sent).decode("utf-8-sig")
            records = list(csv.DictReader(io.StringIO(text)))
            if {record.get("key") for record in records} == known.keys():
                return {known[record["key"]].key: of_record(record) for record in records}
        raise Unavailable("truncated answer")

    def _features(self, path: str, query: dict[str, Any]) -> list[Candidate]:
        import json  # noqa: PLC0415 - beside `requests`, only when asked

        try:
            content = json.loads(self._call("GET", path, params=query))
            features = content["features"]
        except _Refused:
            return []
        except (ValueError, KeyError, TypeError) as error:
            raise Unavailable("not a geocoder's answer") from error
        return [found for found in map(of_feature, features) if found is not None]

    def _call(self, method: str, path: str, **sent: Any) -> bytes:
        """The body of a good answer. Raises `_Refused`, or `Unavailable` once all tries failed."""
        import requests  # noqa: PLC0415 - a quarter of a second, for those who geocode only

        session = self._session()
        reason = "no try"
        for again in range(self.tries):
            if again:
                self._pause(self.pause_seconds * 2 ** (again - 1))
            timeout = self._timeout()
            self.calls += 1
            try:
                with session.request(
                    method, self.url + path, timeout=timeout,
                    allow_redirects=False, stream=True, **sent,
                ) as answer:  # fmt: skip
                    if answer.status_code == requests.codes.ok:
                        return _body(answer)
                    if answer.status_code in REFUSED:
                        raise _Refused
                    reason = f"status {answer.status_code}"
                    if answer.status_code not in PASSING:
                        break
                    self._wait_as_told(answer)
            except requests.RequestException as error:
                reason = type(error).__name__
        raise Unavailable(reason)

    def _session(self) -> requests.Session:
        """Connections are kept, by each thread its own."""
        import requests  # noqa: PLC0415 - as above

        if not hasattr(self._own, "session"):
            self._own.session = requests.Session()
            self._own.session.headers["User-Agent"] = "ckanext-opendatacommunal"
        return self._own.session

    def _wait_as_told(self, answer: requests.Response) -> None:
        told = answer.headers.get("Retry-After", "")
        if told.isdigit():
            self._pause(float(told))

    def _pause(self, seconds: float) -> None:
        time.sleep(min(seconds, LONGEST_PAUSE_SECONDS, self._left()))

    def _timeout(self) -> tuple[float, float]:
        """Raises `Unavailable` when the budget is spent."""
        left = self._left()
        if left <= 0:
            raise Unavailable("no time left")
        connecting, reading = self.timeout_seconds
        return min(connecting, left), min(reading, left)

    def _left(self) -> float:
        if self._deadline is None:
            self._deadline = time.monotonic() + self.budget_seconds
        return max(0.0, self._deadline - time.monotonic())


def _body(answer: requests.Response) -> bytes:
    """At most `MOST_BYTES`. Raises `Unavailable`, or an exception of `requests` if it is cut."""
    parts, size = [], 0
    for part in answer.iter_content(65_536):
        size += len(part)
        if size > MOST_BYTES:
            raise Unavailable("answer too long")
        parts.append(part)
    return b"".join(parts)


def _batches(addresses: Sequence[Address]) -> Iterator[list[Address]]:
    batch: list[Address] = []
    size = 0
    for address in addresses:
        length = len(address.text.encode()) + 20
        if batch and (len(batch) >= BATCH_ADDRESSES or size + length > BATCH_BYTES):
            yield batch
            batch, size = [], 0
        batch.append(address)
        size += length
    if batch:
        yield batch

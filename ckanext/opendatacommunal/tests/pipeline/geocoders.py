"""A server that speaks addok's language and misbehaves on demand: what no real one does on cue."""

from __future__ import annotations

import csv
import io
import json
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from email.message import Message
from email.parser import BytesParser
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import unquote_plus

from ckanext.opendatacommunal import communes

RESULT = ("latitude", "longitude", "result_label", "result_score", "result_score_next",
          "result_type", "result_id", "result_housenumber", "result_name", "result_street",
          "result_citycode", "result_status")  # fmt: skip


class Misbehaving:
    """`faults`: what the next calls do instead of answering, in order; then all is well.

    A fault is a status code, `well` (none), or one of `cut` (the answer stops in the middle),
    `short` (lines are missing), `nonsense`, `hang_up`, `slow`, `elsewhere` (a redirection).
    `seen`: the addresses that were asked, as sent; `received`: all bytes of the requests.
    Every address is found, unless it has a word of `unknown`: the best answer is then another
    street of Mions, and there are more. `mended`: slips that it looks past. `poison`: a text
    whose batch is refused with 400. `national`: the answers have the shape of the national
    service's; a line that has a word of `failing` could not be asked, in an answer that is good.
    """

    def __init__(self) -> None:
        self.faults: list[int | str] = []
        self.seen: list[dict[str, str]] = []
        self.calls: list[str] = []
        self.received: list[bytes] = []
        self.unknown: set[str] = set()
        self.poison: str | None = None
        self.mended: dict[str, str] = {}
        self.national = False
        self.failing: set[str] = set()
        self.url = ""

    def record(self, asked: dict[str, str]) -> dict[str, str]:
        line, nothing = asked["line"], dict.fromkeys(RESULT, "")
        if any(word in line for word in self.failing):
            return asked | nothing | {"result_status": "error"}
        if any(word in line for word in self.unknown):
            return asked | nothing | ELSEWHERE
        for slip, right in self.mended.items():
            line = line.replace(slip, right)
        number, _, street = line.partition(" ")
        if not number[:1].isdigit():
            number, street = "", line
        kind = "housenumber" if number else "street"
        insee = asked["insee"]
        place = communes.get(insee)
        label = f"{line} {asked['postcode']} {place.name if place else asked['city']}"
        found = ("45.66", "4.95", label, "0.9", "0", kind, f"{insee}_0001", number)
        if self.national:
            values = (*found[:4], "", *found[5:], line, street, insee, "ok")
        else:
            values = (*found, street, "", insee, "")
        return asked | dict(zip(RESULT, values, strict=True))


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    script: Misbehaving


@contextmanager
def misbehaving() -> Iterator[Misbehaving]:
    with _Server(("127.0.0.1", 0), _Handler) as httpd:
        httpd.script = Misbehaving()
        httpd.script.url = f"http://127.0.0.1:{httpd.server_port}"
        threading.Thread(target=httpd.serve_forever, daemon=True).start()
        yield httpd.script
        httpd.shutdown()


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server: _Server

    def log_message(self, *_what: Any) -> None:
        pass

    def do_POST(self) -> None:
        script = self.server.script
        body = self.rfile.read(int(self.headers["Content-Length"]))
        script.calls.append(self.path)
        script.received += [bytes(self.headers), body]
        asked = list(csv.DictReader(io.StringIO(_file(self.headers, body))))
        if script.poison and any(script.poison in each["line"] for each in asked):
            self.answer(400, b"{}")
        elif not self.spoilt():
            script.seen += asked
            out = io.StringIO()
            writer = csv.DictWriter(out, [*asked[0], *RESULT])
            writer.writeheader()
            writer.writerows(map(script.record, asked))
            self.answer(200, out.getvalue().encode("utf-8-sig"))

    def do_GET(self) -> None:
        script = self.server.script
        script.calls.append(self.path)
        script.received += [unquote_plus(self.path).encode(), bytes(self.headers)]
        if not self.spoilt():
            self.answer(200, json.dumps({"features": [FEATURE]}).encode())

    def spoilt(self) -> bool:
        """True if a fault took the place of the answer."""
        faults = self.server.script.faults
        if not faults:
            return False
        what = faults.pop(0)
        if what == "well":
            return False
        if isinstance(what, int):
            self.answer(what, b"no", {"Retry-After": "0"})
        else:
            SPOIL[what](self)
        return True

    def answer(self, status: int, body: bytes, more: dict[str, str] | None = None) -> None:
        self.send_response(status)
        headers = {"Content-Length": str(len(body)), **(more or {})}
        for name, value in headers.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)


def _cut(handler: _Handler) -> None:
    handler.answer(200, b"key,line\n0,", {"Content-Length": "1000"})
    handler.close_connection = True


def _hang_up(handler: _Handler) -> None:
    handler.close_connection = True
    handler.connection.close()


def _slow(handler: _Handler) -> None:
    threading.Event().wait(1.5)
    handler.close_connection = True


SPOIL: dict[str, Callable[[_Handler], None]] = {
    "cut": _cut,
    "hang_up": _hang_up,
    "slow": _slow,
    "short": lambda handler: handler.answer(200, b"key,line\n"),
    "nonsense": lambda handler: handler.answer(200, b"<html>hello</html>"),
    "elsewhere": lambda handler: handler.answer(
        302, b"", {"Location": "http://169.254.169.254/latest/meta-data/"}
    ),
}


def _file(headers: Message, body: bytes) -> str:
    """The content of the form's file."""
    start = f"Content-Type: {headers['Content-Type']}\r\n\r\n".encode()
    parts = BytesParser().parsebytes(start + body)
    for part in parts.walk():
        if part.get_filename():
            content = part.get_payload(decode=True)
            assert isinstance(content, bytes)
            return content.decode()
    raise AssertionError("no file was sent")


ELSEWHERE = {
    "latitude": "45.66", "longitude": "4.95", "result_label": "Rue du Hasard 69780 Mions",
    "result_score": "0.6", "result_score_next": "0.5", "result_type": "street",
    "result_id": "69283_0009", "result_name": "Rue du Hasard", "result_citycode": "69283",
}  # fmt: skip
FEATURE = {
    "geometry": {"type": "Point", "coordinates": [4.95, 45.66]},
    "properties": {
        "label": "Rue du Hasard 69780 Mions",
        "score": 0.4,
        "type": "street",
        "name": "Rue du Hasard",
        "citycode": "69283",
        "id": "69283_0009",
    },
}

"""Visitors: a bounded loop of requests over a few connections, in one thread, so that it takes little of the machine.

Closed: each connection sends its next request when the last answer is whole, so that nothing is left over for the
next figure. A connection is changed now and then, since one that stays with a worker for ever makes one worker busier.
"""

from __future__ import annotations

import selectors
import socket
import time
from collections.abc import Iterator
from dataclasses import dataclass, field

_REQUESTS_A_CONNECTION = 40
_LONGEST_ANSWER = 30.0
"""Seconds without any answer after which the run is given up."""


class Failed(Exception):
    """A page did not answer as it must; the message says which and how."""


@dataclass(frozen=True, slots=True)
class Ask:
    """One request, ready to be sent."""

    path: str
    cookie: str = ""
    form: str | None = None
    """What is posted, URL-encoded; None for a GET."""

    def wire(self) -> bytes:
        """The bytes, as a proxy that speaks HTTPS with the browser passes them on."""
        lines = [
            f"{'GET' if self.form is None else 'POST'} {self.path} HTTP/1.1",
            "Host: 127.0.0.1",
            "X-Forwarded-Proto: https",
            "X-Forwarded-For: 127.0.0.1",
            "Accept: text/html",
        ]
        if self.cookie:
            lines.append(f"Cookie: {self.cookie}")
        body = (self.form or "").encode()
        if self.form is not None:
            lines += ["Origin: https://127.0.0.1", "Content-Type: application/x-www-form-urlencoded"]
            lines.append(f"Content-Length: {len(body)}")
        return "\r\n".join([*lines, "", ""]).encode() + body


@dataclass(slots=True)
class Tally:
    """What a slice of visits gave."""

    seconds: float = 0.0
    times: list[float] = field(default_factory=list)
    """Seconds of each answer."""
    bytes: int = 0

    @property
    def rate(self) -> float:
        """Answers a second."""
        return len(self.times) / self.seconds if self.seconds else 0.0

    def quantile(self, share: float) -> float:
        """Milliseconds within which this share of answers came."""
        ordered = sorted(self.times)
        return 1000 * ordered[min(int(share * len(ordered)), len(ordered) - 1)] if ordered else 0.0

    def add(self, other: Tally) -> None:
        """Join another slice."""
        self.seconds += other.seconds
        self.times += other.times
        self.bytes += other.bytes


class _Connection:
    def __init__(self, port: int) -> None:
        self.port = port
        self.socket: socket.socket | None = None
        self.sent = 0
        self.begun = 0.0
        self.path = ""
        self.answer = bytearray()
        self.wanted: int | None = None
        self.last = False

    def send(self, ask: Ask, selector: selectors.BaseSelector) -> None:
        self.begun = time.perf_counter()
        if self.socket is None or self.last or self.sent >= _REQUESTS_A_CONNECTION:
            self.close(selector)
            self.socket = socket.create_connection(("127.0.0.1", self.port), timeout=_LONGEST_ANSWER)
            self.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            selector.register(self.socket, selectors.EVENT_READ, self)
            self.sent = 0
        self.path, self.wanted, self.last = ask.path, None, False
        self.answer.clear()
        self.sent += 1
        self.socket.sendall(ask.wire())

    def receive(self) -> bool:
        """Whether the answer is whole."""
        assert self.socket is not None
        got = self.socket.recv(262144)
        if not got:
            raise Failed(f"{self.path}: the connection was closed before the answer was whole")
        self.answer += got
        if self.wanted is None:
            end = self.answer.find(b"\r\n\r\n")
            if end < 0:
                return False
            head = bytes(self.answer[:end]).lower()
            if not head.startswith(b"http/1.1 200"):
                raise Failed(f"{self.path} answered {head[:40].decode()}")
            self.last = b"connection: close" in head
            self.wanted = end + 4 + int(head.split(b"content-length:", 1)[1].split(b"\r\n", 1)[0])
        return len(self.answer) >= self.wanted

    def close(self, selector: selectors.BaseSelector) -> None:
        if self.socket is not None:
            selector.unregister(self.socket)
            self.socket.close()
            self.socket = None


def visit(port: int, asks: Iterator[Ask], *, connections: int, seconds: float) -> Tally:
    """Send requests over so many connections for so long, and wait for the last answer.

    :raises Failed: for any answer but 200.
    """
    tally = Tally()
    crowd = [_Connection(port) for _ in range(connections)]
    with selectors.DefaultSelector() as selector:
        begun = time.perf_counter()
        for one in crowd:
            one.send(next(asks), selector)
        waiting = len(crowd)
        while waiting:
            ready = selector.select(_LONGEST_ANSWER)
            if not ready:
                raise Failed(f"No answer for {_LONGEST_ANSWER:.0f} s")
            for key, _ in ready:
                one = key.data
                if not one.receive():
                    continue
                now = time.perf_counter()
                tally.times.append(now - one.begun)
                tally.bytes += len(one.answer)
                if now - begun < seconds:
                    one.send(next(asks), selector)
                else:
                    # The server ends an idle connection after seconds, which is not an answer cut short.
                    one.close(selector)
                    waiting -= 1
        tally.seconds = time.perf_counter() - begun
        for one in crowd:
            one.close(selector)
    return tally

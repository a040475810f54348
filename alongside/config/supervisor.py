"""The demonstration: makes everything ready, then keeps PostgreSQL, the worker and the web running together.

Whatever ends it (Ctrl-C, SIGTERM, the terminal closing) stops all three. A part that dies is started again, a bounded
number of times.
"""

from __future__ import annotations

import contextlib
import ctypes
import http.client
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from types import FrameType

from alongside.config import cluster, env, stamps

_RESTARTS = 5
"""How often a part may die within a minute before all is stopped."""
_STOPPING_SECONDS = 12


class Stopped(BaseException):
    """Somebody asked us to stop. Not an Exception: nothing on the way out may swallow it."""


class Failed(Exception):
    """The demonstration cannot run; the message says why."""


def prepare(home: Path) -> None:
    """Make front end, tables and invented people, each only if it is not current. The cluster must be held.

    :raises Failed: when a part could not be made.
    """
    # The front end waits for the network most of the time: it is made beside the rest.
    with _Task("assets") as front_end:
        ready = stamps.read(home / "ready.json")
        if ready.get("people") == "loading":
            # Somebody stopped us in the middle: half a world would be a lie. Begin again.
            cluster.recreate(home)
            ready = {}
        tables = stamps.of_tables()
        with _step("3/6 Tables"):
            if ready.get("tables") != tables:
                _run("migrate", "--quiet")
                ready["tables"] = tables
                stamps.write(home / "ready.json", **ready)
        with _step("4/6 Invented people"):
            if ready.get("people") != "loaded":
                stamps.write(home / "ready.json", **ready, people="loading")
                day = env.read().demonstration_date
                # Nobody relies on these rows yet, and if we are stopped they are made again: they need not be on disk.
                _run("load-demonstration", *(["--date", day] if day else []), PGOPTIONS="-c synchronous_commit=off")
                stamps.write(home / "ready.json", **ready | {"people": "loaded"})
        with _step("5/6 Front end"):
            front_end.wait()


def demo(local: Path, port: int) -> int:
    """Run the demonstration until somebody stops it. Gives the exit status."""
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, _stop)
    _insist_on_port(port)
    home = cluster.folder(local, "demonstration")
    try:
        with contextlib.ExitStack() as held:
            with _step("2/6 Database"):
                held.enter_context(cluster.use(home))
            prepare(home)
            with _step("6/6 Web and worker"):
                parts = [Part("web", web_command(port)), Part("worker", [sys.executable, "-m", *_CLI, "worker"])]
                held.callback(_stop_all, parts)
                for part in parts:
                    part.start()
                _wait_for_page(parts[0], port)
            _say(
                f"\nAlongside is at http://127.0.0.1:{port}\n"
                f"Sign in: open http://127.0.0.1:{port}/demonstration/people/ and step in as any invented person.\n"
                "Ctrl-C stops everything."
            )
            return _watch(parts, home)
    except Stopped:
        _say("\nStopped.")
        return 0
    except (Failed, cluster.ClusterFailed) as failed:
        _say(f"\n{failed}")
        return 1


def setup(local: Path) -> int:
    """Make everything that the demonstration needs, and stop. Gives the exit status."""
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, _stop)
    home = cluster.folder(local, "demonstration")
    try:
        with contextlib.ExitStack() as held:
            with _step("2/6 Database"):
                held.enter_context(cluster.use(home))
            prepare(home)
    except Stopped:
        _say("\nStopped.")
        return 1
    except (Failed, cluster.ClusterFailed) as failed:
        _say(f"\n{failed}")
        return 1
    _say("\nEverything is ready: `make demo` serves it.")
    return 0


def web_command(port: int, host: str = "127.0.0.1") -> list[str]:
    """The command that serves the web. Threads, since an idle connection would hold a whole process."""
    environment = env.read()
    return [
        *(sys.executable, "-m", "gunicorn", "alongside.config.wsgi:application"),
        *("--bind", f"{host}:{port}", "--worker-class", "gthread", "--preload"),
        *("--workers", str(environment.workers), "--threads", str(environment.threads)),
        *("--graceful-timeout", "8", "--timeout", "60", "--keep-alive", "5"),
        *("--log-level", "warning", "--no-control-socket"),
    ]


_CLI = ("alongside.config.cli",)


class Part:
    """One process of the demonstration."""

    def __init__(self, name: str, command: Sequence[str]) -> None:
        self.name = name
        self.command = list(command)
        self.process: subprocess.Popen[bytes] | None = None
        self._deaths: list[float] = []

    def start(self) -> None:
        """Start it in a session of its own, so that Ctrl-C reaches only us and we stop things in order."""
        self.process = subprocess.Popen(  # noqa: S603
            self.command, stdin=subprocess.DEVNULL, start_new_session=True, preexec_fn=_die_with_parent
        )

    def dead(self) -> bool:
        """Whether it has ended by itself."""
        return self.process is not None and self.process.poll() is not None

    def revive(self) -> None:
        """Start it again, unless it dies too often.

        :raises Failed: when it does.
        """
        now = time.monotonic()
        self._deaths = [moment for moment in self._deaths if now - moment < 60] + [now]
        status = self.process.returncode if self.process else None
        if len(self._deaths) > _RESTARTS:
            raise Failed(f"The {self.name} stopped {_RESTARTS + 1} times within a minute (status {status}): giving up.")
        _say(f"The {self.name} stopped (status {status}); starting it again.")
        self.start()

    def ask_to_stop(self) -> None:
        """Ask it to finish what it does and end."""
        if self.process and self.process.poll() is None:
            self.process.terminate()

    def wait(self, seconds: float) -> None:
        """Wait for its end, and end its whole session if it does not come."""
        if self.process is None:
            return
        with contextlib.suppress(subprocess.TimeoutExpired):
            self.process.wait(max(seconds, 0.1))
        if self.process.poll() is None:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(self.process.pid, signal.SIGKILL)
            self.process.wait()


def _watch(parts: list[Part], home: Path) -> int:
    while True:
        time.sleep(0.3)
        if not cluster.running(home):
            _say("PostgreSQL stopped; starting it again.")
            cluster.start(home, cluster.Kind())
        for part in parts:
            if part.dead():
                part.revive()


def _stop_all(parts: list[Part]) -> None:
    until = time.monotonic() + _STOPPING_SECONDS
    for part in parts:
        part.ask_to_stop()
    for part in parts:
        part.wait(until - time.monotonic())


def _stop(_number: int, _frame: FrameType | None) -> None:
    # Once is enough: a second Ctrl-C must not tear the tidying up in two.
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, signal.SIG_IGN)
    raise Stopped


_LIBC = ctypes.CDLL(None, use_errno=True) if sys.platform == "linux" else None
_PR_SET_PDEATHSIG = 1


def _die_with_parent() -> None:
    """In the child: be told to stop when our parent dies, even if it was killed outright."""
    if _LIBC is not None:
        _LIBC.prctl(_PR_SET_PDEATHSIG, signal.SIGTERM)


def _insist_on_port(port: int) -> None:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError:
            raise SystemExit(
                f"Port {port} is taken. Stop what uses it, or choose another: PORT={port + 1} make demo"
            ) from None


def _wait_for_page(web: Part, port: int) -> None:
    until = time.monotonic() + 60
    while time.monotonic() < until:
        if web.dead():
            raise Failed("The web did not start; what it said stands above.")
        with contextlib.suppress(OSError, http.client.HTTPException):
            connection = http.client.HTTPConnection("127.0.0.1", port, timeout=20)
            connection.request("GET", "/")
            status = connection.getresponse().status
            connection.close()
            if status < 500:
                return
            raise Failed(f"The first page fails with status {status}; what the web said stands above.")
        time.sleep(0.05)
    raise Failed("The web did not answer within a minute.")


class _Task:
    """One of our own commands in a process of its own, which ends with us, and everything it started with it."""

    def __init__(self, command: str, *arguments: str, **extra: str) -> None:
        self.command = command
        self.process = subprocess.Popen(  # noqa: S603
            [sys.executable, "-m", *_CLI, command, *arguments],
            stdin=subprocess.DEVNULL,
            env=os.environ | extra,
            start_new_session=True,
            preexec_fn=_die_with_parent,
        )

    def wait(self) -> None:
        """Wait for its end.

        :raises Failed: when it failed; what it said has been shown.
        """
        if self.process.wait():
            raise Failed(f"`alongside {self.command}` failed; what it said stands above.")

    def __enter__(self) -> _Task:
        return self

    def __exit__(self, *_: object) -> None:
        if self.process.poll() is None:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(self.process.pid, signal.SIGTERM)
            self.process.wait()


def _run(command: str, *arguments: str, **extra: str) -> None:
    with _Task(command, *arguments, **extra) as task:
        task.wait()


@contextlib.contextmanager
def _step(name: str) -> Iterator[None]:
    """Say what is being done, and then how long it took."""
    begun = time.perf_counter()
    terminal = sys.stdout.isatty()
    if terminal:
        sys.stdout.write(f"{name} ...")
        sys.stdout.flush()
    yield
    lead = "\r" if terminal else ""
    _say(f"{lead}{name}: {time.perf_counter() - begun:.1f} s")


def _say(text: str) -> None:
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()

"""The demonstration keeps its three parts together: it serves, it mends, and it leaves nothing behind."""

from __future__ import annotations

import http.client
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from alongside.config import cluster, stamps, supervisor


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def until(true: Callable[[], bool], seconds: float = 60) -> bool:
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if true():
            return True
        time.sleep(0.05)
    return False


def descendants(pid: int) -> dict[int, str]:
    """Processes below this one, with their command lines."""
    found: dict[int, str] = {}
    parents: dict[int, int] = {}
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            parents[int(folder.name)] = int((folder / "stat").read_text().rsplit(")", 1)[1].split()[1])
            found[int(folder.name)] = (folder / "cmdline").read_bytes().replace(b"\0", b" ").decode()
        except (OSError, ValueError):
            continue

    def below(one: int) -> bool:
        while one in parents:
            one = parents[one]
            if one == pid:
                return True
        return False

    return {one: line for one, line in found.items() if below(one)}


def status_of(port: int) -> int | None:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
    try:
        connection.request("GET", "/sign-in/")
        return connection.getresponse().status
    except OSError:
        return None
    finally:
        connection.close()


def holds_a_database(pid: int | None) -> bool:
    """Whether a process holds the lock that everybody who uses a cluster shares."""
    locks = (line.split() for line in Path("/proc/locks").read_text(encoding="ascii").splitlines())
    return any(line[1] == "FLOCK" and line[3:5] == ["READ", str(pid)] for line in locks)


class Running:
    """A demonstration in a process of its own, on a port of its own, with nobody in it."""

    def __init__(self, local: Path) -> None:
        self.local = local
        self.home = local / "demo"
        self.port = free_port()
        kept = {n: v for n, v in os.environ.items() if not n.startswith(("ALONGSIDE_", "DATABASE_"))}
        self.process = subprocess.Popen(
            [sys.executable, "-m", "alongside.config.cli", "demo", "--port", str(self.port)],
            env=kept | {"ALONGSIDE_LOCAL": str(local), "ALONGSIDE_WORKERS": "1"},
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            start_new_session=True,
        )

    def ready(self) -> str:
        said = ""
        assert self.process.stdout is not None
        for line in self.process.stdout:
            said += line
            if "Ctrl-C" in line:
                return said
        raise AssertionError(said)

    def part(self, name: str) -> int | None:
        """The process id of the web or the worker: the child of the supervisor itself.

        Where setproctitle happens to be installed, gunicorn gives itself another name than that of its command.
        """
        signs = {"web": ("-m gunicorn ", "gunicorn: master"), "worker": ("-m alongside.config.cli worker ",)}[name]
        lines = descendants(self.process.pid).items()
        return min((pid for pid, line in lines if any(sign in line for sign in signs)), default=None)


@pytest.fixture(scope="module")
def local(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    local = tmp_path_factory.mktemp("demonstration")
    # People take a while and are not what is tried here.
    stamps.write(local / "demo" / "ready.json", people="loaded")
    yield local
    cluster.remove(local / "demo")


@pytest.fixture
def demonstration(local: Path) -> Iterator[Running]:
    running = Running(local)
    yield running
    if running.process.poll() is None:
        running.process.send_signal(signal.SIGTERM)
    running.process.communicate(timeout=60)


def test_it_serves_mends_its_parts_and_leaves_nothing_behind(demonstration: Running) -> None:
    said = demonstration.ready()
    assert f"http://127.0.0.1:{demonstration.port}" in said
    assert status_of(demonstration.port) == 200

    for name in ("worker", "web"):
        killed = demonstration.part(name)
        assert killed is not None
        os.kill(killed, signal.SIGKILL)
        assert until(lambda: demonstration.part(name) not in (None, killed)), name  # noqa: B023
    assert until(lambda: status_of(demonstration.port) == 200)

    place = (demonstration.home / "pg").resolve()
    os.kill(int((place / "data" / "postmaster.pid").read_text().split()[0]), signal.SIGKILL)
    assert until(lambda: cluster.running(demonstration.home))
    assert until(lambda: status_of(demonstration.port) == 200)

    everybody = descendants(demonstration.process.pid)
    demonstration.process.send_signal(signal.SIGINT)
    assert demonstration.process.wait(timeout=60) == 0
    # What ended a moment ago stands in the table of processes until the system has taken it out.
    assert until(lambda: not [pid for pid in everybody if Path(f"/proc/{pid}").exists()], 10)
    assert not cluster.running(demonstration.home)
    assert status_of(demonstration.port) is None


def test_all_parts_end_when_the_supervisor_is_killed_outright(demonstration: Running) -> None:
    demonstration.ready()
    # On a busy machine the page answers before the worker has got so far as to hold the database.
    assert until(lambda: holds_a_database(demonstration.part("worker")), 60)
    everybody = descendants(demonstration.process.pid)
    assert everybody
    demonstration.process.kill()
    assert until(lambda: not [pid for pid in everybody if Path(f"/proc/{pid}").exists()], 30)
    # The worker held the database too, and as the last to leave it stopped it.
    assert until(lambda: not cluster.running(demonstration.home), 30)


def test_a_part_that_keeps_dying_is_given_up() -> None:
    part = supervisor.Part("worker", [sys.executable, "-c", ""])
    part.start()
    for _ in range(5):
        assert part.process is not None
        part.process.wait()
        part.revive()
    with pytest.raises(supervisor.Failed, match="giving up"):
        part.revive()


def test_a_port_that_is_taken_is_said_before_anything_is_made(tmp_path: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = int(taken.getsockname()[1])
        said = subprocess.run(
            [sys.executable, "-m", "alongside.config.cli", "demo", "--port", str(port)],
            env=os.environ | {"ALONGSIDE_LOCAL": str(tmp_path), "ALONGSIDE_MODE": "demonstration"},
            capture_output=True,
            text=True,
            timeout=60,
            check=False,
        )
    assert said.returncode == 1
    assert f"Port {port} is taken" in said.stderr
    assert not (tmp_path / "demo").exists()

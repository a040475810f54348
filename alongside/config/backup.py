"""Backing up, restoring, and rehearsing that a restore would work: timed, every row counted, every chain verified.

A backup is made by a role of its own, which reads every row and changes none. Beside the dump stands a list of what is
in it: rows of each table, counted in the same snapshot, and the digest of the file. A restore is believed only when the
rows are those of the list and the trail of each partnership holds. Then it begins a new segment of the trail, since the
cluster in which it stands may count its transactions from the beginning, and ends every session: who has left since the
backup must not come back with it.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import json
import os
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any, LiteralString

import psycopg
from psycopg import sql

from alongside.config import cluster, env

ROWS = (
    "SELECT c.relname FROM pg_class c WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p')"
    " AND NOT EXISTS (SELECT FROM pg_depend d WHERE d.objid = c.oid AND d.deptype = 'e') ORDER BY 1"
)

UNREADABLE = (
    "SELECT c.relname FROM pg_class c WHERE c.relnamespace = 'public'::regnamespace AND c.relrowsecurity"
    " AND NOT EXISTS (SELECT FROM pg_policy p WHERE p.polrelid = c.oid AND p.polpermissive AND p.polcmd = 'r'"
    "  AND pg_get_expr(p.polqual, c.oid) = 'true'"
    "  AND (SELECT oid FROM pg_roles WHERE rolname = current_user) = ANY (p.polroles)) ORDER BY 1"
)
"""Tables of which row security would hide rows from whoever asks. A dump of them would lack rows and say nothing."""


class BackupFailed(cluster.ClusterFailed):
    """The backup or the restore cannot be believed; the message says why, and what to do."""

    status = 1


@dataclass(frozen=True, slots=True)
class Contents:
    """What is in a backup."""

    taken_at: str
    server: str
    sha256: str
    rows: dict[str, int]
    files: dict[str, Any] = field(default_factory=dict)
    """Where the files lie that the rows speak of, how many, and how many bytes. They are not in the dump."""


@dataclass(frozen=True, slots=True)
class Restored:
    """What a restore found: rows, and for each partnership whether its trail holds."""

    rows: int
    tables: int
    segment: int
    trails: dict[str, dict[str, Any]] = field(default_factory=dict)
    seconds: dict[str, float] = field(default_factory=dict)

    @property
    def holds(self) -> bool:
        """Whether the trail of every partnership holds."""
        return bool(self.trails) and all(trail["holds"] for trail in self.trails.values())


def list_of(file: Path) -> Path:
    """The file beside a dump that says what is in it."""
    return file.with_name(f"{file.name}.json")


def back_up(source: env.Database, file: Path, folder: Path | None = None) -> Contents:
    """Write a dump of all rows, and beside it the list of what is in it. ``source`` is the backup role's address,
    ``folder`` where the files of the records lie: the list says so, and they are copied beside it by whoever keeps it.

    :raises BackupFailed: when the role does not see every row, or the dump fails.
    """
    part = file.with_name(f"{file.name}.part")
    part.unlink(missing_ok=True)
    part.touch(mode=0o600)
    with psycopg.connect(source.url()) as connection:
        connection.isolation_level = psycopg.IsolationLevel.REPEATABLE_READ
        hidden = [row[0] for row in connection.execute(UNREADABLE)]
        if hidden:
            raise BackupFailed(
                f"The role {source.user} does not see every row of {', '.join(hidden)}. Run `alongside migrate`, which"
                " lets the backup role read, and name that role in DATABASE_BACKUP_URL."
            )
        # The count and the dump see the same moment, whatever is written beside them.
        snapshot = _one(connection, "SELECT pg_export_snapshot()")
        rows = _rows(connection)
        server = str(_one(connection, "SELECT current_setting('server_version')"))
        taken_at = dt.datetime.now(dt.UTC).isoformat(timespec="seconds")
        options = ("--format=custom", "--no-password", "--enable-row-security", "--no-privileges")
        _run("pg_dump", *options, f"--snapshot={snapshot}", f"--file={part}", to=source)
    contents = Contents(taken_at, server, _digest(part), rows, _files(folder))
    list_of(file).write_text(json.dumps(asdict(contents), indent=2) + "\n")
    part.replace(file)
    return contents


def _files(folder: Path | None) -> dict[str, Any]:
    if folder is None:
        return {}
    sizes = [path.stat().st_size for path in folder.glob("*/*") if not path.name.startswith(".")]
    return {"folder": str(folder), "files": len(sizes), "bytes": sum(sizes)}


def restore(
    file: Path,
    *,
    owner: env.Database,
    app: env.Database,
    sealer: env.Database | None,
    why: str,
) -> Restored:
    """Restore a backup into an empty database, and find whether it is whole. Django must be set up.

    :raises BackupFailed: when the file or its list is damaged, the database is not empty, or a row is missing.
    """
    from alongside.config import database

    contents = read_list(file)
    took: dict[str, float] = {}
    with _timed(took, "checking the file"):
        if _digest(file) != contents.sha256:
            raise BackupFailed(f"{file} is not the file that its list speaks of: it is damaged or was changed.")
    with psycopg.connect(owner.url()) as connection:
        if connection.execute(ROWS).fetchone():
            raise BackupFailed("The database is not empty. Restore into a fresh one, and nothing is overwritten.")
    with _timed(took, "restoring"):
        options = ("--no-password", "--no-owner", "--no-privileges", "--exit-on-error", "--single-transaction")
        _run("pg_restore", *options, f"--dbname={owner.name}", file, to=owner)
    with _timed(took, "counting rows"), psycopg.connect(owner.url()) as connection:
        found = _rows(connection)
        lost = sorted(name for name in {*contents.rows, *found} if contents.rows.get(name) != found.get(name))
        if lost:
            raise BackupFailed(f"Rows are missing from {', '.join(lost)}: this backup is not whole.")
    with _timed(took, "a new segment of the trail"):
        segment = begin_segment(owner, why=why)
        with psycopg.connect(owner.url()) as connection:
            connection.execute("DELETE FROM django_session")
    with _timed(took, "privileges"):
        database.migrate(owner, roles=database.roles(), verbosity=0)
    with _timed(took, "verifying the trail"), database.connected_to(app):
        trails = _verify(segment, why, sealer)
    rows = sum(contents.rows.values())
    return Restored(rows, len(contents.rows), segment, trails, took)


def begin_segment(owner: env.Database, *, why: str) -> int:
    """Number the transactions of the trail from above all that it holds. Gives the number of the new segment."""
    with psycopg.connect(owner.url()) as connection:
        used = _one(
            connection,
            "SELECT greatest((SELECT max(transaction_id) FROM audit_event), (SELECT max(until_transaction)"
            " FROM audit_head), (SELECT max(first_transaction) FROM audit_segment), 0)",
        )
        shift, here = connection.execute(
            "SELECT alongside_shift(), pg_current_xact_id()::text::bigint",
        ).fetchone() or (0, 0)
        shift = max(shift, used + 1 - here)
        connection.execute(
            sql.SQL("CREATE OR REPLACE FUNCTION alongside_shift() RETURNS bigint LANGUAGE sql IMMUTABLE AS {}").format(
                sql.Literal(f"SELECT {int(shift)}::bigint")
            )
        )
        return int(
            _one(
                connection,
                "INSERT INTO audit_segment (number, shift, first_transaction, why, began_at)"
                " SELECT max(number) + 1, %s, %s, %s, now() FROM audit_segment RETURNING number",
                shift,
                here + shift,
                why,
            )
        )


def read_list(file: Path) -> Contents:
    """What a backup's list says.

    :raises BackupFailed: when there is no backup or no list.
    """
    try:
        return Contents(**json.loads(list_of(file).read_text()))
    except (OSError, ValueError, TypeError) as error:
        raise BackupFailed(f"{file} has no list of its contents beside it ({list_of(file).name}).") from error


def _verify(segment: int, why: str, sealer: env.Database | None) -> dict[str, dict[str, Any]]:
    """Each partnership's trail before and after the new segment has begun in it."""
    from alongside.audit import commands as audit_commands
    from alongside.audit import jobs
    from alongside.audit import queries as audit
    from alongside.config import database
    from alongside.partnerships import commands as partnership_commands
    from alongside.partnerships import queries as partnerships
    from alongside.partnerships import wall

    now, found = dt.datetime.now(dt.UTC), {}
    for area in partnerships.areas():
        with wall.inside(area.pk):
            before = audit.verify(area.pk)
            actor = partnership_commands.founder(area)
            audit_commands.note_segment(actor=actor, number=segment, why=why, now=now)
        if sealer is not None:
            with database.connected_to(sealer, jobs.SEALER):
                jobs.seal(area.pk, now)
        with wall.inside(area.pk):
            after = audit.verify(area.pk)
        faults = dict.fromkeys(f"link {fault.number}: {fault.what}" for fault in (*before.faults, *after.faults))
        found[area.slug] = {
            "holds": before.holds and after.holds,
            "events": after.events,
            "links": after.links,
            "unsealed": after.unsealed,
            "segments": after.segments,
            "faults": list(faults),
        }
    return found


def rehearse(source: env.Database, folder: Path, file: Path | None = None) -> Restored:
    """Back up (unless a backup is given), restore it into a cluster made for this and thrown away, and verify it."""
    took: dict[str, float] = {}
    home = folder / "rehearsal"
    cluster.remove(home)
    dump = file or folder / "rehearsal.dump"
    try:
        if file is None:
            folder.mkdir(parents=True, exist_ok=True)
            with _timed(took, "backing up"):
                back_up(source, dump)
        with cluster.use(home, cluster.Kind(fast=True)):
            found = restore(
                dump,
                owner=cluster.address(home, cluster.OWNER),
                app=cluster.address(home, cluster.APP),
                sealer=cluster.address(home, cluster.SEALER),
                why="Rehearsal of a restore",
            )
    finally:
        cluster.remove(home)
        if file is None:
            for left in (dump, list_of(dump)):
                left.unlink(missing_ok=True)
    return Restored(found.rows, found.tables, found.segment, found.trails, {**took, **found.seconds})


def _rows(connection: psycopg.Connection[Any]) -> dict[str, int]:
    counted = sql.SQL("SELECT count(*) FROM {}")
    tables = [row[0] for row in connection.execute(ROWS).fetchall()]
    return {name: int(_one(connection, counted.format(sql.Identifier(name)))) for name in tables}


def _one(connection: psycopg.Connection[Any], statement: LiteralString | sql.Composed, *values: object) -> Any:
    row = connection.execute(statement, values or None).fetchone()
    return row[0] if row else None


def _run(program: str, *arguments: str | Path, to: env.Database) -> None:
    """Run one of PostgreSQL's programs on a database. The password goes by the environment, where nobody lists it."""
    given = {"PGHOST": to.host, "PGDATABASE": to.name, "PGUSER": to.user, "PGPASSWORD": to.password}
    if to.port is not None:
        given["PGPORT"] = str(to.port)
    given |= {f"PG{name.upper()}": value for name, value in to.options if name.startswith("ssl")}
    environment = {"PATH": os.environ.get("PATH", os.defpath), "LC_ALL": "C.UTF-8", **given}
    done = subprocess.run(  # noqa: S603
        [cluster.binaries() / program, *arguments],
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        env=environment,
        check=False,
    )
    if done.returncode:
        raise BackupFailed(f"{program} failed:\n{done.stderr.strip()}")


def _digest(file: Path) -> str:
    found = hashlib.sha256()
    try:
        with file.open("rb") as opened:
            while piece := opened.read(1 << 20):
                found.update(piece)
    except OSError as error:
        raise BackupFailed(f"{file} cannot be read: {error.strerror}.") from error
    return found.hexdigest()


@contextmanager
def _timed(took: dict[str, float], what: str) -> Iterator[None]:
    began = time.monotonic()
    yield
    took[what] = round(time.monotonic() - began, 2)

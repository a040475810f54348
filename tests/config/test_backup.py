"""A backup holds every row, a restore is believed only when it is whole, and the trail goes on in a new segment."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

from alongside.audit import jobs, queries
from alongside.audit.models import Event
from alongside.config import backup, cluster, database
from alongside.partnerships import wall
from tests import people
from tests.databases import Clone, administrator
from tests.people import NOW, acting

pytestmark = pytest.mark.database_near


@pytest.fixture
def elsewhere(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A cluster that was made a moment ago: it counts its transactions from the beginning."""
    home = tmp_path_factory.mktemp("elsewhere") / "cluster"
    with cluster.use(home, cluster.Kind(fast=True, in_memory=True)):
        yield home
    cluster.remove(home)


@pytest.fixture
def dump(database: Clone, tmp_path: Path) -> Path:
    """A backup of a database with a sealed child and a sealed trail, by the backup role."""
    from alongside.children import commands as children

    child = people.a_child("swindon")
    people.grant("swindon", child, "practitioner", "allocated")
    with acting("swindon", "governance_lead") as lead:
        readers = [people.membership_of("swindon", "practitioner")]
        children.seal_child(actor=lead, ref=child.ref, readers=readers, reason="Adopted", now=NOW)
    jobs.seal_all(NOW)
    people.a_child("hampshire", given="Kit")
    file, kept = tmp_path / "alongside.dump", tmp_path / "files" / "1"
    kept.mkdir(parents=True)
    (kept / "D-7F3K2Q").write_bytes(b"letter")
    (kept / ".part-half").write_bytes(b"let")
    backup.back_up(database.address(cluster.BACKUP), file, kept.parent)
    return file


def restored(home: Path, file: Path) -> backup.Restored:
    return backup.restore(
        file,
        owner=cluster.address(home, cluster.OWNER),
        app=cluster.address(home, cluster.APP),
        sealer=cluster.address(home, cluster.SEALER),
        why="The disk broke",
    )


def test_a_backup_says_where_the_files_of_the_records_lie_and_how_many(dump: Path) -> None:
    assert backup.read_list(dump).files == {"folder": str(dump.parent / "files"), "files": 1, "bytes": 6}


def test_a_backup_holds_every_row_of_every_partnership_and_of_sealed_children(database: Clone, dump: Path) -> None:
    contents = backup.read_list(dump)
    with psycopg.connect(database.address(cluster.BOOTSTRAP).url()) as all_seeing:
        tables = [row[0] for row in all_seeing.execute(backup.ROWS)]
        there = {name: all_seeing.execute(f'SELECT count(*) FROM "{name}"').fetchone()[0] for name in tables}  # type: ignore[index]
    assert contents.rows == there
    assert contents.rows["children_child"] == 2
    assert contents.rows["children_sealed_reader"] == 1
    assert dump.stat().st_mode & 0o077 == 0


def test_the_backup_role_reads_everything_and_changes_nothing(database: Clone) -> None:
    with database.connect(cluster.BACKUP) as connection:
        count = connection.execute("SELECT count(DISTINCT partnership_id) FROM partnerships_membership").fetchone()
        assert count == (2,)
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            connection.execute("UPDATE children_child SET given_name = 'x'")


def test_a_role_that_does_not_see_every_row_makes_no_backup(database: Clone, tmp_path: Path) -> None:
    with pytest.raises(backup.BackupFailed, match="does not see every row"):
        backup.back_up(database.address(cluster.APP), tmp_path / "short.dump")
    assert not (tmp_path / "short.dump").exists()


def test_a_restored_database_goes_on_with_its_trail_in_a_new_segment(dump: Path, elsewhere: Path) -> None:
    found = restored(elsewhere, dump)

    assert found.holds, found.trails
    assert found.segment == 2
    assert found.trails["swindon"]["segments"] == 2
    assert found.trails["swindon"]["unsealed"] == 0
    assert found.rows == sum(backup.read_list(dump).rows.values())
    with (
        database.connected_to(cluster.address(elsewhere, cluster.APP)),
        database.connected_to(cluster.address(elsewhere, cluster.SEALER), jobs.SEALER),
    ):
        # Life goes on there: what happens is sealed, and the whole trail still holds.
        child = people.a_child("swindon", given="Ada")
        jobs.seal_all(NOW + dt.timedelta(hours=1))
        with acting("swindon", "practitioner"):
            trail = queries.verify(people.partnership("swindon").pk)
            assert trail.holds
            assert trail.unsealed == 0
            assert queries.count_about(child.ref) == 1
            began = [row.action for row in Event.objects.filter(action="audit.segment.began")]
            assert began == ["audit.segment.began"]


def test_a_restore_without_a_new_segment_is_noticed_and_seals_nothing(dump: Path, elsewhere: Path) -> None:
    owner = cluster.address(elsewhere, cluster.OWNER)
    backup._run("pg_restore", "--no-owner", "--no-privileges", f"--dbname={owner.name}", dump, to=owner)
    database.migrate(owner, roles=database.roles(), verbosity=0)
    with (
        database.connected_to(cluster.address(elsewhere, cluster.APP)),
        database.connected_to(cluster.address(elsewhere, cluster.SEALER), jobs.SEALER),
    ):
        pk = people.partnership("swindon").pk
        with wall.inside(pk):
            assert any("begin-segment" in fault.what for fault in queries.verify(pk).faults)
        with pytest.raises(jobs.CountsAnew):
            jobs.seal(pk, NOW)

        assert backup.begin_segment(owner, why="Restored by the service") == 2
        with wall.inside(pk):
            assert queries.verify(pk).holds


def test_segments_that_were_tampered_with_are_noticed(database: Clone) -> None:
    pk = people.partnership("swindon").pk
    with psycopg.connect(database.address(cluster.BOOTSTRAP).url()) as admin:
        admin.execute("SET session_replication_role = replica")
        admin.execute("UPDATE audit_segment SET shift = 7")
    with wall.inside(pk):
        assert "not numbered as the last segment" in queries.verify(pk).faults[-1].what


def test_nothing_is_restored_over_something(database: Clone, dump: Path) -> None:
    with pytest.raises(backup.BackupFailed, match="not empty"):
        backup.restore(
            dump,
            owner=database.address(cluster.OWNER),
            app=database.address(),
            sealer=None,
            why="By mistake",
        )


def test_a_damaged_file_and_a_missing_row_are_noticed(dump: Path, elsewhere: Path, cluster_home: Path) -> None:
    listed = backup.list_of(dump)
    said = json.loads(listed.read_text())
    listed.write_text(json.dumps({**said, "rows": {**said["rows"], "children_child": 3}}))
    with pytest.raises(backup.BackupFailed, match="Rows are missing from children_child"):
        restored(elsewhere, dump)
    with dump.open("r+b") as opened:
        opened.seek(-40, 2)
        opened.write(b"x")
    with pytest.raises(backup.BackupFailed, match="damaged or was changed"):
        restored(elsewhere, dump)
    listed.unlink()
    with pytest.raises(backup.BackupFailed, match="no list of its contents"):
        restored(elsewhere, dump)
    with administrator(cluster_home) as admin:
        assert admin.execute("SELECT 1").fetchone() == (1,)


def test_a_restore_ends_sessions_so_that_nobody_who_left_comes_back_with_it(dump: Path, elsewhere: Path) -> None:
    restored(elsewhere, dump)
    with psycopg.connect(cluster.address(elsewhere, cluster.OWNER).url()) as connection:
        assert connection.execute("SELECT count(*) FROM django_session").fetchone() == (0,)


def test_the_rehearsal_is_one_call_and_leaves_nothing_behind(database: Clone, tmp_path: Path) -> None:
    found = backup.rehearse(database.address(cluster.BACKUP), tmp_path)

    assert found.holds
    assert {"backing up", "restoring", "counting rows", "verifying the trail"} <= set(found.seconds)
    assert not [path for path in tmp_path.rglob("*") if path.suffix in (".dump", ".json")]
    assert not cluster.running(tmp_path / "rehearsal")

"""The chain of the trail: whatever is done to a sealed event shows, and sealing loses none."""

from __future__ import annotations

import json
import threading
import time
from io import StringIO

import psycopg
import pytest
from django.core.management import CommandError, call_command
from django.db import connection, connections

from alongside.audit import jobs, queries
from alongside.audit.models import Event
from alongside.children import queries as children
from alongside.config import cluster
from alongside.partnerships import wall
from tests import people
from tests.databases import Clone
from tests.people import NOW, acting

pytestmark = pytest.mark.database_near


def look(count: int = 1, slug: str = "swindon") -> None:
    """Leave events, one a transaction."""
    for _ in range(count):
        with acting(slug, "practitioner") as actor:
            children.who_looked(actor, "C-TEST00", number=1, now=NOW)


def seal(pk: int) -> int:
    """Seal what is there in one link: wait first until no transaction of this machine's cluster is older."""
    until = time.monotonic() + 20
    while time.monotonic() < until:
        with wall.inside(pk), connection.cursor() as cursor:
            cursor.execute("SELECT coalesce(max(transaction_id), 0) < alongside_horizon() FROM audit_event")
            if cursor.fetchone()[0]:
                return jobs.seal(pk, NOW)
        time.sleep(0.02)
    raise AssertionError("A transaction in the test cluster runs for twenty seconds")


def sealed_in_three_links(slug: str = "swindon") -> int:
    """Three links with events of their own. Returns the partnership's id."""
    pk = people.partnership(slug).pk
    for _ in range(3):
        look(3, slug)
        seal(pk)
    return pk


def verify(pk: int) -> queries.Verification:
    with wall.inside(pk):
        return queries.verify(pk)


def tamper(database: Clone, statement: str, *values: object) -> int:
    """Change the trail as the superuser of the cluster, with its triggers off. Returns how many rows were changed."""
    with psycopg.connect(database.address(cluster.BOOTSTRAP).url()) as admin:
        admin.execute("SET session_replication_role = replica")
        return admin.execute(statement, values).rowcount


def an_event(pk: int, link: int) -> int:
    """The row id of the first event of a link."""
    with wall.inside(pk), connection.cursor() as cursor:
        cursor.execute(
            "SELECT e.id FROM audit_event e JOIN audit_seal s ON s.partnership_id = e.partnership_id"
            " AND e.transaction_id >= s.from_transaction AND e.transaction_id < s.until_transaction"
            " WHERE s.number = %s ORDER BY e.id LIMIT 1",
            [link],
        )
        return int(cursor.fetchone()[0])


def test_an_untouched_chain_holds(database: Clone) -> None:
    pk = sealed_in_three_links()

    found = verify(pk)

    assert found.holds
    assert found.links == 3
    assert found.unsealed == 0
    assert found.events >= 9


@pytest.mark.parametrize(
    "change",
    [
        "user_name = 'Somebody else'",
        "at = at + interval '1 microsecond'",
        "about = ARRAY['C-OTHER0']",
        "detail = '{\"x\": 1}'",
        "outcome = 'refused'",
        "reason_digest = 'x'",
        "role = role || ' '",
    ],
)
def test_an_edited_event_is_detected(database: Clone, change: str) -> None:
    pk = sealed_in_three_links()

    assert tamper(database, f"UPDATE audit_event SET {change} WHERE id = %s", an_event(pk, 2)) == 1

    assert [(fault.number, fault.what) for fault in verify(pk).faults] == [
        (2, "an event was changed or moved after it was sealed")
    ]


def test_two_events_in_another_order_are_detected(database: Clone) -> None:
    pk = sealed_in_three_links()
    first = an_event(pk, 2)

    # Every value stays; only which row came first changes.
    assert tamper(database, "UPDATE audit_event SET id = -id WHERE id IN (%s, %s)", first, first + 1) == 2
    assert tamper(database, "UPDATE audit_event SET id = %s WHERE id = %s", first + 1, -first) == 1
    assert tamper(database, "UPDATE audit_event SET id = %s WHERE id = %s", first, -first - 1) == 1

    assert not verify(pk).holds


def test_an_event_moved_to_another_link_is_detected(database: Clone) -> None:
    pk = sealed_in_three_links()

    tamper(
        database,
        "UPDATE audit_event SET transaction_id = (SELECT from_transaction FROM audit_seal WHERE partnership_id = %s"
        " AND number = 3) WHERE id = %s",
        pk,
        an_event(pk, 2),
    )

    assert {fault.number for fault in verify(pk).faults} == {2, 3}


def test_a_removed_event_is_detected(database: Clone) -> None:
    pk = sealed_in_three_links()

    assert tamper(database, "DELETE FROM audit_event WHERE id = %s", an_event(pk, 2)) == 1

    assert [(fault.number, fault.what) for fault in verify(pk).faults] == [(2, "3 events were sealed and 2 are there")]


def test_an_added_event_is_detected(database: Clone) -> None:
    pk = sealed_in_three_links()

    tamper(
        database,
        "INSERT INTO audit_event (partnership_id, at, verb, action, user_ref, user_name, agency_ref, agency_name, role,"
        " about, basis, outcome, detail, reason_digest, transaction_id)"
        " SELECT partnership_id, at, verb, action, user_ref, user_name, agency_ref, agency_name, role, about, basis,"
        " outcome, detail, reason_digest, transaction_id FROM audit_event WHERE id = %s",
        an_event(pk, 2),
    )

    assert [fault.number for fault in verify(pk).faults] == [2]


def test_a_tail_that_was_cut_is_detected(database: Clone) -> None:
    pk = sealed_in_three_links()

    tamper(
        database,
        "DELETE FROM audit_event WHERE partnership_id = %s AND transaction_id >="
        " (SELECT from_transaction FROM audit_seal WHERE partnership_id = %s AND number = 3)",
        pk,
        pk,
    )
    tamper(database, "DELETE FROM audit_seal WHERE partnership_id = %s AND number = 3", pk)

    faults = verify(pk).faults
    assert [fault.number for fault in faults] == [0]
    assert "the chain ends before it" in faults[0].what


def test_a_link_and_a_head_that_do_not_match_are_detected(database: Clone) -> None:
    pk = sealed_in_three_links()

    # The tail is cut, and only the number of the head is mended.
    assert tamper(database, "DELETE FROM audit_seal WHERE partnership_id = %s AND number = 3", pk) == 1
    assert tamper(database, "UPDATE audit_head SET number = 2 WHERE partnership_id = %s", pk) == 1

    assert "the head does not match the last link" in [fault.what for fault in verify(pk).faults]


def test_a_link_taken_out_of_the_middle_is_detected(database: Clone) -> None:
    pk = sealed_in_three_links()

    tamper(database, "DELETE FROM audit_seal WHERE partnership_id = %s AND number = 2", pk)

    assert (2, "a link is missing") in [(fault.number, fault.what) for fault in verify(pk).faults]


def test_a_missing_head_is_detected(database: Clone) -> None:
    pk = sealed_in_three_links()

    tamper(database, "DELETE FROM audit_head WHERE partnership_id = %s", pk)

    assert [fault.what for fault in verify(pk).faults] == ["the head is missing"]


@pytest.mark.parametrize("statement", ["UPDATE audit_event SET role = 'x'", "DELETE FROM audit_event"])
@pytest.mark.parametrize("role", [cluster.APP, cluster.OWNER, cluster.SEALER])
def test_nobody_who_runs_the_application_changes_an_event(database: Clone, statement: str, role: str) -> None:
    pk = sealed_in_three_links()

    with database.connect(role) as their:
        their.execute("SELECT set_config('alongside.partnership', %s, true)", [str(pk)])
        with pytest.raises(psycopg.Error):
            their.execute(statement)

    assert verify(pk).holds


def test_sealing_twice_binds_nothing_twice(database: Clone) -> None:
    pk = people.partnership("swindon").pk
    look(3)

    assert seal(pk) >= 3
    assert seal(pk) == 0
    assert verify(pk).links == 1
    assert verify(pk).holds


def test_sealing_beside_many_writers_loses_no_event(database: Clone) -> None:
    pk = people.partnership("swindon").pk
    stop = threading.Event()
    faults: list[BaseException] = []

    def run(work: object) -> None:
        try:
            work()  # type: ignore[operator]
        except BaseException as fault:
            faults.append(fault)
        finally:
            connections.close_all()

    def seal_until_stopped() -> None:
        while not stop.is_set():
            jobs.seal(pk, NOW)

    sealers = [threading.Thread(target=run, args=(seal_until_stopped,)) for _ in range(2)]
    writers = [threading.Thread(target=run, args=(lambda: look(25),)) for _ in range(4)]
    for thread in (*sealers, *writers):
        thread.start()
    for thread in writers:
        thread.join()
    stop.set()
    for thread in sealers:
        thread.join()
    seal(pk)

    assert faults == []
    found = verify(pk)
    assert found.holds
    assert found.unsealed == 0
    with wall.inside(pk):
        assert queries.count_about("C-TEST00") == 100
        assert Event.objects.count() == found.events


def test_an_event_of_a_transaction_that_still_runs_is_sealed_after_it(database: Clone) -> None:
    pk = people.partnership("swindon").pk
    look()
    with database.connect() as slow:
        slow.execute("SELECT set_config('alongside.partnership', %s, true)", [str(pk)])
        slow.execute(
            "INSERT INTO audit_event (partnership_id, at, verb, action, user_ref, user_name, agency_ref, agency_name,"
            " role, about, basis, outcome, detail, reason_digest)"
            " VALUES (%s, now(), 'consultation', 'x', '', '', '', '', '', '{C-SLOW00}', '', 'done', '{}', '')",
            [pk],
        )
        look(2)
        jobs.seal(pk, NOW)
        beside = verify(pk)
        assert beside.holds
        assert beside.unsealed >= 2
        slow.commit()
    seal(pk)

    found = verify(pk)
    assert found.holds
    assert found.unsealed == 0


def test_one_partnership_is_sealed_and_verified_apart_from_another(database: Clone) -> None:
    swindon, hampshire = sealed_in_three_links("swindon"), sealed_in_three_links("hampshire")

    tamper(database, "UPDATE audit_event SET role = 'x' WHERE id = %s", an_event(hampshire, 1))

    assert verify(swindon).holds
    assert not verify(hampshire).holds


def test_the_command_says_whether_the_trail_holds(database: Clone) -> None:
    pk = sealed_in_three_links()
    out = StringIO()
    call_command("verify_trail", "--json", stdout=out)
    answer = json.loads(out.getvalue())
    assert answer["swindon"]["holds"] is True
    assert answer["swindon"]["links"] == 3
    assert set(answer) == {"swindon", "hampshire"}

    tamper(database, "DELETE FROM audit_event WHERE id = %s", an_event(pk, 1))
    out = StringIO()
    with pytest.raises(CommandError) as refused:
        call_command("verify_trail", "--partnership", "swindon", stdout=out)
    assert refused.value.returncode == 1
    assert "link 1: " in out.getvalue()


def test_the_command_lists_who_looked_and_leaves_a_trace_of_its_own(database: Clone) -> None:
    look(3)
    out = StringIO()
    call_command("who_looked", "C-TEST00", "--partnership", "swindon", "--json", stdout=out)

    rows = json.loads(out.getvalue())
    assert [row["who"] for row in rows] == ["Set-up from the command line", "Asha Penrose"]
    assert rows[1]["times"] == 3
    with wall.inside(people.partnership("swindon").pk):
        assert queries.count_about("C-TEST00") == 4

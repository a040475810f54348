"""What stands in either of two joined records is read on the page of the other, and no longer once they are parted."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator

import pytest
import time_machine
from django.urls import reverse

from alongside.children import commands
from alongside.children.models import Child, Merge
from alongside.core.strands import Strand
from alongside.core.verdict import NotNow
from alongside.documents import files
from tests import people
from tests.children.makers import as_, counted, events
from tests.crawl.walk import addresses, methods
from tests.deadlines.makers import a_clock
from tests.ehcp.makers import begun
from tests.people import NOW, TODAY, acting
from tests.plans.makers import open_work

pytestmark = [pytest.mark.usefixtures("database"), pytest.mark.database_near]

PAGES = ("documents/", "ehc/", "dates/")


@pytest.fixture(autouse=True)
def at_ten() -> Iterator[None]:
    """Requests come on the morning on which the world was made."""
    with time_machine.travel(NOW, tick=True):
        yield


def two() -> tuple[Child, Child]:
    """Zoë's record, in which the practitioner works, and Zoe's, in which the colleague does."""
    kept, other = people.a_child("swindon"), people.a_child("swindon", given="Zoe")
    people.grant("swindon", kept, "practitioner", "allocated")
    people.grant("swindon", other, "colleague", "allocated")
    return kept, other


def joined(kept: Child, other: Child) -> Merge:
    with acting("swindon", "front_door") as actor:
        row = commands.propose_merge(actor=actor, kept=kept, other=other, why="The mother was rung", now=NOW)
    with acting("swindon", "team_manager") as actor:
        return commands.decide_merge(actor=actor, merge=row, is_one_child=True, why="The school said so", now=NOW)


def parted(row: Merge) -> None:
    with acting("swindon", "front_door") as actor:
        commands.part_records(actor=actor, merge=row, why="Cousins", now=NOW)


def put(child: Child, key: str, title: str) -> None:
    with acting("swindon", key) as actor:
        commands.record_document(
            actor=actor,
            child=child,
            paper=files.paper("Report.txt", b"Kind words"),
            title=title,
            strand=Strand.EDUCATION,
            kind="report",
            dated_on=TODAY,
            now=NOW,
        )


def page(child: Child, path: str, key: str = "practitioner") -> str:
    return as_("swindon", key).get(f"/children/{child.ref}/{path}").content.decode()


def test_documents_case_and_dates_of_one_stand_on_the_page_of_the_other_until_they_are_parted() -> None:
    kept, other = two()
    put(kept, "practitioner", "Report of Monday")
    put(other, "colleague", "Report of Tuesday")
    case = begun(other, by="colleague")
    before = {path: page(kept, path) for path in PAGES}
    assert "No EHC case is known" in before["ehc/"]
    assert not [path for path in PAGES if other.ref in before[path] or "Tuesday" in before[path]]
    row = joined(kept, other)
    for child in (kept, other):
        assert re.findall(r"Report of \w+", page(child, "documents/")) == ["Report of Tuesday", "Report of Monday"]
    for path in PAGES:
        text = page(kept, path)
        links = {link for link in re.findall(r'href="(/children/[^"#?]+/)', text) if other.ref in link}
        assert links, path
        assert not {link for link in links if as_("swindon", "practitioner").get(link).status_code != 200}, path
    assert "No EHC case is known" not in page(kept, "ehc/")
    assert case.ref in page(other, "ehc/")
    assert as_("swindon", "stranger").get(f"/children/{kept.ref}/ehc/").status_code == 404
    assert as_("swindon", "stranger").get(f"/children/{kept.ref}/documents/").status_code == 404
    parted(row)
    assert {path for path in PAGES if other.ref in page(kept, path)} == set()
    assert "Tuesday" not in page(kept, "documents/")


def test_a_child_with_two_records_has_one_live_case() -> None:
    kept, other = two()
    begun(other, by="colleague")
    row = joined(kept, other)
    assert f"/children/{kept.ref}/ehc/begin/" not in page(kept, "ehc/")
    with pytest.raises(NotNow, match=f"in {other.ref}, another record of the same child"):
        begun(kept)
    parted(row)
    assert f"/children/{kept.ref}/ehc/begin/" in page(kept, "ehc/")
    begun(kept)


def test_the_pages_ask_as_often_for_ten_lines_in_the_other_record_as_for_one() -> None:
    kept, other = two()
    people.grant("swindon", other, "send_officer", "send")
    put(other, "colleague", "Report 0")
    a_clock(other)
    begun(other, by="colleague")
    joined(kept, other)
    client = as_("swindon", "practitioner")

    def asked() -> list[int]:
        found = []
        for path in PAGES:
            with counted() as statements:
                client.get(f"/children/{kept.ref}/{path}")
            found.append(len(statements))
        return found

    asked()
    one = asked()
    for number in range(1, 10):
        put(other, "colleague", f"Report {number}")
        a_clock(other, started_on=TODAY - dt.timedelta(days=number))
    assert asked() == one


def looks_at(child: Child) -> int:
    return sum(child.ref in event.about for event in events("swindon", "children.child.viewed"))


ONE_RECORD = {
    "children:identity": "what one record says of the child, corrected in that record",
    "children:history": "what the same record said before",
    "children:addresses": "where the child lived as one record says, corrected in that record",
    "children:emergency_opened": "what follows from opening this record",
    "children:why": "why this record is open to the reader; its grants name the other's work",
    "children:who_looked": "tells of both by their references, and opens neither",
    "children:who_looked_on_paper": "tells of both by their references, and opens neither",
    "plans:plan_for_child_file": "one plan, as it was written for the child",
}
"""Pages of a child that do not read the other record, and why. A new page reads both, or is named here."""


def test_each_page_of_a_child_reads_both_records_or_says_why_not() -> None:
    kept, _ = open_work()
    other, _ = open_work(given="Zoe", worker="colleague")
    people.grant("swindon", kept, "team_manager", "supervision")
    joined(kept, other)
    client = as_("swindon", "team_manager")
    shown = {view for view, takes in addresses() if takes == ("child_ref",) and methods()[view] <= {"GET", "HEAD"}}
    reads = set()
    for view in sorted(shown):
        before = looks_at(other)
        client.get(reverse(view, kwargs={"child_ref": kept.ref}))
        if looks_at(other) > before:
            reads.add(view)
    assert shown - reads == set(ONE_RECORD)

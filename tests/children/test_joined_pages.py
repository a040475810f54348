"""What stands in either of two joined records is read on the page of the other, and no longer once they are parted."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator

import pytest
import time_machine
from django.urls import reverse

from alongside.children import commands, queries
from alongside.children.models import Address, Child, Merge
from alongside.core.strands import Strand
from alongside.core.verdict import NotNow
from alongside.deadlines.models import Clock
from alongside.documents import files
from alongside.ehcp.models import Case
from alongside.justice import commands as justice
from alongside.partnerships import wall
from alongside.referrals import commands as referrals
from tests import people
from tests.children.makers import as_, counted, events
from tests.crawl.walk import addresses, methods
from tests.deadlines.makers import a_clock
from tests.ehcp.makers import begun, step, taken
from tests.justice.makers import a_detention
from tests.justice.test_look_backs import LAST_YEAR, an_outcome, opened
from tests.people import NOW, TODAY, acting
from tests.plans.makers import open_work

pytestmark = [pytest.mark.usefixtures("database"), pytest.mark.database_near]

PAGES = ("documents/", "ehc/", "dates/")
ASKED = (*PAGES, "identity/", "addresses/")


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


def test_a_detention_in_one_record_reaches_the_case_in_the_other_and_so_does_the_release() -> None:
    kept, other = two()
    case = begun(other, by="colleague")
    joined(kept, other)
    detention = a_detention(kept)
    assert is_under_the_rules_for_detained_children(case)
    with acting("swindon", "practitioner") as actor:
        justice.end_detention(actor=actor, detention=detention, ending="released", ended_on=TODAY, now=NOW)
    assert not is_under_the_rules_for_detained_children(case)


def is_under_the_rules_for_detained_children(case: Case) -> bool:
    """As the row stands now."""
    with wall.inside(case.partnership_id):
        return Case.objects.get(pk=case.pk).is_detained


def test_a_child_with_two_records_is_held_once() -> None:
    kept, other = two()
    a_detention(other, by="colleague")
    row = joined(kept, other)
    with pytest.raises(NotNow, match=f"in {other.ref}, another record of the same child"):
        a_detention(kept)
    parted(row)
    assert a_detention(kept).is_held


def test_the_first_entry_of_a_child_is_the_earliest_of_both_records() -> None:
    kept, other = two()
    an_outcome(other, on=LAST_YEAR - dt.timedelta(days=60), by="colleague")
    an_outcome(kept, on=LAST_YEAR)
    assert entries(kept) == [("3 June 2025", True)]
    row = joined(kept, other)
    for child in (kept, other):
        assert entries(child) == [("4 April 2025", True), ("3 June 2025", False)]
    links = set(re.findall(r'href="(/children/[^"]+/withdraw/)"', page(kept, "")))
    assert {link.split("/")[2] for link in links} == {kept.ref, other.ref}
    with pytest.raises(NotNow, match="written down already"):
        an_outcome(other, on=LAST_YEAR)
    looked_back = [(line.child.ref, line.happened_on) for child in (kept, other) for line in opened(child)]
    assert looked_back == [(other.ref, LAST_YEAR - dt.timedelta(days=60))]
    parted(row)
    assert entries(kept) == [("3 June 2025", True)]


def entries(child: Child) -> list[tuple[str, bool]]:
    """Days of the outcomes on the child's page, and whether each is the first entry."""
    _, _, after = page(child, "").partition('id="outcomes"')
    lines = re.findall(r"<li>.*?</li>", after.partition("</ul>")[0], re.DOTALL)
    return [(line.removeprefix("<li>").partition(":")[0].strip(), "First entry" in line) for line in lines]


# Who the child is, and where the child lives


def an_address(child: Child, lines: str, *, by: str, named: list[str] | None = None, **more: object) -> Address:
    with acting("swindon", by) as actor:
        readers = None if named is None else [people.membership_of("swindon", key).pk for key in named]
        return commands.record_address(
            actor=actor,
            child=child,
            kind="home",
            lines=lines,
            readers=readers,
            now=NOW,
            **more,  # type: ignore[arg-type]
        )


def lives_at(child: Child, key: str) -> set[str]:
    """Addresses of the tests that a person reads on the page of a record."""
    return set(re.findall(r"\d+ (?:Old Road|Safe House|New Road)", page(child, "addresses/", key)))


def in_the_database(key: str) -> set[str]:
    """What the database itself shows a person of addresses, whatever a query forgets."""
    with acting("swindon", key):
        return set(Address.objects.values_list("lines", flat=True))


def test_where_the_child_lived_stands_on_the_page_of_both_and_is_changed_where_it_stands() -> None:
    kept, other = two()
    an_address(kept, "1 Old Road", by="practitioner")
    row = an_address(other, "2 New Road", by="colleague")
    merge = joined(kept, other)
    for child in (kept, other):
        for key in ("practitioner", "colleague"):
            assert lives_at(child, key) == {"1 Old Road", "2 New Road"}
    text = page(kept, "addresses/")
    assert f"in {other.ref}, a record of the same child" in text
    assert f"/children/{other.ref}/addresses/{row.ref}/end/" in text
    seen = [event.about for event in events("swindon", "children.addresses.viewed")]
    assert [other.ref] in seen
    assert [kept.ref] in seen
    parted(merge)
    assert lives_at(kept, "practitioner") == {"1 Old Road"}


@pytest.mark.parametrize("keeper", ["practitioner", "colleague"])
def test_a_restricted_address_in_either_record_is_restricted_in_both(keeper: str) -> None:
    """The same house stands openly in the record of the other worker, who is not named."""
    kept, other = two()
    mine, theirs = (kept, other) if keeper == "practitioner" else (other, kept)
    outsider = "colleague" if keeper == "practitioner" else "practitioner"
    an_address(theirs, "9 Safe House", by=outsider, from_on=LAST_YEAR)
    an_address(mine, "9 Safe House", by=keeper, named=[], from_on=LAST_YEAR)
    merge = joined(kept, other)
    assert in_the_database(outsider) == set()
    assert in_the_database(keeper) == {"9 Safe House"}
    for child in (kept, other):
        assert lives_at(child, outsider) == set()
        assert lives_at(child, keeper) == {"9 Safe House"}
        assert page(child, "addresses/", keeper).count("Restricted: never printed") == 2
    with acting("swindon", keeper):
        assert queries.postcodes([kept.pk, other.pk]) == {}
        assert all(queries.names_restricted_address(found(child), "To 9 SAFE-HOUSE.") for child in (kept, other))
    with pytest.raises(NotNow, match="kept to the people named in another record"):
        an_address(theirs, "3 Old Road", by=outsider)
    parted(merge)
    assert lives_at(theirs, outsider) == {"9 Safe House"}
    assert lives_at(mine, outsider) == set()


def found(child: Child) -> Child:
    """As its row stands now."""
    return Child.objects.get(pk=child.pk)


def test_where_the_child_lives_after_the_restricted_address_is_open_again() -> None:
    kept, other = two()
    an_address(other, "8 Safe House", by="colleague", from_on=LAST_YEAR, postcode="SN1 1AA")
    row = an_address(kept, "9 Safe House", by="practitioner", named=[], from_on=LAST_YEAR)
    joined(kept, other)
    with acting("swindon", "practitioner") as actor:
        commands.end_address(actor=actor, address=row, to_on=TODAY - dt.timedelta(days=9), now=NOW)
    assert in_the_database("colleague") == set()
    an_address(other, "2 New Road", by="colleague", from_on=TODAY, postcode="SN1 2BB")
    assert lives_at(kept, "colleague") == {"2 New Road"}
    assert lives_at(kept, "practitioner") == {"8 Safe House", "9 Safe House", "2 New Road"}
    with acting("swindon", "practitioner"):
        assert queries.postcodes([kept.pk, other.pk]) == {other.pk: "SN1 2BB"}


def test_a_restricted_address_that_was_written_down_wrongly_restricts_nothing() -> None:
    kept, other = two()
    an_address(other, "1 Old Road", by="colleague")
    row = an_address(kept, "9 Safe House", by="practitioner", named=[])
    joined(kept, other)
    assert in_the_database("colleague") == set()
    with acting("swindon", "practitioner") as actor:
        commands.withdraw_address(actor=actor, address=row, reason="Another family", now=NOW)
    assert in_the_database("colleague") == {"1 Old Road"}


def test_where_two_records_say_otherwise_who_the_child_is_the_page_says_both() -> None:
    kept, other = two()
    edited(kept, "practitioner", pronouns="she/her", language="Polish", needs_interpreter=True)
    people.grant("swindon", kept, "school", "setting")
    edited(other, "colleague", pronouns="they/them", religion="none", nhs_number="9434765919")
    merge = joined(kept, other)
    text = page(kept, "identity/")
    said = {(ref, words.strip()) for ref, words in re.findall(r"In (C-\w+):</span>(.*?)</p>", text)}
    assert {words for _, words in said} == {
        "they/them",
        "Zoe",
        "English",
        "No",
        "No religion",
        "943 476 5919",
    }
    assert {ref for ref, _ in said} == {other.ref}
    assert "she/her" in text
    assert set(re.findall(rf"/children/{other.ref}/identity/(\w+)/", text)) == {
        "names",
        "language",
        "background",
        "birth",
    }
    school = page(kept, "identity/", "school")
    assert "they/them" in school
    assert "943 476 5919" not in school, "the number belongs to health, which a school does not read"
    assert "Zoë" in page(other, "identity/", "colleague")
    parted(merge)
    assert other.ref not in page(kept, "identity/")


def edited(child: Child, by: str, **changes: object) -> None:
    with acting("swindon", by) as actor:
        commands.edit_child(actor=actor, child=child, version=1, changes=changes, now=NOW)


def test_what_social_care_does_is_read_from_both() -> None:
    kept, other = two()
    for child, by, care in ((kept, "practitioner", "child_in_need"), (other, "colleague", "child_protection")):
        with acting("swindon", by) as actor:
            commands.record_care(
                actor=actor, child=child, care=care, legal="", from_on=LAST_YEAR, told_by="Social worker", now=NOW
            )
    joined(kept, other)
    assert page(kept, "identity/").count("app-spells__item--now") == 2
    assert f"In {other.ref}" in page(kept, "identity/")


# Records that are joined while each has what a child has once


def joined_with_two_cases() -> tuple[Child, Child, Case, Case, Merge]:
    kept, other = two()
    first, second = begun(kept), begun(other, by="colleague", on=TODAY - dt.timedelta(days=7))
    return kept, other, first, second, joined(kept, other)


def running(case: Case) -> list[tuple[str, dt.date]]:
    """The clocks that run for a case, and when they began."""
    with wall.inside(case.partnership_id):
        rows = Clock.objects.filter(about=case.ref, status=Clock.Status.RUNNING)
        return sorted(rows.values_list("rule", "started_on"))


def work_of(key: str) -> str:
    return as_("swindon", key).get("/").content.decode()


def test_joining_two_live_cases_stops_no_clock_and_asks_the_send_officer_to_decide() -> None:
    kept, other = two()
    first, second = begun(kept), begun(other, by="colleague", on=TODAY - dt.timedelta(days=7))
    clocks = running(first), running(second)
    assert all(clocks)
    asks, says = "Decide which of two EHC cases of one child goes on", "This child has two EHC cases"
    assert asks not in work_of("send_officer")
    merge = joined(kept, other)
    assert (running(first), running(second)) == clocks
    for case in (first, second):
        step(taken(case), "decide_to_assess")
    with pytest.raises(NotNow, match="already"):
        begun(kept)
    assert work_of("send_officer").count(asks) == 1
    assert asks not in work_of("practitioner"), "the officer decides"
    for child in (kept, other):
        assert says in page(child, "ehc/")
    parted(merge)
    assert asks not in work_of("send_officer")
    assert says not in page(kept, "ehc/")


def test_when_one_of_two_cases_has_ended_nobody_is_asked_any_more() -> None:
    *_, first, second, _ = joined_with_two_cases()
    step(taken(second), "withdraw_request")
    assert "Decide which of two EHC cases" not in work_of("send_officer")
    assert running(first)


def test_a_detention_reaches_both_of_two_cases_and_so_does_the_release() -> None:
    kept, _, first, second, _ = joined_with_two_cases()
    detention = a_detention(kept)
    assert is_under_the_rules_for_detained_children(first)
    assert is_under_the_rules_for_detained_children(second)
    with acting("swindon", "practitioner") as actor:
        justice.end_detention(actor=actor, detention=detention, ending="released", ended_on=TODAY, now=NOW)
    assert not is_under_the_rules_for_detained_children(first)
    assert not is_under_the_rules_for_detained_children(second)


def test_a_case_that_was_not_told_of_a_detention_before_the_records_were_joined_is_work_for_the_worker() -> None:
    kept, other = two()
    a_detention(kept)
    case = begun(other, by="colleague")
    asks = "Record in the EHC case of this child that the child is held"
    assert asks not in work_of("practitioner")
    joined(kept, other)
    assert not is_under_the_rules_for_detained_children(case)
    assert asks in work_of("practitioner")
    link = f"/children/{other.ref}/ehc/{case.ref}/tell_of_detention/"
    found = re.search(rf'href="(/children/{other.ref}/[^"]+)"[^>]*>{asks}', work_of("practitioner"))
    assert found is not None, link
    assert as_("swindon", "practitioner").get(found[1]).status_code == 200
    step(case, "tell_of_detention", TODAY, by="practitioner")
    assert asks not in work_of("practitioner")


def test_two_detentions_that_were_joined_are_settled_without_putting_the_case_back_meanwhile() -> None:
    kept, other = two()
    case = begun(kept)
    mine, double = a_detention(kept), a_detention(other, by="colleague")
    asks = "Two records say that this child is held"
    assert asks not in work_of("practitioner")
    joined(kept, other)
    for key in ("practitioner", "colleague"):
        assert work_of(key).count(asks) == 1
    for child, row, there in ((kept, mine, double), (other, double, mine)):
        assert there.ref in page(child, f"custody/{row.ref}/")
    assert as_("swindon", "stranger").get(f"/children/{kept.ref}/custody/{mine.ref}/").status_code == 404
    with acting("swindon", "practitioner") as actor:
        with pytest.raises(NotNow, match=f"{other.ref}, another record of the same child, says that"):
            justice.end_detention(actor=actor, detention=mine, ending="released", ended_on=TODAY, now=NOW)
        justice.withdraw_detention(actor=actor, detention=double, reason="Entered twice", now=NOW)
    assert is_under_the_rules_for_detained_children(case), "the child is held still"
    assert asks not in work_of("practitioner")
    with acting("swindon", "practitioner") as actor:
        justice.end_detention(actor=actor, detention=mine, ending="released", ended_on=TODAY, now=NOW)
    assert not is_under_the_rules_for_detained_children(case)


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
        for path in ASKED:
            with counted() as statements:
                client.get(f"/children/{kept.ref}/{path}")
            found.append(len(statements))
        return found

    asked()
    one = asked()
    for number in range(1, 10):
        put(other, "colleague", f"Report {number}")
        an_address(other, f"{number} Old Road", by="colleague")
        a_clock(other, started_on=TODAY - dt.timedelta(days=number))
    assert asked() == one


def looks_at(child: Child) -> int:
    return sum(child.ref in event.about for event in events("swindon", "children.child.viewed"))


ONE_RECORD = {
    "children:history": "what the same record said before",
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


def test_a_look_back_reads_what_was_seen_and_offered_in_either_record() -> None:
    kept, _ = open_work()
    other, work = open_work(given="Zoe", worker="colleague")
    an_outcome(kept)
    (row,) = opened(kept)
    address = reverse("web:look_back", kwargs={"child_ref": kept.ref, "ref": row.ref})
    manager = as_("swindon", "team_manager")
    met = "First met by a worker"
    with acting("swindon", "colleague") as actor:
        referrals.record_first_contact(actor=actor, involvement=work, on=TODAY, now=NOW)
    assert met not in manager.get(address).content.decode()

    merge = joined(kept, other)
    with counted() as statements:
        assert met in manager.get(address).content.decode()
    before = looks_at(other)
    manager.get(address)
    assert looks_at(other) == before + 1
    an_address(other, "1 Old Road", by="colleague")
    with counted() as again:
        manager.get(address)
    assert len(again) <= len(statements)

    parted(merge)
    assert met not in manager.get(address).content.decode()

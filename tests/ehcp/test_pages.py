"""Pages of EHC cases: for whom, what they say, what they do, and what they cost."""

from __future__ import annotations

import datetime as dt
import re
import uuid
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from alongside.children.models import Child
from alongside.core import calendar
from alongside.core.strands import Strand
from alongside.deadlines import commands as deadlines
from alongside.deadlines.models import Clock
from alongside.ehcp import commands
from alongside.ehcp.models import Case
from alongside.partnerships import wall
from tests import people
from tests.ehcp import makers
from tests.ehcp.makers import again, begun, matter_of, step, taken, weeks
from tests.people import NOW, TODAY, acting

pytestmark = [pytest.mark.usefixtures("database")]


def signed_in(key: str, slug: str = "swindon") -> Client:
    client = Client()
    people.sign_in(client, slug, key)
    return client


def at(view: str, child: Child, **more: str) -> str:
    return reverse(f"ehcp:{view}", kwargs={"child_ref": child.ref, **more})


def shown(key: str, address: str, slug: str = "swindon") -> str:
    answer = signed_in(key, slug).get(address)
    assert answer.status_code == 200, answer.status_code
    return re.sub(r"\s+", " ", answer.content.decode())


def post(client: Client, address: str, **typed: object) -> Any:
    return client.post(address, {"form_key": str(uuid.uuid4()), **typed})


def day(name: str, on: dt.date) -> dict[str, int]:
    return {f"{name}-day": on.day, f"{name}-month": on.month, f"{name}-year": on.year}


def test_the_worker_sees_where_it_stands_what_is_next_whom_to_ring_and_what_to_do() -> None:
    case = taken(begun(makers.a_child()))

    for address in (at("ehc", case.child), reverse("web:child", kwargs={"child_ref": case.child.ref})):
        page = shown("practitioner", address)
        assert "Deciding whether to assess" in page
        assert calendar.spoken(weeks(6)) in page
        assert "Ruth Selwyn" in page
        assert "01632 960001" in page
        assert "Send what the record holds" in page
    assert "Say that there will be an assessment" not in page


def test_the_officer_sees_what_the_law_asks_and_what_can_be_done() -> None:
    case = taken(begun(makers.a_child()))

    page = shown("send_officer", at("ehc", case.child))

    assert "What the law asks now" in page
    assert "regulation 5(1)" in page
    assert at("take_step", case.child, ref=case.ref, step="decide_to_assess") in page
    assert at("take_step", case.child, ref=case.ref, step="tell_of_release") not in page
    form = shown("send_officer", at("take_step", case.child, ref=case.ref, step="decide_not_to_assess"))
    assert "its right to appeal" in form


@pytest.mark.parametrize(
    ("key", "status"),
    [("practitioner", 200), ("send_officer", 200), ("team_manager", 200), ("stranger", 404), ("police", 404)],
)
def test_who_opens_the_case(key: str, status: int) -> None:
    case = begun(makers.a_child())
    people.grant("swindon", case.child, "police", "meeting")

    for view in ("ehc", "begin_case"):
        assert signed_in(key).get(at(view, case.child)).status_code == status
    assert signed_in(key, "hampshire").get(at("ehc", case.child)).status_code == 404
    for view in ("plan_text", "write_plan_text", "hand_over_case"):
        assert signed_in(key).get(at(view, case.child, ref=case.ref)).status_code == status


def test_police_who_sit_in_the_meeting_do_not_learn_that_there_is_a_case() -> None:
    case = begun(makers.a_child())
    people.grant("swindon", case.child, "police", "meeting")

    page = shown("police", reverse("web:child", kwargs={"child_ref": case.child.ref}))

    assert "EHC" not in page


def test_a_colleague_is_told_why_not_and_cannot_post() -> None:
    case = begun(makers.a_child())
    address = at("take_step", case.child, ref=case.ref, step="decide_to_assess")

    assert "The SEND team moves the case on" in shown("practitioner", address)
    assert post(signed_in("practitioner"), address, **day("happened_on", TODAY)).status_code == 403
    assert again(case).status == "considering"
    assert signed_in("send_officer").get(at("take_step", case.child, ref=case.ref, step="nonsense")).status_code == 404


def test_the_worker_begins_a_case_in_the_browser() -> None:
    child = makers.a_child()
    client = signed_in("practitioner")
    address = at("begin_case", child)
    assert "another authority" not in client.get(address).content.decode()

    empty = post(client, address)
    assert empty.status_code == 422
    assert "Choose how it began" in empty.content.decode()
    answer = post(
        client,
        address,
        how="attention",
        asked_by="youth_justice",
        setting="elsewhere",
        setting_name="Riverside",
        version="",
        **day("happened_on", TODAY),
    )

    assert answer.status_code == 302, answer.content.decode()
    page = client.get(answer.headers["Location"]).content.decode()
    assert "Riverside" in page
    assert "SEND casework" in page


def test_who_asked_is_said_of_a_request_and_not_of_a_plan_that_came() -> None:
    child = makers.a_child()
    people.grant("swindon", child, "send_officer", "send")
    client, address = signed_in("send_officer"), at("begin_case", child)
    assert "When did the other authority make the plan" in client.get(address).content.decode()
    assert "When did the other authority make the plan" not in shown("practitioner", address)

    unasked = post(client, address, how="attention", **day("happened_on", TODAY))
    assert unasked.status_code == 422
    assert "Choose who asked" in unasked.content.decode()
    later = day("reviewed_before", TODAY + dt.timedelta(days=1))
    refused = post(client, address, how="moved_in", **day("happened_on", TODAY), **later)
    assert "made or reviewed the plan before it came" in refused.content.decode()
    before = day("reviewed_before", dt.date(2026, 3, 2))
    assert post(client, address, how="moved_in", **day("happened_on", TODAY), **before).status_code == 302

    assert "1 March 2027" in client.get(at("ehc", child)).content.decode()


def test_another_authority_that_was_assessing_is_named_with_the_day_on_which_it_was_asked() -> None:
    child = makers.a_child()
    people.grant("swindon", child, "send_officer", "send")
    client, address = signed_in("send_officer"), at("begin_case", child)
    asked = {"how": "attention", "asked_by": "parent", **day("happened_on", TODAY)}
    since = day("asked_before", TODAY - dt.timedelta(days=30))

    assert "Enter the name of the authority" in post(client, address, **asked, **since).content.decode()
    unsaid = post(client, address, **asked, authority_before="Wiltshire Council")
    assert "Enter the day on which the other authority was asked" in unsaid.content.decode()
    assert post(client, address, **asked, **since, authority_before="Wiltshire Council").status_code == 302
    with acting("swindon", "send_officer"):
        date = Clock.objects.get(child=child, rule="ehc_final_plan_20w", status="running")
    why = client.get(f"/children/{child.ref}/dates/{date.ref}/").content.decode()
    assert "Another authority became responsible" in why


def test_each_step_is_taken_once_and_on_the_version_that_was_seen() -> None:
    case = taken(begun(makers.a_child()))
    client, address = signed_in("send_officer"), at("take_step", case.child, ref=case.ref, step="decide_to_assess")
    seen = again(case).version
    typed = {"form_key": str(uuid.uuid4()), "version": seen, **day("happened_on", TODAY)}

    assert client.post(address, typed).status_code == 302
    assert client.post(address, typed).status_code == 302
    assert makers.codes(case).count("decide_to_assess") == 1

    stale = at("take_step", case.child, ref=case.ref, step="ask_for_advice")
    answer = post(client, stale, version=seen, what="health", **day("happened_on", TODAY))
    assert answer.status_code == 409
    assert "Somebody else changed this case" in answer.content.decode()


def test_a_refusal_of_the_law_stands_on_the_form() -> None:
    case = taken(begun(makers.a_child(), on=TODAY - dt.timedelta(days=60)))
    for code in ("decide_to_assess", "decide_to_issue", "send_draft"):
        step(case, code)

    answer = post(
        signed_in("send_officer"),
        at("take_step", case.child, ref=case.ref, step="send_final_plan"),
        version=again(case).version,
        **day("happened_on", TODAY),
    )

    assert answer.status_code == 409
    assert "The family has until the end of 4 December 2026 to comment" in answer.content.decode()


def test_an_exception_stands_beside_the_date_and_moves_nothing() -> None:
    case = taken(begun(makers.a_child()))
    with acting("swindon", "send_officer") as actor:
        clock = Clock.objects.select_related("child").get(child=case.child, rule="ehc_final_plan_20w")
        deadlines.claim_exception(
            actor=actor, clock=clock, kind="away_four_weeks", from_on=TODAY, evidence="In Leeds", now=NOW
        )

    page = shown("send_officer", at("ehc", case.child))

    assert "Exception claimed" in page
    assert calendar.spoken(weeks(20)) in page
    board = shown("send_officer", reverse("ehcp:board") + "?due=excused")
    assert case.child.called in board


def test_a_school_does_not_learn_from_a_case_that_the_child_is_held() -> None:
    case = taken(begun(makers.a_child()))
    people.grant("swindon", case.child, "school", "setting", strands=(Strand.IDENTITY, Strand.EDUCATION))
    step(case, "decide_to_assess", weeks(5))
    with acting("swindon", "practitioner") as actor:
        commands.tell_of_detention(actor=actor, child=case.child, detained_on=weeks(9), now=NOW)
    with wall.inside(case.partnership_id):
        dates = [row.ref for row in Clock.objects.filter(child=case.child, strand=Strand.EDUCATION)]
    child = f"/children/{case.child.ref}/"
    addresses = [at("ehc", case.child), child, f"{child}chronology/", f"{child}dates/"]

    assert "Detained" in shown("send_officer", addresses[0])
    assert "Detained" in shown("practitioner", addresses[1])
    for address in (*addresses, *(f"{child}dates/{ref}/" for ref in dates)):
        page = shown("school", address)
        assert not re.search("detain|held in|custody", page, re.IGNORECASE), address
    with acting("swindon", "practitioner") as actor:
        commands.tell_of_release(actor=actor, child=case.child, released_on=weeks(9), now=NOW)
    for address in addresses:
        assert not re.search("detain|releas|custody", shown("school", address), re.IGNORECASE), address


def test_a_school_reads_no_section_of_health() -> None:
    case = makers.a_plan()
    people.grant("swindon", case.child, "school", "setting", strands=(Strand.IDENTITY, Strand.EDUCATION))
    with acting("swindon", "send_officer") as actor:
        commands.write_plan_text(
            actor=actor,
            case=case,
            sections={"section_b": "Needs short sentences", "section_c": "Has a heart condition"},
            version=0,
            now=NOW,
        )
    address = at("plan_text", case.child, ref=case.ref)
    assert "Needs short sentences" not in shown("school", address), "what is being written is the SEND team's"
    step(case, "ask_for_reassessment", what="parent")
    for code in ("agree", "send_final_plan"):
        step(case, code, matter=matter_of(case, "reassessment"))

    page = shown("school", address)

    assert "Needs short sentences" in page
    assert "heart condition" not in page
    assert "left out" in page
    assert "heart condition" in shown("practitioner", address)


def test_work_leads_to_the_case_and_not_to_the_bare_date() -> None:
    case = begun(makers.a_child())

    page = shown("send_officer", reverse("web:home"))
    assert "Take this EHC case" in page
    taken(case)

    page = shown("send_officer", reverse("web:home"))
    assert "Take this EHC case" not in page
    assert at("kept_at", case.child, ref=case.ref) in page
    answer = signed_in("send_officer").get(at("kept_at", case.child, ref=case.ref))
    assert answer.headers["Location"] == f"{at('ehc', case.child)}#{case.ref}"
    with wall.inside(case.partnership_id):
        clock = Clock.objects.filter(child=case.child).earliest("due_on")
    page = shown("send_officer", reverse("deadlines:clock", kwargs={"child_ref": case.child.ref, "ref": clock.ref}))
    assert "Go to where this is kept" in page
    assert "It was done" not in page


def test_a_file_is_attached_and_stands_with_the_child_s_documents() -> None:
    case = makers.a_plan()
    address = at("attach_file", case.child, ref=case.ref)
    client = signed_in("send_officer")

    assert "Choose a file" in post(client, address).content.decode()
    paper = SimpleUploadedFile("plan.pdf", b"%PDF-1.7\n" + b"words " * 40)
    answer = post(client, address, title="Final EHC plan", kind="plan", paper=paper, **day("dated_on", TODAY))

    assert answer.status_code == 302, answer.content.decode()
    page = shown("practitioner", at("ehc", case.child))
    assert "Final EHC plan" in page
    assert "/documents/" in page
    assert post(signed_in("stranger"), address).status_code == 404


# The board


def names(key: str, query: str = "", slug: str = "swindon") -> set[str]:
    """Names on the board."""
    page = shown(key, reverse("ehcp:board") + query, slug)
    return set(re.findall(r'children/[^/"]+/ehc/">([^<]+)</a>', page))


def test_the_board_says_what_is_late_soon_and_nobodys_and_narrows() -> None:
    late = taken(begun(makers.a_child(given="Lata", family="Late"), on=TODAY - dt.timedelta(days=50)))
    soon = begun(makers.a_child(given="Sona", family="Soon"), on=TODAY - dt.timedelta(days=35))
    plan = makers.a_plan(given="Pia", family="Plan")
    begun(makers.a_child(given="Una", family="Unseen", slug="hampshire"), "hampshire")
    people.grant("swindon", late.child, "send_officer", "send")

    everybody = {each.child.called for each in (late, soon, plan)}
    assert names("send_officer") == everybody
    assert names("send_officer", "?due=late") == {late.child.called}
    assert names("send_officer", "?due=soon") == {soon.child.called}
    assert names("send_officer", "?officer=nobody") == {soon.child.called}
    assert names("send_officer", "?officer=mine") == {late.child.called, plan.child.called}
    assert names("send_officer", "?stage=maintained") == {plan.child.called}
    assert names("send_officer", "?setting=Nowhere") == everybody, "what is not on the list counts as not asked"
    assert names("stranger") == set()
    assert signed_in("police").get(reverse("ehcp:board")).status_code == 403
    page = shown("send_officer", reverse("ehcp:board"))
    assert page.index("Lata") < page.index("Sona") < page.index("Pia"), "what is due first stands first"


def test_one_case_costs_as_many_queries_as_many() -> None:
    client = signed_in("send_officer")
    first = taken(begun(makers.a_child(given="First")))
    address = at("ehc", first.child)
    for url in (reverse("ehcp:board"), address, reverse("web:home")):
        client.get(url)
    counted = {}
    step(first, "decide_to_assess")
    step(first, "ask_for_advice", what="health")
    for url in (reverse("ehcp:board"), address):
        with CaptureQueriesContext(connection) as asked:
            client.get(url)
        counted[url] = len(asked)
    for number in range(4):
        taken(begun(makers.a_child(given=f"More{number}")))
        step(first, "ask_for_advice", what="other", whom=f"Person {number}")

    for url, few in counted.items():
        with CaptureQueriesContext(connection) as asked:
            client.get(url)
        assert len(asked) == few, url


def test_the_strip_counts_the_weeks() -> None:
    case = taken(begun(makers.a_child()))

    page = shown("send_officer", at("ehc", case.child))

    assert "Week 10 since the request, of 20" in page
    with wall.inside(case.partnership_id):
        assert Case.objects.get(pk=case.pk).opened_on == weeks(0)

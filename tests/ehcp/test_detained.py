"""While a child is detained: fewer appeals, six who get the final plan, and a clock that continues or restarts."""

from __future__ import annotations

import datetime as dt
import uuid

import pytest
from django.test import Client
from django.urls import reverse

from alongside.audit.models import Event
from alongside.children.models import Disclosure
from alongside.core.verdict import NotNow, NotPermitted
from alongside.ehcp import commands, queries, rules
from alongside.ehcp.models import Case, Recipient
from alongside.partnerships import wall
from tests import people
from tests.ehcp import makers
from tests.ehcp.makers import again, begun, clocks, running, step, step_of, taken, weeks
from tests.people import NOW, TODAY, acting

pytestmark = [pytest.mark.usefixtures("database")]

LATER = NOW + dt.timedelta(hours=3)


def a_final_plan(slug: str = "swindon", *, setting: str = "Abbey Park School") -> Case:
    """Detained in week 5 of the assessment; the plan was made final in week 8."""
    case = taken(begun(makers.a_child(slug), slug), slug)
    step(case, "decide_to_assess", weeks(4), slug)
    step(case, "tell_of_detention", weeks(5), slug, by="practitioner")
    step(case, "decide_to_issue", weeks(6), slug)
    step(case, "send_draft", weeks(6), slug)
    step(case, "record_comments", weeks(7), slug, note="They agree.")
    return step(case, "send_final_plan", weeks(8), slug, setting_name=setting)


def recipients(case: Case) -> dict[str, Recipient]:
    with wall.inside(case.partnership_id):
        rows = Recipient.objects.filter(case=case).select_related("case", "child", "disclosure").order_by("id")
        return {row.code: row for row in rows}


def send(case: Case, *codes: str, by: str = "send_officer", slug: str = "swindon", on: dt.date = TODAY) -> None:
    found = recipients(case)
    with acting(slug, by) as actor:
        commands.send_plan_on(
            actor=actor,
            case=case,
            people={found[code].ref: "" for code in codes},
            sent_on=on,
            how="secure_email",
            family="told",
            now=LATER,
        )


def work(by: str = "send_officer") -> list[tuple[str, dt.date | None]]:
    with acting("swindon", by) as actor:
        return [(each.what, each.due_on) for each in queries.work_for(actor, LATER) if each.kind == "ehc_recipients"]


def test_the_law_of_appeals_in_detention_is_dated_data_with_its_source() -> None:
    rights = {right.decision: right for right in rules.appeal_rights(TODAY)}
    assert set(rights) == {code for code, _ in rules.DECISIONS}
    assert {code for code, right in rights.items() if right.allowed} == {"not_to_assess", "no_plan", "setting"}
    assert all(right.source.url.startswith("https://www.legislation.gov.uk/ukpga/2014/6/") for right in rights.values())
    assert rules.appeal_rights(dt.date(2015, 3, 31)) == ()
    assert rules.why_no_appeal("setting", TODAY, is_first_plan=True) == ""
    assert "first made final" in rules.why_no_appeal("setting", TODAY, is_first_plan=False)


@pytest.mark.parametrize("decision", ["contents", "not_to_amend", "to_cease", "not_to_reassess"])
def test_what_cannot_be_appealed_in_detention_is_refused_with_the_law(decision: str) -> None:
    case = a_final_plan()
    with pytest.raises(NotNow, match="While the child is detained nobody can appeal against this"):
        step(case, "open_dispute", weeks(8.5), what=decision)
    # What was in dispute before the child was held is no matter of the detention.
    step(case, "open_dispute", weeks(4.5), what=decision)


def test_the_named_school_can_be_appealed_for_a_plan_first_made_final_in_detention_alone() -> None:
    step(a_final_plan(), "open_dispute", weeks(8.5), what="setting")
    older = makers.a_plan(given="Ivo")
    step(older, "tell_of_detention", TODAY)
    with pytest.raises(NotNow, match="Only when the plan is first made final"):
        step(older, "open_dispute", TODAY, what="setting")
    step(older, "tell_of_release", TODAY)
    step(older, "open_dispute", TODAY, what="setting")


def test_the_final_plan_goes_to_six_and_what_is_missing_is_work_of_the_officer() -> None:
    case = a_final_plan()
    assert list(recipients(case)) == list(rules.RECIPIENTS)
    assert work() == [("Send the final EHC plan to 6 of the six who have to have it", weeks(8))]
    assert work("practitioner") == []

    send(case, "youth_justice", "in_charge", "home_health")

    assert work() == [("Send the final EHC plan to 3 of the six who have to have it", weeks(8))]
    row = recipients(case)["in_charge"]
    assert row.disclosure is not None
    assert (row.status, row.sent_on, row.disclosure.gateway) == ("sent", TODAY, "cfa2014_detained")
    assert row.disclosure.to_whom == "The person in charge of where the child is held"
    with pytest.raises(NotNow, match="already"):
        send(case, "in_charge")

    send(case, "appropriate", "detained_health")
    with acting("swindon", "send_officer") as actor:
        commands.stand_down_recipient(
            actor=actor, recipient=recipients(case)["setting"], reason="They have it from the draft.", now=LATER
        )
    assert work() == [("Ask whether the final EHC plan arrived: 5 not confirmed yet", None)]
    for code in ("appropriate", "detained_health", "in_charge", "youth_justice", "home_health"):
        with acting("swindon", "send_officer") as actor:
            commands.record_plan_receipt(actor=actor, recipient=recipients(case)[code], received_on=TODAY, now=LATER)
    assert work() == []
    with wall.inside(case.partnership_id):
        assert Disclosure.objects.filter(child=case.child, received_on=TODAY).count() == 5
        actions = set(Event.objects.filter(action__startswith="ehcp.").values_list("action", flat=True))
    assert {"ehcp.plan.sent_on", "ehcp.plan.received", "ehcp.recipient.stood_down"} <= actions


def test_who_sends_it_on_and_on_which_day() -> None:
    case = a_final_plan()
    with pytest.raises(NotPermitted, match="SEND team"):
        send(case, "in_charge", by="practitioner")
    with pytest.raises(NotNow, match="made final on"):
        send(case, "in_charge", on=weeks(7.5))
    with pytest.raises(NotNow, match="sent then or later"):
        send(case, "in_charge", on=TODAY + dt.timedelta(days=1))
    row = recipients(case)["in_charge"]
    with acting("swindon", "send_officer") as actor, pytest.raises(NotNow, match="has to be sent"):
        commands.record_plan_receipt(actor=actor, recipient=row, received_on=TODAY, now=LATER)
    send(case, "in_charge", on=weeks(8.5))
    row = recipients(case)["in_charge"]
    with acting("swindon", "send_officer") as actor, pytest.raises(NotNow, match="day it was sent or later"):
        commands.record_plan_receipt(actor=actor, recipient=row, received_on=weeks(8), now=LATER)
    with acting("swindon", "send_officer") as actor, pytest.raises(NotNow, match="already"):
        commands.stand_down_recipient(actor=actor, recipient=row, reason="Sent twice.", now=LATER)


def test_a_plan_of_the_ordinary_rules_goes_to_nobody_on_this_list() -> None:
    case = taken(begun(makers.a_child()))
    for code, week in (("decide_to_assess", 4), ("decide_to_issue", 6), ("send_draft", 6), ("record_comments", 7)):
        step(case, code, weeks(week), note="Yes.")
    step(case, "send_final_plan", weeks(8), setting_name="Abbey Park School")
    assert recipients(case) == {}


def test_a_plan_that_names_no_school_goes_to_five() -> None:
    found = recipients(a_final_plan(setting=""))
    assert (found["setting"].status, found["setting"].note) == ("stood_down", "The plan names no school or college.")
    assert sum(row.status == "waiting" for row in found.values()) == 5


def test_after_release_those_of_custody_are_not_waited_for_and_the_others_are() -> None:
    case = a_final_plan()
    send(case, "in_charge")
    step(case, "tell_of_release", TODAY)
    states = {code: row.status for code, row in recipients(case).items()}
    assert (states["in_charge"], states["detained_health"], states["home_health"]) == ("sent", "stood_down", "waiting")


def test_a_final_plan_taken_back_goes_to_nobody_else_and_sent_again_to_all_six() -> None:
    case = a_final_plan()
    send(case, "in_charge")
    with acting("swindon", "send_officer") as actor:
        commands.take_back_step(
            actor=actor, step=step_of(case, "send_final_plan"), reason="The letter of another child.", now=LATER
        )
    assert {row.status for row in recipients(case).values()} == {"sent", "stood_down"}
    assert work() == []
    step(case, "send_final_plan", TODAY, setting_name="Abbey Park School")
    with wall.inside(case.partnership_id):
        assert Recipient.objects.filter(case=case, status="waiting").count() == 6


def test_with_the_same_authority_the_clock_continues_and_with_another_it_ends_here() -> None:
    case = taken(begun(makers.a_child()))
    due = clocks(case)["ehc_final_plan_20w"][1]
    step(case, "decide_to_assess", weeks(4))
    step(case, "ask_for_advice", weeks(4), what="health")
    with pytest.raises(NotNow, match="not recorded that the child is detained"):
        step(case, "tell_of_release_elsewhere", weeks(5), whom="Wiltshire")
    step(case, "tell_of_detention", weeks(5))
    step(case, "tell_of_release", weeks(6))
    assert clocks(case)["ehc_final_plan_20w"] == ("running", due)

    step(case, "tell_of_detention", weeks(7))
    step(case, "tell_of_release_elsewhere", weeks(8), whom="Wiltshire", by="practitioner")
    case = again(case)
    assert (case.status, case.regime, case.ended_on, running(case)) == ("moved_away", "ordinary", weeks(8), set())
    # Its limits begin again where another authority hears of the child: with the day, and not with the old one.
    fresh = begun(case.child, on=weeks(9))
    assert fresh.pk != case.pk
    assert clocks(case)["ehc_final_plan_20w"] == ("running", weeks(29))


def page(
    client: Client, who: str, case: Case, view: str = "ehc", slug: str = "swindon", **more: str
) -> tuple[int, str]:
    people.sign_in(client, slug, who)
    answer = client.get(reverse(f"ehcp:{view}", kwargs={"child_ref": case.child.ref, **more}))
    return answer.status_code, answer.content.decode()


def test_the_page_says_it_to_whoever_may_know_and_to_nobody_else(client: Client) -> None:
    case = a_final_plan()
    people.grant("swindon", case.child, "school", "setting", strands=("identity", "education"))
    send(case, "in_charge")
    status, text = page(client, "send_officer", case)
    assert status == 200
    for words in (
        "Who has the final plan",
        "1 of 6 have it",
        "The clock continues.",
        "The clock restarts there.",
        "What may be appealed, and what not",
        "Write down to whom you sent it",
        "Disclosure DS-",
        "Nobody has confirmed yet",
    ):
        assert words in text, words
    status, text = page(client, "practitioner", case)
    assert "Who has the final plan" in text
    assert "Write down to whom you sent it" not in text
    status, text = page(client, "school", case)
    assert status == 200
    for words in ("detained", "Who has the final plan", "person in charge"):
        assert words not in text, words
    assert page(client, "practitioner", case, slug="hampshire")[0] == 404


def test_the_forms_are_for_the_send_team_and_unknown_to_a_school(client: Client) -> None:
    case = a_final_plan()
    people.grant("swindon", case.child, "school", "setting", strands=("identity", "education"))
    row = recipients(case)["in_charge"]
    for view, ref in (
        ("send_plan_on", case.ref),
        ("record_plan_receipt", row.ref),
        ("stand_down_recipient", row.ref),
    ):
        assert page(client, "school", case, view, ref=ref)[0] == 404
        assert page(client, "send_officer", case, view, slug="hampshire", ref=ref)[0] == 404
        status, text = page(client, "practitioner", case, view, ref=ref)
        assert (status, "The SEND team moves the case on" in text) == (200, True)
    people.sign_in(client, "swindon", "send_officer")
    answer = client.post(
        reverse("ehcp:send_plan_on", kwargs={"child_ref": case.child.ref, "ref": case.ref}),
        {
            "form_key": str(uuid.uuid4()),
            "whom": [row.ref],
            "person": "Ms Hale",
            "sent_on-day": str(TODAY.day),
            "sent_on-month": str(TODAY.month),
            "sent_on-year": str(TODAY.year),
            "how": "secure_email",
            "family": "told",
        },
    )
    assert answer.status_code == 302
    sent = recipients(case)["in_charge"].disclosure
    assert sent is not None
    assert sent.to_whom == "Ms Hale, the person in charge of where the child is held"

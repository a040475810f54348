"""A step that was entered in error is taken back: case and dates stand where they stood, and the step stays."""

from __future__ import annotations

import datetime as dt
import uuid

import pytest
from django.test import Client
from django.urls import reverse

from alongside.audit.models import Event
from alongside.children.models import Entry
from alongside.core.verdict import NotNow, NotPermitted
from alongside.deadlines.models import Clock
from alongside.ehcp import commands
from alongside.ehcp.commands import Said, pictures
from alongside.ehcp.models import Case, Matter, Step
from alongside.ehcp.rules.changes import Columns
from alongside.partnerships import wall
from tests import people
from tests.ehcp import makers
from tests.ehcp.makers import again, begun, clocks, matter_of, running, step, step_of, taken, weeks
from tests.people import NOW, TODAY, acting

pytestmark = [pytest.mark.usefixtures("database")]

LATER = NOW + dt.timedelta(hours=3)


def back(case: Case, code: str, *, by: str = "send_officer", slug: str = "swindon") -> Case:
    with acting(slug, by) as actor:
        return commands.take_back_step(actor=actor, step=step_of(case, code), reason="Wrong child’s letter.", now=LATER)


def counted(case: Case) -> dict[str, dt.date]:
    """What runs, with its day."""
    with wall.inside(case.partnership_id):
        return dict(Clock.objects.filter(child=case.child, status="running").values_list("rule", "due_on"))


def test_a_refusal_that_never_was_is_taken_back_and_the_clocks_are_what_they_were() -> None:
    case = taken(begun(makers.a_child()))
    before, version = counted(case), again(case).version
    step(case, "decide_not_to_assess", weeks(5), note="Needs are met.")
    assert counted(case) == {}

    back(case, "decide_not_to_assess")

    case = again(case)
    assert (case.status, case.is_live) == ("considering", True)
    assert case.version > version
    assert counted(case) == before
    with wall.inside(case.partnership_id):
        final = Clock.objects.get(child=case.child, rule="ehc_final_plan_20w", status="running")
        assert final.follows is not None
        assert (final.follows.status, final.follows_how) == ("ended", "corrected")
        decide = Clock.objects.filter(child=case.child, rule="ehc_decide_to_assess_6w")
        assert [(row.status, row.met_on) for row in decide] == [("running", None)]
        kept = Step.objects.get(case=case, code="decide_not_to_assess")
        assert (kept.taken_back_why, kept.taken_back_at) == ("Wrong child’s letter.", LATER)
        assert Entry.objects.filter(child=case.child, text__startswith="Taken back").count() == 1
        assert Event.objects.filter(action="ehcp.step.taken_back").count() == 1
    step(case, "decide_to_assess", weeks(5.5))
    assert again(case).status == "assessing"


def test_what_a_step_opened_is_settled_as_taken_back_and_its_date_ends() -> None:
    case = taken(begun(makers.a_child()))
    step(case, "ask_for_advice", weeks(6), what="psychologist", whom="Dr Lowe")
    assert "ehc_advice_6w" in running(case)

    back(case, "ask_for_advice")

    matter = matter_of(case, "advice")
    assert (matter.is_taken_back, matter.is_open) == (True, False)
    assert clocks(case)["ehc_advice_6w"][0] == "ended"
    assert "ehc_final_plan_20w" in running(case)


def test_what_later_steps_rest_on_stays_and_it_is_said_which() -> None:
    case = taken(begun(makers.a_child()))
    step(case, "decide_to_assess", weeks(5))
    step(case, "ask_for_advice", weeks(6), what="psychologist", whom="Dr Lowe")
    step(case, "receive", weeks(8), matter=matter_of(case, "advice"))
    step(case, "decide_to_issue", weeks(8))

    with pytest.raises(NotNow, match="There will be an EHC plan"):
        back(case, "decide_to_assess")
    with pytest.raises(NotNow, match="Advice came: Dr Lowe"):
        back(case, "ask_for_advice")
    assert again(case).status == "drafting"

    back(case, "decide_to_issue")
    back(case, "receive")
    assert matter_of(case, "advice").settled_on is None
    assert clocks(case)["ehc_advice_6w"] == ("running", weeks(12))
    # Advice is asked for before the decision too: it does not rest on it.
    back(case, "decide_to_assess")
    assert again(case).status == "considering"
    with pytest.raises(NotNow, match="already"):
        back(case, "decide_to_assess")


_ASSESSED = (("decide_to_assess", 5, Said()), ("ask_for_advice", 5, Said(what="health")))
WAYS: tuple[tuple[str, tuple[tuple[str, float, Said], ...]], ...] = (
    ("advice", _ASSESSED),
    (
        "refused",
        (("decide_to_assess", 5, Said()), ("ask_for_advice", 5, Said(what="health")), ("decide_no_plan", 8, Said())),
    ),
    (
        "given way",
        (
            ("decide_not_to_assess", 5, Said()),
            ("concede_assessment", 7, Said()),
            ("tell_of_assessment", 8, Said()),
        ),
    ),
    (
        "final",
        (
            ("decide_to_assess", 5, Said()),
            ("decide_to_issue", 6, Said()),
            ("send_draft", 6, Said()),
            ("consult_setting", 6, Said(setting_name="Riverside")),
            ("record_comments", 7, Said(note="Fine.")),
            ("send_final_plan", 8, Said(setting_name="Riverside")),
        ),
    ),
)


@pytest.mark.parametrize("way", [steps for _, steps in WAYS], ids=[name for name, _ in WAYS])
def test_one_step_after_another_leads_back_to_the_beginning(way: tuple[tuple[str, float, Said], ...]) -> None:
    case = taken(begun(makers.a_child()))
    with acting("swindon", "send_officer") as actor:
        commands.write_plan_text(actor=actor, case=case, sections={"section_a": "Football."}, version=0, now=NOW)

    def stands() -> tuple[Columns, dict[str, dt.date], list[tuple[str, str]], set[str]]:
        with acting("swindon", "send_officer") as actor:
            found = pictures.picture(actor, again(case), LATER)
        open_ones = {ref for ref, row in found["matter"].items() if row["settled_on"] is None}
        return found["case"][case.ref], counted(case), makers.editions(case), open_ones

    stood = []
    for code, week, said in way:
        stood.append((code, stands()))
        with acting("swindon", "send_officer") as actor:
            commands.take_step(actor=actor, case=case, step=code, happened_on=weeks(week), said=said, now=NOW)
    for code, before in reversed(stood):
        back(case, code)
        assert stands() == before, code


def test_a_draft_that_is_written_on_stays_a_draft() -> None:
    case = taken(begun(makers.a_child()))
    step(case, "decide_to_assess", weeks(5))
    step(case, "decide_to_issue", weeks(6))
    with acting("swindon", "send_officer") as actor:
        first = commands.write_plan_text(actor=actor, case=case, sections={"section_b": "One."}, version=0, now=NOW)
    step(case, "send_draft", weeks(7))
    with acting("swindon", "send_officer") as actor:
        newest = commands.write_plan_text(
            actor=actor, case=case, sections={"section_b": "Two."}, version=first.version + 1, now=NOW
        )
    assert newest.number == 2

    back(case, "send_draft")

    assert again(case).status == "drafting"
    assert makers.editions(case) == [("draft", "One."), ("writing", "Two.")]


def test_an_annual_review_that_was_not_decided_so_is_decided_again() -> None:
    case = makers.a_plan()
    step(case, "plan_review", TODAY - dt.timedelta(days=60), planned_on=TODAY - dt.timedelta(days=20))
    review = matter_of(case, "review")
    step(case, "hold_meeting", TODAY - dt.timedelta(days=20), matter=review)
    before, reviewed = counted(case), again(case).reviewed_on
    step(case, "decide_to_keep", TODAY - dt.timedelta(days=2), matter=matter_of(case, "review"))
    assert counted(case) != before

    back(case, "decide_to_keep")

    assert counted(case) == before
    assert again(case).reviewed_on == reviewed
    assert matter_of(case, "review").status == "held"


def test_who_takes_back() -> None:
    case = taken(begun(makers.a_child()))
    step(case, "decide_to_assess", weeks(5))
    people.grant("swindon", case.child, "police", "meeting")

    for key in ("practitioner", "team_manager", "stranger", "school", "police"):
        with pytest.raises(NotPermitted):
            back(case, "decide_to_assess", by=key)
    step(case, "tell_of_detention", weeks(8), by="practitioner")
    with pytest.raises(NotPermitted, match="held"):
        back(case, "tell_of_detention")
    with pytest.raises(NotPermitted, match="not kept"):
        back(case, "begun_attention")
    assert again(case).status == "assessing"


def signed_in(key: str, slug: str = "swindon") -> Client:
    client = Client()
    people.sign_in(client, slug, key)
    return client


def test_the_page_says_what_rests_on_it_takes_it_back_and_shows_it_so() -> None:
    case = taken(begun(makers.a_child()))
    step(case, "decide_to_assess", weeks(5))
    step(case, "decide_to_issue", weeks(6))
    place = {"child_ref": case.child.ref}
    page = reverse("ehcp:ehc", kwargs=place)
    first, second = (
        reverse("ehcp:take_back_step", kwargs={**place, "ref": step_of(case, code).ref})
        for code in ("decide_to_assess", "decide_to_issue")
    )
    client = signed_in("send_officer")
    assert second in client.get(page).content.decode()

    shown = client.get(first).content.decode()
    assert "There will be an EHC plan (" in shown
    refused = client.post(first, {"form_key": str(uuid.uuid4()), "reason": "Wrong."})
    assert refused.status_code == 409
    assert "Take back first" in refused.content.decode()
    assert client.post(second, {"form_key": str(uuid.uuid4())}).status_code == 422
    done = client.post(second, {"form_key": str(uuid.uuid4()), "reason": "That was for her brother."})

    assert done.status_code == 302, done.content.decode()
    shown = client.get(page).content.decode()
    assert "entered in error: That was for her brother." in shown
    assert second not in shown
    assert "Assessment under way" in shown
    colleague = signed_in("practitioner")
    assert "Take back</a>" not in colleague.get(page).content.decode()
    assert "The SEND team moves the case on" in colleague.get(first).content.decode()
    assert colleague.post(first, {"form_key": str(uuid.uuid4()), "reason": "x"}).status_code == 403
    for other in (signed_in("stranger"), signed_in("send_officer", "hampshire")):
        assert other.get(first).status_code == 404


def test_a_matter_is_named_by_kind_in_what_is_kept() -> None:
    """What a step changed is kept by reference, and a matter that it began stands there as new."""
    case = taken(begun(makers.a_child()))
    step(case, "ask_for_advice", weeks(6), what="health", whom="Dr Lowe")
    with wall.inside(case.partnership_id):
        matter = Matter.objects.get(case=case)
        kept = Step.objects.get(case=case, code="ask_for_advice").changed
    assert kept is not None
    assert kept["matter"] == {matter.ref: None}
    assert list(kept["clock"].values()) == [None]
    assert "case" not in kept

"""The sharing ledger: a law of that day for all that is shared, the family is told, and consent can be taken back."""

from __future__ import annotations

import datetime as dt
from io import BytesIO
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from pypdf import PdfReader

from alongside.children import commands, queries, rules
from alongside.children.models import Child, Consent, Disclosure
from alongside.core.plain_words import too_long_sentences
from alongside.core.strands import Strand
from alongside.core.verdict import NotNow, NotPermitted
from tests import people
from tests.children.makers import as_, counted, date_parts, events, post
from tests.people import NOW, TODAY

pytestmark = pytest.mark.usefixtures("database")

SLUG = "swindon"


@pytest.fixture
def child(database: object) -> Child:
    """The practitioner's child; a colleague supports, the school teaches."""
    made = people.a_child(SLUG)
    people.grant(SLUG, made, "practitioner", "allocated")
    people.grant(SLUG, made, "school", "setting")
    return made


def _share(child: Child, key: str = "practitioner", **more: Any) -> Disclosure:
    with people.acting(SLUG, key) as actor:
        return commands.share(
            actor=actor,
            child=child,
            **{
                "what": "The communication strategies",
                "strands": [Strand.PLAN],
                "to_whom": "Coach Barlow, Boxing club",
                "purpose": "So that the club knows how to work with Zoë",
                "gateway": "ca2004_s10",
                "how": "spoken",
                "checked": "checked",
                "told": "told",
                "told_on": TODAY,
                "now": NOW,
                **more,
            },
        )


def _consent(child: Child, **more: Any) -> Consent:
    with people.acting(SLUG, "practitioner") as actor:
        return commands.record_consent(
            actor=actor,
            child=child,
            **{
                "by": "child",
                "what": "The communication strategies",
                "strands": [Strand.PLAN],
                "with_whom": "Coach Barlow, Boxing club",
                "purpose": "So that the club knows how to work with Zoë",
                "understood": "With pictures; Zoë said it back.",
                "is_given": True,
                "answered_on": TODAY,
                "now": NOW,
                **more,
            },
        )


def test_what_is_shared_stands_in_the_ledger_with_its_law_and_in_the_trail_as_a_disclosure(child: Child) -> None:
    row = _share(child)

    assert row.law == "Children Act 2004 s.10"
    assert row.controller_id is not None
    (event,) = events(SLUG, "children.disclosure.shared")
    assert event.verb == "disclosure"
    assert event.about == [child.ref, row.ref]
    assert "allocated" in event.basis


def test_a_law_that_was_not_in_force_on_the_day_cannot_be_chosen(child: Child) -> None:
    with pytest.raises(NotNow, match="not in force on 20 November 2026"):
        _share(child, gateway="ca2004_s16la")
    assert "ca2004_s16la" not in {gateway.code for gateway in rules.gateways_on(TODAY)}
    assert "cfa2014_detained" not in {gateway.code for gateway in rules.gateways_on(dt.date(2015, 3, 31))}
    assert "cfa2014_detained" in {gateway.code for gateway in rules.gateways_on(dt.date(2015, 4, 1))}


def test_nobody_shares_what_they_may_not_read(child: Child) -> None:
    with pytest.raises(NotPermitted):
        _share(child, "school", strands=[Strand.JUSTICE])
    with pytest.raises(NotPermitted):
        _share(child, "stranger", strands=[Strand.IDENTITY])


def test_without_an_agreement_that_covers_it_nothing_is_shared_by_consent(child: Child) -> None:
    with pytest.raises(NotNow, match="Nobody has agreed"):
        _share(child, gateway="consent")
    _consent(child)
    _share(child, gateway="consent")
    for wrong in (
        {"to_whom": "Another club"},
        {"strands": [Strand.PLAN, Strand.HEALTH]},
    ):
        with pytest.raises(NotNow, match="Nobody has agreed"):
            _share(child, gateway="consent", **wrong)


@pytest.mark.parametrize("more", [{"is_given": False}, {"until_on": TODAY}])
def test_a_no_and_an_agreement_that_has_ended_allow_nothing(child: Child, more: dict[str, Any]) -> None:
    _consent(child, **more)
    with pytest.raises(NotNow, match="Nobody has agreed"):
        _share(child, gateway="consent", now=NOW + dt.timedelta(days=1))


def test_a_consent_that_is_taken_back_stops_sharing_and_whoever_has_it_is_told(child: Child) -> None:
    consent = _consent(child)
    shared = _share(child, gateway="consent")
    with people.acting(SLUG, "practitioner") as actor:
        commands.withdraw_consent(
            actor=actor, consent=consent, withdrawn_on=TODAY, words="I don't box any more.", now=NOW
        )
    with pytest.raises(NotNow, match="Nobody has agreed"):
        _share(child, gateway="consent")

    with people.acting(SLUG, "practitioner") as actor:
        (work,) = [one for one in queries.work_for(actor, NOW) if one.kind == "tell_to_stop"]
        assert work.due_on == dt.date(2026, 11, 24), "two working days after a Friday"
        assert work.url == f"/children/{child.ref}/sharing/{shared.ref}/"
        (thing,) = [one for one in queries.open_things(actor, NOW) if one.kind == "tell_to_stop"]
        assert thing.membership_id == actor.membership_id
        commands.tell_to_stop(actor=actor, disclosure=shared, told_on=TODAY, now=NOW)
        assert not [one for one in queries.work_for(actor, NOW) if one.kind == "tell_to_stop"]
        with pytest.raises(NotNow):
            commands.withdraw_consent(actor=actor, consent=consent, withdrawn_on=TODAY, words="", now=NOW)


def test_a_family_that_was_not_told_is_work_due_for_the_allocated_worker(child: Child) -> None:
    people.grant(SLUG, child, "front_door", "front_door")
    row = _share(child, "front_door", strands=[Strand.IDENTITY], told="to_tell", told_on=None)

    with people.acting(SLUG, "practitioner") as actor:
        (work,) = [one for one in queries.work_for(actor, NOW) if one.kind == "tell_of_sharing"]
        assert work.due_on == TODAY + dt.timedelta(days=14)
    with people.acting(SLUG, "front_door") as actor:
        assert not [one for one in queries.work_for(actor, NOW) if one.kind == "tell_of_sharing"]
    with people.acting(SLUG, "practitioner") as actor:
        commands.tell_of_sharing(actor=actor, disclosure=row, told_on=TODAY, now=NOW)
        assert not [one for one in queries.work_for(actor, NOW) if one.kind == "tell_of_sharing"]


def test_the_database_keeps_a_reason_for_not_telling_and_a_law_for_sharing(child: Child) -> None:
    row = _share(child)
    with people.acting(SLUG, "practitioner"):
        for changes in ({"gateway": ""}, {"told": "not_told", "told_on": None}, {"told_on": None}):
            with pytest.raises(IntegrityError), transaction.atomic():
                Disclosure.objects.filter(pk=row.pk).update(**changes)


def test_the_ledger_is_for_those_who_answer_for_the_child(child: Child) -> None:
    _share(child)
    page = f"/children/{child.ref}/sharing/"
    owner = as_(SLUG, "practitioner").get(page)
    assert owner.status_code == 200
    assert "Coach Barlow, Boxing club" in owner.content.decode()
    school = as_(SLUG, "school").get(page)
    assert school.status_code == 403
    assert "Ask the allocated worker" in school.content.decode()
    assert "Barlow" not in school.content.decode()
    assert as_(SLUG, "stranger").get(page).status_code == 404
    assert as_("hampshire", "practitioner").get(page).status_code == 404


def test_the_page_shows_consents_given_refused_and_taken_back(child: Child) -> None:
    given = _consent(child, by="both", by_name="Ruth Ashdown", until_on=TODAY + dt.timedelta(days=30))
    _consent(child, is_given=False, with_whom="A newspaper")
    shared = _share(child, gateway="consent")
    client = as_(SLUG, "practitioner")
    page = f"/children/{child.ref}/sharing/"
    text = client.get(page).content.decode()
    assert "Ruth Ashdown" in text
    assert "A newspaper" in text
    assert text.count("Take back") == 1, "only what was given can be taken back"
    answer = post(client, f"{page}consent/{given.ref}/", words="Not any more", **date_parts("withdrawn_on", TODAY))
    assert answer.status_code == 302
    text = client.get(page).content.decode()
    assert "Not any more" in text
    assert "Tell them to stop" in text
    assert "taken back" in client.get(f"{page}{shared.ref}/").content.decode()


def test_sharing_is_written_down_in_the_browser_with_the_sentence_for_each_mistake(child: Child) -> None:
    client = as_(SLUG, "practitioner")
    page = f"/children/{child.ref}/sharing/add/"
    typed = {
        "what": "The screen of 3 March",
        "strands": ["plan"],
        "agency": "other",
        "person": "",
        "purpose": "To get the right help",
        "gateway": "ca2004_s10",
        "how": "secure_email",
        "checked": "checked",
        "told": "told",
    }
    refused = post(client, page, **typed)
    assert refused.status_code == 422
    for sentence in ("Enter the name of the person or agency", "Enter the day on which they were told"):
        assert sentence in refused.content.decode()
    saved = post(client, page, **{**typed, "person": "Dr Amara, Clinic"}, **date_parts("told_on", TODAY))
    assert saved.status_code == 302
    with people.acting(SLUG, "practitioner"):
        row = Disclosure.objects.get(child=child)
    assert saved["Location"] == f"/children/{child.ref}/sharing/{row.ref}/"
    assert (row.to_whom, row.told) == ("Dr Amara, Clinic", "told")
    assert client.get(saved["Location"]).status_code == 200


def test_the_ledger_finds_by_recipient_law_and_telling_and_costs_the_same_for_many(child: Child) -> None:
    _share(child)
    client = as_(SLUG, "practitioner")
    client.get(f"/children/{child.ref}/sharing/")
    with counted() as one:
        client.get(f"/children/{child.ref}/sharing/")
    for number in range(9):
        _share(child, to_whom=f"Club {number}", gateway="cfa2014_s28", told="to_tell", told_on=None)
    with counted() as ten:
        client.get(f"/children/{child.ref}/sharing/")
    assert len(one) == len(ten)
    found = client.get(f"/children/{child.ref}/sharing/", {"to_whom": "Club 3", "gateway": "cfa2014_s28"})
    text = found.content.decode()
    assert "Club 3" in text
    assert "Coach Barlow</" not in text.split("<table")[1]
    assert (
        "Nothing was shared like that"
        in client.get(f"/children/{child.ref}/sharing/", {"to_whom": "Club 3", "told": "told"}).content.decode()
    )


def test_the_child_reads_it_on_paper_in_short_sentences_without_what_must_stay_untold(child: Child) -> None:
    _share(child)
    _share(child, to_whom="Somebody who must not be named", told="not_told", told_on=None, not_told_why="Danger")
    with people.acting(SLUG, "practitioner") as actor:
        commands.decide_not_to_share(
            actor=actor,
            child=child,
            what="Where Zoë lives",
            strands=[Strand.IDENTITY],
            to_whom="A newspaper",
            why="Nobody needs it",
            told="told",
            told_on=TODAY,
            now=NOW,
        )
    answer = as_(SLUG, "practitioner").get(f"/children/{child.ref}/sharing/paper/")
    assert answer["Content-Type"] == "application/pdf"
    text = " ".join(page.extract_text() for page in PdfReader(BytesIO(answer.content)).pages)
    assert "We told Coach Barlow, Boxing club about your plan and the help you get." in " ".join(text.split())
    assert "A newspaper asked about who you are. We did not tell them." in " ".join(text.split())
    assert "must not be named" not in text
    assert "Danger" not in text


def test_every_reason_reads_plainly() -> None:
    for gateway in rules.GATEWAYS:
        assert gateway.plain, gateway.code
        assert not too_long_sentences(gateway.plain), gateway.code
        assert gateway.law
        assert gateway.allows
        assert gateway.limits

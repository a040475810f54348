"""Referrals in each state, reached as people reach them: through commands."""

from __future__ import annotations

import datetime as dt
from typing import Any

from alongside.referrals import commands
from alongside.referrals.models import Involvement, Referral
from tests import people
from tests.people import NOW, acting

UNDER_TEN = dt.date(2016, 11, 21)
"""Born so that the child turns ten on the day after the tests."""

GIVEN: dict[str, Any] = {
    "given_name": "Zoë",
    "family_name": "Ashdown",
    "born_on": dt.date(2013, 2, 3),
    "preferred_name": "Zo",
    "concern": "She walked out of lessons on four days and was followed by older children.",
    "grounds": ["influence"],
    "strengths": "Kind to younger children, good at maths",
    "own_words": "Nobody asks me why I leave",
    "carer_name": "Mel Ashdown",
    "carer_relation": "Mother",
    "carer_phone": "01632 960111",
    "carers_know": "yes",
}


def received(slug: str = "swindon", *, by: str = "school", now: dt.datetime = NOW, **given: Any) -> Referral:
    """A referral that somebody made."""
    with acting(slug, by) as actor:
        given.setdefault("locality", people.locality_of(slug))
        if by == "school":
            given.setdefault("school", people.agency_of(slug, "school"))
        return commands.receive_referral(actor=actor, now=now, **{**GIVEN, **given})


def matched(slug: str = "swindon", *, child: Any = None, by: str = "school", **given: Any) -> Referral:
    """One that the front door matched: to a child, or to a new record."""
    made = received(slug, by=by, **given)
    with acting(slug, "front_door") as actor:
        commands.match_to_child(actor=actor, referral=made, child=child, now=NOW)
    return again(slug, made)


def accepted(slug: str = "swindon", *, stream: str = "prevention", by: str = "school", **given: Any) -> Referral:
    """One that the front door accepted, as the rules say."""
    made = matched(slug, by=by, **given)
    with acting(slug, "front_door") as actor:
        commands.decide_referral(
            actor=actor,
            referral=made,
            outcome="accepted",
            stream=stream,
            youth_crime_prevention=stream == "prevention" and bool(made.grounds),
            reason="Early help with friendships",
            legal_basis="referral_order" if stream == "court_order" else "",
            legal_on=NOW.date() if stream == "court_order" else None,
            now=NOW,
        )
    return again(slug, made)


def declined(slug: str = "swindon", *, outcome: str = "declined", by: str = "school", **given: Any) -> Referral:
    """One that the front door did not take on."""
    made = matched(slug, by=by, **given)
    with acting(slug, "front_door") as actor:
        commands.decide_referral(
            actor=actor, referral=made, outcome=outcome, reason="School can help with this", now=NOW
        )
    return again(slug, made)


def answered(slug: str = "swindon", *, child_answer: str = "yes", carer_answer: str = "yes", **given: Any) -> Referral:
    """One on which the child and the family have answered."""
    made = accepted(slug, **given)
    answer(slug, made, child_answer=child_answer, carer_answer=carer_answer)
    return again(slug, made)


def answer(slug: str, referral: Referral, **answers: Any) -> None:
    """Record what they answered."""
    with acting(slug, "front_door") as actor:
        commands.record_agreement(
            actor=actor,
            referral=referral,
            told_by=people.membership_of(slug, "front_door"),
            told_on=NOW.date(),
            how="home",
            child_words="I want to stay in school",
            now=NOW,
            **answers,
        )


def allocated(slug: str = "swindon", *, worker: str = "practitioner", **given: Any) -> Involvement:
    """A child with a worker."""
    made = answered(slug, **given)
    return allocate(slug, made, worker=worker)


def allocate(
    slug: str, referral: Referral, *, worker: str = "practitioner", team: str = "prevention", by: str = "front_door"
) -> Involvement:
    """Give the child a worker."""
    with acting(slug, by) as actor:
        return commands.allocate(
            actor=actor,
            referral=referral,
            membership=people.membership_of(slug, worker),
            team=people.team_of(slug, team),
            now=NOW,
        )


def again(slug: str, referral: Referral) -> Referral:
    """The row as it stands now."""
    with acting(slug, "front_door"):
        return Referral.objects.select_related("child").get(pk=referral.pk)


def reasons(slug: str, child_id: int) -> set[tuple[str, str]]:
    """(reason, holder) of the grants that hold for a child."""
    from alongside.children.models import Grant

    with acting(slug, "front_door"):
        rows = Grant.objects.filter(child_id=child_id, until_at__isnull=True).select_related("membership__user", "team")
        return {(row.reason, row.membership.user.name if row.membership else row.team.name) for row in rows}  # type: ignore[union-attr]

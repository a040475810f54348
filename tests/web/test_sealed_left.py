"""What leavers, people away and teams have in a sealed record is told to those who may know of it: nobody else."""

from __future__ import annotations

import datetime as dt
from functools import partial

import pytest

from alongside.children import commands as children
from alongside.children.models import Child
from alongside.core.verdict import NotPermitted
from alongside.core.work import Work
from alongside.partnerships import commands as partnerships
from alongside.referrals import commands as referrals
from alongside.referrals import queries as queries_of_referrals
from alongside.referrals.models import Involvement
from alongside.web import commands, queries
from tests import people
from tests.children.makers import as_, counted
from tests.needs import makers as need_makers
from tests.people import NOW, TODAY, acting, membership_of
from tests.plans import makers

pytestmark = [pytest.mark.usefixtures("database"), pytest.mark.database_near]

LATER = NOW + dt.timedelta(hours=1)
DAY = dt.timedelta(days=1)


def sealed(*keys: str, slug: str = "swindon") -> Child:
    """A child with whom the practitioner works, of whom these people know."""
    child, _ = makers.open_work(slug)
    people.grant(slug, child, "colleague", "cover")
    with acting(slug, "governance_lead") as lead:
        children.seal_child(
            actor=lead,
            ref=child.ref,
            readers=[membership_of(slug, key) for key in keys],
            reason="A worker’s own family",
            now=NOW,
        )
    return child


def leaves(to_on: dt.date = TODAY + DAY, slug: str = "swindon") -> None:
    with acting(slug, "administrator") as actor:
        partnerships.end_membership(actor=actor, membership=membership_of(slug, "practitioner"), to_on=to_on, now=NOW)


def told(key: str, kind: str = "sealed_left", slug: str = "swindon") -> list[Work]:
    with acting(slug, key) as actor:
        return [item for item in queries.work_for(actor, LATER) if item.kind == kind]


def named(child: Child, key: str) -> None:
    with acting("swindon", "colleague") as actor:
        ask = children.ask_about_seal(
            actor=actor,
            ref=child.ref,
            wish="name_reader",
            reader=membership_of("swindon", key),
            reason="She hands over what Asha has",
            now=LATER,
        )
    with acting("swindon", "governance_lead") as actor:
        children.decide_about_seal(actor=actor, ask=ask, is_agreed=True, note="I asked her", now=LATER)


def handed_over(to: str) -> int:
    with acting("swindon", "team_manager") as actor:
        of = membership_of("swindon", "practitioner")
        return commands.hand_over(
            actor=actor,
            of=of,
            keys=[queries.key_of(thing) for thing in queries.held(actor, of, LATER).things],
            to=membership_of("swindon", to),
            reason="Asha leaves us",
            now=LATER,
        )


def test_who_may_know_of_the_record_is_told_what_the_leaver_has_in_it_until_it_is_handed_over() -> None:
    child = sealed("practitioner", "colleague")
    assert told("colleague") == []
    leaves()

    (work,) = told("colleague")
    assert (work.child_ref, work.due_on, work.url) == (child.ref, TODAY + DAY, f"/children/{child.ref}/seal/")
    assert work.what.startswith("Asha Penrose leaves with")
    for key in ("practitioner", "team_manager", "stranger", "administrator", "governance_lead", "send_officer"):
        assert told(key) == [], key
    assert told("colleague", slug="hampshire") == []
    with acting("swindon", "team_manager"):
        leavers = f"/people/{membership_of('swindon', 'practitioner').ref}/work/"
    assert child.ref not in as_("swindon", "team_manager").get(leavers).content.decode()

    named(child, "team_manager")
    (work,) = told("team_manager")
    assert work.url == leavers
    with pytest.raises(NotPermitted, match="Bea Holloway may not know of it"):
        handed_over("stranger")
    assert handed_over("colleague") >= 1
    with acting("swindon", "colleague") as actor:
        assert Involvement.objects.get(child=child).worker_id == actor.membership_id
    assert told("colleague") == told("team_manager") == []


def test_work_in_a_sealed_record_is_given_to_nobody_who_may_not_know_of_it() -> None:
    child = sealed("practitioner", "colleague", "team_manager")
    with acting("swindon", "practitioner"):
        work = Involvement.objects.get(child=child)
    for key, knows in (("stranger", False), ("colleague", True)):
        with acting("swindon", "team_manager") as actor:
            to = membership_of("swindon", key)
            give = partial(
                referrals.transfer,
                actor=actor,
                involvement=work,
                membership=to,
                team=people.team_of("swindon", "prevention"),
                reason="She knows the family",
                now=LATER,
            )
            if knows:
                assert give().worker_id == to.pk
            else:
                with pytest.raises(NotPermitted, match=f"{to.user.name} may not know of it"):
                    give()


def test_a_leaver_who_was_the_last_to_know_is_told_of_to_whoever_keeps_seals() -> None:
    child = sealed("practitioner")
    leaves(TODAY - DAY)

    (work,) = told("governance_lead", "seal")
    assert child.ref in work.why
    assert work.urgent
    assert "Zo" not in work.why + work.what, "by reference only"
    for key in ("colleague", "team_manager", "head_of_service", "administrator"):
        assert told(key, "seal") == [], key
    assert told("governance_lead", "seal", "hampshire") == []


def away(by: str, cover: str = "stranger", from_on: dt.date = TODAY) -> str:
    """The absence of the practitioner, as who writes it down finds it."""
    with acting("swindon", by) as actor:
        made = referrals.record_absence(
            actor=actor,
            membership=membership_of("swindon", "practitioner"),
            cover=membership_of("swindon", cover),
            from_on=from_on,
            until_on=from_on + 7 * DAY,
            why="leave",
            now=NOW,
        )
        return made.ref


def test_who_may_know_of_the_record_is_told_that_a_worker_is_away_until_the_cover_is_named() -> None:
    child = sealed("practitioner", "colleague")
    away("practitioner")

    (work,) = told("colleague", "sealed_away")
    assert (work.child_ref, work.due_on, work.url) == (child.ref, TODAY, f"/children/{child.ref}/seal/")
    assert work.what.startswith("Asha Penrose is away with")
    for key in ("practitioner", "team_manager", "stranger", "administrator", "governance_lead", "send_officer"):
        assert told(key, "sealed_away") == [], key
    assert told("colleague", "sealed_away", "hampshire") == []
    assert as_("swindon", "stranger").get(f"/children/{child.ref}/").status_code == 404

    named(child, "stranger")
    assert told("colleague", "sealed_away") == []
    assert as_("swindon", "stranger").get(f"/children/{child.ref}/").status_code == 200


def test_an_absence_that_let_nobody_in_is_told_too() -> None:
    child = sealed("practitioner", "colleague", "stranger")
    ref = away("team_manager", from_on=TODAY + DAY)

    (work,) = told("colleague", "sealed_away")
    assert work.what.startswith("Asha Penrose will be away with")
    assert "does not let them in" in work.why
    with acting("swindon", "practitioner") as actor:
        referrals.end_absence(actor=actor, absence=queries_of_referrals.absence_or_404(actor, ref), now=NOW)
    assert told("colleague", "sealed_away") == []
    away("practitioner", from_on=TODAY + DAY)
    assert told("colleague", "sealed_away") == [], "the worker, who knows of the record, let the cover in"
    assert told("stranger", "sealed_away") == []
    assert child.ref


def test_who_may_know_of_the_record_is_told_what_waits_on_a_team_in_which_nobody_may() -> None:
    child = need_makers.a_screened_child()
    people.grant("swindon", child, "colleague", "cover")
    with acting("swindon", "governance_lead") as lead:
        children.seal_child(
            actor=lead,
            ref=child.ref,
            readers=[membership_of("swindon", key) for key in ("practitioner", "colleague")],
            reason="A worker’s own family",
            now=NOW,
        )

    (work,) = told("colleague", "sealed_queued")
    assert work.what == "1 thing in a sealed record waits on Speech and language, where nobody may know of it"
    assert (work.child_ref, work.url) == (child.ref, f"/children/{child.ref}/seal/")
    for key in ("specialist", "team_manager", "stranger", "administrator", "governance_lead", "send_officer"):
        assert told(key, "sealed_queued") == [], key
    named(child, "specialist")
    assert told("colleague", "sealed_queued") == []
    assert told("specialist", "sealed_queued") == []


def test_the_first_page_asks_no_more_of_two_sealed_records_than_of_one() -> None:
    asked = []
    leaves()
    away("practitioner")
    for _ in range(2):
        sealed("practitioner", "colleague")
        with counted() as statements:
            as_("swindon", "colleague").get("/")
        asked.append(len(statements))
    assert asked[0] == asked[1]

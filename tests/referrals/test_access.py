"""Who sees a referral: the front door, its referrer's team, whoever works on it, and nobody else."""

from __future__ import annotations

import datetime as dt

import pytest
from django.http import Http404

from alongside.accounts.roles import ROLES
from alongside.audit import trail
from alongside.children import commands as children
from alongside.core.verdict import NotNow
from alongside.partnerships import wall
from alongside.referrals import access, commands, queries, rules
from alongside.referrals.models import Agreement, Involvement, Referral
from tests import people
from tests.people import NOW, acting
from tests.referrals import makers

pytestmark = [pytest.mark.usefixtures("database")]


def who_sees(referral: Referral, slug: str = "swindon") -> set[str]:
    found = set()
    for key in people.PEOPLE:
        with acting(slug, key) as actor:
            if access.visible_referrals(actor, NOW).filter(pk=referral.pk).exists():
                found.add(key)
    return found


def who_sees_all(referral: Referral) -> set[str]:
    found = set()
    for key in people.PEOPLE:
        with acting("swindon", key) as actor:
            if access.sees_all_of(actor, referral, NOW):
                found.add(key)
    return found


def test_a_referral_is_seen_by_the_front_door_managers_and_its_referrers_team() -> None:
    made = makers.received()

    assert who_sees(made) == {"front_door", "team_manager", "school"}
    assert who_sees_all(made) == {"front_door", "team_manager"}
    assert who_sees(made, "hampshire") == set()


def test_the_allocated_worker_sees_the_referral_while_the_work_is_open() -> None:
    work = makers.allocated()
    with acting("swindon", "front_door"):
        made = Referral.objects.get(pk=work.referral_id)

    assert who_sees_all(made) == {"front_door", "team_manager", "practitioner"}
    with acting("swindon", "practitioner") as worker:
        commands.end_involvement(actor=worker, involvement=work, reason="planned", now=NOW)
    assert who_sees_all(made) == {"front_door", "team_manager"}


def test_what_the_front_door_handed_on_is_not_its_business_for_ever() -> None:
    work = makers.allocated()
    with acting("swindon", "practitioner") as worker:
        made = Referral.objects.get(pk=work.referral_id)
        commands.end_involvement(actor=worker, involvement=work, reason="planned", now=NOW)
    in_time, late = (NOW + dt.timedelta(days=rules.FRONT_DOOR_DAYS + extra) for extra in (0, 1))

    for key in ("front_door", "team_manager"):
        with acting("swindon", key) as actor:
            assert access.sees_all_of(actor, made, in_time)
            assert not access.sees_all_of(actor, made, late)
            assert not access.visible_referrals(actor, late).filter(pk=made.pk).exists()
    people.grant("swindon", work.child, "team_manager", "supervision")
    with acting("swindon", "team_manager") as actor:
        assert access.sees_all_of(actor, made, late)


def test_what_waits_is_the_front_doors_business_however_long_it_waits() -> None:
    made = makers.received()

    with acting("swindon", "front_door") as actor:
        assert access.sees_all_of(actor, made, NOW + dt.timedelta(days=365))


def test_row_security_alone_holds_between_partnerships(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(wall, "own", lambda rows, actor: rows)
    makers.allocated("swindon")

    with acting("hampshire", "front_door") as other:
        assert access.visible_referrals(other, NOW).count() == 0
        assert (Referral.objects.count(), Agreement.objects.count(), Involvement.objects.count()) == (0, 0, 0)


def test_a_sealed_childs_referral_is_known_to_the_named_people_only() -> None:
    work = makers.allocated()
    with acting("swindon", "front_door"):
        made = Referral.objects.get(pk=work.referral_id)
    with acting("swindon", "governance_lead") as lead:
        children.seal_child(
            actor=lead,
            ref=work.child.ref,
            readers=[people.membership_of("swindon", "practitioner")],
            reason="A worker's own family",
            now=NOW,
        )

    assert who_sees(made) == {"practitioner"}
    with acting("swindon", "front_door"):
        assert Involvement.objects.count() == 0


def test_a_stranger_gets_the_same_404_for_a_referral_that_is_and_one_that_is_not() -> None:
    made = makers.received()

    for ref in (made.ref, "R-000000"):
        with pytest.raises(Http404), acting("swindon", "police") as actor:
            access.referral_or_404(actor, ref, NOW)
        with pytest.raises(Http404), acting("swindon", "school") as actor:
            access.triage_or_404(actor, ref, NOW)


def test_an_involvement_takes_the_strand_that_it_would_give_away() -> None:
    made = makers.accepted(stream="court_order", by="police")
    work = makers.allocate("swindon", made, worker="stranger", team="other_team")
    people.grant("swindon", work.child, "specialist", "specialist")

    with pytest.raises(Http404), acting("swindon", "specialist") as actor:
        access.involvement_or_404(actor, work.ref, NOW)
    with acting("swindon", "stranger") as actor:
        assert access.involvement_or_404(actor, work.ref, NOW).pk == work.pk


def test_every_role_that_refers_or_decides_has_a_list_and_no_other() -> None:
    listed = set()
    for key, (_, role, *_rest) in people.PEOPLE.items():
        with acting("swindon", key) as actor:
            if access.may_list(actor):
                listed.add(role)
    assert listed == {code for code, role in ROLES.items() if {"refer_child", "triage_referral"} & role.permissions}


def test_the_page_and_the_command_refuse_with_the_same_sentence() -> None:
    made = makers.accepted()
    with acting("swindon", "front_door") as actor:
        verdict = access.may_allocate(actor, made)

    with pytest.raises(NotNow) as refused:
        makers.allocate("swindon", made)
    assert refused.value.reason == verdict.reason


def test_no_trace_no_referral_shown() -> None:
    made = makers.received()

    with acting("swindon", "front_door") as actor:
        page = queries.referral_page(actor, access.referral_or_404(actor, made.ref, NOW), NOW)
        assert isinstance(page, trail.Untraced)
        assert page.refs == (made.ref,)

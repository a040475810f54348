"""Children who have everything, each text with a token of the strand that it belongs to.

Three groups, told apart by the letter in the token, so that a leak says from where:

* ``A``: a child in Swindon with whom everybody works; each role holds the grant that fits it.
* ``B``: a child in Swindon who has all the same, and for whom every grant has ended.
* ``Q``: a referral that nobody has matched to a child yet, what waits at the public door, and a concern about nobody
  on record.

All of it is made through commands, by the people who would do it. Hampshire has no child at all: whatever token is
seen there has passed the wall.
"""

from __future__ import annotations

import datetime as dt
import itertools
import uuid
from dataclasses import dataclass, field

from alongside.audit import trail
from alongside.children import commands as children
from alongside.children.models import Child, Entry, Grant
from alongside.core.actor import Actor
from alongside.core.strands import STRANDS, Strand
from alongside.deadlines import commands as deadlines
from alongside.needs import commands as needs
from alongside.needs.models import Screen, Support
from alongside.panels import commands as panels
from alongside.panels.models import Meeting, Series
from alongside.partnerships import wall
from alongside.plans import commands as plans
from alongside.referrals import access as referral_access
from alongside.referrals import commands as referrals
from alongside.referrals.models import Referral
from tests import people
from tests.crawl import world_ehcp, world_exchange, world_life, world_record
from tests.crawl.world_custody import detained
from tests.crawl.world_look_back import looked_back_on
from tests.governance.makers import a_priority
from tests.panels import makers as panel_makers
from tests.people import NOW, TODAY, acting

MOMENT = dt.datetime(2026, 11, 25, 12, 0, tzinfo=dt.UTC)
"""When the crawl happens: on the day of the meeting, in the four hours after the emergency opening."""

GIVEN, FAMILY = "Quenyara", "Vandersloot"
"""Names that stand in no other word of any page: looked for in addresses, where no name may be."""

_HOUR = dt.timedelta(hours=1)


@dataclass
class World:
    """References by group and kind (``refs["A"]["child"]``), the row ids of the children, and what each token says."""

    refs: dict[str, dict[str, str]] = field(default_factory=dict)
    children: dict[str, int] = field(default_factory=dict)
    meanings: dict[str, str] = field(default_factory=dict)
    """What text each token stands for."""


class Tokens:
    """Makes the tokens of one group: ``CANARY-A-HEALTH-17X``. Each is used once: a leak says which text it was."""

    def __init__(self, world: World, group: str) -> None:
        self.group = group
        self.meanings = world.meanings
        self._numbers = itertools.count(1)

    def __call__(self, strand: str, what: str = "") -> str:
        token = f"CANARY-{self.group}-{strand.upper()}-{next(self._numbers)}X"
        self.meanings[token] = what
        return token


def build() -> World:
    """Make the three groups in Swindon."""
    world = World()
    _a_child_with_everything(world, "A", worker="practitioner", school="school", referred_at=NOW)
    # So long ago that the front door has no more business with the referral.
    _a_child_with_everything(
        world, "B", worker="colleague", school="other_school", referred_at=NOW - dt.timedelta(days=60)
    )
    _fitting_grants(world)
    _nobody_works_with(world, "B")
    _a_queue(world)
    return world


def _a_child_with_everything(world: World, group: str, *, worker: str, school: str, referred_at: dt.datetime) -> None:
    token = Tokens(world, group)
    found: dict[str, str] = {}
    world.refs[group] = found
    child = _referred(token, found, worker=worker, school=school, now=referred_at)
    world.children[group] = child.pk
    found["child"] = child.ref
    _record(token, found, child, worker=worker)
    _needs(token, found, child, worker=worker)
    _plan(token, found, child, worker=worker)
    _dates(token, found, child, worker=worker)
    world_ehcp.build(token, found, child, worker=worker)
    world_exchange.build(token, found, child, worker=worker)
    detained(token, found, child, worker=worker)
    looked_back_on(found, child, worker=worker)
    _panel(token, found, child, worker=worker)
    world_life.happens(
        token, found, child, worker=worker, away_from=30 if group == "A" else 60, now=max(referred_at, NOW)
    )
    _emergency(found, child)
    found["arrival"] = _at_the_door(token)
    found["link"] = _link()
    found["priority"] = a_priority().ref


def _referred(token: Tokens, found: dict[str, str], *, worker: str, school: str, now: dt.datetime) -> Child:
    """A school refers, the front door matches, the family agrees, a worker is allocated."""
    with acting("swindon", school) as actor:
        referral = referrals.receive_referral(
            actor=actor,
            given_name=f"{GIVEN} {token('identity', 'given name')}",
            family_name=f"{FAMILY} {token('identity', 'family name')}",
            preferred_name=f"{GIVEN} {token('identity', 'preferred name')}",
            born_on=dt.date(2013, 2, 3),
            concern=token("plan", "the referrer's concern"),
            grounds=["influence"],
            strengths=token("identity", "strengths in the referral"),
            own_words=token("identity", "own words in the referral"),
            carer_name=token("identity", "carer in the referral"),
            carer_relation="Mother",
            carer_phone="01632 960111",
            carers_know="yes",
            locality=people.locality_of("swindon"),
            school=people.agency_of("swindon", school),
            now=now,
        )
    with acting("swindon", "front_door") as actor:
        referrals.match_to_child(actor=actor, referral=referral, child=None, now=now)
        referral = Referral.objects.select_related("child").get(pk=referral.pk)
        referrals.decide_referral(
            actor=actor,
            referral=referral,
            outcome="accepted",
            stream="prevention",
            youth_crime_prevention=True,
            reason=token("plan", "reason of the decision"),
            reply=token("plan", "reply to the referrer"),
            now=now,
        )
        referral.refresh_from_db()
        agreement = referrals.record_agreement(
            actor=actor,
            referral=referral,
            told_by=people.membership_of("swindon", "front_door"),
            told_on=now.date(),
            how="phone",
            child_answer="yes",
            carer_answer="yes",
            child_words=token("plan", "the child's words on agreeing"),
            now=now,
        )
        referral.refresh_from_db()
        involvement = referrals.allocate(
            actor=actor,
            referral=referral,
            membership=people.membership_of("swindon", worker),
            team=people.team_of("swindon", "prevention"),
            stream="prevention",
            now=now,
        )
        child = Child.objects.get(pk=involvement.child_id)
    found |= {"referral": referral.ref, "agreement": agreement.ref, "involvement": involvement.ref}
    return child


def _record(token: Tokens, found: dict[str, str], child: Child, *, worker: str) -> None:
    """What stands on the child's record itself: who the child is, voice, carer, entries in every strand, a concern."""
    with acting("swindon", worker) as actor:
        child.refresh_from_db()
        children.edit_child(
            actor=actor,
            child=child,
            version=child.version,
            changes={
                "former_names": token("identity", "former name"),
                "pronouns": token("identity", "pronouns"),
                "ethnicity": token("identity", "ethnicity"),
                "language": token("identity", "language"),
                "communication": token("identity", "how the child communicates"),
                "home_authority": token("identity", "home authority"),
                "host_authority": token("identity", "host authority"),
                "strengths": token("identity", "strengths"),
                "own_words": token("identity", "own words"),
            },
            now=NOW + _HOUR,
        )
        voice = children.record_voice(
            actor=actor,
            child=child,
            said=token("identity", "what the child said"),
            gathered=token("identity", "how it was gathered"),
            said_on=TODAY,
            changed=token("identity", "what changed by it"),
            now=NOW + _HOUR,
        )
        address = children.record_address(
            actor=actor,
            child=child,
            kind="home",
            lines=token("identity", "address"),
            postcode=token("identity", "postcode"),
            now=NOW + _HOUR,
        )
        professional = children.record_professional(
            actor=actor,
            child=child,
            name=token("identity", "professional"),
            role=token("identity", "what a professional does"),
            reason=token("identity", "why a professional works with the child"),
            now=NOW + _HOUR,
        )
        children.record_care(
            actor=actor,
            child=child,
            care="child_in_need",
            from_on=TODAY,
            told_by=token("plan", "who told of the care status"),
            now=NOW + _HOUR,
        )
        person = children.record_person(
            actor=actor,
            child=child,
            about=children.About(
                name=token("identity", "family"),
                relation="Grandmother",
                phone="01632 960112",
                language=token("identity", "language of the family"),
                contact_note=token("identity", "how to contact the family"),
            ),
            now=NOW + _HOUR,
        )
        for strand in STRANDS:
            # Nobody writes in every strand; the line of a command of another subject stands for each of them.
            entry = _told_by_a_command(
                actor=actor, child=child, strand=strand, text=token(strand, f"entry in the strand {strand}")
            )
        concern = children.raise_concern(
            actor=actor,
            child=child,
            what=token("identity", "what a concern says"),
            told_whom=token("identity", "who was told of a concern"),
            told_at=NOW + _HOUR,
            now=NOW + _HOUR,
        )
    found |= {"voice": voice.ref, "person": person.ref, "entry": entry.ref, "concern": concern.ref}
    found |= {"address": address.ref, "professional": professional.ref}
    _sharing(token, found, child, worker=worker)
    world_record.document(token, found, child, worker=worker)
    world_record.own_entry(token, found, child, worker=worker)
    world_record.several(token, found, child, worker=worker)
    world_record.doubles(token, found, child)


def _sharing(token: Tokens, found: dict[str, str], child: Child, *, worker: str) -> None:
    """Something shared by agreement, something not shared, and a copy that somebody asked for."""
    with acting("swindon", worker) as actor:
        consent = children.record_consent(
            actor=actor,
            child=child,
            by="child",
            what=token("identity", "what may be shared"),
            strands=[Strand.PLAN],
            with_whom="Boxing club",
            purpose=token("identity", "what sharing is agreed for"),
            understood=token("identity", "how sharing was explained"),
            is_given=True,
            answered_on=TODAY,
            now=NOW + _HOUR,
        )
        disclosure = children.share(
            actor=actor,
            child=child,
            what=token("identity", "what was shared"),
            strands=[Strand.PLAN],
            to_whom="Boxing club",
            purpose=token("identity", "what it was shared for"),
            gateway="consent",
            how="spoken",
            checked="nothing",
            told="to_tell",
            now=NOW + _HOUR,
        )
        children.decide_not_to_share(
            actor=actor,
            child=child,
            what=token("identity", "what was not shared"),
            strands=[Strand.PLAN],
            to_whom="A newspaper",
            why=token("identity", "why it was not shared"),
            told="not_told",
            not_told_why=token("identity", "why the family was not told"),
            now=NOW + _HOUR,
        )
    with acting("swindon", "governance_lead") as actor:
        copy = children.begin_subject_access(
            actor=actor,
            child_ref=child.ref,
            asked_by="child",
            asked_on=TODAY,
            identity_on=None,
            may_act="Known to the worker.",
            now=NOW + 8 * _HOUR,
        )
    found |= {"consent": consent.ref, "disclosure": disclosure.ref, "copy": copy.ref}


def _told_by_a_command(*, actor: Actor, child: Child, strand: Strand, text: str) -> Entry:
    """A line as the command of another subject writes it."""

    @trail.command("tests.crawl.told")
    def tell() -> Entry:
        made = children.record_entry(
            actor=actor, child=child, happened_on=TODAY, strand=strand, kind="note", text=text, now=NOW + _HOUR
        )
        trail.record(actor, "tests.crawl.told", about=[child.ref], now=NOW + _HOUR)
        return made

    try:
        return tell()
    finally:
        # It is no event of the product: what tells of all of them must not find it.
        del trail.CATALOGUE["tests.crawl.told"]


def _needs(token: Tokens, found: dict[str, str], child: Child, *, worker: str) -> None:
    """A screen that raised something, support that has begun, a need, and what helps."""
    with acting("swindon", worker) as actor:
        screen = Screen.objects.get(child=child, tool="universal")
        needs.record_screen(
            actor=actor,
            screen=screen,
            done_on=TODAY,
            raised=["speech_language"],
            note=token("health", "note of a screen"),
            helps=token("identity", "what helps, said at a screen"),
            avoid=token("identity", "what to avoid, said at a screen"),
            now=NOW + _HOUR,
        )
        strategy = needs.write_strategy(
            actor=actor, child=child, kind="do", text=token("identity", "a strategy"), now=NOW + _HOUR
        )
        later = needs.offer_screen(
            actor=actor, child=child, tool="assetplus_slcn", source=found["involvement"], now=NOW + 2 * _HOUR
        )
    with acting("swindon", "specialist") as actor:
        support = Support.objects.select_related("child", "need", "team").filter(child=child).order_by("-id")[:1].get()
        needs.see_support(actor=actor, support=support, now=NOW + 2 * _HOUR)
        support = needs.accept_support(actor=actor, support=support, now=NOW + 2 * _HOUR)
        need = needs.record_need(
            actor=actor,
            child=child,
            area="speech_language",
            identified_on=TODAY,
            evidence=token("health", "evidence of a need"),
            now=NOW + 2 * _HOUR,
        )
    found |= {
        "screen": later.ref,
        "done_screen": screen.ref,
        "strategy": strategy.ref,
        "support": support.ref,
        "need": need.ref,
    }


def _dates(token: Tokens, found: dict[str, str], child: Child, *, worker: str) -> None:
    """A date that the law sets, with an exception claimed beside it."""
    with acting("swindon", worker) as actor:
        clock = deadlines.start_clock(
            actor=actor,
            child=child,
            rule="ehc_final_plan_20w",
            started_on=TODAY - dt.timedelta(days=150),
            owner=people.membership_of("swindon", worker),
            now=NOW + 2 * _HOUR,
        )
        claim = deadlines.claim_exception(
            actor=actor,
            clock=clock,
            kind="away_four_weeks",
            from_on=TODAY,
            evidence=token("education", "evidence of an exception"),
            now=NOW + 2 * _HOUR,
        )
    found |= {"clock": clock.ref, "claim": claim.ref}


def _plan(token: Tokens, found: dict[str, str], child: Child, *, worker: str) -> None:
    """An agreed plan with a goal, a step, a contact and a review."""
    with acting("swindon", worker) as actor:
        plan = plans.start_plan(
            actor=actor,
            child=child,
            strengths=token("plan", "strengths in the plan"),
            matters=token("plan", "what matters, in the plan"),
            review_on=dt.date(2027, 2, 19),
            now=NOW + 3 * _HOUR,
        )
        goal = plans.add_goal(
            actor=actor, plan=plan, words=token("plan", "a goal"), why=token("plan", "why a goal"), now=NOW + 3 * _HOUR
        )
        step = plans.add_step(
            actor=actor,
            plan=plan,
            goal=goal,
            what=token("plan", "a step"),
            membership=people.membership_of("swindon", worker),
            due_on=TODAY + dt.timedelta(days=7),
            now=NOW + 3 * _HOUR,
        )
        plan.refresh_from_db()
        plans.agree_plan(
            actor=actor,
            plan=plan,
            said=token("plan", "what the child said of the plan"),
            agreed_on=TODAY,
            now=NOW + 4 * _HOUR,
        )
        plan.refresh_from_db()
        contact = plans.record_contact(
            actor=actor,
            child=child,
            happened_on=TODAY,
            with_whom="child",
            how="home",
            kind="planned",
            attended="yes",
            text=token("plan", "a contact"),
            said=token("plan", "what the child said at a contact"),
            now=NOW + 4 * _HOUR,
        )
        review = plans.review_plan(
            actor=actor,
            plan=plan,
            held_on=TODAY,
            changed=token("plan", "what a review changed"),
            said=token("plan", "what the child said at a review"),
            next_review_on=dt.date(2027, 2, 19),
            now=NOW + 5 * _HOUR,
        )
    found |= {"plan": plan.ref, "goal": goal.ref, "step": step.ref, "contact": contact.ref, "review": review.ref}


def _panel(token: Tokens, found: dict[str, str], child: Child, *, worker: str) -> None:
    """A meeting of the panel that is being held: the child's item with contribution, decision and action."""
    with acting("swindon", "panel_administrator"):
        panel = Series.objects.first()
    # One meeting for each child, so that the right to read of one is not the right to read of the other.
    meets_on = panel_makers.MEETS_ON - dt.timedelta(days=0 if panel is None else 1)
    panel = panel or panel_makers.a_panel("swindon")
    at = dt.datetime.combine(meets_on, dt.time(10), tzinfo=dt.UTC)
    meeting = panel_makers.a_meeting("swindon", panel, meets_on)
    with acting("swindon", worker) as actor:
        item = panels.add_item(
            actor=actor,
            meeting=meeting,
            child=child,
            why_here=token("plan", "why the child is on the agenda"),
            alleged=token("justice", "what is alleged"),
            now=NOW + 6 * _HOUR,
        )
    meeting = panel_makers.released("swindon", meeting, NOW + 7 * _HOUR)
    with acting("swindon", "police") as actor:
        contribution = panels.contribute(
            actor=actor,
            item=item,
            going_well=token("plan", "contribution: going well"),
            worries=token("plan", "contribution: worries"),
            would_help=token("plan", "contribution: would help"),
            now=NOW + 8 * _HOUR,
        )
    meeting = panel_makers.started("swindon", meeting, now=at)
    panel_makers.decided(
        "swindon",
        item,
        now=at,
        reason=token("plan", "reason of the panel's decision"),
        why_not=token("plan", "why not less"),
        child_said=token("plan", "what the child said to the panel"),
        gathered=token("plan", "how the panel heard the child"),
        view_changed=token("plan", "what the child's view changed"),
    )
    with acting("swindon", "panel_chair") as actor:
        action = panels.add_action(
            actor=actor,
            item=item,
            what=token("plan", "an action of the panel"),
            owner=people.membership_of("swindon", "early_help"),
            due_on=meets_on + dt.timedelta(days=7),
            now=at,
        )
    with acting("swindon", "panel_administrator"):
        agency = people.agency_of("swindon", "police").ref
        membership = people.membership_of("swindon", "colleague").ref
        found |= {
            "series": panel.ref,
            "meeting": Meeting.objects.get(pk=meeting.pk).ref,
            "item": item.ref,
            "contribution": contribution.ref,
            "action": action.ref,
            "agency": agency,
            "membership": membership,
        }


def _emergency(found: dict[str, str], child: Child) -> None:
    with acting("swindon", "stranger") as actor:
        opening = children.break_glass(
            actor=actor, ref=child.ref, reason="He is in hospital and asks for his worker", now=MOMENT - _HOUR
        )
    assert opening is not None
    found["opening"] = opening.ref


FITTING = {
    "send_officer": "send",
    "school": "setting",
    "police": "meeting",
    "early_help": "meeting",
    "social_care": "meeting",
    "panel_chair": "meeting",
    "panel_administrator": "meeting",
    "front_door": "front_door",
    # No line of the matrix speaks of these: a grant must not help them.
    "head_of_service": "team",
    "board_member": "team",
    "assessor": "team",
    "governance_lead": "team",
    "administrator": "team",
}
"""Grants that do not follow from the work above, by role."""


def _fitting_grants(world: World) -> None:
    with acting("swindon", "practitioner"):
        child = Child.objects.get(pk=world.children["A"])
    for key, reason in FITTING.items():
        people.grant("swindon", child, key, reason)


def _nobody_works_with(world: World, group: str) -> None:
    """End every grant for the child: what was done stays, and nobody has a reason to see it any more."""
    with acting("swindon", "front_door") as actor:
        child = Child.objects.get(pk=world.children[group])
        for source in set(Grant.objects.filter(child=child).values_list("source", flat=True)):
            children.end_grants(actor=actor, source=source, child=child, now=MOMENT - _HOUR)
        assert not Grant.objects.filter(child=child).exclude(until_at__lte=MOMENT).exists()


def _a_queue(world: World) -> None:
    """A referral that waits at the front door, and a concern about a child without a record; both by the school."""
    token = Tokens(world, "Q")
    with acting("swindon", "school") as actor:
        referral = referrals.receive_referral(
            actor=actor,
            given_name=f"{GIVEN} {token('identity', 'given name')}",
            family_name=f"{FAMILY} {token('identity', 'family name')}",
            born_on=dt.date(2012, 5, 6),
            concern=token("plan", "the referrer's concern"),
            grounds=["influence"],
            carer_name=token("identity", "carer in the referral"),
            carers_know="yes",
            locality=people.locality_of("swindon"),
            now=NOW,
        )
        concern = children.raise_concern(
            actor=actor,
            child=None,
            named=token("identity", "who a concern names"),
            what=token("identity", "what a concern says"),
            now=NOW,
        )
    world.refs["Q"] = {"referral": referral.ref, "concern": concern.ref, "arrival": _at_the_door(token)}


def _at_the_door(token: Tokens) -> str:
    """A family that asked for help on the public page and waits for an answer."""
    area = people.partnership("swindon")
    with wall.inside(area.pk):
        return referrals.receive_arrival(
            actor=referral_access.outside(area),
            key=uuid.uuid4(),
            sender="carer",
            given={
                "sender_name": token("identity", "who asks"),
                "sender_relation": "Mum",
                "given_name": f"{GIVEN} {token('identity', 'given name')}",
                "family_name": f"{FAMILY} {token('identity', 'family name')}",
                "born_on": dt.date(2011, 7, 8),
                "worry": token("plan", "what a family is worried about"),
                "hope": token("plan", "what a family hopes for"),
                "strengths": token("identity", "strengths, said by a family"),
                "phone": "01632 960222",
                "safe_note": token("identity", "what is not safe"),
                "ways": ["call"],
                "times": ["morning"],
                "messages": "no",
                "knows": "no",
            },
            now=NOW,
        )


def _link() -> str:
    """A link that a worker sent to somebody without an account."""
    with acting("swindon", "practitioner") as actor:
        return referrals.send_link(
            actor=actor,
            name="Priya Nand",
            organisation="Riverbank Youth Club",
            source="other",
            email="priya@riverbank.example",
            address="https://alongside.example/link/",
            days=14,
            now=NOW,
        ).ref


def readable(world: World, slug: str, key: str) -> frozenset[str]:
    """Strands of child A that the matrix lets this person read at the moment of the crawl, by the grants held."""
    from django.db.models import Q

    from alongside.children import rules

    with acting(slug, key) as actor:
        grants = Grant.objects.filter(
            Q(membership_id=actor.membership_id) | Q(team_id__in=actor.team_ids),
            Q(until_at__isnull=True) | Q(until_at__gt=MOMENT),
            child_id=world.children["A"],
        )
        found: set[Strand] = set()
        for grant in grants:
            found |= rules.readable(actor.role, grant.reason) & {Strand(strand) for strand in grant.strands}
    return frozenset(strand.value for strand in found)

"""One step in the life of a case, or of a matter within it: its state, its clocks, its line in the chronology."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING

from alongside.audit import trail
from alongside.children import commands as children
from alongside.children.models import Child
from alongside.core import calendar, clocks
from alongside.core.actor import Actor
from alongside.core.verdict import Changed, NotNow
from alongside.deadlines import commands as deadlines
from alongside.deadlines import queries as dates
from alongside.ehcp import access, rules
from alongside.ehcp.commands import editions, pictures, recipients
from alongside.ehcp.commands.cases import MEANWHILE, let_team_see, locked, noted, start_clock
from alongside.ehcp.models import Case, Matter, Step
from alongside.partnerships import wall
from alongside.partnerships.models import Agency

if TYPE_CHECKING:
    from alongside.deadlines.models import Clock


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """What somebody said with a step, besides its day: each answers a question of the step's, and may be left out.

    ``what`` is a code (adviser, phase, decision, reason of ceasing), ``whom`` who was asked, in words.
    """

    what: str = ""
    whom: str = ""
    setting: Agency | None = None
    setting_name: str = ""
    planned_on: dt.date | None = None
    note: str = ""


@dataclass(slots=True)
class _Doing:
    """A step while it is taken."""

    actor: Actor
    case: Case
    child: Child
    matter: Matter | None
    step: rules.Step
    happened_on: dt.date
    said: Said
    now: dt.datetime

    @property
    def about(self) -> str:
        """What its new clocks belong to: the matter, else the case."""
        return self.matter.ref if self.matter else self.case.ref

    @property
    def refs(self) -> tuple[str, ...]:
        """What the clocks that it keeps may belong to."""
        return (self.case.ref, self.matter.ref) if self.matter else (self.case.ref,)


@trail.command("ehcp.step.taken")
def take_step(
    *,
    actor: Actor,
    case: Case,
    matter: Matter | None = None,
    step: str,
    happened_on: dt.date,
    said: Said | None = None,
    version: int | None = None,
    now: dt.datetime,
) -> Case:
    """Take a step: the case or the matter moves on, the clocks that it keeps are kept, those that it begins begin.

    Raises NotNow for a step that does not follow from the state, for a day that cannot be, and where the law says to
    wait: for the family's comments, or until the time to appeal is over. Raises Changed for another version.
    """
    row, child, standing = locked(actor, case, now)
    held = _locked_matter(actor, row, matter)
    subject: Case | Matter = held or row
    if version is not None and version != subject.version:
        raise Changed(MEANWHILE, theirs={"version": str(subject.version)}, yours={"version": str(version)})
    found = rules.machine(held.kind if held else "case").step(step)
    if found is None:
        raise NotNow("There is no such step.")
    access.may_take_step(actor, standing, row, found).or_raise()
    doing = _Doing(actor, row, child, held, found, happened_on, said or Said(), now)
    _insist(doing, subject)
    stood = pictures.picture(actor, row, now)
    before, row_before = subject.status, row.status
    if found.opens:
        doing.matter = _opened(doing)
    _move(doing, subject)
    _clocks(doing)
    if row.status != row_before:
        _leave_behind(doing)
    if found.writes:
        editions.settle(actor=actor, case=row, child=child, becomes=found.writes, sent_on=happened_on, now=now)
    taken = noted(
        actor,
        row,
        child,
        code=found.code,
        text=_sentence(doing),
        before=before,
        after=subject.status,
        happened_on=happened_on,
        note=doing.said.note,
        matter=doing.matter,
        changed=pictures.changed(stood, pictures.picture(actor, row, now)),
        now=now,
    )
    recipients.follow_step(actor, taken, row, child)
    _sight(doing)
    trail.record(
        actor,
        "ehcp.step.taken",
        about=[child.ref, row.ref, *([doing.matter.ref] if doing.matter else [])],
        now=now,
        detail={"step": found.code, "before": before, "after": subject.status, "on": happened_on.isoformat()},
    )
    return row


def _locked_matter(actor: Actor, case: Case, matter: Matter | None) -> Matter | None:
    if matter is None:
        return None
    rows = wall.own(Matter.objects.all(), actor).select_for_update(of=("self",))
    return rows.get(pk=matter.pk, case=case)


def _insist(doing: _Doing, subject: Case | Matter) -> None:
    """Whether the step follows from the state, the day can be, and the law does not say to wait."""
    step, day = doing.step, doing.happened_on
    if not step.follows_from(subject.status):
        raise NotNow("This does not follow from where the case stands. Look at it again.")
    if day > calendar.london_date(doing.now) and not step.ahead:
        raise NotNow("The day is in the future. Record it once it has happened.")
    if day < subject.opened_on:
        raise NotNow(f"It happened before it began, on {calendar.spoken(subject.opened_on)}? Check the day.")
    regime = {clocks.Follows.DETAINED: doing.case.is_detained, clocks.Follows.RELEASED: not doing.case.is_detained}
    if step.follows is not None and regime.get(step.follows, False):
        raise NotNow("That is recorded already.")
    if step.of_detained and not doing.case.is_detained:
        raise NotNow("It is not recorded that the child is detained.")
    if step.opens == "dispute":
        recipients.insist_on_appeal(doing.case, doing.said.what, day)
    if step.needs and not _running(doing, step.needs):
        raise NotNow("That was done already, or is not asked for.")
    if step.waits_for:
        for clock in _running(doing, (step.waits_for,)):
            if day <= clock.due_on:
                raise NotNow(
                    f"The family has until the end of {calendar.spoken(clock.due_on)} to comment. Record its comments"
                    " first, or wait."
                )
    if step.window is not None:
        _insist_on_window(doing, *step.window)


def _insist_on_window(doing: _Doing, rule: str, since: str) -> None:
    steps = Step.objects.filter(case=doing.case, code=since, taken_back_at__isnull=True).order_by("-id")
    began = next(iter(steps.values_list("happened_on", flat=True)[:1]), doing.happened_on)
    over = clocks.due_on(clocks.nearest(rule, began), began)
    if doing.happened_on <= over:
        raise NotNow(f"The family may appeal until {calendar.spoken(over)}. The plan stays in force until then.")
    if Matter.objects.filter(case=doing.case, kind="dispute", settled_on__isnull=True).exists():
        raise NotNow("Mediation or an appeal is open. The plan stays in force until it has ended.")


def _opened(doing: _Doing) -> Matter:
    """The matter that the step begins."""
    said, kind = doing.said, doing.step.opens
    return Matter.objects.create(
        partnership_id=doing.actor.partnership_id,
        child=doing.child,
        case=doing.case,
        kind=kind,
        status=rules.MATTERS[kind].states[0].code,
        what=said.what,
        whom=said.whom or said.setting_name or (said.setting.name if said.setting else ""),
        agency=said.setting,
        opened_on=doing.happened_on,
        planned_on=said.planned_on,
    )


def _move(doing: _Doing, subject: Case | Matter) -> None:
    """The new state, and what follows from it in the columns of the case."""
    step, case, day = doing.step, doing.case, doing.happened_on
    was_live = case.is_live
    if step.after:
        subject.status = step.after
    if isinstance(subject, Matter):
        if step.code == "chase":
            subject.chased_on = day
        if not subject.machine.state(subject.status).is_open:
            subject.settled_on = day
        if step.code == "hold_meeting":
            subject.planned_on = day
        subject.version += 1
        subject.save(update_fields=["status", "chased_on", "settled_on", "planned_on", "version"])
        case.status = dict(step.of_case).get(case.status, case.status)
    if step.follows is clocks.Follows.DETAINED:
        case.regime = Case.Regime.DETAINED
    elif step.follows is clocks.Follows.RELEASED or step.of_detained:
        case.regime = Case.Regime.ORDINARY
    if step.code == "decide_to_cease":
        case.cease_reason = doing.said.what
    if "named_setting" in step.asks and (doing.said.setting or doing.said.setting_name):
        case.setting = doing.said.setting
        case.setting_name = doing.said.setting_name or (doing.said.setting.name if doing.said.setting else "")
    if step.writes == "final":
        case.final_on = case.final_on or day
    if "annual_review_12m_complete" in step.starts:
        case.reviewed_on = day
    if case.status in rules.ENDED and case.ended_on is None:
        case.ended_on = day
    if not was_live:
        _insist_on_one_live(case)
    case.version += 1
    case.save(update_fields=_MOVES)


_MOVES = (
    "status",
    "regime",
    "cease_reason",
    "setting",
    "setting_name",
    "final_on",
    "reviewed_on",
    "ended_on",
    "version",
)


def _insist_on_one_live(case: Case) -> None:
    """A case does not begin to live again beside another. Two that lived when their records were joined go on (ADR 11):
    their clocks run, so what happens in each can be written down."""
    records = children.records_of(case.child)
    others = Case.objects.filter(child_id__in=records, status__in=rules.LIVE).exclude(pk=case.pk)
    if case.is_live and others.exists():
        raise NotNow("A later request for this child is being dealt with. Go on with that one.")


def _clocks(doing: _Doing) -> None:
    """Keep, end and begin what the step says, in this order."""
    step = doing.step
    refs = doing.refs
    running = dates.running_about(doing.actor, doing.child, refs, doing.now)
    for clock in running:
        rule = rules.ordinary(clock.rule)
        if rule in step.meets:
            deadlines.meet_clock(actor=doing.actor, clock=clock, met_on=doing.happened_on, now=doing.now)
        elif rule in step.ends:
            deadlines.end_clock(actor=doing.actor, clock=clock, reason=step.done, now=doing.now)
    if step.follows is not None:
        _follow(doing)
    starts = (*step.starts, *((doing.said.what,) if step.opens == "phase_transfer" else ()))
    began = doing.said.planned_on if step.from_planned and doing.said.planned_on else doing.happened_on
    for rule in starts:
        about = doing.case.ref if rule == "annual_review_12m_complete" else doing.about
        start_clock(doing.actor, doing.case, doing.child, rule, began, about, doing.now)


def _follow(doing: _Doing) -> None:
    """What the law begins in the place of other clocks: of all that run, or of the one rule that the step names."""
    event = doing.step.follows
    assert event is not None
    if not doing.step.of:
        refs = [doing.case.ref, *Matter.objects.filter(case=doing.case).values_list("ref", flat=True)]
        for clock in dates.running_about(doing.actor, doing.child, refs, doing.now):
            if any(then.when is event for then in clock.of_rule.follow_ons) and clock.started_on <= doing.happened_on:
                deadlines.follow_clock(
                    actor=doing.actor, clock=clock, when=event.value, happened_on=doing.happened_on, now=doing.now
                )
        return
    kept = [
        clock
        for clock in dates.kept_about(doing.actor, doing.child, [doing.case.ref], doing.now)
        if clock.rule in doing.step.of
    ]
    for rule in doing.step.of:
        decided = next((each for each in kept if each.rule == rule), None)
        if decided is not None:
            deadlines.follow_clock(
                actor=doing.actor, clock=decided, when=event.value, happened_on=doing.happened_on, now=doing.now
            )
            continue
        # The decision was made while other rules held: what begins is the same, with nothing to name.
        for then in clocks.nearest(rule, doing.happened_on).follow_ons:
            if then.when is event:
                start_clock(
                    doing.actor, doing.case, doing.child, then.code, doing.happened_on, doing.case.ref, doing.now
                )


_OF_ASSESSMENT = {"advice": "not_given", "consultation": "no_answer"}
"""Kinds of matter that end with the assessment, and how: nobody waits for what can no longer change anything."""

_AFTER_ASSESSMENT = ("not_assessed", "no_plan", "maintained", *rules.ENDED)


def _leave_behind(doing: _Doing) -> None:
    """End what is no longer waited for: advice and consultations with the assessment, everything with the case."""
    case = doing.case
    if case.status not in _AFTER_ASSESSMENT:
        return
    rows = Matter.objects.filter(case=case, settled_on__isnull=True)
    if case.status not in rules.ENDED:
        rows = rows.filter(kind__in=_OF_ASSESSMENT)
    left = list(rows.select_for_update())
    for matter in left:
        matter.status = _OF_ASSESSMENT.get(matter.kind, matter.status)
        matter.settled_on, matter.version = max(doing.happened_on, matter.opened_on), matter.version + 1
        matter.save(update_fields=["status", "settled_on", "version"])
    refs = [matter.ref for matter in left] + ([case.ref] if case.status in rules.ENDED else [])
    for clock in dates.running_about(doing.actor, doing.child, refs, doing.now) if refs else ():
        deadlines.end_clock(actor=doing.actor, clock=clock, reason=doing.step.done, now=doing.now)


def _running(doing: _Doing, wanted: tuple[str, ...]) -> list[Clock]:
    found = dates.running_about(doing.actor, doing.child, doing.refs, doing.now)
    return [clock for clock in found if rules.ordinary(clock.rule) in wanted]


def _sentence(doing: _Doing) -> str:
    """The line in the chronology: what was done, and with whom."""
    whom = doing.matter.whom if doing.matter else doing.said.setting_name
    if doing.matter and not whom and doing.matter.kind == "advice":
        whom = dict(rules.ADVISERS).get(doing.matter.what, "")
    return f"{doing.step.done.removesuffix('.')}: {whom}." if whom else doing.step.done


def _sight(doing: _Doing) -> None:
    """The SEND team sees the child while the case lasts, and a while after a refusal; then no longer."""
    case, actor, now = doing.case, doing.actor, doing.now
    if case.status in rules.ENDED:
        children.end_grants(actor=actor, source=case.ref, child=doing.child, now=now)
    elif not case.is_live and doing.step.after:
        until = now + dt.timedelta(days=rules.SEEN_AFTER_REFUSAL_DAYS)
        children.end_grants(actor=actor, source=case.ref, child=doing.child, until_at=until, now=now)
    elif doing.step.follows in (clocks.Follows.CONCEDED, clocks.Follows.ORDERED):
        let_team_see(actor, case, doing.child, now)

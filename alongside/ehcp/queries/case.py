"""One child's EHC case: where it stands, what the law asks, its dates, what runs within it, the words of the plan."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from django.db.models import QuerySet
from django.http import Http404

from alongside.audit import trail
from alongside.children.access import Standing
from alongside.children.models import Child
from alongside.core import calendar, clocks
from alongside.core.actor import Actor
from alongside.core.strands import Strand
from alongside.deadlines import queries as dates
from alongside.ehcp import access, rules
from alongside.ehcp.models import Case, Edition, Matter, Recipient, Step
from alongside.ehcp.queries.detained import detained_part, recipients_of_child
from alongside.ehcp.queries.lines import (
    Act,
    CasePage,
    Mark,
    MatterLine,
    SectionLine,
    Summary,
    TakenStep,
    Weeks,
    Window,
    Words,
)
from alongside.partnerships import prepared


def case_or_404(child: Child, standing: Standing, ref: str, look: trail.Look) -> Case:
    """A case of the child. Http404 for "there is none" and "not yours to know" alike."""
    look.insist(child.ref)
    rows = access.cases_of(look.actor, child, standing).select_related("officer__user", "team__agency")
    case = rows.filter(ref=ref).first()
    if case is None:
        raise Http404
    case.child = child
    return case


def matter_or_404(child: Child, standing: Standing, ref: str, look: trail.Look) -> Matter:
    """Something that runs within a case of the child, with the case."""
    look.insist(child.ref)
    rows = access.matters_of(look.actor, child, standing).select_related("case__officer__user", "case__team__agency")
    matter = rows.filter(ref=ref).first()
    if matter is None:
        raise Http404
    matter.child = matter.case.child = child
    return matter


def newest_edition(case: Case, standing: Standing, look: trail.Look) -> Edition | None:
    """The words of the plan as they were last written. One query."""
    look.insist(case.child.ref)
    rows = access.editions_of(look.actor, case.child, standing).filter(case_id=case.pk)
    return rows.order_by("-number").first()


def case_page(child: Child, standing: Standing, look: trail.Look, now: dt.datetime) -> tuple[CasePage, ...]:
    """The child's cases, the live one first. The same number of queries whatever is in them."""
    look.insist(child.ref)
    actor = look.actor
    cases = list(
        access.cases_of(actor, child, standing)
        .select_related("officer__user", "team__agency", "setting")
        .order_by("-id")
    )
    if not cases:
        return ()
    lines = dates.dates_of(child, standing, look, now)
    matters = list(access.matters_of(actor, child, standing).select_related("agency").order_by("id"))
    steps = list(
        access.steps_of(actor, child, standing).select_related("taken_by__user", "matter").order_by("happened_on", "id")
    )
    editions = list(access.editions_of(actor, child, standing).select_related("written_by__user").order_by("number"))
    recipients = recipients_of_child(child, standing, look)
    today = calendar.london_date(now)
    pages = [
        _page(
            actor,
            case,
            standing,
            lines,
            [matter for matter in matters if matter.case_id == case.pk],
            [step for step in steps if step.case_id == case.pk],
            [edition for edition in editions if edition.case_id == case.pk],
            recipients,
            today,
        )
        for case in cases
    ]
    return tuple(sorted(pages, key=lambda page: not page.is_live))


def _page(
    actor: Actor,
    case: Case,
    standing: Standing,
    lines: tuple[dates.Line, ...],
    matters: list[Matter],
    steps: list[Step],
    editions: list[Edition],
    recipients: list[Recipient],
    today: dt.date,
) -> CasePage:
    state = rules.CASE.state(case.status)
    refs = {case.ref, *(matter.ref for matter in matters)}
    about = [line for line in lines if line.about in refs]
    running = tuple(line for line in about if line.is_running)
    of_case = tuple(line for line in about if line.about == case.ref)
    rows = tuple(_matter(actor, case, matter, standing, about) for matter in matters)
    words = [_words(edition, standing) for edition in editions]
    final = next((one for one in reversed(words) if one.status == Edition.Status.FINAL), None)
    newest = words[-1] if words and words[-1].status != Edition.Status.FINAL else None
    return CasePage(
        ref=case.ref,
        version=case.version,
        status=case.status,
        stage=_stage(case, rows),
        asks=state.asks,
        source=state.source,
        worker=state.worker,
        kind={kind.code: kind.title for kind in rules.KINDS}[case.kind],
        how=rules.opening(case.opened_how).done,
        asked_by=dict(rules.ASKED_BY).get(case.asked_by, ""),
        opened_on=case.opened_on,
        reviewed_on=case.reviewed_on,
        final_on=case.final_on,
        ended_on=case.ended_on,
        setting=case.setting_name,
        is_detained=case.is_detained and access.sees_detention(standing),
        is_live=case.is_live,
        officer=case.officer.user.name if case.officer else "",
        officer_phone=case.officer.user.phone if case.officer else "",
        team=case.team.name if case.team else "",
        team_phone=case.team.agency.phone if case.team else "",
        is_mine=case.officer_id == actor.membership_id,
        running=running,
        settled=tuple(line for line in about if not line.is_running),
        next=_headline(running),
        window=_window(steps, held=case.is_detained and access.sees_detention(standing)),
        acts=_acts(actor, case, standing, rules.CASE, case.status, running),
        matters=rows,
        steps=tuple(_taken(actor, case, standing, step) for step in reversed(steps)),
        words=final,
        draft=newest,
        may_keep=access.may_keep_case(actor, standing),
        may_take=access.may_take_case(actor, standing, case),
        weeks=_weeks(case, of_case, today),
        detained=detained_part(case, standing, recipients, today),
    )


_ANSWERS = ("ehc_advice_6w", "ehc_consult_setting_15d")


def _headline(running: Sequence[dates.Line]) -> dates.Line | None:
    """What comes next: the soonest that the authority itself must keep, before what others were asked for."""
    own = (line for line in running if rules.ordinary(line.rule) not in _ANSWERS)
    return next(own, None) or next(iter(running), None)


def _stage(case: Case, matters: tuple[MatterLine, ...]) -> str:
    """The state in words; of a plan in force, with the review that runs."""
    review = next((m for m in matters if m.is_open and m.kind in ("review", "amendment", "reassessment")), None)
    title = rules.CASE.state(case.status).title
    if case.status == Case.Status.MAINTAINED and review is not None:
        return f"{title}. {review.title}: {review.status[:1].lower()}{review.status[1:]}"
    return title


def _acts(
    actor: Actor,
    case: Case,
    standing: Standing,
    machine: rules.Machine,
    state: str,
    running: tuple[dates.Line, ...],
) -> tuple[Act, ...]:
    counted = {rules.ordinary(line.rule) for line in running}
    return tuple(
        Act(step.code, step.title, step.is_main)
        for step in machine.steps_from(state)
        if access.may_take_step(actor, standing, case, step)
        and (not step.needs or counted & set(step.needs))
        and not (step.code == "tell_of_detention" and case.is_detained)
        and not (step.code == "tell_of_release" and not case.is_detained)
        and not (step.of_detained and not case.is_detained)
    )


def _matter(actor: Actor, case: Case, matter: Matter, standing: Standing, lines: list[dates.Line]) -> MatterLine:
    machine = matter.machine
    state = machine.state(matter.status)
    due = tuple(line for line in lines if line.about == matter.ref and line.is_running)
    return MatterLine(
        ref=matter.ref,
        kind=matter.kind,
        title=title_of(matter),
        status="Taken back" if matter.is_taken_back else state.title,
        is_open=matter.is_open,
        opened_on=matter.opened_on,
        planned_on=matter.planned_on,
        settled_on=matter.settled_on,
        chased_on=matter.chased_on,
        asks=state.asks,
        due=due,
        acts=_acts(actor, case, standing, machine, matter.status, due) if matter.is_open else (),
    )


_WHAT = {
    "advice": dict(rules.ADVISERS),
    "phase_transfer": dict(rules.PHASES),
    "dispute": dict(rules.DECISIONS),
    "reassessment": dict(rules.ASKED_BY),
}


def title_of(matter: Matter) -> str:
    """What it is, in words: "Educational psychologist, Dr Lowe"; "Annual review"."""
    what = _WHAT.get(matter.kind, {}).get(matter.what, "")
    named = ", ".join(part for part in (what, matter.whom) if part)
    if matter.kind in ("advice", "consultation"):
        return named or matter.machine.title
    return f"{matter.machine.title}: {named[:1].lower()}{named[1:]}" if named else matter.machine.title


def _taken(actor: Actor, case: Case, standing: Standing, step: Step) -> TakenStep:
    back = step.taken_back_at
    return TakenStep(
        ref=step.ref,
        title=title_of_step(step),
        happened_on=step.happened_on,
        note=step.note,
        by=step.taken_by.user.name,
        taken_back_on=calendar.london_date(back) if back else None,
        taken_back_why=step.taken_back_why,
        may_take_back=bool(access.may_take_back_step(actor, standing, case, step)),
        may_correct_day=step.code == f"begun_{case.opened_how}"
        and bool(access.may_correct_beginning(actor, standing, case)),
    )


def title_of_step(step: Step) -> str:
    """What was done, in words, and with whom."""
    if step.before == "" and step.code.startswith("begun_"):
        return rules.opening(step.code.removeprefix("begun_")).done
    kind = step.matter.kind if step.matter and rules.CASE.step(step.code) is None else "case"
    found = rules.machine(kind).step(step.code)
    title = found.done if found else step.code
    whom = step.matter.whom or _WHAT.get(step.matter.kind, {}).get(step.matter.what, "") if step.matter else ""
    return f"{title.removesuffix('.')}: {whom}." if whom else title


def _window(steps: list[Step], *, held: bool) -> Window | None:
    """How long the family may appeal against the last decision that it can appeal against; while the child is held,
    of those decisions that can be appealed then."""
    standing_ones = (step for step in reversed(steps) if step.taken_back_at is None)
    decided = next((step for step in standing_ones if step.code in rules.APPEALABLE_STEPS), None)
    if decided is None:
        return None
    since = max((step.happened_on for step in steps if step.code == "tell_of_detention"), default=None)
    is_first = since is not None and decided.happened_on >= since
    if held and rules.why_no_appeal(rules.decision_of(decided.code), decided.happened_on, is_first_plan=is_first):
        return None
    answer = clocks.explain(clocks.nearest("tribunal_appeal_2m", decided.happened_on), decided.happened_on)
    return Window(answer.due, answer.why)


def _words(edition: Edition, standing: Standing) -> Words:
    sections = tuple(
        SectionLine(
            section.code,
            section.letter,
            section.title,
            getattr(edition, section.code) if standing.reads(section.strand) else None,
        )
        for section in rules.SECTIONS
    )
    return Words(edition.number, edition.status, edition.sent_on, edition.written_by.user.name, sections)


_ON_STRIP = ("ehc_decide_to_assess_6w", "ehc_refuse_to_issue_16w", "ehc_final_plan_20w")
_LENGTH = 20


def _weeks(case: Case, lines: tuple[dates.Line, ...], today: dt.date) -> Weeks | None:
    """The strip of twenty weeks, for a case that began with a request and has its first three limits."""
    shown = [line for line in lines if rules.ordinary(line.rule) in _ON_STRIP and line.started_on == case.opened_on]
    if not case.is_live or not any(line.is_running for line in shown):
        return None
    best: dict[str, dates.Line] = {}
    for line in shown:
        if line.rule not in best or line.is_running:
            best[rules.ordinary(line.rule)] = line
    marks = tuple(
        Mark(
            week=(line.due_on - line.started_on).days // 7,
            title=line.title,
            due_on=line.due_on,
            met_on=line.met_on,
            is_late=(line.met_on or today) > line.due_on,
        )
        for line in sorted(best.values(), key=lambda line: line.due_on)
        if line.is_running or line.met_on
    )
    gone = (today - case.opened_on).days
    return Weeks(_LENGTH, max(gone // 7, 0), gone, marks)


@prepared.question
def _latest(actor: Actor, child: Child, standing: Standing) -> QuerySet[Case]:
    rows = access.cases_of(actor, child, standing).select_related("officer__user", "team__agency")
    return rows.order_by("-id")[:1]


def child_summary(child: Child, standing: Standing, look: trail.Look, now: dt.datetime) -> Summary | None:
    """For the child's page: None for whoever does not read education. Two questions, and the dates of the child."""
    look.insist(child.ref)
    if not standing.reads(Strand.EDUCATION):
        return None
    case = next(iter(_latest(look.actor, child, standing)), None)
    may_begin = bool(access.may_begin_case(look.actor, standing))
    if case is None:
        return Summary("", "", False, None, "", "", "", "", False, "", may_begin)
    lines = dates.dates_of(child, standing, look, now)
    known = set(rules.tracked())
    running = [line for line in lines if line.is_running and line.rule in known]
    return Summary(
        ref=case.ref,
        stage=rules.CASE.state(case.status).title,
        is_live=case.is_live,
        next=_headline(running),
        officer=case.officer.user.name if case.officer else "",
        phone=(case.officer.user.phone if case.officer else "") or (case.team.agency.phone if case.team else ""),
        team=case.team.name if case.team else "",
        worker=rules.CASE.state(case.status).worker,
        is_detained=case.is_detained and access.sees_detention(standing),
        setting=case.setting_name,
        may_begin=may_begin and not case.is_live,
    )

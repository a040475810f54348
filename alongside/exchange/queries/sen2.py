"""The children of a SEN2 return, with the days of their cases: those whose case the reader keeps, and nobody else."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from django.db.models import Q

from alongside.audit import trail
from alongside.children import queries as children_queries
from alongside.children.models import Child
from alongside.children.rules import is_upn
from alongside.comparators import queries as comparators
from alongside.core.actor import Actor
from alongside.deadlines import queries as dates
from alongside.ehcp import rules as ehcp_rules
from alongside.exchange import access
from alongside.exchange.rules import sen2

SEN2_VIEWED = trail.sight(
    "exchange.return.viewed", "Somebody saw what is wrong with the SEN2 return of children they keep."
)
SEN2_TAKEN = trail.sight(
    "exchange.return.taken",
    "Somebody took the SEN2 return away, for the Department for Education.",
    trail.Verb.DISCLOSURE,
)


def sen2_return(actor: Actor, year: int, now: dt.datetime) -> trail.Untraced[sen2.Return]:
    """The return of a year for whoever keeps EHC cases. Seven queries, however many children there are."""
    area = comparators.area_of(actor.partnership_slug)
    first, _ = sen2.reported(year)
    census = sen2.census_day(year)
    cases = list(
        access.kept_cases(actor, now)
        .filter(opened_on__lte=census)
        .filter(Q(ended_on__isnull=True) | Q(ended_on__gte=first))
        .select_related("child")
        .order_by("child__family_name", "child__given_name", "child_id", "id")
    )
    ids = [case.pk for case in cases]
    children = {case.child_id for case in cases}
    steps: dict[int, dict[str, dt.date]] = defaultdict(dict)
    for step in access.kept_steps(actor, now).filter(case__in=ids, happened_on__lte=census).order_by("id"):
        steps[step.case_id][f"{step.matter_id or ''}{step.code}"] = step.happened_on
    held = _held(actor, now, children)
    matters: dict[int, list[Any]] = defaultdict(list)
    for matter in access.kept_matters(actor, now).filter(case__in=ids, opened_on__lte=census).order_by("id"):
        matters[matter.case_id].append(matter)
    excepted = dates.excused_about(actor, children, ("ehc_final_plan_20w", "ehc_detained_final_plan_20w"))
    phases = dates.due_about(actor, children, [code for code, _ in ehcp_rules.PHASES])
    codes = children_queries.postcodes(children)
    persons: dict[int, list[sen2.CaseOf]] = defaultdict(list)
    who: dict[int, Child] = {}
    for case in cases:
        who[case.child_id] = case.child
        persons[case.child_id].append(
            _case_of(case, steps[case.pk], matters[case.pk], held[case.child_id], excepted, phases, census)
        )
    found = sen2.Return(
        year,
        area,
        sen2.AUTHORITIES.get(area, ""),
        tuple(
            sen2.PersonOf(
                ref=child.ref,
                given=child.given_name,
                family=child.family_name,
                born_on=child.born_on,
                upn=child.upn,
                is_upn=is_upn(child.upn) if child.upn else False,
                postcode=codes.get(child.pk, ""),
                ethnic_group=child.ethnic_group,
                cases=tuple(persons[child.pk]),
            )
            for child in who.values()
        ),
    )
    return trail.Untraced(found, tuple(person.ref for person in found.persons))


def _held(actor: Actor, now: dt.datetime, children: Iterable[int]) -> dict[int, list[tuple[dt.date, str]]]:
    """When each child was detained and released, as the steps of their cases say it."""
    found: dict[int, list[tuple[dt.date, str]]] = defaultdict(list)
    rows = access.kept_steps(actor, now).filter(
        child__in=list(children), code__in=["tell_of_detention", "tell_of_release", "tell_of_release_elsewhere"]
    )
    for step in rows.order_by("happened_on", "id"):
        found[step.child_id].append((step.happened_on, step.code))
    return found


_PLANS = frozenset({"maintained", "ceasing", "to_cease"})


def _case_of(
    case: Any,
    steps: dict[str, dt.date],
    matters: list[Any],
    held: list[tuple[dt.date, str]],
    excepted: set[str],
    phases: dict[str, dt.date],
    census: dt.date,
) -> sen2.CaseOf:
    outcome, outcome_on = _first(
        steps,
        ("decide_to_assess", "Y"),
        ("concede_assessment", "Y"),
        ("decide_not_to_assess", "N"),
        ("withdraw_request", "W"),
    )
    assessed, assessed_on = _first(steps, ("decide_to_issue", "Y"), ("decide_no_plan", "N"))
    reviews = [
        matter for matter in matters if matter.kind == "review" and matter.status not in ("planned", "called_off")
    ]
    review = reviews[-1] if reviews else None
    decided = [
        day
        for matter in reviews
        for code in ("decide_to_keep", "decide_to_amend", "decide_to_end")
        if (day := steps.get(f"{matter.pk}{code}"))
    ]
    moves = [matter for matter in matters if matter.kind == "phase_transfer" and matter.status != "called_off"]
    disputes: dict[str, set[str]] = defaultdict(set)
    for matter in matters:
        if matter.kind == "dispute":
            about = {"not_to_assess": "request", "no_plan": "assessment"}.get(matter.what, "other")
            disputes[about] |= {kind for kind, code in _DISPUTES if f"{matter.pk}{code}" in steps}
    is_request = case.opened_how in ("request", "attention")
    before = [code for day, code in held if day <= case.opened_on]
    return sen2.CaseOf(
        ref=case.ref,
        is_request=is_request,
        opened_on=case.opened_on,
        asked_by=case.asked_by,
        was_detained=bool(before) and before[-1] == "tell_of_detention",
        outcome=outcome,
        outcome_on=outcome_on,
        request_mediation="mediation" in disputes["request"],
        request_tribunal="tribunal" in disputes["request"],
        assessed=assessed,
        assessed_on=assessed_on,
        assessment_mediation="mediation" in disputes["assessment"],
        assessment_tribunal="tribunal" in disputes["assessment"],
        other_mediation="mediation" in disputes["other"],
        other_tribunal="tribunal" in disputes["other"],
        is_excepted=case.ref in excepted,
        plan_on=case.final_on if case.final_on and case.final_on <= census else None,
        ceased_on=case.ended_on if case.status == "ceased" and case.ended_on and case.ended_on <= census else None,
        cease_reason=case.cease_reason if case.status == "ceased" else "",
        is_active=(case.status in _PLANS and (case.final_on is None or case.final_on <= census))
        or (case.status == "ceased" and bool(case.ended_on and case.ended_on > census)),
        review_meeting_on=review.planned_on if review and review.planned_on and review.planned_on <= census else None,
        review_outcome=sen2.REVIEW_OUTCOME.get(review.status, "") if review else "",
        review_decided_on=max(decided, default=None) or (None if is_request else case.reviewed_on),
        review_draft_on=steps.get(f"{review.pk}decide_to_amend") if review else None,
        phase_due_on=phases.get(moves[-1].ref) if moves else None,
        phase_final_on=steps.get(f"{moves[-1].pk}name_next_setting") if moves else None,
        setting=case.setting_name,
    )


_DISPUTES = (("mediation", "hold_mediation"), ("mediation", "want_mediation"), ("tribunal", "appeal"))


def _first(steps: dict[str, dt.date], *wanted: tuple[str, str]) -> tuple[str, dt.date | None]:
    """The outcome by the first of these steps that was taken, and its day."""
    return next(((letter, steps[code]) for code, letter in wanted if code in steps), ("", None))

"""The final plan of a detained child: to whom it has to go, that it went, and that it arrived."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping

from django.db.models import QuerySet

from alongside.audit import trail
from alongside.children import commands as children
from alongside.children.access import Standing
from alongside.children.models import Child
from alongside.core import calendar
from alongside.core.actor import Actor
from alongside.core.strands import Strand
from alongside.core.verdict import NotNow
from alongside.ehcp import access, rules
from alongside.ehcp.commands.cases import locked
from alongside.ehcp.models import Case, Edition, Recipient, Step
from alongside.partnerships import saving, wall

_MADE_FINAL = "send_final_plan"


def follow_step(actor: Actor, step: Step, case: Case, child: Child) -> None:
    """What a step that was taken means for them: a plan made final in detention is sent to six; after a release two of
    them no longer need it, and after the end of the case nobody."""
    if step.code == _MADE_FINAL and case.is_detained:
        _await(actor, step, case, child)
    elif step.code in access.OF_DETENTION and not case.is_detained:
        custody = [code for code, each in rules.RECIPIENTS.items() if each.custody]
        stand_down(_waiting(case).filter(code__in=custody), f"Released on {calendar.spoken(step.happened_on)}.")
    if case.status in rules.ENDED:
        stand_down(_waiting(case), step_words(step))


def step_words(step: Step) -> str:
    """Why nobody waits any more: what ended the case, with its day."""
    found = rules.CASE.step(step.code)
    return f"{found.done if found else 'The case ended.'} ({calendar.spoken(step.happened_on)})"


def _await(actor: Actor, step: Step, case: Case, child: Child) -> None:
    names_one = bool(case.setting_id or case.setting_name)
    saving.create_all(
        Recipient(
            partnership_id=actor.partnership_id,
            child=child,
            case=case,
            step=step,
            code=code,
            due_on=step.happened_on,
            **_state(code == "setting" and not names_one),
        )
        for code in rules.RECIPIENTS
    )


def _state(is_not_needed: bool) -> dict[str, str]:
    if not is_not_needed:
        return {}
    return {"status": Recipient.Status.STOOD_DOWN, "note": "The plan names no school or college."}


def _waiting(case: Case) -> QuerySet[Recipient]:
    return Recipient.objects.filter(case=case, status=Recipient.Status.WAITING)


def stand_down(waiting: Iterable[Recipient], why: str) -> None:
    """Stop waiting for these, with a reason."""
    for row in waiting:
        _insist(row, Recipient.Status.STOOD_DOWN)
        row.status, row.note = Recipient.Status.STOOD_DOWN, why
        row.save(update_fields=["status", "note"])


def take_back(step: Step) -> None:
    """A final plan that was recorded in error goes to nobody else. What was sent stays in the ledger."""
    waiting = Recipient.objects.filter(step=step, status=Recipient.Status.WAITING)
    stand_down(waiting, "That the final plan was sent was entered in error.")


def insist_on_appeal(case: Case, decision: str, on: dt.date) -> None:
    """Raises NotNow where nobody can appeal against the decision, because the child is detained on that day."""
    if not case.is_detained:
        return
    steps = Step.objects.filter(case=case, taken_back_at__isnull=True)
    held = steps.filter(code="tell_of_detention").order_by("-id").first()
    if held is None or on < held.happened_on:
        return
    is_first = case.final_on is not None and case.final_on >= held.happened_on
    why = rules.why_no_appeal(decision, on, is_first_plan=is_first)
    if why:
        raise NotNow(why)


def _insist(row: Recipient, wanted: str) -> None:
    if wanted not in rules.TRANSITIONS["Recipient"][row.status]:
        raise NotNow("This was written down already, or is no longer needed. Look at the page again.")


def _locked(actor: Actor, case: Case) -> dict[str, Recipient]:
    rows = wall.own(Recipient.objects.all(), actor).filter(case=case).order_by("id")
    return {row.ref: row for row in rows.select_for_update(of=("self",)).select_related("disclosure")}


@trail.command("ehcp.plan.sent_on", trail.Verb.DISCLOSURE)
def send_plan_on(
    *,
    actor: Actor,
    case: Case,
    people: Mapping[str, str],
    sent_on: dt.date,
    how: str,
    family: str,
    family_not_told_why: str = "",
    now: dt.datetime,
) -> list[Recipient]:
    """Write down to whom the final plan was sent: by reference of a recipient the person, "" where only the office.

    Each stands in the child's sharing ledger with its law. ``family`` is one of ``Disclosure.Told``. Raises NotNow for
    one that does not wait, and for a day before the plan was final, or ahead.
    """
    row, child, standing = locked(actor, case, now)
    found = _locked(actor, row)
    waiting = {ref: each for ref, each in found.items() if each.status == Recipient.Status.WAITING}
    access.may_send_plan_on(actor, standing, waiting).or_raise()
    if not people:
        raise NotNow("Choose to whom you have sent it.")
    strands = _strands(row, standing)
    done = []
    for ref, person in people.items():
        each = waiting.get(ref)
        if each is None:
            raise NotNow("This was written down already, or is no longer needed. Look at the page again.")
        if sent_on > calendar.london_date(now) or sent_on < each.due_on:
            raise NotNow(
                f"It was made final on {calendar.spoken(each.due_on)}: it was sent then or later. Check the day."
            )
        _insist(each, Recipient.Status.SENT)
        office = row.setting_name if each.code == "setting" and row.setting_name else each.of_rule.title
        each.disclosure = children.share(
            actor=actor,
            child=child,
            what="The final EHC plan",
            strands=strands,
            to_whom=f"{person.strip()}, {_low(office)}" if person.strip() else office,
            to_agency=row.setting if each.code == "setting" else None,
            about=[row.ref, each.ref],
            purpose=each.of_rule.purpose.format(name=child.first_called),
            gateway=rules.RECIPIENTS_GATEWAY,
            how=how,
            checked="checked",
            told=family,
            told_on=sent_on if family == "told" else None,
            not_told_why=family_not_told_why,
            now=now,
        )
        each.status, each.sent_on = Recipient.Status.SENT, sent_on
        each.save(update_fields=["status", "sent_on", "disclosure"])
        done.append(each)
    trail.record(
        actor,
        "ehcp.plan.sent_on",
        about=[child.ref, row.ref, *(each.ref for each in done)],
        now=now,
        detail={"whom": sorted(each.code for each in done), "on": sent_on.isoformat()},
    )
    return done


def _low(office: str) -> str:
    return f"the {office[4:]}" if office.startswith("The ") else office


def _strands(case: Case, standing: Standing) -> tuple[Strand, ...]:
    """Parts of the record from which the sections of the final plan come, of those that the reader reads."""
    final = Edition.objects.filter(case=case, status=Edition.Status.FINAL).first()
    written = {each.strand for each in rules.SECTIONS if final is not None and getattr(final, each.code)}
    return tuple(
        strand for strand in Strand if strand is Strand.EDUCATION or (strand in written and standing.reads(strand))
    )


@trail.command("ehcp.plan.received")
def record_plan_receipt(*, actor: Actor, recipient: Recipient, received_on: dt.date, now: dt.datetime) -> Recipient:
    """Write down that somebody to whom the final plan was sent confirmed that they have it."""
    row, child, standing = locked(actor, recipient.case, now)
    access.may_keep_case(actor, standing).or_raise()
    each = _locked(actor, row)[recipient.ref]
    if each.disclosure is None or each.sent_on is None:
        raise NotNow("It has to be sent before anybody can have received it.")
    if received_on > calendar.london_date(now) or received_on < each.sent_on:
        raise NotNow("It arrived on the day it was sent or later, and not in the future. Check the day.")
    children.record_receipt(actor=actor, disclosure=each.disclosure, received_on=received_on, now=now)
    trail.record(actor, "ehcp.plan.received", about=[child.ref, row.ref, each.ref], now=now)
    return each


@trail.command("ehcp.recipient.stood_down")
def stand_down_recipient(*, actor: Actor, recipient: Recipient, reason: str, now: dt.datetime) -> Recipient:
    """Say why the final plan need not go to one of the six: it stays in sight, and nobody waits for it."""
    row, child, standing = locked(actor, recipient.case, now)
    access.may_keep_case(actor, standing).or_raise()
    each = _locked(actor, row)[recipient.ref]
    if not reason.strip():
        raise NotNow("Say why it is not needed.")
    stand_down([each], reason.strip())
    trail.record(actor, "ehcp.recipient.stood_down", about=[child.ref, row.ref, each.ref], now=now, reason=reason)
    return each

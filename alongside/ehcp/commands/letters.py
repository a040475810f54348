"""Letters of a case: begun from a wording, written, sent, set aside; and a partnership's own wordings."""

from __future__ import annotations

import datetime as dt

from alongside.audit import trail
from alongside.children import access as child_access
from alongside.children import commands as children
from alongside.children import queries as children_queries
from alongside.children.access import Standing
from alongside.children.models import Child
from alongside.core import calendar
from alongside.core.actor import Actor
from alongside.core.strands import Strand
from alongside.core.verdict import Changed, NotNow
from alongside.ehcp import access, queries
from alongside.ehcp.models import Case, Letter, Step, Wording
from alongside.ehcp.rules import letters as letter_rules
from alongside.partnerships import prepared, wall

ALTERED = "Somebody else wrote this letter while you had it open. Look at both, then save what is right."


@trail.command("ehcp.letter.begun", trail.Verb.COLLECTION)
def begin_letter(*, actor: Actor, step: Step, code: str, look: trail.Look, now: dt.datetime) -> Letter:
    """Begin a letter about a step that was taken, in the partnership's words, with what the case says filled in.

    Raises NotNow for a letter that does not belong to the step, for a step that was taken back, and where the letter is
    being written already.
    """
    case, child, standing = _held_case(actor, step.case, now)
    access.may_keep_case(actor, standing).or_raise()
    held = wall.own(Step.objects.all(), actor).select_related("matter").get(pk=step.pk, case=case)
    rule = letter_rules.LETTER.get(code)
    if rule is None or rule.step != queries.named_step(held):
        raise NotNow("This letter does not belong to that step.")
    if held.taken_back_at is not None:
        raise NotNow("This step was taken back. There is nothing to write of it.")
    if Letter.objects.filter(case=case, step=held, code=code, status=Letter.Status.DRAFT).exists():
        raise NotNow("This letter is being written already. Go on with that one.")
    wording = queries.wording(actor.partnership_id, code)
    values = queries.letter_values(case, child, held, rule, look, now)
    row = Letter.objects.create(
        partnership_id=actor.partnership_id,
        child=child,
        case=case,
        step=held,
        code=code,
        # Under the rules for a detained child its words may tell that the child is held: a school is not to read that.
        strand=(Strand.PLAN if case.is_detained else Strand.EDUCATION).value,
        subject=letter_rules.filled(wording.subject, values),
        text=letter_rules.filled(wording.text, values),
        written_by_id=actor.membership_id,
        written_at=now,
    )
    trail.record(actor, "ehcp.letter.begun", about=[child.ref, case.ref, row.ref], now=now, detail={"letter": code})
    return row


@trail.command("ehcp.letter.written")
def write_letter(
    *, actor: Actor, letter: Letter, addressed_to: str, subject: str, text: str, version: int, now: dt.datetime
) -> Letter:
    """Write a letter that was not sent. Raises Changed where somebody else wrote since, NotNow for an address that is
    restricted: letters have more readers than it has."""
    row, child, _ = _held(actor, letter, now)
    written = {"addressed_to": addressed_to, "subject": subject, "text": text}
    if children_queries.names_restricted_address(child, *written.values()):
        raise NotNow(
            "An address of this child that stands in the letter is restricted, and others read the letter. Leave it"
            " out: write it on the envelope only."
        )
    if row.version != version:
        raise Changed(ALTERED, theirs={name: getattr(row, name) for name in written}, yours=written)
    for name, value in written.items():
        setattr(row, name, value)
    row.written_by_id, row.written_at, row.version = actor.membership_id, now, row.version + 1
    row.save(update_fields=[*written, "written_by", "written_at", "version"])
    trail.record(actor, "ehcp.letter.written", about=[child.ref, row.ref], now=now)
    return row


@trail.command("ehcp.letter.sent", trail.Verb.DISCLOSURE)
def send_letter(
    *,
    actor: Actor,
    letter: Letter,
    sent_on: dt.date,
    how: str,
    family: str,
    family_why: str = "",
    gateway: str,
    version: int,
    now: dt.datetime,
) -> Letter:
    """Write down that a letter went: it is altered no longer, and stands in the child's sharing ledger with its law.

    Raises NotNow where it says to nobody, where a gap of the wording is not filled, for a day before the step or ahead,
    and where it leaves out what the family may do about a decision, names another last day to appeal than follows from
    that day, or was begun before the child was detained or released; Changed for another version than was read over.
    """
    row, child, _ = _held(actor, letter, now)
    if row.version != version:
        raise Changed(ALTERED, theirs={"version": str(row.version)}, yours={"version": str(version)})
    lacks = queries.lacks_of(row)
    if lacks:
        raise NotNow(lacks[0])
    step = Step.objects.get(pk=row.step_id)
    if sent_on > calendar.london_date(now):
        raise NotNow("The day is in the future. Record it once it has gone.")
    if sent_on < step.happened_on:
        raise NotNow(f"It tells of what was done on {calendar.spoken(step.happened_on)}: it went then or later.")
    _insist_on_rights(row, sent_on)
    line = children.share(
        actor=actor,
        child=child,
        what=f"A letter: {row.of_rule.title}",
        strands={Strand(row.strand)},
        to_whom=row.addressed_to.strip().splitlines()[0],
        to_agency=row.case.setting if row.of_rule.to == letter_rules.SETTING else None,
        about=[row.case.ref, row.ref],
        purpose="So that those whom the law names know what was decided, and what they can do",
        gateway=gateway,
        how=how,
        checked="checked",
        told=family,
        told_on=sent_on if family == "told" else None,
        not_told_why=family_why if family == "not_told" else "",
        now=now,
    )
    row.status, row.sent_on, row.sent_by_id = Letter.Status.SENT, sent_on, actor.membership_id
    row.disclosure_ref, row.version = line.ref, row.version + 1
    row.save(update_fields=["status", "sent_on", "sent_by", "disclosure_ref", "version"])
    trail.record(
        actor,
        "ehcp.letter.sent",
        about=[child.ref, row.case.ref, row.ref, line.ref],
        now=now,
        detail={"letter": row.code, "gateway": gateway},
    )
    return row


def _insist_on_rights(row: Letter, sent_on: dt.date) -> None:
    """Raises NotNow where a letter that tells of a decision does not say what the family may do about it."""
    if not row.of_rule.decisions:
        return
    held = queries.was_held(row.case, sent_on)
    if held != (row.strand == Strand.PLAN):
        began = "before" if held else "while"
        raise NotNow(
            f"This letter was begun {began} the child was detained, and other appeals hold now. Set it aside and begin"
            " it anew."
        )
    wrong = letter_rules.wrong_rights(row.of_rule, row.text, sent_on, held=held)
    if wrong:
        raise NotNow(wrong)


@trail.command("ehcp.letter.dropped")
def drop_letter(*, actor: Actor, letter: Letter, now: dt.datetime) -> Letter:
    """Set a letter aside that was not sent. It can be begun anew."""
    row, child, _ = _held(actor, letter, now)
    row.status, row.version = Letter.Status.DROPPED, row.version + 1
    row.save(update_fields=["status", "version"])
    trail.record(actor, "ehcp.letter.dropped", about=[child.ref, row.ref], now=now)
    return row


def drop_of(step: Step) -> None:
    """A step was taken back: what was being written of it is set aside. What was sent stays as it went."""
    Letter.objects.filter(partnership_id=step.partnership_id, step=step, status=Letter.Status.DRAFT).update(
        status=Letter.Status.DROPPED
    )


@trail.command("ehcp.wording.set")
def set_wording(*, actor: Actor, code: str, subject: str, text: str, now: dt.datetime) -> Wording:
    """Set a partnership's own words for a letter, for what is begun from now on. Earlier words stay to be read.

    Raises NotNow for a field that no letter can fill in, and says which ones it can; and for a decision without the
    appeal.
    """
    access.may_set_wordings(actor).or_raise()
    if code not in letter_rules.LETTER:
        raise NotNow("There is no such letter.")
    fault = letter_rules.why_not(subject, text) or letter_rules.why_no_appeal(letter_rules.LETTER[code], text)
    if fault:
        raise NotNow(fault)
    row = Wording.objects.create(
        partnership_id=actor.partnership_id,
        code=code,
        subject=subject,
        text=text,
        set_by_id=actor.membership_id,
        set_at=now,
    )
    trail.record(actor, "ehcp.wording.set", about=[], now=now, detail={"letter": code})
    return row


def _held_case(actor: Actor, case: Case, now: dt.datetime) -> tuple[Case, Child, Standing]:
    child = prepared.locked(actor.partnership_id, Child, case.child_id)
    row = prepared.locked(actor.partnership_id, Case, case.pk, "team", "officer__user", "setting")
    row.child = child
    return row, child, child_access.standing(actor, child, now)


def _held(actor: Actor, letter: Letter, now: dt.datetime) -> tuple[Letter, Child, Standing]:
    """The letter, held until the transaction ends, for whoever may alter it."""
    child = prepared.locked(actor.partnership_id, Child, letter.child_id)
    standing = child_access.standing(actor, child, now)
    row = prepared.locked(actor.partnership_id, Letter, letter.pk, "case__setting")
    access.may_alter_letter(actor, standing, row).or_raise()
    return row, child, standing

"""Letters of a case: which the law asks for, which were sent, what one says; and the wordings that they begin from."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import QuerySet
from django.http import Http404

from alongside.audit import trail
from alongside.children.access import Standing
from alongside.children.models import Child
from alongside.core import calendar
from alongside.core.actor import Actor
from alongside.core.clocks import Source
from alongside.deadlines import queries as dates
from alongside.ehcp import access, rules
from alongside.ehcp.models import Case, Letter, Step, Wording
from alongside.ehcp.queries.case import title_of_step
from alongside.ehcp.rules import letters as letter_rules
from alongside.partnerships import prepared, wall


@dataclass(frozen=True, slots=True)
class LetterLine:
    """A letter that belongs to a step: written, sent, or not begun yet (``ref`` is empty)."""

    ref: str
    code: str
    title: str
    to: str
    step_ref: str
    about: str
    source: Source
    status: str
    sent_on: dt.date | None
    addressed_to: str

    @property
    def is_sent(self) -> bool:
        """Whether it went."""
        return self.status == Letter.Status.SENT

    @property
    def is_draft(self) -> bool:
        """Whether it is being written."""
        return self.status == Letter.Status.DRAFT


@dataclass(frozen=True, slots=True)
class LetterPaper:
    """A letter as it is read over, printed and sent."""

    ref: str
    title: str
    to: str
    source: Source
    status: str
    status_title: str
    is_draft: bool
    addressed_to: str
    subject: str
    paragraphs: tuple[str, ...]
    about: str
    written_by: str
    sent_on: dt.date | None
    sent_by: str
    sender: tuple[str, ...]
    signed_by: tuple[str, ...]
    missing: tuple[str, ...]
    version: int


def named_step(step: Step) -> str:
    """A step that was taken, by what it is a step of: ``case.send_draft``, ``review.decide_to_keep``."""
    is_of_case = step.matter is None or rules.CASE.step(step.code) is not None
    return f"{'case' if is_of_case or step.matter is None else step.matter.kind}.{step.code}"


def letters_here(child: Child, standing: Standing, look: trail.Look) -> tuple[LetterLine, ...]:
    """Letters of the child's newest case: what was sent and is being written, and for whoever keeps the case what the
    law asks for that nobody has begun. The newest step first. Two queries."""
    look.insist(child.ref)
    actor = look.actor
    steps = [step for step in _steps(actor, child, standing) if step.taken_back_at is None]
    written: dict[tuple[int, str], Letter] = {}
    for row in _letters(actor, child, standing):
        written[row.step_id, row.code] = row
    may = access.may_keep_case(actor, standing)
    found = []
    for step in steps:
        for rule in letter_rules.letters_of(named_step(step)):
            letter = written.get((step.pk, rule.code))
            if letter is not None or (may and step.case.status not in rules.ENDED):
                found.append(_line(rule, step, letter))
    return tuple(found)


def _line(rule: letter_rules.Letter, step: Step, row: Letter | None) -> LetterLine:
    return LetterLine(
        ref=row.ref if row else "",
        code=rule.code,
        title=rule.title,
        to=letter_rules.TO[rule.to],
        step_ref=step.ref,
        about=f"{title_of_step(step).removesuffix('.')}, {calendar.spoken(step.happened_on)}",
        source=rule.source,
        status=row.status if row else "",
        sent_on=row.sent_on if row else None,
        addressed_to=_first_line(row.addressed_to) if row else "",
    )


def _first_line(addressed_to: str) -> str:
    return next(iter(addressed_to.strip().splitlines()), "")


@prepared.question
def _steps(actor: Actor, child: Child, standing: Standing) -> QuerySet[Step]:
    rows = access.steps_of(actor, child, standing).select_related("case", "matter")
    return rows.order_by("-happened_on", "-id")


@prepared.question
def _letters(actor: Actor, child: Child, standing: Standing) -> QuerySet[Letter]:
    rows = access.letters_of(actor, child, standing).exclude(status=Letter.Status.DROPPED)
    return rows.order_by("id")


def letter_or_404(child: Child, standing: Standing, ref: str, look: trail.Look) -> Letter:
    """A letter of the child, or 404 for none and for not theirs to read alike."""
    look.insist(child.ref)
    rows = access.letters_of(look.actor, child, standing).filter(ref=ref)
    row = rows.select_related("case__officer__user", "case__team__agency", "step__matter", "written_by__user").first()
    if row is None:
        raise Http404
    row.child = row.case.child = child
    return row


def letter_paper(row: Letter, standing: Standing, look: trail.Look) -> LetterPaper:
    """What the page and the paper of a letter show. Where the family lives is for those who write letters; others read
    to whom it went."""
    look.insist(row.child.ref)
    whole = bool(access.may_keep_case(look.actor, standing))
    rule, team, officer = row.of_rule, row.case.team, row.case.officer
    sender = (team.agency.name, team.name, team.agency.phone) if team else ()
    return LetterPaper(
        ref=row.ref,
        title=rule.title,
        to=letter_rules.TO[rule.to],
        source=rule.source,
        status=row.status,
        status_title=Letter.Status(row.status).label,
        is_draft=row.is_draft,
        addressed_to=row.addressed_to if whole else _first_line(row.addressed_to),
        subject=row.subject,
        paragraphs=letter_rules.paragraphs(row.text),
        about=f"{title_of_step(row.step).removesuffix('.')}, {calendar.spoken(row.step.happened_on)}",
        written_by=row.written_by.user.name,
        sent_on=row.sent_on,
        sent_by=row.sent_by.user.name if row.sent_by else "",
        sender=tuple(line for line in sender if line),
        signed_by=tuple(line for line in (officer.user.name, "SEND officer", officer.user.phone) if line)
        if officer
        else (),
        missing=lacks_of(row),
        version=row.version,
    )


def lacks_of(row: Letter) -> tuple[str, ...]:
    """What a letter needs before it can go, as sentences."""
    lacks = [] if row.addressed_to.strip() else ["Say to whom it goes."]
    lacks += [
        f"Something is still to be written: {gap.strip('[]')}" for gap in letter_rules.gaps(row.subject, row.text)
    ]
    return tuple(lacks)


def was_held(case: Case, on: dt.date) -> bool:
    """Whether the rules for a detained child held on a day, by the steps that tell of it; without one, as the case
    stands. One query."""
    told = Step.objects.filter(
        partnership_id=case.partnership_id, case=case, code__in=access.OF_DETENTION, taken_back_at__isnull=True
    )
    every = [(step.happened_on, step.code == "tell_of_detention") for step in told.order_by("happened_on", "id")]
    if not every:
        return case.is_detained
    before = [held for day, held in every if day <= on]
    # Before the first that was told it was the other way round.
    return before[-1] if before else not every[0][1]


def letter_values(
    case: Case, child: Child, step: Step, rule: letter_rules.Letter, look: trail.Look, now: dt.datetime
) -> dict[str, str]:
    """What each field of a wording says for this case. What is not known is a gap for the writer."""
    look.insist(child.ref)
    running = dates.running_about(look.actor, child, [case.ref], now)
    officer, held = case.officer, case.is_detained
    since = Step.objects.filter(case=case, code="tell_of_detention", taken_back_at__isnull=True).order_by("-id").first()
    is_first = held and since is not None and case.final_on is not None and case.final_on >= since.happened_on
    return {
        "child": child.called,
        "first_name": child.first_called,
        "day": calendar.spoken(step.happened_on),
        "next_date": calendar.spoken(running[0].due_on) if running else "[Write the next date here.]",
        "setting": case.setting_name or "[Write the school or college here.]",
        "appeal": letter_rules.appeal_words(
            rule, max(step.happened_on, calendar.london_date(now)), held=held, is_first_plan=is_first
        ),
        "officer": officer.user.name if officer else "[Write the officer’s name here.]",
        "phone": (officer.user.phone if officer else "") or "[Write a telephone number here.]",
        "team": case.team.name if case.team else "[Write the team here.]",
    }


# Wordings


@dataclass(frozen=True, slots=True)
class WordingText:
    """The words that a letter begins with."""

    subject: str
    text: str
    is_own: bool
    set_at: dt.datetime | None = None
    set_by: str = ""


@dataclass(frozen=True, slots=True)
class WordingLine:
    """A letter in the list of wordings."""

    code: str
    title: str
    to: str
    about: str
    is_own: bool
    set_at: dt.datetime | None


def wording(partnership_id: int, code: str) -> WordingText:
    """The words that hold now: the partnership's own, else ours. One query."""
    return wordings_of(partnership_id, code)[0]


def wordings_of(partnership_id: int, code: str) -> tuple[WordingText, ...]:
    """All words of a letter, those that hold now first, ours last. One query."""
    ours = letter_rules.LETTER[code]
    own = [
        WordingText(row.subject, row.text, True, row.set_at, row.set_by.user.name) for row in _own(partnership_id, code)
    ]
    return (*own, WordingText(ours.subject, ours.text, False))


@prepared.question
def _own(partnership_id: int, code: str) -> QuerySet[Wording]:
    rows = Wording.objects.filter(partnership_id=partnership_id, code=code)
    return rows.select_related("set_by__user").order_by("-id")


def wording_lines(actor: Actor) -> tuple[WordingLine, ...]:
    """Every letter with whether the partnership has words of its own. One query."""
    newest: dict[str, dt.datetime] = dict(_set_at(actor))
    return tuple(
        WordingLine(
            code=one.code,
            title=one.title,
            to=letter_rules.TO[one.to],
            about=_words_of(one.step),
            is_own=one.code in newest,
            set_at=newest.get(one.code),
        )
        for one in letter_rules.LETTERS
    )


@prepared.question
def _set_at(actor: Actor) -> QuerySet[Wording, tuple[str, dt.datetime]]:
    return wall.own(Wording.objects.all(), actor).order_by("id").values_list("code", "set_at")


def _words_of(step: str) -> str:
    of, _, code = step.partition(".")
    if code.startswith("begun_"):
        return rules.opening(code.removeprefix("begun_")).done
    found = rules.machine(of).step(code)
    assert found is not None, f"no step {step}"
    return found.done


def fields_of_wordings() -> Sequence[tuple[str, str]]:
    """Fields that a letter can fill in, with what each says."""
    return tuple(letter_rules.FIELDS.items())

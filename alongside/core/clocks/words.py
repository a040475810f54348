"""Why a date is that date, in whole sentences, and as the parts that a page or a program shows. No Django."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

from alongside.core import calendar, holidays
from alongside.core.clocks import counting
from alongside.core.clocks.counting import PLAIN, Context
from alongside.core.clocks.rule import Rule, Status
from alongside.core.clocks.wording import WEEKDAYS, Unit

_DAY = dt.timedelta(days=1)


def in_words(day: dt.date) -> str:
    """A date with its weekday: "Wednesday 21 May 2025"."""
    return f"{WEEKDAYS[day.weekday()]} {calendar.spoken(day)}"


def ordinal(number: int) -> str:
    """ "1st", "2nd", "3rd", "4th", "11th"."""
    ending = "th" if 10 <= number % 100 <= 20 else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{ending}"


@dataclass(frozen=True, slots=True)
class Why:
    """What the component "why this date?" opens."""

    rule: str
    source: str
    source_url: str
    started_on: dt.date
    counting: str
    exceptions: tuple[str, ...]
    status: str


@dataclass(frozen=True, slots=True)
class Answer:
    """A date and why it is that date.

    ``also`` is a later day that is named or accepted beside the strict one, with ``also_words`` on what it is.
    ``warnings`` are whole sentences on what is not certain about this very date.
    """

    rule: Rule
    start: dt.date
    due: dt.date
    counted: str
    steps: tuple[str, ...]
    also: dt.date | None = None
    also_words: str = ""
    warnings: tuple[str, ...] = ()

    @property
    def words(self) -> str:
        """The steps as one paragraph."""
        return " ".join(self.steps)

    @property
    def why(self) -> Why:
        """The same for the component."""
        return Why(
            rule=self.rule.sentence,
            source=self.rule.source.citation,
            source_url=self.rule.source.url,
            started_on=self.start,
            counting=" ".join((*self.steps, *self.warnings)),
            exceptions=tuple(excuse.words for excuse in self.rule.excuses) or ("Nothing in the rule.",),
            status=self.rule.status.value,
        )

    def as_json(self) -> dict[str, Any]:
        """For programs: dates as ISO 8601."""
        rule = self.rule
        return {
            "rule": rule.code,
            "start": self.start.isoformat(),
            "due": self.due.isoformat(),
            "counted": self.counted,
            "source": rule.source.citation,
            "status": rule.status.value,
            "steps": list(self.steps),
            "version": rule.version,
            "title": rule.title,
            "wording": rule.wording,
            "source_url": rule.source.url,
            "basis": rule.basis.value,
            "doubt": rule.doubt,
            "also_by": self.also.isoformat() if self.also else None,
            "also_by_means": self.also_words,
            "excuses": [excuse.words for excuse in rule.excuses],
            "warnings": list(self.warnings),
        }


def explain(rule: Rule, start: dt.date, context: Context = PLAIN) -> Answer:
    """The date of a rule from a start, and every step to it."""
    due = counting.due_on(rule, start, context)
    also = counting.also_by(rule, start, context)
    counted, steps = _counted(rule, start, due, context)
    also_words = _also_words(rule, also)
    return Answer(
        rule=rule,
        start=start,
        due=due,
        counted=counted,
        steps=(f"{rule.happened} {in_words(start)}.", *steps, *rule.notes, *((also_words,) if also_words else ())),
        also=also,
        also_words=also_words,
        warnings=tuple(_warnings(rule, start, due, context)),
    )


def _place(rule: Rule) -> str:
    return _start(rule.source.place or "our setting")


def _says(rule: Rule, one: str, many: str) -> str:
    """The place with its verb: "Regulation 13(2) gives", "Rules 12(2) and 20 give"."""
    place = _place(rule)
    return f"{place} {many if place.split()[0] in _MANY else one}"


_MANY = ("Regulations", "Rules", "Paragraphs", "Sections")


def _counted(rule: Rule, start: dt.date, due: dt.date, context: Context) -> tuple[str, list[str]]:
    how = rule.counting
    if how.unit is Unit.DATE:
        return _of_date(rule, start, due)
    if how.amount == 0:
        return "the same day", [f"{_says(rule, 'gives', 'give')} no time: it is done on the day itself."]
    gives = f"{_says(rule, 'gives', 'give')} {'at least ' if how.is_floor else ''}{how.length}."
    if rule.wording.startswith("on the "):
        gives = f"{_says(rule, 'says', 'say')} {rule.wording} {rule.event}."
    if how.backwards:
        days = (start - due).days
        counted = f"{how.length} back from the day of {rule.event}, which is not counted"
        ends = f"Counted back, {how.length} before is {in_words(due)}"
        return counted, [
            f"{_says(rule, 'asks', 'ask')} for it at least {how.length} before.",
            f"The day of {rule.event} is not counted.",
            f"{ends}." if how.unit is Unit.MONTHS else f"{days} days before is {in_words(due)}.",
        ]
    first = "is the first day" if how.start_counts else "is not counted"
    steps = [gives, f"The day of {rule.event} {first}."]
    if how.unit in (Unit.WORKING_DAYS, Unit.SCHOOL_DAYS):
        return _of_certain_days(rule, start, due, context, steps)
    if how.unit is Unit.MONTHS:
        return _of_months(rule, start, due, steps)
    days = (due - start).days
    if how.start_counts:
        counted = f"{days + 1} days, the day of {rule.event} being the first"
        return counted, [*steps, f"The {ordinal(days + 1)} day is {in_words(due)}."]
    counted = f"{days} days after the day of {rule.event}, which is not counted"
    return counted, [*steps, f"{days} days later is {in_words(due)}."]


def _of_months(rule: Rule, start: dt.date, due: dt.date, steps: list[str]) -> tuple[str, list[str]]:
    how = rule.counting
    corresponding = calendar.add_months(start, how.amount)
    has_none = corresponding.day != start.day
    if how.start_counts:
        ends = (
            f"{how.length} on there is no {ordinal(start.day)}, so the period ends with the month, on {in_words(due)}."
            if has_none
            else f"{how.length} on is {in_words(corresponding)}; the period ends the day before, on {in_words(due)}."
        )
        return f"a period of {how.length}, the day of {rule.event} being its first", [*steps, _start(ends)]
    end = corresponding
    ends = (
        f"{how.length} later has no {ordinal(start.day)}, so it is the last day of the month, {in_words(end)}."
        if has_none
        else f"The corresponding day {how.length} later is {in_words(end)}."
    )
    steps = [*steps, _start(ends)]
    if end != due:
        steps.append(f"The Tribunal still takes it on {in_words(due)}, the first working day that counts.")
    return f"{how.length} to the corresponding date, the day of {rule.event} not counted", steps


def _start(text: str) -> str:
    return text[:1].upper() + text[1:]


def _of_certain_days(
    rule: Rule, start: dt.date, due: dt.date, context: Context, steps: list[str]
) -> tuple[str, list[str]]:
    how = rule.counting
    skipped = _skipped(start, due, context)
    one = how.unit.value.removesuffix("s")
    if how.unit is Unit.WORKING_DAYS:
        left_out = "Saturdays and Sundays"
        left_out += f", and {skipped}, are not working days" if skipped else " are not working days"
    else:
        left_out = "Weekends, bank holidays and days outside term are not school days"
    counted = f"{how.length}, the day of {rule.event} " + ("being the first" if how.start_counts else "not counted")
    return counted, [*steps, f"{left_out}.", f"The {ordinal(how.amount)} {one} is {in_words(due)}."]


def _skipped(start: dt.date, due: dt.date, context: Context) -> str:
    """Bank holidays on weekdays from the start to the end, as a list in words."""
    named = [
        f"{name} ({calendar.spoken(day)})"
        for day, name in context.working.holidays.items()
        if start <= day <= due and day.weekday() < calendar.SATURDAY
    ]
    return named[0] if len(named) == 1 else ", ".join(named[:-1]) + f" and {named[-1]}" if named else ""


def _of_date(rule: Rule, start: dt.date, due: dt.date) -> tuple[str, list[str]]:
    how = rule.counting
    if how.weekday is not None:
        exact = any(year == start.year for year, _ in rule.exact)
        counted = "the day that was published" if exact else "the weekday that is fixed in the year"
        first = (
            f"For {start.year} another day than usual was published."
            if exact
            else f"{_says(rule, 'takes', 'take')} it {rule.wording} {rule.event}."
        )
        return counted, [first, f"In {start.year} that is {in_words(due)}."]
    named = due + _DAY if how.is_excluded else due
    counted = "a fixed date in the year"
    steps = [f"{_says(rule, 'says', 'say')} by {in_words(named)}."]
    if how.is_excluded:
        steps = [f"{_says(rule, 'says', 'say')} before {calendar.spoken(named)}."]
        counted = "the last day before a fixed date in the year"
        steps.append(f"The last day before it is {in_words(due)}.")
    return counted, steps


def _also_words(rule: Rule, also: dt.date | None) -> str:
    if also is None:
        return ""
    if rule.counting.is_excluded:
        return f"Guidance and the Ombudsman say by {in_words(also)}; the words of the law are kept as the target."
    return (
        f"The Tribunal still takes an appeal on {in_words(also)}, since the time ends on a day that is not counted;"
        " the earlier day is kept as the target."
    )


def _warnings(rule: Rule, start: dt.date, due: dt.date, context: Context) -> list[str]:
    found = []
    if rule.status is Status.UNCERTAIN:
        found.append(f"This rule is not certain: {rule.doubt}")
    if rule.status is Status.OURS:
        found.append(f"This is a setting of ours, not law: {rule.doubt}")
    if not rule.holds_on(start):
        until = f" to {calendar.spoken(rule.valid_to)}" if rule.valid_to else ""
        found.append(
            f"The rule was not in force on that day: it holds from {calendar.spoken(rule.valid_from)}{until}."
            " The date is what it would have given."
        )
    counts_holidays = rule.counting.unit in (Unit.WORKING_DAYS, Unit.SCHOOL_DAYS) or rule.roll is not None
    if counts_holidays and not holidays.is_published(max(start, due)):
        found.append(
            f"The bank holidays of {max(start, due).year} are not published here yet: those that the law fixes were"
            " taken."
        )
    if rule.counting.unit is Unit.SCHOOL_DAYS:
        unknown = context.school.unknown_between(start, due)
        if unknown:
            years = " and ".join(f"{year}/{(year + 1) % 100:02}" for year in unknown)
            found.append(
                f"No term dates are known for {years}: every working day was taken for a school day, so the true date"
                " is this one or later."
            )
    return found

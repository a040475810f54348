"""From a rule and a start to the day. Pure arithmetic on values; the words for it stand in ``words``. No Django."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field

from alongside.core import calendar, holidays
from alongside.core.clocks.rule import Roll, Rule
from alongside.core.clocks.school import SchoolDays
from alongside.core.clocks.wording import Counting, Unit

_DAY = dt.timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Context:
    """What counting needs besides the start: the nation whose holidays count, and the school days of the area."""

    nation: str = "england"
    school: SchoolDays = field(default_factory=SchoolDays)

    @property
    def working(self) -> calendar.WorkingDays:
        """Working days of the nation."""
        return holidays.working_days(self.nation)


PLAIN = Context()
"""England, and no term dates."""


def due_on(rule: Rule, start: dt.date, context: Context = PLAIN) -> dt.date:
    """The last day on which the rule is kept. It is never moved: an exception stands beside it.

    Raises ``calendar.OutsideKnownDays`` for working days before 1989 or after 2110.
    """
    counting = rule.counting
    if counting.unit is Unit.DATE:
        return _fixed(rule, start.year)
    end = _end(counting, start, context)
    return rolled(end, rule, context.working) if rule.takes_roll else end


def also_by(rule: Rule, start: dt.date, context: Context = PLAIN) -> dt.date | None:
    """The later day that is named or accepted beside the strict one, or None.

    For "before 31 March" it is 31 March, which guidance and the Ombudsman name. For an appeal whose time ends on a day
    that does not count it is the day on which the Tribunal still takes it.
    """
    if rule.counting.is_excluded:
        return due_on(rule, start, context) + _DAY
    if rule.roll is None or rule.takes_roll:
        return None
    due = due_on(rule, start, context)
    accepted = rolled(due, rule, context.working)
    return accepted if accepted != due else None


def _end(counting: Counting, start: dt.date, context: Context) -> dt.date:
    sign = -1 if counting.backwards else 1
    amount = sign * counting.amount
    if counting.unit is Unit.WORKING_DAYS:
        return context.working.add(start, counting.amount, start_counts=counting.start_counts)
    if counting.unit is Unit.SCHOOL_DAYS:
        return context.school.add(start, counting.amount, start_counts=counting.start_counts)
    if counting.unit is Unit.MONTHS:
        corresponding = calendar.add_months(start, amount)
        # A period that begins with the 31st and has no 31st to end before ends with the month itself.
        return corresponding - _DAY if counting.start_counts and corresponding.day == start.day else corresponding
    days = amount * 7 if counting.unit is Unit.WEEKS else amount
    return start + days * _DAY - (_DAY if counting.start_counts else 0 * _DAY)


def _fixed(rule: Rule, year: int) -> dt.date:
    counting = rule.counting
    for exact_year, day in rule.exact:
        if exact_year == year:
            return day
    if counting.weekday is not None:
        first = dt.date(year, counting.month, 1)
        return first + ((counting.weekday - first.weekday()) % 7 + 7 * (counting.amount - 1)) * _DAY
    named = dt.date(year, counting.month, counting.day)
    return named - _DAY if counting.is_excluded else named


def rolled(end: dt.date, rule: Rule, working: calendar.WorkingDays) -> dt.date:
    """The day on which an act is still in time when its limit ends on ``end``.

    Source: HESC Rules 2008, rule 12(2) (next working day) and (3)(a) (an appeal whose time ends from 25 December to
    1 January, or in August, is in time on the first working day after 1 January or 31 August).
    """
    if rule.roll is not Roll.TRIBUNAL:
        return end
    if end.month == 8:
        end = dt.date(end.year, 9, 1)
    elif (end.month, end.day) >= (12, 25):
        end = dt.date(end.year + 1, 1, 2)
    elif (end.month, end.day) == (1, 1):
        end = dt.date(end.year, 1, 2)
    return working.next_on_or_after(end)


def start_for(rule: Rule, due: dt.date, context: Context = PLAIN) -> dt.date | None:
    """The latest start from which the rule comes to this day, or None where none does: the way back.

    For a date in the year of the event it is the last day of that year.
    """
    counting = rule.counting
    if counting.unit is Unit.DATE:
        year = dt.date(due.year, 12, 31)
        return year if due_on(rule, year, context) == due else None
    per = {Unit.WEEKS: 7, Unit.MONTHS: 31}.get(counting.unit, 1)
    reach = counting.amount * per * (4 if counting.unit in (Unit.WORKING_DAYS, Unit.SCHOOL_DAYS) else 1) + 80
    latest, earliest = (due + reach * _DAY, due) if counting.backwards else (due, due - reach * _DAY)
    day = latest
    while day >= earliest:
        if due_on(rule, day, context) == due:
            return day
        day -= _DAY
    return None


def weeks_between(start: dt.date, end: dt.date) -> int:
    """Whole weeks from one day to another, as "the plan took 69 weeks" counts them. Negative backwards."""
    return (end - start).days // 7 if end >= start else -((start - end).days // 7)

"""Dates, ages, counts and shares as words, in London time and the GOV.UK style. Pure Python."""

from __future__ import annotations

from datetime import date, datetime
from zoneinfo import ZoneInfo

from markupsafe import Markup, escape

LONDON = ZoneInfo("Europe/London")
MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip


def london(moment: datetime) -> datetime:
    """The same moment on the clocks of London. A moment without a time zone is taken as London's own."""
    return moment.replace(tzinfo=LONDON) if moment.tzinfo is None else moment.astimezone(LONDON)


def _day(value: date | datetime) -> date:
    return london(value).date() if isinstance(value, datetime) else value


def date_words(value: date | datetime | None) -> str:
    """ "3 March 2026"; empty for None."""
    if value is None:
        return ""
    day = _day(value)
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def date_short(value: date | datetime | None) -> str:
    """ "3 Mar 2026", for narrow table columns; empty for None."""
    if value is None:
        return ""
    day = _day(value)
    return f"{day.day} {MONTHS[day.month - 1][:3]} {day.year}"


def weekday_date(value: date | datetime | None) -> str:
    """ "Tuesday 3 March 2026", for appointments and for what is due soon; empty for None."""
    if value is None:
        return ""
    return f"{_day(value):%A} {date_words(value)}"


def time_words(value: datetime | None) -> str:
    """ "4:05pm", "4pm", "midday" and "midnight", on the clocks of London; empty for None."""
    if value is None:
        return ""
    moment = london(value)
    if moment.minute == 0 and moment.hour in (0, 12):
        return "midday" if moment.hour else "midnight"
    minutes = f":{moment.minute:02d}" if moment.minute else ""
    return f"{moment.hour % 12 or 12}{minutes}{'am' if moment.hour < 12 else 'pm'}"


def datetime_words(value: datetime | None) -> str:
    """ "3 March 2026 at 4:05pm", on the clocks of London; empty for None."""
    return "" if value is None else f"{date_words(value)} at {time_words(value)}"


def age(born_on: date | None, on: date | datetime) -> int | None:
    """Whole years lived on a day; None when the date of birth is not known.

    A child born on 29 February is a year older on 1 March of a common year, as section 9 of the Family
    Law Reform Act 1969 counts: at the start of the anniversary, which that year does not have.
    """
    if born_on is None:
        return None
    day = _day(on)
    return day.year - born_on.year - ((day.month, day.day) < (born_on.month, born_on.day))


def days_until(due: date | datetime, today: date | datetime) -> int:
    """Calendar days from today to the date: 0 when due today, negative when late."""
    return (_day(due) - _day(today)).days


def plural(count: int, one: str, many: str | None = None) -> str:
    """ "1 child", "2 children": the count with the right word (adds an s when no plural is given)."""
    return f"{count:,} {one if count == 1 else many or one + 's'}"


def due_words(due: date | datetime, today: date | datetime) -> str:
    """How near a date is: "due today", "due tomorrow", "3 days left", "2 days late"."""
    left = days_until(due, today)
    if left == 0:
        return "due today"
    if left == 1:
        return "due tomorrow"
    return f"{plural(left, 'day')} left" if left > 0 else f"{plural(-left, 'day')} late"


def percent(share: float | None, places: int = 0) -> str:
    """A share between 0 and 1 as "31%"; "not known" for None (a share of nothing)."""
    return "not known" if share is None else f"{share * 100:.{places}f}%"


def lines(text: str | None) -> Markup:
    """Typed text as paragraphs: a blank line starts a new one, a single line end stays; everything escaped."""
    blocks = [block.strip() for block in (text or "").replace("\r\n", "\n").split("\n\n")]
    return Markup("").join(
        Markup('<p class="govuk-body">{}</p>').format(Markup("<br>").join(escape(line) for line in block.split("\n")))
        for block in blocks
        if block
    )

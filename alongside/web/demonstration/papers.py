"""Files in the records: a few letters, reports and drawings, one of them in the wrong record."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from random import Random
from typing import TYPE_CHECKING

from alongside.children import commands as children
from alongside.core import calendar
from alongside.core.strands import Strand
from alongside.documents import files
from alongside.web.demonstration.life import Area, Story

if TYPE_CHECKING:
    from alongside.web.demonstration.cases import Case

HOW_MANY = 14
"""Documents in an area in the last months."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """A document: what it is, of which part, what it is called, and what stands on it."""

    kind: str
    strand: Strand
    title: str
    lines: tuple[str, ...]


SHEETS = (
    Sheet(
        "report",
        Strand.EDUCATION,
        "School report, autumn term",
        ("{name} reads well when it is quiet.", "Attendance 84%.", "Next: a place to sit near the door."),
    ),
    Sheet(
        "letter",
        Strand.PLAN,
        "Letter from the boxing club",
        ("{name} came every Tuesday.", "Helps the younger ones with their wraps."),
    ),
    Sheet(
        "own_work",
        Strand.IDENTITY,
        "What a good day looks like, a drawing",
        ("[A drawing of a kitchen, a dog and two chairs.]",),
    ),
    Sheet(
        "minutes",
        Strand.PLAN,
        "Notes of the meeting at school",
        ("Who was there: {name}, the family, head of year.", "Agreed: a quiet start at 9.15 until half term."),
    ),
    Sheet(
        "form",
        Strand.PLAN,
        "Agreement to work together, signed",
        ("I know what this is about.", "I know that I can stop.", "Signed: {name}"),
    ),
    Sheet(
        "letter",
        Strand.JUSTICE,
        "Letter about the community resolution",
        ("To {name} and family.", "This letter says what was agreed and by when."),
    ),
)


def stories(area: Area, cases: list[Case]) -> Iterator[Story]:
    """Documents put into records over the last months."""
    # Nothing is kept secret by it: the same papers must come each time, whatever else changes in the demonstration.
    random = Random(f"papers {area.place.slug}")  # noqa: S311
    for number in range(HOW_MANY):
        yield _put(area, cases, random, number, days_ago=3 + 8 * number)


def _put(area: Area, cases: list[Case], random: Random, number: int, *, days_ago: int) -> Story:
    now = yield area.days_ago(days_ago)
    found = [case for case in cases if case.worker and case.child and case.fate == "works" and case.is_rich]
    if not found:
        return
    case, sheet = random.choice(found), SHEETS[number % len(SHEETS)]
    lines = [case.who.fill(line) for line in sheet.lines]
    with area.acting(case.worker) as actor:
        document = children.record_document(
            actor=actor,
            child=case.found,
            paper=files.paper(f"scan-{number:04}.pdf", pdf(sheet.title, lines)),
            title=sheet.title,
            strand=sheet.strand,
            kind=sheet.kind,
            dated_on=calendar.london_date(now) - dt.timedelta(days=random.randrange(6)),
            now=now,
        )
    if number == 3:
        now = yield area.later(now, 1, 3)
        with area.acting(case.worker) as actor:
            children.withdraw_document(
                actor=actor, document=document, reason="These are the notes of another meeting.", now=now
            )


def pdf(title: str, lines: list[str]) -> bytes:
    """A page with a heading and lines of text: the smallest PDF that every program opens."""
    drawn = ["BT /F 20 Tf 60 760 Td", f"({_escaped(title)}) Tj", "/F 13 Tf"]
    drawn += [f"0 -30 Td ({_escaped(line)}) Tj" for line in lines]
    text = "\n".join([*drawn, "ET"]).encode("cp1252", "replace")
    parts = (
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        (
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 5 0 R"
            b" /Resources << /Font << /F 4 0 R >> >> >>"
        ),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(text), text),
    )
    made, places = b"%PDF-1.4\n", []
    for number, part in enumerate(parts, start=1):
        places.append(len(made))
        made += b"%d 0 obj\n%s\nendobj\n" % (number, part)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    end = b"trailer << /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (len(parts) + 1, len(made))
    return made + b"xref\n0 %d\n0000000000 65535 f \n" % (len(parts) + 1) + table + end


def _escaped(text: str) -> str:
    return text.replace("\\", "\\\\").replace("(", "\\(").replace(")", "\\)")

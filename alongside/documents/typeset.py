"""Typesetting: data in, PDF out. Tagged PDF/UA-1, in our own typefaces, with no network.

What people wrote reaches a template as JSON and is only ever shown as a string there, so that a name such as
``#import`` stays a name.
"""

from __future__ import annotations

import datetime as dt
import json
import unicodedata
from collections.abc import Mapping, Sequence
from functools import lru_cache
from importlib.util import find_spec
from pathlib import Path
from threading import Lock
from typing import Literal, NotRequired, TypedDict

import typst

from alongside.core import calendar

TEMPLATES = Path(__file__).parent / "typst"

TYPEFACES = ("fontpkg_atkinson_hyperlegible", "fontpkg_ibm_plex_sans", "fontpkg_ibm_plex_sans_arabic")
"""Installed packages that carry nothing but typefaces: letters made to be told apart by poor readers, and for what
those lack Greek, Cyrillic, Vietnamese and Arabic. All under the SIL Open Font Licence."""

# A compiler keeps its inputs between calls, so that two threads would print each other's data.
_ONE_AT_A_TIME = Lock()


class Step(TypedDict):
    """What an adult will do. ``by_when`` may be a date or words ("the end of term")."""

    who: str
    what: str
    by_when: NotRequired[str | dt.date]


class PlanForChild(TypedDict):
    """What ``plan_for_child`` shows. Lists may be empty; what does not fit on the page is cut from their ends."""

    title: str
    """Of the document, in its properties; no full name, since file lists show it."""
    name: str
    good_at: Sequence[str]
    want: Sequence[str]
    adults_will_do: Sequence[Step]
    work_with_me: Sequence[str]
    meet_again: str
    what_i_think: NotRequired[str]
    ask: NotRequired[str]
    """Whom to ask for a change, with a telephone number, as a sentence."""
    marking: NotRequired[str]
    """A word at the head of the page, such as "Demonstration"."""
    made_on: NotRequired[dt.date]


class Fact(TypedDict):
    """A label and what stands beside it."""

    label: str
    value: str | dt.date


class Section(TypedDict):
    """A part of a child's page. The caller has left out every strand that the reader may not see."""

    title: str
    lines: NotRequired[Sequence[str]]
    facts: NotRequired[Sequence[Fact]]
    quote: NotRequired[str]
    """The child's own words."""


class ChildPage(TypedDict):
    """One child in a pack; sections in the order in which they are printed: the child first."""

    name: str
    reference: str
    age: NotRequired[str]
    sections: Sequence[Section]


class Item(TypedDict):
    """A line of the agenda."""

    time: NotRequired[str]
    what: str
    who: NotRequired[str]


class Member(TypedDict):
    """Somebody who sits in the meeting."""

    name: str
    agency: str
    role: NotRequired[str]


class PanelPack(TypedDict):
    """What ``panel_pack`` shows: the agenda, then a page for each child."""

    title: str
    panel: str
    meeting_on: dt.date | str
    place: NotRequired[str]
    members: Sequence[Member]
    agenda: Sequence[Item]
    children: Sequence[ChildPage]
    marking: NotRequired[str]
    """Stands at the head of every page, such as "Demonstration" or how to handle the pack."""
    read_by: NotRequired[str]
    """Whose copy it is, at the foot of every page."""
    made_on: NotRequired[dt.date]


class Letter(TypedDict):
    """What ``letter`` shows. Paragraphs are plain text; a line that begins with "- " becomes a point of a list."""

    title: str
    sender: Sequence[str]
    recipient: Sequence[str]
    sent_on: dt.date | str
    greeting: str
    subject: str
    paragraphs: Sequence[str]
    sign_off: str
    signed_by: Sequence[str]
    reference: NotRequired[str]
    marking: NotRequired[str]
    made_on: NotRequired[dt.date]


class RequestSection(TypedDict):
    """A part of a request, in the order of the paper."""

    title: str
    paragraphs: Sequence[str]


class EhcRequest(TypedDict):
    """What ``ehc_request`` shows: a request for an EHC needs assessment. Paragraphs as those of a letter."""

    title: str
    sender: Sequence[str]
    recipient: Sequence[str]
    sent_on: dt.date | str
    reference: str
    subject: str
    facts: Sequence[Fact]
    why: str
    """Why it is made under this law, in words."""
    law: Sequence[str]
    """What the authority decides, and what follows."""
    sources: Sequence[str]
    sections: Sequence[RequestSection]
    left_out: NotRequired[Sequence[str]]
    """Parts of the record that this copy leaves out."""
    marking: NotRequired[str]
    made_on: NotRequired[dt.date]


class CannotTypeset(RuntimeError):
    """A document could not be made; the sentence says what to do. Never holds what the document would have said."""


def template_names() -> list[str]:
    """The documents that can be made."""
    return sorted(path.stem for path in TEMPLATES.glob("*.typ") if path.stem != "house")


def typeset(template_name: str, data: Mapping[str, object]) -> bytes:
    """The PDF of a document: tagged, with title and language, marked PDF/UA-1, the same bytes for the same data.

    ``data`` is one of the mappings above. Dates are written as "3 March 2026"; ``made_on`` also becomes the date of
    the file. Letters which our typefaces lack (an emoji, a script we do not carry) are taken from the machine's own
    typefaces; where those lack them too the mark for a missing letter stands in the page, and the file, though
    still tagged, does not claim PDF/UA.

    Raises ``CannotTypeset`` for an unknown template or data it cannot use.
    """
    if template_name not in template_names():
        raise CannotTypeset(
            f"There is no document called {template_name}. Choose one of {', '.join(template_names())}."
        )
    inputs = {"data": json.dumps(_plain(data), ensure_ascii=False)}
    failure = ""
    attempts: tuple[tuple[bool, Literal["ua-1"] | None], ...] = ((True, "ua-1"), (False, "ua-1"), (False, None))
    for own_faces_only, standard in attempts:
        try:
            with _ONE_AT_A_TIME:
                pdf = _compiler(own_faces_only).compile(
                    input=TEMPLATES / f"{template_name}.typ", sys_inputs=inputs, pdf_standards=standard, timestamp=0
                )
        except typst.TypstError as error:
            failure = str(error.message)
            if "could not be displayed" not in failure:
                # The message may quote the data, which is about a child: it goes no further than this.
                raise CannotTypeset(f"The document {template_name} could not be made from this data.") from None
        else:
            assert isinstance(pdf, bytes)
            return pdf
    raise CannotTypeset(f"The document {template_name} could not be made: a letter in it has no typeface.")


@lru_cache(maxsize=2)
def _compiler(own_faces_only: bool) -> typst.Compiler:
    faces = typst.Fonts(
        include_system_fonts=not own_faces_only,
        include_embedded_fonts=not own_faces_only,
        font_paths=[_folder_of(package) for package in TYPEFACES],
    )
    return typst.Compiler(root=TEMPLATES, font_paths=faces)


def _folder_of(package: str) -> Path:
    spec = find_spec(package)
    if spec is None or spec.origin is None:
        raise CannotTypeset(f"The typefaces of {package} are not installed. Run make setup.")
    return Path(spec.origin).parent / "files"


def _plain(value: object) -> object:
    """The data with dates in words and without characters that print nothing but confuse who reads or copies."""
    if isinstance(value, Mapping):
        made_on = value.get("made_on")
        extra = {"made_on_iso": made_on.isoformat()} if isinstance(made_on, dt.date) else {}
        return {str(key): _plain(inner) for key, inner in value.items()} | extra
    if isinstance(value, str):
        composed = unicodedata.normalize("NFC", value)
        return "".join(" " if _confuses(character) else character for character in composed)
    if isinstance(value, dt.datetime):
        return calendar.spoken(calendar.london_date(value))
    if isinstance(value, dt.date):
        return calendar.spoken(value)
    if isinstance(value, Sequence):
        return [_plain(inner) for inner in value]
    if value is None or isinstance(value, bool | int | float):
        return value
    raise CannotTypeset(f"A document holds words, numbers, dates and lists, not {type(value).__name__}.")


def _confuses(character: str) -> bool:
    """Control characters, and those that turn the direction of what follows; letters that join (ZWJ) are kept."""
    control = unicodedata.category(character) in ("Cc", "Cs", "Co") and character != "\n"
    return control or character in "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\ufeff"

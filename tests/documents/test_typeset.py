"""What is printed: read back from the file."""

from __future__ import annotations

import datetime as dt
import io
import json
import re
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pypdf import PdfReader

from alongside.documents import typeset
from alongside.documents.typeset import ChildPage, EhcRequest, Letter, PanelPack, PlanForChild

MADE_ON = dt.date(2026, 11, 22)

PLAN: PlanForChild = {
    "title": "My plan (C-7F3K2Q)",
    "name": "Łucja",
    "good_at": ["Drawing animals", "Making people laugh"],
    "want": ["To go back to school for maths"],
    "adults_will_do": [
        {"who": "Sam, my worker", "what": "Ring school about a quiet room", "by_when": dt.date(2026, 11, 27)},
        {"who": "Mr Okafor", "what": "Give me one timetable", "by_when": "the end of term"},
    ],
    "work_with_me": ["Tell me one thing at a time.", "Show me a picture."],
    "meet_again": "Thursday 3 December 2026 at 4pm.",
    "ask": "To change this plan, ring Sam on 01632 960123.",
    "made_on": MADE_ON,
}

CHILD: ChildPage = {
    "name": "Łukasz",
    "reference": "C-7F3K2Q",
    "age": "13 years old",
    "sections": [
        {"title": "In my words", "quote": "I want to go back to school."},
        {"title": "What helps", "lines": ["Say one thing at a time"]},
        {"title": "Why we talk about it", "facts": [{"label": "Received", "value": dt.date(2026, 11, 3)}]},
        {"title": "From police"},
    ],
}

PACK: PanelPack = {
    "title": "Joint Decision-Making Panel",
    "panel": "Joint Decision-Making Panel",
    "meeting_on": dt.date(2026, 11, 25),
    "place": "Room 2",
    "members": [{"name": "Dana Ford", "agency": "Constabulary", "role": "Core member"}],
    "agenda": [{"time": "10:00", "what": "Actions of last week", "who": "Lee Ahmed"}],
    "children": [CHILD, {"name": "Mo", "reference": "C-222222", "sections": []}],
    "marking": "Demonstration",
    "read_by": "Dana Ford",
    "made_on": MADE_ON,
}

LETTER: Letter = {
    "title": "A letter about your plan",
    "sender": ["Youth Justice Service", "Castle House"],
    "recipient": ["Mrs Anna Nowak", "12 High Street"],
    "sent_on": dt.date(2026, 11, 22),
    "greeting": "Dear Mrs Nowak",
    "subject": "What happens next",
    "paragraphs": ["We met on Tuesday.", "We agreed:\n- Sam will ring the school\n- We will meet again"],
    "sign_off": "Yours sincerely",
    "signed_by": ["Sam Hill"],
    "made_on": MADE_ON,
}

SHARED: Mapping[str, object] = {
    "title": "What we shared about me",
    "name": "Łucja",
    "lines": [{"on": dt.date(2026, 11, 20), "text": "We told the club about your plan.", "why": "You said yes."}],
    "made_on": MADE_ON,
}

LOOKED: Mapping[str, object] = {
    "title": "Who looked and what was shared",
    "reference": "C-7F3K2Q",
    "up_to": MADE_ON,
    "looks": [
        {"when": "20 November 2026", "who": "Sam Hill, CAMHS", "what": "Saw the page.", "why": "Allocated", "times": 3}
    ],
    "shared": [{"when": "20 November 2026", "who": "Club", "what": "We told the club.", "why": "You said yes."}],
    "left_out": 1,
    "grounds": ["It would tell of somebody else"],
    "is_cut": False,
    "made_on": MADE_ON,
}

REQUEST: EhcRequest = {
    "title": "R-7F3K2Q",
    "sender": ["Youth Justice Service", "Sam Hill"],
    "recipient": ["SEND team", "Reading", "the home authority"],
    "sent_on": dt.date(2026, 11, 22),
    "reference": "R-7F3K2Q",
    "subject": "Request for an assessment",
    "facts": [{"label": "About", "value": "Łucja Nowak"}, {"label": "Born", "value": dt.date(2011, 3, 2)}],
    "why": "Łucja is held at Wetherby.",
    "law": ["The home authority decides."],
    "sources": ["The Act, section 71(2)"],
    "sections": [{"title": "What helps", "paragraphs": ["Two things:", "- Give her time", "- Draw it"]}],
    "left_out": ["Health"],
    "marking": "Draft: not sent",
    "made_on": MADE_ON,
}

ALL: dict[str, Mapping[str, object]] = {
    "plan_for_child": PLAN,
    "panel_pack": PACK,
    "letter": LETTER,
    "ehc_request": REQUEST,
    "what_we_shared": SHARED,
    "who_looked": LOOKED,
}


def read(pdf: bytes) -> PdfReader:
    return PdfReader(io.BytesIO(pdf))


def text_of(pdf: bytes) -> str:
    text = " ".join(page.extract_text() for page in read(pdf).pages)
    # Where a long word may break stands a mark without width, which the reader puts into other words of the page too.
    return re.sub(r"\s+", " ", text.replace("\u200b", ""))


def smallest_type(pdf: bytes) -> float:
    sizes: list[float] = []
    for page in read(pdf).pages:
        page.extract_text(
            visitor_text=lambda text, _cm, _tm, _font, size: sizes.append(abs(size)) if text.strip() else None
        )
    return min(sizes)


def test_every_document_has_an_example_here() -> None:
    assert set(typeset.template_names()) == set(ALL)


@pytest.mark.parametrize("name", sorted(ALL))
def test_a_document_is_tagged_titled_and_marked_accessible(name: str) -> None:
    pdf = typeset.typeset(name, ALL[name])
    catalogue = read(pdf).trailer["/Root"].get_object()
    assert catalogue["/Lang"] == "en-GB"  # type: ignore[index]
    assert catalogue["/MarkInfo"]["/Marked"]  # type: ignore[index]
    assert "/StructTreeRoot" in catalogue  # type: ignore[operator]
    assert catalogue["/ViewerPreferences"]["/DisplayDocTitle"]  # type: ignore[index]
    information = read(pdf).metadata
    assert information is not None
    assert information.title == ALL[name]["title"]
    assert b"<pdfuaid:part>1</pdfuaid:part>" in pdf


@pytest.mark.parametrize("name", sorted(ALL))
def test_the_same_data_makes_the_same_file(name: str) -> None:
    assert typeset.typeset(name, ALL[name]) == typeset.typeset(name, ALL[name])


@pytest.mark.parametrize("name", sorted(ALL))
def test_every_word_that_went_in_comes_out(name: str) -> None:
    printed = text_of(typeset.typeset(name, ALL[name]))

    def check(value: object, key: str = "") -> None:
        if isinstance(value, Mapping):
            for inner_key, inner in value.items():
                if inner_key != "made_on" and (inner_key != "title" or name != "letter" or value is not LETTER):
                    check(inner, inner_key)
        elif isinstance(value, list):
            for inner in value:
                check(inner, key)
        elif isinstance(value, dt.date):
            assert f"{value.day} {value:%B %Y}" in printed
        elif isinstance(value, str) and not (key == "title" and name == "plan_for_child"):
            for line in value.split("\n"):
                assert line.removeprefix("- ") in printed

    check(ALL[name])


NASTY = [
    '#import "house.typ": *',
    '#read("/etc/passwd")',
    "$x^2$",
    "*bold* _thin_ `raw`",
    "\\ backslash \\u{41}",
    "= Heading",
    "- point",
    "<label> @reference",
    "// comment /* more */",
    "]] )) }} ;",
    "\"quoted\" 'single'",
    "https://example.invalid/a?b=c",
]


@pytest.mark.parametrize("nasty", NASTY)
def test_markup_in_what_people_wrote_stays_text(nasty: str) -> None:
    plan = text_of(typeset.typeset("plan_for_child", {**PLAN, "name": nasty, "want": [nasty], "title": nasty}))
    assert plan.count(nasty) == 2
    child = {**CHILD, "name": nasty, "sections": [{"title": nasty, "lines": [nasty], "quote": nasty}]}
    pack = text_of(typeset.typeset("panel_pack", {**PACK, "place": nasty, "children": [child]}))
    assert pack.count(nasty) == 5
    letter = text_of(typeset.typeset("letter", {**LETTER, "subject": nasty, "greeting": nasty}))
    assert letter.count(nasty) == 2


# The child's plan

WORDS = st.text(st.sampled_from("abcdefghij klmnop qrstuvwxyzŁżéПривет محمد#$*\\_<>@\n.,!?"), max_size=240)
STEPS = st.fixed_dictionaries({"who": WORDS, "what": WORDS, "by_when": WORDS})


@settings(deadline=None, max_examples=25)
@given(
    name=WORDS,
    good=st.lists(WORDS, max_size=12),
    want=st.lists(WORDS, max_size=12),
    steps=st.lists(STEPS, max_size=12),
    work=st.lists(WORDS, max_size=12),
    meeting=WORDS,
    thinks=st.text("what I think \n", max_size=3000),
)
def test_a_plan_is_one_page_whatever_is_in_it(
    name: str, good: list[str], want: list[str], steps: list[object], work: list[str], meeting: str, thinks: str
) -> None:
    pdf = typeset.typeset(
        "plan_for_child",
        {
            **PLAN,
            "name": name,
            "good_at": good,
            "want": want,
            "adults_will_do": steps,
            "work_with_me": work,
            "meet_again": meeting,
            "what_i_think": thinks,
        },
    )
    assert len(read(pdf).pages) == 1
    assert "What I think" in text_of(pdf)
    assert "I want it changed" in text_of(pdf)


def test_a_plan_too_full_for_its_page_says_that_there_is_more() -> None:
    lines = [f"Line {number} of something that matters to me and takes a while to say" for number in range(12)]
    pdf = typeset.typeset(
        "plan_for_child",
        {**PLAN, "good_at": lines, "want": lines, "work_with_me": lines, "adults_will_do": PLAN["adults_will_do"]},
    )
    assert len(read(pdf).pages) == 1
    assert text_of(pdf).count("And more in your full plan.") == 3
    assert "Line 0 of" in text_of(pdf)
    assert "01632 960123" in text_of(pdf)


def test_an_empty_plan_still_speaks_to_the_child() -> None:
    empty = {"title": "My plan", "name": "", "good_at": [], "want": [], "adults_will_do": [], "work_with_me": []}
    printed = text_of(typeset.typeset("plan_for_child", empty))
    for sentence in ("We will find out together.", "We will talk about this together.", "We will tell you soon."):
        assert sentence in printed
    assert "My name" not in printed


def test_nothing_on_a_plan_is_smaller_than_14_point() -> None:
    full = {
        **PLAN,
        "name": "Bartholomew " * 8,
        "want": ["something to say at length " * 5] * 9,
        "marking": "Demonstration",
    }
    assert smallest_type(typeset.typeset("plan_for_child", full)) >= 14


def test_a_letter_is_set_for_a_child_or_family_to_read() -> None:
    sizes = smallest_type(typeset.typeset("letter", {**LETTER, "sender": ["Service"], "recipient": []}))
    assert sizes >= 14


@pytest.mark.parametrize("name", ["Łucja Żółć", "Привет", "Ελλάδα", "Nguyễn Ōe", "Çelik İpek", "D’Arcy-Ó Súilleabháin"])
def test_names_in_many_alphabets_are_printed_in_our_own_typefaces(name: str) -> None:
    pdf = typeset.typeset("plan_for_child", {**PLAN, "name": name})
    assert name in text_of(pdf)
    assert b"pdfuaid:part" in pdf


def test_arabic_is_printed_in_our_own_typeface() -> None:
    pdf = typeset.typeset("plan_for_child", {**PLAN, "name": "محمد خان"})
    assert {"محمد", "خان"} <= set(text_of(pdf).split())
    assert b"pdfuaid:part" in pdf


def test_a_letter_that_no_typeface_has_never_stops_the_plan() -> None:
    pdf = typeset.typeset("plan_for_child", {**PLAN, "good_at": ["Football \u26bd", "Singing \U0001faa9 \ue123"]})
    assert len(read(pdf).pages) == 1
    assert "Football" in text_of(pdf)


def test_a_pack_holds_a_page_for_each_child_and_marks_every_page() -> None:
    pages = [page.extract_text() for page in read(typeset.typeset("panel_pack", PACK)).pages]
    assert len(pages) == 3
    assert all("Demonstration" in page and "Copy for Dana Ford" in page for page in pages)
    assert "C-7F3K2Q" in pages[1]
    assert "C-7F3K2Q" not in pages[0] + pages[2]
    assert "Nothing is written here yet." in pages[1]


def test_an_empty_pack_and_letter_are_still_documents() -> None:
    pack = {"title": "Panel", "panel": "Panel", "meeting_on": "", "members": [], "agenda": [], "children": []}
    assert "Nothing is on the agenda yet." in text_of(typeset.typeset("panel_pack", pack))
    letter = {key: [] if isinstance(value, list) else "" for key, value in LETTER.items()} | {"title": "Letter"}
    assert len(read(typeset.typeset("letter", letter)).pages) == 1


# What it refuses


def test_an_unknown_document_is_refused() -> None:
    with pytest.raises(typeset.CannotTypeset, match="no document called house"):
        typeset.typeset("house", {})
    with pytest.raises(typeset.CannotTypeset, match="no document called"):
        typeset.typeset("../typst/letter", {})


def test_a_refusal_never_repeats_what_was_written() -> None:
    with pytest.raises(typeset.CannotTypeset) as refusal:
        typeset.typeset("plan_for_child", {**PLAN, "good_at": "Kayleigh likes maths"} | {"want": 7})
    assert "Kayleigh" not in str(refusal.value)
    assert refusal.value.__cause__ is None


def test_only_plain_values_are_printed() -> None:
    with pytest.raises(typeset.CannotTypeset, match="not object"):
        typeset.typeset("letter", {**LETTER, "subject": object()})


def test_characters_that_turn_or_hide_what_follows_are_dropped() -> None:
    printed = text_of(typeset.typeset("letter", {**LETTER, "subject": "a\u202eb\u0007c\x00d"}))
    assert "a b c d" in printed


def test_two_at_once_never_print_each_others_data() -> None:
    def made(number: int) -> bool:
        printed = text_of(typeset.typeset("letter", {**LETTER, "subject": f"Subject {number} end"}))
        return re.findall(r"Subject (\d+) end", printed) == [str(number)]

    with ThreadPoolExecutor(8) as pool:
        assert all(pool.map(made, range(40)))


def test_data_reaches_the_template_as_json_only() -> None:
    plain = typeset._plain({"made_on": MADE_ON, "at": dt.datetime(2026, 7, 1, 23, 30, tzinfo=dt.UTC)})
    assert json.loads(json.dumps(plain)) == {
        "made_on": "22 November 2026",
        "made_on_iso": "2026-11-22",
        "at": "2 July 2026",
    }

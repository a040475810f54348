"""The child's record in Chromium, by keyboard and without scripts: axe finds nothing, and the pages fit a telephone."""

from __future__ import annotations

import datetime as dt
import os
from pathlib import Path
from typing import Any

import pytest

from alongside.children import commands
from alongside.children.models import Child, Person
from alongside.core.strands import Strand
from tests import axe, people
from tests.children import test_merging
from tests.children.makers import sign_in_browser
from tests.people import acting

pytestmark = [pytest.mark.usefixtures("database")]

PICTURES = os.environ.get("PICTURES", "")
"""A folder in which to leave pictures of the pages for somebody to look at; by default none are left."""


def check(page: Any, path: str, name: str) -> list[str]:
    """What axe finds on a page, and whether it needs sideways scrolling at 320 pixels."""
    answer = page.goto(path)
    assert answer.status == 200, (path, answer.status)
    faults = [f"{name}: {found}" for found in axe.violations(page)]
    if PICTURES:
        page.screenshot(path=Path(PICTURES) / f"{name}-1280.png", full_page=True)
        page.emulate_media(media="print")
        page.screenshot(path=Path(PICTURES) / f"{name}-print.png", full_page=True)
        page.emulate_media(media="screen")
    page.set_viewport_size({"width": 320, "height": 800})
    if page.evaluate("document.documentElement.scrollWidth") > 320:
        faults.append(f"{name}: wider than 320 pixels")
    if PICTURES:
        page.set_viewport_size({"width": 360, "height": 800})
        page.screenshot(path=Path(PICTURES) / f"{name}-360.png", full_page=True)
    page.set_viewport_size({"width": 1280, "height": 900})
    return faults


def a_child() -> Child:
    child = people.a_child("swindon", given="Zoë")
    people.grant("swindon", child, "practitioner", "allocated")
    return child


def a_family(child: Child) -> dict[str, Person]:
    """Twelve people, some through others, one restricted, one who has died."""
    now = dt.datetime.now(dt.UTC)
    found: dict[str, Person] = {}

    def add(key: str, name: str, kin: str, **more: Any) -> None:
        with acting("swindon", "practitioner", today=now.date()) as actor:
            about = commands.About(name=name, kin=kin, **more)
            found[key] = commands.record_person(actor=actor, child=child, about=about, now=now)

    add(
        "mum",
        "Mel Ashdown",
        "mother",
        relation="Mum",
        responsibility="yes",
        responsibility_basis="birth",
        lives_with="yes",
        phone="07700 900101",
        safe_to_contact="yes",
    )
    add("dad", "Bartholomew Featherstonehaugh-Cholmondeley", "father", responsibility="yes", safe_to_contact="ask")
    add("craig", "Craig Dean", "parents_partner", lives_with="yes", through=found["mum"])
    add("nan", "Bev Ashdown", "grandmother", relation="Nan", through=found["mum"], lives_with="some")
    add("grandad", "Ron Ashdown", "grandfather", has_died=True, through=found["mum"])
    add("leo", "Leo Ashdown", "brother", lives_with="yes", born_on=dt.date(2016, 5, 1))
    add("ada", "Ada Dean", "half_sibling", lives_with="yes", through=found["craig"], born_on=dt.date(2022, 1, 9))
    add("jez", "Jeremiah Ashdown", "aunt_uncle", relation="Uncle Jez", through=found["nan"])
    add("kit", "Kit Ashdown", "cousin", through=found["jez"])
    add("pat", "Pat Okonkwo", "mentor", relation="Boxing coach", phone="07700 900102")
    add("sam", "Sam Reed", "friend", relation="Best mate")
    add("rob", "Robert Quill", "guardian", responsibility="yes", is_restricted=True, safe_to_contact="no")
    return found


def test_who_the_child_is_reads_well(browser_page: Any) -> None:
    child = a_child()
    now = dt.datetime.now(dt.UTC)
    today = now.date()
    with acting("swindon", "practitioner", today=today) as actor:
        commands.edit_child(
            actor=actor,
            child=child,
            version=1,
            changes={
                "nhs_number": "9434765919",
                "ethnic_group": "M1",
                "former_names": "Zoë Featherstonehaugh-Cholmondeley",
                "strengths": "Draws comics\nKind to small children",
            },
            now=now,
        )
        commands.record_care(
            actor=actor, child=child, care="child_in_need", from_on=today - dt.timedelta(days=200), now=now
        )
        commands.record_care(
            actor=actor, child=child, care="looked_after", legal="V2", from_on=today, told_by="Social worker", now=now
        )
        commands.record_address(actor=actor, child=child, kind="home", lines="1 Old Road\nSwindon", now=now)
        commands.record_address(actor=actor, child=child, kind="placement", lines="9 Safe House", readers=[], now=now)
    browser_page.goto("/sign-in/")
    sign_in_browser(browser_page, "swindon", "practitioner")
    faults: list[str] = []
    for place in ("identity/", "identity/history/", "addresses/", "address/", "care-status/"):
        faults += check(browser_page, f"/children/{child.ref}/{place}", place.strip("/").replace("/", "-"))
    for topic in ("names", "birth", "language", "background"):
        faults += check(browser_page, f"/children/{child.ref}/identity/{topic}/", f"edit-{topic}")
    assert not faults, "\n".join(faults)
    browser_page.goto(f"/children/{child.ref}/addresses/")
    browser_page.emulate_media(media="print")
    assert browser_page.get_by_text("1 Old Road").locator("visible=true").count() == 1
    assert browser_page.get_by_text("9 Safe House").locator("visible=true").count() == 0


def test_the_family_is_drawn(browser_page: Any) -> None:
    child, alone = a_child(), people.a_child("swindon", given="Una")
    people.grant("swindon", alone, "practitioner", "allocated")
    family = a_family(child)
    browser_page.goto("/sign-in/")
    sign_in_browser(browser_page, "swindon", "practitioner")

    faults = check(browser_page, f"/children/{child.ref}/family/", "family")
    faults += check(browser_page, f"/children/{alone.ref}/family/", "family-empty")
    faults += check(browser_page, f"/children/{child.ref}/family-member/", "family-add")
    for topic in ("", "who", "responsibility", "contact", "join"):
        faults += check(
            browser_page,
            f"/children/{child.ref}/family/{family['mum'].ref}/{topic}/".replace("//", "/"),
            f"family-{topic}",
        )
    faults += check(browser_page, f"/children/{child.ref}/", "child")
    assert not faults, "\n".join(faults)

    browser_page.goto(f"/children/{child.ref}/family/")
    browser_page.emulate_media(media="print")
    assert browser_page.get_by_text("Robert Quill").locator("visible=true").count() == 0
    boxes = browser_page.evaluate(
        "[...document.querySelectorAll('.app-family--wide .app-family__one')].map(g => {"
        " const box = g.querySelector('.app-family__box').getBBox();"
        " return [...g.querySelectorAll('text')].every(t => t.getBBox().x + t.getBBox().width <= box.x + box.width"
        " && t.getBBox().y + t.getBBox().height <= box.y + box.height)})"
    )
    assert len(boxes) == 13
    assert all(boxes), "A word stands outside its box"


def test_one_entry_for_several_children(browser_page: Any) -> None:
    child, brother = a_child(), people.a_child("swindon", given="Idris", family=f"Ashdown-{'Featherstonehaugh' * 2}")
    people.grant("swindon", brother, "practitioner", "allocated")
    now = dt.datetime.now(dt.UTC)
    with acting("swindon", "practitioner", today=now.date()) as actor:
        source = commands.record_entry_for_several(
            actor=actor,
            children=[child, brother],
            happened_on=now.date(),
            strand=Strand.PLAN,
            kind="meeting",
            text="We made pancakes at home and the children planned the week.",
            own={child.ref: "She chose the music and asked for boxing on Thursdays."},
            now=now,
        )
    sign_in_browser(browser_page, "swindon", "practitioner")
    at = f"/children/{child.ref}/entry/several/"
    faults = check(browser_page, at, "several-choose")
    faults += check(browser_page, f"{at}?next=1", "several-none-chosen")
    faults += check(browser_page, f"{at}?with={brother.ref}", "several-write")
    faults += check(browser_page, f"{at}{source}/withdraw/", "several-withdraw")
    faults += check(browser_page, f"/children/{child.ref}/chronology/", "several-chronology")
    assert faults == []


def test_pages_that_read_two_records_hold_on_every_screen(browser_page: Any) -> None:
    kept, other = test_merging.both_at_work()
    test_merging.written_in_both(kept, other)
    test_merging.joined(kept, other)
    sign_in_browser(browser_page, "swindon", "practitioner")
    found = []
    for child, which in ((kept, "kept"), (other, "alias")):
        for part in ("", "family/", "needs/", "plan/", "network/"):
            path = f"/children/{child.ref}/{part}"
            found += check(browser_page, path, f"{which}-{part.strip('/') or 'child'}")
    assert not found, "\n".join(found)

"""The guide: its pictures can be made from the demonstration, and each of them is there and is shown.

``make guide`` makes them anew, from the whole demonstration with its fixed seed and date. Otherwise a seventh of it is
walked through without leaving anything, so that a page which the guide shows cannot go missing.
"""

from __future__ import annotations

import base64
import datetime as dt
import os
import re
from collections import Counter
from typing import Any

import pytest
import time_machine
from django.conf import settings as django_settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore

from alongside.children.models import Disclosure, Entry, Grant
from alongside.config import env
from alongside.core import calendar
from alongside.deadlines.models import Clock
from alongside.ehcp.models import Letter, Request
from alongside.exchange.models import EhcList
from alongside.panels.models import AgendaItem, Attendance
from alongside.partnerships import wall
from alongside.partnerships.models import AreaPartnership, Membership
from tests import browsers, demonstrations
from tests.demonstrations import DATE
from tests.guide.pictures import PICTURES, Picture, small

GUIDE = env.BASE_DIR / "docs" / "guide"
NOW = dt.datetime.combine(DATE, dt.time(9, 40), calendar.LONDON)
MAKES = os.environ.get("GUIDE", "") in ("1", "small")
WHOLE = os.environ.get("GUIDE", "") == "1"


def _shown() -> Counter[str]:
    pages = [*GUIDE.glob("*.md"), env.BASE_DIR / "README.md"]
    texts = [page.read_text(encoding="utf-8") for page in pages]
    return Counter(name for text in texts for name in re.findall(r"pictures/([a-z-]+)\.png", text))


def test_each_picture_is_there_and_is_shown() -> None:
    names = {picture.name for picture in PICTURES}

    assert set(_shown()) == names, "the guide shows what tests/guide/pictures.py makes: no more and no less"
    made = {path.stem for path in (GUIDE / "pictures").glob("*.png")}
    assert made == names, "make guide"


def test_pictures_are_small_and_say_what_they_show() -> None:
    for page in GUIDE.glob("*.md"):
        for words in re.findall(r"!\[(.*?)\]\(pictures/", page.read_text(encoding="utf-8")):
            assert len(words) > 20, f"{page.name}: say in words what the picture shows"
    large = {path.name: path.stat().st_size for path in (GUIDE / "pictures").glob("*.png")}
    assert {name: size for name, size in large.items() if size > 160_000} == {}


def test_links_of_the_guide_lead_somewhere() -> None:
    for page in [*GUIDE.glob("*.md"), env.BASE_DIR / "README.md"]:
        for target in re.findall(r"\]\((?!https?:)([^)#]+)\)", page.read_text(encoding="utf-8")):
            assert (page.parent / target).exists(), f"{page.name} leads to {target}"


@pytest.fixture
def told(request: pytest.FixtureRequest) -> None:
    """The database with the demonstration: all of it for pictures to keep, else a seventh."""
    if WHOLE:
        demonstrations.load(request.getfixturevalue("empty_database"))
    else:
        request.getfixturevalue("demonstration_database")


@pytest.mark.browser
@pytest.mark.usefixtures("told")
def test_every_picture_can_be_made(new_context: Any, settings: Any) -> None:
    settings.DEMONSTRATION = True
    with time_machine.travel(NOW, tick=True), browsers.served() as site:
        faults = []
        for picture in PICTURES:
            try:
                _take(picture, new_context, site)
            except AssertionError as fault:
                faults.append(str(fault).splitlines()[0])
    assert not faults


def _take(picture: Picture, new_context: Any, site: str) -> None:
    context = new_context(base_url=site, viewport={"width": picture.width, "height": picture.height})
    page = context.new_page()
    page.set_default_timeout(60_000)
    path = picture.path
    if picture.role:
        session, path = _sit_down(picture)
        context.add_cookies([{"name": django_settings.SESSION_COOKIE_NAME, "value": session, "url": site}])
    answer = page.goto(path)
    assert answer.status == 200, f"{picture.name}: {path} answers {answer.status}"
    if MAKES:
        # The page's own policy lets no script of ours in: colours are counted on an empty one.
        taken = page.screenshot(animations="disabled")
        beside = context.new_page()
        (GUIDE / "pictures").mkdir(exist_ok=True)
        (GUIDE / "pictures" / f"{picture.name}.png").write_bytes(small(beside, taken))
    context.close()


def _sit_down(picture: Picture) -> tuple[str, str]:
    """A session for somebody with the role who has most to see, and the address filled in with what they see."""
    area = AreaPartnership.objects.get(slug=picture.area)
    with wall.inside(area.pk):
        members = Membership.objects.filter(role=picture.role, specialism=picture.specialism).order_by("id")
        if picture.role == "practitioner":
            members = members.filter(pk=_busiest(members))
        meeting = None
        if "{meeting}" in picture.path or "{item}" in picture.path:
            asked = Attendance.objects.filter(meeting__status="released").order_by("meeting__meets_on", "id")
            if picture.role in ("police", "school"):
                asked = asked.filter(membership__role=picture.role, meeting__in=AgendaItem.objects.values("meeting"))
                seat = asked.select_related("meeting", "membership").first()
                assert seat is not None, f"{picture.name}: nobody is asked"
                meeting, members = seat.meeting, Membership.objects.filter(pk=seat.membership_id)
            else:
                first = asked.select_related("meeting").first()
                meeting = first.meeting if first else None
        if "{request}" in picture.path:
            members = Membership.objects.filter(pk=_request().sent_by_id)
        member = members.select_related("user").first()
        assert member is not None, picture.name
        words = {"meeting": meeting.ref if meeting else ""}
        if meeting is not None:
            items = AgendaItem.objects.filter(meeting=meeting, status="listed").order_by("position")
            words["item"] = getattr(items.first(), "ref", "")
        decided = AgendaItem.objects.filter(status="decided", meeting__series__kind="joint_decision_making")
        words["decided"] = getattr(decided.order_by("-meeting__meets_on", "position").first(), "ref", "")
        words |= _of_ehc(picture)
        words |= {"child": _child_of(member), "shared": _child_of(member, shared=True)}
        store = SessionStore()
        store[SESSION_KEY] = str(member.user_id)
        store[BACKEND_SESSION_KEY] = "django.contrib.auth.backends.ModelBackend"
        store[HASH_SESSION_KEY] = member.user.get_session_auth_hash()
        store["partnership_id"], store["membership_id"] = area.pk, member.pk
        store.create()
        return str(store.session_key), picture.path.format_map(words)


def _request() -> Request:
    """The request for an assessment that was sent last."""
    return Request.objects.select_related("child").filter(status="sent").latest("sent_at", "id")


def _of_ehc(picture: Picture) -> dict[str, str]:
    """Addresses of what the SEND officer's part of the guide shows, as far as the picture asks for them."""
    words = {}
    if "{request}" in picture.path:
        asked = _request()
        words["request"] = f"children/{asked.child.ref}/ehc/requests/{asked.ref}"
    if "{letter}" in picture.path:
        letter = Letter.objects.select_related("child").filter(status="sent", code__endswith="_family").earliest("id")
        words["letter"] = f"children/{letter.child.ref}/ehc/letters/{letter.ref}"
    if "{corrected}" in picture.path:
        # The day on which a case began was corrected: its first limit names the one that it takes the place of.
        rule = "ehc_decide_to_assess_6w"
        clock = Clock.objects.select_related("child").filter(rule=rule, follows__rule=rule).latest("id")
        words["corrected"] = f"children/{clock.child.ref}/dates/{clock.ref}"
    if "{list}" in picture.path:
        words["list"] = EhcList.objects.latest("id").ref
    return words


def _busiest(members: Any) -> int:
    """Whoever works with most children."""
    counted = Counter(
        Grant.objects.filter(membership__in=members, reason="allocated", until_at=None).values_list(
            "membership_id", flat=True
        )
    )
    return min(counted, key=lambda pk: (-(counted[pk] or 0), pk or 0)) or 0


def _child_of(member: Membership, *, shared: bool = False) -> str:
    """The child of this person's of whom there is most to tell."""
    mine = Grant.objects.filter(membership=member, reason="allocated", until_at=None).values("child_id")
    rows = Entry.objects.filter(child_id__in=mine)
    if shared:
        told = Disclosure.objects.filter(child_id__in=mine).values("child_id")
        rows = rows.filter(child_id__in=told) or rows
    counted = Counter(rows.values_list("child__ref", flat=True))
    return min(counted, key=lambda ref: (-counted[ref], ref)) if counted else ""


def test_a_small_picture_keeps_what_is_drawn(new_context: Any) -> None:
    page = new_context(viewport={"width": 60, "height": 40}).new_page()
    page.set_content("<body style='margin:0;background:rgb(0,80,80)'><p style='margin:0;background:white'>x")
    before = page.screenshot()

    after = small(page, before)

    page.set_content(f"<img src='data:image/png;base64,{base64.b64encode(after).decode()}'>")
    assert page.evaluate("[document.images[0].naturalWidth, document.images[0].naturalHeight]") == [60, 40]

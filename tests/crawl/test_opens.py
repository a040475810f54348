"""What a line of the chronology tells of opens for whoever reads the line: no link leads to a closed door."""

from __future__ import annotations

import re

import pytest
import time_machine
from django.test import Client

from alongside.children.queries.opens import OPENS
from tests import people
from tests.crawl import world as worlds
from tests.crawl.test_crawl import PERSON_OF

pytestmark = [pytest.mark.database_near]

LINK = re.compile(r'<a class="govuk-link" href="([^"]+)">Open<')


@pytest.mark.usefixtures("database")
def test_every_line_that_opens_something_opens_it() -> None:
    opened: dict[str, set[str]] = {}
    with time_machine.travel(worlds.MOMENT, tick=False):
        made = worlds.build()
        for key in PERSON_OF.values():
            client = Client()
            people.sign_in(client, "swindon", key)
            page = client.get(f"/children/{made.refs['A']['child']}/chronology/")
            found = set(LINK.findall(page.content.decode())) if page.status_code == 200 else set()
            closed = {path for path in found if not _opens(client, path)}
            assert not closed, f"{key} reads the line, and may not open {sorted(closed)}"
            opened[key] = found
    everything = " ".join(opened["practitioner"])
    for place in (
        "/screens/",
        "/supports/",
        "/plan/",
        "/needs/",
        "/custody/",
        "/ehc/",
        "/documents/",
        "/sharing/",
        "/referrals/",
        "/panel-items/",
        "/chronology/E-",
        "#involvements",
    ):
        assert place in everything, f"nothing opens {place}"
    assert "#outcomes" in " ".join(opened["police"])
    assert "#outcomes" not in everything
    for place in ("/custody/", "/referrals/", "/panel-items/", "#involvements"):
        assert place not in " ".join(opened["school"])
    # An answer to an offer of work is of its referral, which is the front door's and the worker's.
    assert "/referrals/" not in " ".join(opened["police"] | opened["specialist"])
    assert OPENS["Q"].reads == "health"


SECTIONS = {"involvements", "outcomes"}
"""Where a line leads to a part of the child's page."""


def _opens(client: Client, path: str) -> bool:
    page = client.get(path)
    at = path.partition("#")[2]
    return page.status_code == 200 and (at not in SECTIONS or f'id="{at}"' in page.content.decode())

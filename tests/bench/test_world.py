"""What `make bench` measures is there: a small world loads, and each page that is measured answers from it."""

from __future__ import annotations

import datetime as dt

from alongside.config import cluster
from tests.bench import pages, world
from tests.databases import Clone


def test_a_small_world_answers_every_page_that_is_measured(empty_database: Clone) -> None:
    with empty_database.connect(cluster.OWNER) as owner:
        world.load(owner, world.Size(partnerships=3, children=1_200), dt.datetime.now(dt.UTC).date())

    counted = {page.name: pages.statements(page) for page in pages.pages() if not page.name.startswith("bare")}

    assert {"my work", "child", "search", "list: referrals that wait", "list: my team's work", "board"} <= set(counted)
    assert {name: found["repeated"] for name, found in counted.items() if found["repeated"]} == {}

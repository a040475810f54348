"""Every URL x every role x (a grant that fits, no grant, another partnership): what nobody may see, nobody sees.

The second of the two walls is tried alone: once more for the other partnership with the filter of the application
switched off, so that only row security in the database stands between.
"""

from __future__ import annotations

import functools
import gc
import multiprocessing
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any
from unittest import mock

import pytest
import time_machine
from django.db import connections
from django.template import engines
from psycopg import sql

from alongside.accounts.roles import RoleCode
from alongside.config import cluster
from alongside.partnerships import wall
from tests import people
from tests.crawl import walk
from tests.crawl import world as worlds
from tests.crawl.pages import PAGES, Page, knows, shows
from tests.crawl.walk import Answer, Walker
from tests.databases import Clone

HOME, ELSEWHERE = "swindon", "hampshire"

PERSON_OF = {
    role: next(key for key, person in people.PEOPLE.items() if person[1] is role)
    for role in RoleCode
    if any(person[1] is role for person in people.PEOPLE.values())
}
"""One person in each role."""

GRANTED = "with a grant"
UNGRANTED = "without a grant"
MIXED = "another child's row under a child whom they see"
ROW_SECURITY = "another partnership, row security alone"
BOTH_WALLS = "another partnership"
NOBODY = "not signed in"

METHODS = ("GET", "POST")


@dataclass
class Findings:
    """What one part of the walk found wrong, said in sentences, and how much it asked."""

    wrong: list[str] = field(default_factory=list)
    statuses: Counter[int] = field(default_factory=Counter)
    seen: Counter[str] = field(default_factory=Counter)
    unfiltered: Counter[str] = field(default_factory=Counter)
    """Tables that were asked while the filter was off."""
    seconds: float = 0.0

    def expect(self, holds: bool, sentence: str) -> None:
        if not holds:
            self.wrong.append(sentence)

    def __add__(self, other: Findings) -> Findings:
        return Findings(
            self.wrong + other.wrong,
            self.statuses + other.statuses,
            self.seen + other.seen,
            self.unfiltered + other.unfiltered,
            self.seconds + other.seconds,
        )


class Crawl:
    """One person's walk over all pages; judges each answer."""

    def __init__(self, world: worlds.World, slug: str = "", key: str = "") -> None:
        self.world = world
        self.walker = Walker(slug, key)
        self.granted = worlds.readable(world, HOME, key) if slug == HOME else frozenset()
        self.parts: dict[str, Findings] = {}
        self.findings = Findings()
        self._last_status = 0
        self._unknown: dict[tuple[str, str], tuple[Any, ...]] = {}
        self._nothing = self._not_found()
        self._turn = list(PERSON_OF.values()).index(key) if key else 0

    def _not_found(self) -> tuple[Any, ...]:
        """What this person gets for a child of whom nobody has heard."""
        given = {"child_ref": walk.unknown(self.world.refs["A"]["child"])}
        return walk.comparable(self.walker.ask("GET", walk.address_of("web:child", given)), given)

    # Parts of the walk

    def part(self, name: str, run: Any) -> None:
        """Run a part and keep what it found under its name."""
        self.findings = self.parts[name] = Findings()
        begun = time.perf_counter()
        run()
        self.findings.seconds = time.perf_counter() - begun

    def everything_of_a(self) -> None:
        """Each page for the child whom everybody works with."""
        for view, page in PAGES.items():
            for method in self._methods(view):
                self.ask(method, view, given_of(page, self.world.refs["A"]))

    def references(self, groups: str) -> None:
        """Each page that takes a reference, with an existing one and with one that points at nothing."""
        for view, page in PAGES.items():
            for group in groups:
                if has(page, self.world.refs[group]):
                    for method in self._methods(view):
                        self.compare(method, view, page, group)

    def _methods(self, view: str) -> Iterator[str]:
        """GET, and then POST: by everybody where the page was found or cannot be got, else by a quarter of the roles.

        What a view loads it loads before it looks at the method; four roles for each page are enough to see that.
        """
        if has_method(view, "GET"):
            yield "GET"
            if self._last_status == 404 and not self._in_turn(view):
                return
        if has_method(view, "POST"):
            yield "POST"

    def bare_pages(self, methods: tuple[str, ...] = METHODS) -> None:
        """Each page that takes none."""
        for method in methods:
            for view, page in PAGES.items():
                if not page.takes and has_method(view, method):
                    self.ask(method, view, given_of(page, {}))

    def rows_of_another_child(self) -> None:
        """A child whom they see, and under it a row of a child whom they do not."""
        for view, page in PAGES.items():
            if "child_ref" not in page.takes or "ref" not in page.takes:
                continue
            mixed = {**given_of(page, self.world.refs["B"]), "child_ref": self.world.refs["A"]["child"]}
            nothing = {**mixed, "ref": walk.unknown(mixed["ref"])}
            for method in METHODS:
                if not has_method(view, method):
                    continue
                found = walk.comparable(self.ask(method, view, mixed), mixed)
                if found != self._nothing:
                    expected = walk.comparable(self.ask(method, view, nothing), nothing)
                    self.findings.expect(
                        found == expected, f"{self._who(method, view)}: {_difference(found, expected)}"
                    )

    def from_elsewhere(self) -> None:
        """Everything that may be asked from another partnership."""
        self.references("AQ")
        self.bare_pages()

    def with_both_walls(self) -> None:
        """The pages once more as they are in life. Whatever both walls let through, row security alone does too and
        was seen above: here all lists, and each page that takes a reference by four of the roles."""
        for method in METHODS:
            for view, page in PAGES.items():
                if has(page, self.world.refs["A"]) and has_method(view, method) and self._in_turn(view):
                    self.compare(method, view, page, "A")
        self.bare_pages(("GET",))

    def without_the_filter(self) -> None:
        """The same while the application's own filter returns all rows."""
        unfiltered = self.findings.unfiltered

        def everything(rows: Any, actor: Any) -> Any:
            unfiltered[rows.model.__name__] += 1
            return rows

        with mock.patch.object(wall, "own", everything):
            self.from_elsewhere()

    # One answer

    def _who(self, method: str, view: str) -> str:
        return f"{method} {view} as {self.walker}"

    def ask(self, method: str, view: str, given: dict[str, str]) -> Answer:
        """Ask for a page and judge what is wrong wherever it happens."""
        answer = self.walker.ask(method, walk.address_of(view, given))
        self.findings.statuses[answer.status] += 1
        self._last_status = answer.status
        who = self._who(method, view)
        self.findings.expect(answer.status < 500, f"{who}: status {answer.status}\n{answer.fault}")
        named = walk.named_addresses(answer)
        self.findings.expect(not named, f"{who}: a child's name stands in an address: {sorted(named)[:3]}")
        self._judge_tokens(who, view, answer)
        if answer.status in (403, 404) and self.walker.actor is not None and not walk.is_public(view):
            self._judge_trace(who, view, given, answer)
        return answer

    def _judge_tokens(self, who: str, view: str, answer: Answer) -> None:
        for group, strand, token in walk.canaries(answer.text + answer.location):
            self.findings.seen[f"{group}-{strand}"] += 1
            text = self.world.meanings.get(token, "")
            right = (group == "A" and strand in self.granted) or (
                self.walker.slug == HOME and shows(group, self.walker.key, view, strand, text)
            )
            self.findings.expect(right, f"{who}: shows {token} ({text})")

    def _judge_trace(self, who: str, view: str, given: dict[str, str], answer: Answer) -> None:
        if answer.traced is None:
            self.findings.wrong.append(f"{who}: {answer.status} left no trace of the refusal")
            return
        page, about = answer.traced
        wanted = {ref for keyword, ref in given.items() if keyword not in PAGES[view].plain}
        right = page == view and wanted <= set(about)
        self.findings.expect(right, f"{who}: the trace of the refusal says {page} {about}, not {view} {sorted(wanted)}")

    def compare(self, method: str, view: str, page: Page, group: str) -> None:
        """An existing reference that is not for this person, and one that points at nothing: alike to the byte."""
        given = given_of(page, self.world.refs[group])
        answer = self.ask(method, view, given)
        if self.walker.slug == HOME and (not page.protected or knows(group, self.walker.key, view)):
            return
        found = walk.comparable(answer, given)
        # Where an existing one is not found, a few roles are enough to see that neither is one that points at nothing.
        if found == self._nothing and not self._in_turn(view):
            return
        if (method, view) not in self._unknown:
            nothing = {**given, **{keyword: walk.unknown(given[keyword], keyword) for keyword in page.takes}}
            self._unknown[method, view] = walk.comparable(self.ask(method, view, nothing), nothing)
            self._last_status = answer.status
        expected = self._unknown[method, view]
        self.findings.expect(
            found == expected,
            f"{self._who(method, view)}: {_difference(found, expected)} tells an existing reference of {group} from an"
            " unknown one",
        )

    def _in_turn(self, view: str) -> bool:
        """A quarter of the pages for each role, and four roles for each page: for what need not be asked by all."""
        return (list(PAGES).index(view) + self._turn) % 4 == 0


def has_method(view: str, method: str) -> bool:
    """Whether the page answers the method with anything but 405, which is decided before any reference is read."""
    return method in walk.methods()[view]


def given_of(page: Page, refs: dict[str, str]) -> dict[str, str]:
    """What the address takes, from this group's references."""
    return {**{keyword: refs[kind] for keyword, kind in page.takes.items()}, **page.plain}


def has(page: Page, refs: dict[str, str]) -> bool:
    """Whether the group has what the address takes."""
    return bool(page.takes) and all(kind in refs for kind in page.takes.values())


def _difference(found: tuple[Any, ...], expected: tuple[Any, ...]) -> str:
    for name, one, other in zip(("status", "location", "type", "text", "trace"), found, expected, strict=True):
        if one != other:
            if name != "text":
                return f"the {name} ({one}, not {other})"
            lines = [(a, b) for a, b in zip(one.splitlines(), other.splitlines(), strict=False) if a != b]
            return f"the text ({lines[0] if lines else 'length'})"
    return "nothing"


def test_every_page_is_declared() -> None:
    there = dict(walk.addresses())
    missing = sorted(set(there) - set(PAGES))
    assert not missing, (
        f"The crawl does not know {', '.join(missing)}. Add each to PAGES in tests/crawl/pages.py with the kind of"
        " reference that its address takes; if the kind is new, make one in tests/crawl/world.py, with a token of its"
        " strand in every text."
    )
    gone = sorted(set(PAGES) - set(there))
    assert not gone, f"There is no page {', '.join(gone)} any more. Take it out of PAGES in tests/crawl/pages.py."
    wrong = [view for view, page in PAGES.items() if set(there[view]) != {*page.takes, *page.plain}]
    assert not wrong, (
        f"The addresses of {', '.join(wrong)} take other keywords than PAGES in tests/crawl/pages.py says."
    )


def test_every_role_is_crawled() -> None:
    assert set(PERSON_OF) == set(RoleCode), "Add a person in the new role to PEOPLE in tests/people.py."


def _walk(made: worlds.World, names: Sequence[str], person: tuple[str, str]) -> dict[str, Findings]:
    """Parts of one person's walk: in a process of its own, since the walk is long and there are two processors."""
    gc.set_threshold(100_000)
    crawl = Crawl(made, *person)
    parts = {
        GRANTED: crawl.everything_of_a,
        UNGRANTED: lambda: crawl.references("BQ"),
        MIXED: crawl.rows_of_another_child,
        ROW_SECURITY: crawl.without_the_filter,
        BOTH_WALLS: crawl.with_both_walls,
        NOBODY: crawl.from_elsewhere,
    }
    for name in names:
        if name != MIXED or crawl.granted:
            crawl.part(name, parts[name])
    return crawl.parts


@pytest.fixture(scope="module")
def world(shared_database: object) -> Iterator[worlds.World]:
    """Children, referrals and all that hangs on them, in both partnerships."""
    # Time stands still: a session that is a minute older would be written at every request.
    with time_machine.travel(worlds.MOMENT, tick=False):
        made = worlds.build()
        _compile_templates()
        yield made


def _compile_templates() -> None:
    """Once, before processes are forked off that would each do it again."""
    engine: Any = engines["jinja2"]
    for name in engine.env.list_templates():
        engine.env.get_template(name)


def _walked(world: worlds.World, slug: str, *names: str) -> dict[str, Findings]:
    """What everybody of a partnership found on these parts of the walk, by part."""
    connections.close_all()
    parts: dict[str, Findings] = {}
    with multiprocessing.get_context("fork").Pool(2) as pool:
        everybody = [(slug, key) for key in PERSON_OF.values()] if slug else [("", "")]
        for found in pool.imap_unordered(functools.partial(_walk, world, names), everybody):
            for name, findings in found.items():
                parts[name] = parts.get(name, Findings()) + findings
    return parts


@pytest.fixture(scope="module")
def with_grants(world: worlds.World) -> dict[str, Findings]:
    """All that the crawl found of a child whom everybody works with."""
    return _walked(world, HOME, GRANTED)


@pytest.fixture(scope="module")
def without_grants(world: worlds.World) -> dict[str, Findings]:
    """All that it found of children whom they do not work with."""
    return _walked(world, HOME, UNGRANTED, MIXED)


@pytest.fixture(scope="module")
def from_elsewhere(world: worlds.World) -> dict[str, Findings]:
    """All that it found from the other partnership.

    What is unknown is asked for once, without the filter; with it, the answer must be the same still.
    """
    return _walked(world, ELSEWHERE, ROW_SECURITY, BOTH_WALLS)


def settle(name: str, parts: dict[str, Findings], tell: Callable[[str], None]) -> Findings:
    """Tell what was asked, and fail with what was wrong."""
    found = parts[name]
    statuses = ", ".join(f"{status}: {count}" for status, count in sorted(found.statuses.items()))
    roles = 1 if name == NOBODY else len(PERSON_OF)
    tell(
        f"crawl, {name}: {len(PAGES)} URLs, {roles} roles, {found.statuses.total()} requests"
        f" in {found.seconds:.0f} s ({statuses})"
    )
    shown = "\n".join(found.wrong[:60])
    assert not found.wrong, f"{len(found.wrong)} things are wrong ({name}):\n{shown}"
    return found


@pytest.mark.database_near
def test_with_a_grant_each_role_sees_the_strands_that_the_matrix_gives(
    with_grants: dict[str, Findings], tell: Callable[[str], None]
) -> None:
    found = settle(GRANTED, with_grants, tell)
    seen = {seen for seen in found.seen if seen.startswith("A-")}
    assert seen == {f"A-{strand}" for strand in ("identity", "education", "health", "plan", "justice")}, (
        "The crawl is blind: what nobody is shown, nobody can be shown wrongly."
    )


def test_without_a_grant_nobody_sees_a_child_or_that_there_is_one(
    without_grants: dict[str, Findings], tell: Callable[[str], None]
) -> None:
    settle(UNGRANTED, without_grants, tell)


def test_with_a_grant_for_one_child_a_row_of_another_is_unknown(
    without_grants: dict[str, Findings], tell: Callable[[str], None]
) -> None:
    settle(MIXED, without_grants, tell)


@pytest.mark.database_near
def test_from_another_partnership_nothing_is_seen(
    from_elsewhere: dict[str, Findings], tell: Callable[[str], None]
) -> None:
    assert not settle(BOTH_WALLS, from_elsewhere, tell).seen


@pytest.mark.database_near
def test_from_another_partnership_nothing_is_seen_when_only_row_security_stands(
    from_elsewhere: dict[str, Findings], tell: Callable[[str], None]
) -> None:
    found = settle(ROW_SECURITY, from_elsewhere, tell)
    assert not found.seen
    assert len(found.unfiltered) > 5, f"The filter was not switched off: {dict(found.unfiltered)}"


def test_nobody_sees_anything_without_signing_in(world: worlds.World, tell: Callable[[str], None]) -> None:
    settle(NOBODY, _walked(world, "", NOBODY), tell)


@pytest.mark.database_near
def test_the_crawl_sees_it_when_both_walls_are_down(database: Clone) -> None:
    """A proof that cannot fail proves nothing: without row security and filter, another partnership shows."""
    with time_machine.travel(worlds.MOMENT, tick=False):
        made = worlds.build()
        with database.connect(cluster.BOOTSTRAP, autocommit=True) as superuser:
            for (table,) in superuser.execute("SELECT relname FROM pg_class WHERE relrowsecurity").fetchall():
                superuser.execute(sql.SQL("ALTER TABLE {} DISABLE ROW LEVEL SECURITY").format(sql.Identifier(table)))
        crawl = Crawl(made, ELSEWHERE, "front_door")
        with mock.patch.object(wall, "own", lambda rows, actor: rows):
            for method in METHODS:
                for view in ("referrals:referrals", "referrals:referral"):
                    crawl.ask(method, view, given_of(PAGES[view], made.refs["Q"]))

    assert any("shows CANARY-Q-IDENTITY" in sentence for sentence in crawl.findings.wrong)

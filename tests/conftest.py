"""What every test can ask for.

``database``: a fresh PostgreSQL database with the people of ``tests/people.py``, which Django is connected to as the
application's own role. Ask for it in every test that reads or writes rows; without it a query is refused. Nothing is
rolled back at the end: transactions are real, the database is thrown away.

``empty_database``: the same without people. ``demonstration_database``: with a small demonstration.

``live_server_url``: the application on a port of this machine. ``browser_page`` and ``browser_page_without_scripts``: a
page of a real Chromium that visits it.
"""

from __future__ import annotations

import contextlib
import functools
import importlib.util
import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import django
import hypothesis
import pytest

from tests import browsers, databases, demonstrations

# How long an example takes is the machine's affair: beside another run it failed what was right.
hypothesis.settings.register_profile("alongside", deadline=None)
hypothesis.settings.load_profile("alongside")


@pytest.hookimpl(tryfirst=True)
def pytest_configure(config: pytest.Config) -> None:
    """Put the test mode in force before Django is set up."""
    for name in [name for name in os.environ if name.startswith(("ALONGSIDE_", "DATABASE_"))]:
        del os.environ[name]
    os.environ["ALONGSIDE_MODE"] = "test"
    os.environ["DJANGO_SETTINGS_MODULE"] = "alongside.config.settings"
    # The browser's driver runs an event loop in the main thread, where tests look at the database too.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    django.setup()


LONGEST = (
    "tests/crawl",
    "tests/hard",
    "tests/web/test_demonstration.py",
    "tests/journeys/test_every_page.py",
    "tests/journeys",
    "tests/guide",
    "tests/web/test_browser.py",
    "tests/config",
)
"""What takes longest, in this order: begun first, so that no process is left with it when the others are done."""


def _place(item: pytest.Item) -> int:
    path = item.path.relative_to(item.config.rootpath).as_posix()
    return next((place for place, begin in enumerate(LONGEST) if path.startswith(begin)), len(LONGEST))


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark what drives a browser; refuse what would use another database than ours; put the longest first."""
    items.sort(key=_place)
    for item in items:
        if item.get_closest_marker("django_db"):
            raise pytest.UsageError(f"{item.nodeid}: ask for the fixture `database` instead of the mark django_db.")
        if {"page", "browser_page", "browser_page_without_scripts"} & set(getattr(item, "fixturenames", ())):
            item.add_marker(pytest.mark.browser)


@pytest.fixture
def tell(record_property: Callable[[str, object], None]) -> Callable[[str], None]:
    """Say a sentence about what was done: it stands at the end of the run, from whichever process it comes."""
    return lambda sentence: record_property("told", sentence)


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Print what tests told."""
    reports = [*terminalreporter.stats.get("passed", ()), *terminalreporter.stats.get("failed", ())]
    told = [text for report in reports for name, text in report.user_properties if name == "told"]
    if told:
        terminalreporter.section("What was done")
    for text in told:
        terminalreporter.write_line(str(text))


@pytest.fixture(scope="session")
def cluster_home() -> Iterator[Path]:
    """The running test cluster: one for each PostgreSQL version, shared by all runs in this copy of the project."""
    from alongside.config import cluster, env

    home = cluster.folder(env.BASE_DIR / ".local", "test")
    with cluster.use(home, cluster.TESTS):
        yield home


@pytest.fixture(scope="session")
def templates(cluster_home: Path) -> Iterator[databases.Templates]:
    """The templates of this run."""
    made = databases.Templates(cluster_home)
    made.sweep()
    yield made
    made.release()


@pytest.fixture(scope="session")
def tables_template(templates: databases.Templates, django_db_blocker: Any) -> str:
    """A migrated database without rows."""
    from alongside.config import cluster, database, stamps

    def fill(clone: databases.Clone) -> None:
        with django_db_blocker.unblock():
            database.migrate(clone.address(cluster.OWNER), roles=database.roles(), verbosity=0)

    return templates.ensure(f"tables_{stamps.of_tables()}", fill)


@pytest.fixture(scope="session")
def people_template(templates: databases.Templates, tables_template: str, django_db_blocker: Any) -> str:
    """A migrated database with the people of ``tests/people.py``, made by its function ``build_world``."""
    if importlib.util.find_spec("tests.people") is None:
        return tables_template
    from tests import people

    def fill(clone: databases.Clone) -> None:
        with django_db_blocker.unblock(), databases.connected(clone):
            people.build_world()

    return templates.ensure(f"people_{databases.people_digest(tables_template)}", fill, base=tables_template)


@pytest.fixture(scope="session")
def demonstration_template(templates: databases.Templates, tables_template: str) -> str:
    """A small demonstration, loaded anew in each run."""
    run = os.environ.get("PYTEST_XDIST_TESTRUNUID", str(os.getpid()))
    load = functools.partial(demonstrations.load_small, hashes="1")
    return templates.ensure(f"demonstration_{run}", load, base=tables_template)


@pytest.fixture(scope="session")
def _people_nursery(cluster_home: Path, people_template: str) -> Iterator[databases.Nursery]:
    with contextlib.closing(databases.Nursery(cluster_home, people_template)) as nursery:
        yield nursery


@pytest.fixture(scope="session")
def _empty_nursery(cluster_home: Path, tables_template: str) -> Iterator[databases.Nursery]:
    with contextlib.closing(databases.Nursery(cluster_home, tables_template)) as nursery:
        yield nursery


def _lent(nursery: databases.Nursery, blocker: Any) -> Iterator[databases.Clone]:
    clone = nursery.take()
    with blocker.unblock(), databases.connected(clone):
        yield clone
    nursery.give_back(clone)


@pytest.fixture
def database(_people_nursery: databases.Nursery, django_db_blocker: Any) -> Iterator[databases.Clone]:
    """A fresh database with people, for one test."""
    yield from _lent(_people_nursery, django_db_blocker)


@pytest.fixture
def empty_database(_empty_nursery: databases.Nursery, django_db_blocker: Any) -> Iterator[databases.Clone]:
    """A fresh database without rows, for one test."""
    yield from _lent(_empty_nursery, django_db_blocker)


@pytest.fixture
def demonstration_database(
    cluster_home: Path, demonstration_template: str, django_db_blocker: Any
) -> Iterator[databases.Clone]:
    """A fresh database with a small demonstration, for one test."""
    copied = databases.copied(cluster_home, demonstration_template)
    with copied as clone, django_db_blocker.unblock(), databases.connected(clone):
        yield clone


@pytest.fixture(scope="module")
def shared_database(_people_nursery: databases.Nursery, django_db_blocker: Any) -> Iterator[databases.Clone]:
    """One database with people for all tests of a module: for tests that ask many questions and change nothing."""
    yield from _lent(_people_nursery, django_db_blocker)


# --- Browser -------------------------------------------------------------------------------------


@pytest.fixture
def live_server_url(database: databases.Clone) -> Iterator[str]:
    """The address of the application, on the test's own database."""
    with browsers.served() as address:
        yield address


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, Any]) -> dict[str, Any]:
    """How the browser's driver starts Chromium."""
    try:
        path = browsers.chromium()
    except browsers.NoBrowser as absent:
        pytest.fail(str(absent), pytrace=False)
    return {**browser_type_launch_args, "executable_path": path, "args": browsers.ARGUMENTS}


@pytest.fixture
def browser_page(live_server_url: str, new_context: Any) -> Any:
    """A page in Chromium, 1280 pixels wide; ``goto("/")`` is the application's first page."""
    return _page(new_context, live_server_url, scripts=True)


@pytest.fixture
def browser_page_without_scripts(live_server_url: str, new_context: Any) -> Any:
    """The same where scripts do not run."""
    return _page(new_context, live_server_url, scripts=False)


def _page(new_context: Any, address: str, *, scripts: bool) -> Any:
    context = new_context(
        base_url=address,
        java_script_enabled=scripts,
        locale="en-GB",
        timezone_id="Europe/London",
        viewport={"width": 1280, "height": 900},
    )
    context.set_default_timeout(10_000)
    return context.new_page()

"""Check 4: every command leaves an event of the catalogue, in the same transaction."""

from __future__ import annotations

import ast
import datetime as dt
import importlib
import re
from pathlib import Path

import pytest

from alongside.audit import trail
from alongside.children.queries.deeds import DEEDS
from alongside.children.queries.looks import SEEN, what_was_done
from tests.architecture import house

PLUMBING = {
    "accounts": "form keys, drafts and held posts keep what a person typed for that person; they change no record",
    "children.locked_records": "holds rows for the command that calls it; changes none",
    "children.records_of": "a value",
    "children.share_by_work": "the command within it leaves the event, where there is a line to write",
    "comparators.load_published": "published figures belong to no partnership; each row keeps its source and moment",
    "comparators.load_send": "published figures belong to no partnership; each row keeps its source and moment",
    "partnerships.found_partnership": "makes the partnership whose trail then begins",
    "partnerships.founder": "a value",
    "referrals.count_at_door": "counts posts from outside under a digest of an address; changes no record",
    "referrals.forget_door_counts": "forgets those counts",
}
"""What in a commands file leaves no event, and why."""


@pytest.fixture(autouse=True, scope="module")
def every_event_is_known() -> None:
    """An event is in the catalogue once its module was read."""
    for path in house.python_files():
        if house.floor_of(path) in ("commands", "queries"):
            importlib.import_module(".".join(path.relative_to(house.PACKAGE.parent).with_suffix("").parts))


def exported_by(path: Path) -> set[str]:
    """Names that the subject's commands offer: all of commands.py; what the package's __init__ re-exports."""
    if path.name == "commands.py":
        return {node.name for node in house.parsed(path).body if isinstance(node, ast.FunctionDef)}
    offered = house.parsed(path.parent / "__init__.py")
    return {name.name for node in offered.body if isinstance(node, ast.ImportFrom) for name in node.names}


def test_every_command_declares_its_event() -> None:
    faults = []
    for path in house.python_files():
        if house.floor_of(path) != "commands":
            continue
        subject = path.relative_to(house.PACKAGE).parts[0]
        exported = exported_by(path)
        for node in house.parsed(path).body:
            if not isinstance(node, ast.FunctionDef) or node.name.startswith("_") or node.name not in exported:
                continue
            decorated = any("command(" in ast.unparse(decorator) for decorator in node.decorator_list)
            if not decorated and subject not in PLUMBING and f"{subject}.{node.name}" not in PLUMBING:
                faults.append(
                    f'{house.where(path, node)} {node.name}: put @trail.command("{subject}.<noun>.<verbed>") on it'
                )

    assert not faults, "\n".join(faults)


def test_events_are_dotted_and_named_after_their_subject() -> None:
    faults = [
        f"{event} of {info.command}"
        for event, info in trail.CATALOGUE.items()
        if not re.fullmatch(r"[a-z_]+\.[a-z_]+\.[a-z_]+", event)
        or (info.command != "look" and info.command.split(".")[1] != event.split(".")[0])
    ]

    assert not faults, "\n".join(faults)


def test_every_event_can_be_read_by_those_whom_it_is_about() -> None:
    """Who looked is read on a page, on a paper for the child, and in the copy that the law promises."""
    commands = {event for event, info in trail.CATALOGUE.items() if info.command != "look"}
    unsaid = [
        f"{event}: say in alongside/children/queries/deeds.py what was done, in the past tense"
        for event in sorted(commands - DEEDS.keys())
    ]
    sights = {event: what_was_done(event) for event, info in trail.CATALOGUE.items() if info.command == "look"}
    unsaid += [
        f'{event}: the meaning of a look begins with "Somebody" and a verb in the past tense'
        for event, words in sights.items()
        if event not in SEEN and not (trail.CATALOGUE[event].meaning.startswith("Somebody ") and _is_past(words))
    ]
    unsaid += [f"{event}: there is no such event any more" for event in (*DEEDS, *SEEN) if event not in trail.CATALOGUE]
    unsaid += [
        f"{event}: {words!r} is not a sentence in the past tense, of at most fifteen words"
        for event, words in DEEDS.items()
        if not (words.endswith(".") and _is_past(words) and len(words.split()) <= 15)
    ]

    assert not unsaid, "\n".join(unsaid)


PAST = {"Began", "Became", "Gave", "Had", "Let", "Made", "Put", "Read", "Said", "Saw", "Sent", "Set", "Struck", "Told"}
PAST |= {"Chose", "Took", "Withdrew", "Wrote"}
"""How verbs begin a sentence of the past that do not end in -ed."""


def _is_past(words: str) -> bool:
    first = words.split()[0]
    return first in PAST or first.endswith("ed")


@pytest.mark.usefixtures("database")
def test_a_command_that_records_nothing_is_undone() -> None:
    from alongside.partnerships.models import Locality
    from tests import people

    @trail.command("tests.nothing.recorded")
    def forgetful(*, actor: object, now: dt.datetime) -> None:
        Locality.objects.create(partnership_id=actor.partnership_id, name="Lost")  # type: ignore[attr-defined]

    try:
        with pytest.raises(trail.NoTrace), people.acting("swindon", "administrator") as actor:
            forgetful(actor=actor, now=people.NOW)
        with people.acting("swindon", "administrator"):
            assert not Locality.objects.filter(name="Lost").exists()
    finally:
        del trail.CATALOGUE["tests.nothing.recorded"]

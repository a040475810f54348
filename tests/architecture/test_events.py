"""Check 4: every command leaves an event of the catalogue, in the same transaction."""

from __future__ import annotations

import ast
import datetime as dt
import re
from pathlib import Path

import pytest

from alongside.audit import trail
from tests.architecture import house

PLUMBING = {
    "accounts": "form keys, drafts and held posts keep what a person typed for that person; they change no record",
    "children.share_by_work": "the command within it leaves the event, where there is a line to write",
    "comparators.load_published": "published figures belong to no partnership; each row keeps its source and moment",
    "comparators.load_send": "published figures belong to no partnership; each row keeps its source and moment",
    "partnerships.found_partnership": "makes the partnership whose trail then begins",
    "partnerships.founder": "a value",
    "referrals.count_at_door": "counts posts from outside under a digest of an address; changes no record",
    "referrals.forget_door_counts": "forgets those counts",
}
"""What in a commands file leaves no event, and why."""


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

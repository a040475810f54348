"""Making a record, and changing what it says of the child."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping

from alongside.accounts.permissions import Permission
from alongside.audit import trail
from alongside.children import access, rules
from alongside.children.commands.history import as_text, keep_changes, overtaken
from alongside.children.models import Child, NameToken
from alongside.core import names
from alongside.core.actor import Actor
from alongside.core.strands import Strand
from alongside.core.verdict import Changed, NotNow, NotPermitted
from alongside.partnerships import prepared
from alongside.partnerships.models import Agency, Locality

EDITABLE = (
    "given_name",
    "family_name",
    "preferred_name",
    "former_names",
    "pronouns",
    "born_on",
    "upn",
    "nhs_number",
    "ethnicity",
    "ethnic_group",
    "religion",
    "language",
    "needs_interpreter",
    "communication",
    "home_authority",
    "host_authority",
    "strengths",
    "own_words",
)


@trail.command("children.child.recorded", trail.Verb.COLLECTION)
def record_child(
    *,
    actor: Actor,
    given_name: str,
    family_name: str,
    born_on: dt.date,
    preferred_name: str = "",
    pronouns: str = "",
    ethnicity: str = "",
    language: str = "English",
    needs_interpreter: bool = False,
    locality: Locality | None = None,
    school: Agency | None = None,
    source: str,
    now: dt.datetime,
) -> Child:
    """Make a child's record, after a search has shown that there is none.

    Only whoever decides at the front door makes records; everybody else refers.
    """
    if not actor.may(Permission.MATCH_RECORDS):
        raise NotPermitted("Only the front door makes a record. Refer the child instead.")
    child = Child.objects.create(
        partnership_id=actor.partnership_id,
        given_name=given_name,
        family_name=family_name,
        preferred_name=preferred_name,
        pronouns=pronouns,
        born_on=born_on,
        ethnicity=ethnicity,
        language=language,
        needs_interpreter=needs_interpreter,
        locality=locality,
        school=school,
        sort_name=_sort_name(given_name, family_name),
    )
    _index(child)
    trail.record(actor, "children.child.recorded", about=[child.ref, source], now=now)
    return child


@trail.command("children.child.edited")
def edit_child(*, actor: Actor, child: Child, version: int, changes: dict[str, object], now: dt.datetime) -> Child:
    """Change what the record says of the child. Raises Changed with both versions when somebody else saved first."""
    row = prepared.locked(actor.partnership_id, Child, child.pk)
    access.may_write(actor, row, Strand.IDENTITY, now).or_raise()
    unknown = set(changes) - set(EDITABLE)
    if unknown:
        raise NotPermitted(f"These cannot be changed here: {', '.join(sorted(unknown))}.")
    _check_codes(changes)
    if overtaken(row, row.ref, version, row.version, changes):
        raise Changed(
            "Somebody else changed this page while you were writing. Both versions are below. Nothing is lost.",
            theirs={name: as_text(getattr(row, name)) for name in changes},
            yours={name: as_text(value) for name, value in changes.items()},
        )
    was = {name: getattr(row, name) for name in changes}
    changed = keep_changes(actor, row, row.ref, was, changes, version=row.version + 1, now=now)
    for name, value in changes.items():
        setattr(row, name, value)
    row.sort_name = _sort_name(row.given_name, row.family_name)
    row.version += 1
    row.save(update_fields=[*changes, "sort_name", "version"])
    if not _NAMES.isdisjoint(changed):
        _index(row)
    trail.record(actor, "children.child.edited", about=[row.ref], now=now, detail={"fields": sorted(changed)})
    return row


def _check_codes(changes: Mapping[str, object]) -> None:
    """Refuse a number that cannot be, and a code that stands in no list. Empty is always allowed: it is not known."""
    tests: dict[str, tuple[Callable[[str], bool], str]] = {
        "upn": (rules.is_upn, "Check the unique pupil number: its first letter does not fit the rest."),
        "nhs_number": (rules.is_nhs_number, "Check the NHS number: its last figure does not fit the rest."),
        "ethnic_group": (rules.ETHNIC_GROUPS.__contains__, "Choose an ethnic group of the list."),
        "religion": (rules.RELIGIONS.__contains__, "Choose a religion of the list."),
    }
    for name, (is_right, reason) in tests.items():
        value = str(changes.get(name, ""))
        if value and not is_right(value):
            raise NotNow(reason)


def _sort_name(given_name: str, family_name: str) -> str:
    """What lists sort by: without accents and case, since PostgreSQL may have been built without ICU."""
    return f"{names.normalise(family_name)} {names.normalise(given_name)}"


_NAMES = frozenset({"given_name", "family_name", "preferred_name", "former_names"})
"""By these search finds a child."""


def _index(child: Child) -> None:
    """Rewrite the name tokens by which search finds the child."""
    NameToken.objects.filter(partnership_id=child.partnership_id, child=child).delete()
    found = {
        (token.kind.value, token.value)
        for token in names.tokens(
            names.Named(
                given=child.given_name,
                family=child.family_name,
                preferred=child.preferred_name,
                former=tuple(name for name in child.former_names.splitlines() if name.strip()),
            )
        )
    }
    NameToken.objects.bulk_create(
        NameToken(partnership_id=child.partnership_id, child=child, kind=kind, token=value)
        for kind, value in sorted(found)
    )

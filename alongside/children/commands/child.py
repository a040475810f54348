"""Making a record, and changing what it says of the child."""

from __future__ import annotations

import datetime as dt

from alongside.accounts.permissions import Permission
from alongside.audit import trail
from alongside.children import access
from alongside.children.models import Child, NameToken
from alongside.core import names
from alongside.core.actor import Actor
from alongside.core.strands import Strand
from alongside.core.verdict import Changed, NotPermitted
from alongside.partnerships.models import Agency, Locality

EDITABLE = (
    "given_name",
    "family_name",
    "preferred_name",
    "former_names",
    "pronouns",
    "born_on",
    "ethnicity",
    "language",
    "needs_interpreter",
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
    row = Child.objects.select_for_update().get(pk=child.pk)
    access.may_write(actor, row, Strand.IDENTITY, now).or_raise()
    unknown = set(changes) - set(EDITABLE)
    if unknown:
        raise NotPermitted(f"These cannot be changed here: {', '.join(sorted(unknown))}.")
    if row.version != version:
        raise Changed(
            "Somebody else changed this page while you were writing. Both versions are below. Nothing is lost.",
            theirs={name: str(getattr(row, name)) for name in changes},
            yours={name: str(value) for name, value in changes.items()},
        )
    for name, value in changes.items():
        setattr(row, name, value)
    row.sort_name = _sort_name(row.given_name, row.family_name)
    row.version += 1
    row.save(update_fields=[*changes, "sort_name", "version"])
    _index(row)
    trail.record(actor, "children.child.edited", about=[row.ref], now=now, detail={"fields": sorted(changes)})
    return row


def _sort_name(given_name: str, family_name: str) -> str:
    """What lists sort by: without accents and case, since PostgreSQL may have been built without ICU."""
    return f"{names.normalise(family_name)} {names.normalise(given_name)}"


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

"""Erasing a record that was made for something which nobody took up."""

from __future__ import annotations

import datetime as dt

from alongside.audit import trail
from alongside.children.models import Child, Disclosure
from alongside.core.actor import Actor

MADE_WITH_IT = frozenset({"children_name_token", "children_grant", "children_person", "children_change"})
"""Tables whose rows come into being with a record, and go with it: how it is found, who might have seen it, the carer
named in the referral, what was changed. A row about the child in any other table is a reason to keep the record."""


@trail.command("children.child.erased", trail.Verb.ERASURE)
def erase_unused_record(*, actor: Actor, child: Child, source: str, now: dt.datetime) -> bool:
    """Erase a record on which nothing hangs but what was made with it; whether it was. For the clock, by a rule.

    The trail keeps that there was a record and that it was erased, by reference.
    """
    kept = _is_used(child, source)
    if not kept:
        child.delete()
    trail.record(actor, "children.child.erased", about=[child.ref, source], now=now, detail={"erased": not kept})
    return not kept


def _is_used(child: Child, source: str) -> bool:
    """Whether any row of any table but those speaks of the child; but for the answer to whoever asked, which stands in
    the record's sharing ledger because of what is erased, and says no more than that there was one."""
    for relation in Child._meta.get_fields(include_hidden=True):
        model, field = relation.related_model, getattr(relation, "field", None)
        if field is None or not relation.auto_created or not isinstance(model, type):
            continue
        is_of_it = model._meta.db_table in MADE_WITH_IT and field.name == "child"
        if is_of_it:
            continue
        rows = model._default_manager.filter(**{field.name: child})
        if model is Disclosure:
            rows = rows.exclude(about__contains=[source])
        if rows.exists():
            return True
    return False

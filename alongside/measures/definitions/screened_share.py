"""Children who were screened."""

from __future__ import annotations

from typing import Any

from alongside.measures.rules import AS_OF, SHARE, Counted, Definition, Times


def rows(facts: dict[str, Any], times: Times) -> Any:
    """One row a child with open work on the day, and whether a first screen was done by then."""
    spell, screen = facts["referrals_fact_involvement"], facts["needs_fact_screen"]
    opened = spell.filter(spell.opened_on <= times.last, spell.ended_on.isnull() | (spell.ended_on > times.last))
    children = opened.select(
        "partnership_id", "child_id", locality=opened.locality, stream=opened.stream, agency=opened.agency
    ).distinct()
    done = (
        screen.filter(screen.tier == 1, screen.done_on <= times.last)
        .select("partnership_id", screened_child=screen.child_id)
        .distinct()
    )
    joined = children.left_join(
        done, [children.partnership_id == done.partnership_id, children.child_id == done.screened_child]
    )
    return joined.select(
        counted=joined.child_id,
        numerator=joined.screened_child.notnull().ifelse(1, 0),
        locality=joined.locality,
        stream=joined.stream,
        agency=joined.agency,
    )


DEFINITION = Definition(
    code="screened_share",
    title="Children who were screened",
    question="Have we asked every child what helps?",
    unit=SHARE,
    when=AS_OF,
    numerator="Of these, children whose first screen was done by then, at any time",
    denominator="Children with at least one involvement open at the end of the day",
    counts="Each child once in all, and once in each stream. A child who said no to the screen counts as not screened.",
    source="Award letter of Swindon (screening is proportional); the count is ours",
    splits=("locality", "stream", "agency"),
    facts=("referrals_fact_involvement", "needs_fact_screen"),
    rows=rows,
    counted=Counted("children open", met=("screened", "yes"), overlapping=("locality", "stream", "agency")),
    missing=("locality",),
    better="more",
)

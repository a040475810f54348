"""Posts of the prevention programme."""

from __future__ import annotations

from typing import Any

from alongside.measures.rules import AS_OF, SIZE, Definition, Times


def rows(facts: dict[str, Any], times: Times) -> Any:
    """One row a post of a prevention team that exists on the day."""
    post = facts["partnerships_fact_post"]
    held = post.filter(
        post.duty == "prevention", post.from_on <= times.last, post.to_on.isnull() | (post.to_on >= times.last)
    )
    return held.select(
        numerator=held.full_time_equivalent, locality=held.locality, agency=held.agency, specialism=held.specialism
    )


DEFINITION = Definition(
    code="prevention_posts_fte",
    title="Posts in prevention",
    question="How many people is prevention made of?",
    unit=SIZE,
    when=AS_OF,
    numerator="Full-time equivalents of posts in prevention teams on the day",
    denominator="",
    counts="Filled and vacant posts.",
    source="Award letter of Hampshire (13.5 staff)",
    splits=("locality", "agency", "specialism"),
    facts=("partnerships_fact_post",),
    rows=rows,
    counted=None,
    of="posts",
)

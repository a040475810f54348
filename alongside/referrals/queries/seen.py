"""Who referred a child and what work was offered: for whoever looks back."""

from __future__ import annotations

from alongside.audit import trail
from alongside.children.access import Standing
from alongside.children.models import Child
from alongside.core.strands import Strand
from alongside.core.work import Seen
from alongside.partnerships import wall
from alongside.referrals import rules
from alongside.referrals.models import Involvement, Referral


def seen(child: Child, standing: Standing, look: trail.Look) -> tuple[Seen, ...]:
    """Referrals with what was answered, and spells of work. Two queries; none for whoever does not read the plan."""
    look.insist(child.ref)
    if not standing.reads(Strand.PLAN):
        return ()
    referrals = wall.own(Referral.objects.all(), look.actor).filter(child_id=child.pk).select_related("agency")
    spells = wall.own(Involvement.objects.all(), look.actor).filter(child_id=child.pk).select_related("team__agency")
    found = []
    for row in referrals:
        answer = row.get_status_display()
        found.append(Seen(row.received_on, row.agency.name, f"Referred. What became of it: {answer.lower()}"))
    for spell in spells:
        title = rules.STREAMS[spell.stream].title
        found.append(Seen(spell.opened_on, spell.team.agency.name, f"Work offered: {title}", is_offer=True))
        if spell.reached_on:
            found.append(Seen(spell.reached_on, spell.team.agency.name, "First met by a worker"))
        if spell.ended_on:
            found.append(Seen(spell.ended_on, spell.team.agency.name, f"Work ended: {title}"))
    return tuple(found)

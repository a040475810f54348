"""Every measure, one file each. ``DEFINITIONS`` maps codes to them, in the order in which pages show them."""

from __future__ import annotations

from alongside.measures.definitions import (
    days_need_to_first_support,
    days_to_screen,
    open_children,
    panel_attendance,
    prevention_caseload,
    prevention_posts_fte,
    prevention_share_of_workload,
    referrals_by_source,
    screened_share,
)
from alongside.measures.rules import Definition

DEFINITIONS: dict[str, Definition] = {
    definition.code: definition
    for definition in (
        open_children.DEFINITION,
        prevention_share_of_workload.DEFINITION,
        prevention_caseload.DEFINITION,
        prevention_posts_fte.DEFINITION,
        referrals_by_source.DEFINITION,
        screened_share.DEFINITION,
        days_to_screen.DEFINITION,
        days_need_to_first_support.DEFINITION,
        panel_attendance.DEFINITION,
    )
}

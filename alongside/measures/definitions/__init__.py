"""Every measure, one file each. ``DEFINITIONS`` maps codes to them, in the order in which pages show them."""

from __future__ import annotations

from alongside.measures.definitions import (
    caseload_per_worker,
    children_with_need,
    days_need_to_first_support,
    days_to_first_contact,
    days_to_screen,
    ehc_decisions_in_6_weeks,
    ehc_phase_transfers_in_time,
    ehc_plans_in_20_weeks,
    ehc_plans_in_20_weeks_no_exceptions,
    ehc_review_decisions_in_4_weeks,
    look_back_findings,
    not_taken_on,
    open_children,
    panel_attendance,
    prevention_caseload,
    prevention_posts_fte,
    prevention_share_of_workload,
    referrals_by_source,
    screened_share,
    self_referral_share,
    taken_on_share,
)
from alongside.measures.rules import Definition

DEFINITIONS: dict[str, Definition] = {
    definition.code: definition
    for definition in (
        open_children.DEFINITION,
        caseload_per_worker.DEFINITION,
        prevention_share_of_workload.DEFINITION,
        prevention_caseload.DEFINITION,
        prevention_posts_fte.DEFINITION,
        referrals_by_source.DEFINITION,
        self_referral_share.DEFINITION,
        taken_on_share.DEFINITION,
        not_taken_on.DEFINITION,
        days_to_first_contact.DEFINITION,
        screened_share.DEFINITION,
        days_to_screen.DEFINITION,
        children_with_need.DEFINITION,
        days_need_to_first_support.DEFINITION,
        panel_attendance.DEFINITION,
        ehc_decisions_in_6_weeks.DEFINITION,
        ehc_plans_in_20_weeks.DEFINITION,
        ehc_plans_in_20_weeks_no_exceptions.DEFINITION,
        ehc_review_decisions_in_4_weeks.DEFINITION,
        ehc_phase_transfers_in_time.DEFINITION,
        look_back_findings.DEFINITION,
    )
}

"""What a role may ever do. Whether it holds for one child is decided by grants (``children.access``)."""

from __future__ import annotations

from enum import StrEnum


class Permission(StrEnum):
    """One act or page each. ``docs/reference/permissions.txt`` shows which role has which; a test compares."""

    # The front door
    REFER_CHILD = "refer_child"
    TRIAGE_REFERRAL = "triage_referral"
    MATCH_RECORDS = "match_records"
    DECIDE_OTHERWISE = "decide_otherwise"
    SEND_LINK = "send_link"
    RECORD_AGREEMENT = "record_agreement"
    ALLOCATE = "allocate"
    RAISE_CONCERN = "raise_concern"
    CLOSE_CONCERN = "close_concern"
    # The child's record
    SEE_CHILDREN = "see_children"
    EDIT_CHILD = "edit_child"
    RECORD_VOICE = "record_voice"
    RECORD_ENTRY = "record_entry"
    BREAK_GLASS = "break_glass"
    REVIEW_BREAK_GLASS = "review_break_glass"
    SEE_WHO_LOOKED = "see_who_looked"
    SEAL_CHILD = "seal_child"
    AGREE_ABOUT_SEAL = "agree_about_seal"
    RELEASE_COPY = "release_copy"
    # Needs and support
    RECORD_SCREEN = "record_screen"
    RECORD_NEED = "record_need"
    GIVE_SUPPORT = "give_support"
    WRITE_STRATEGY = "write_strategy"
    # Plans
    WRITE_PLAN = "write_plan"
    RECORD_CONTACT = "record_contact"
    # Dates
    KEEP_DATES = "keep_dates"
    KEEP_TERM_DATES = "keep_term_dates"
    # Justice
    SEE_CUSTODY = "see_custody"
    RECORD_DETENTION = "record_detention"
    LOOK_BACK = "look_back"
    # EHC plans
    BEGIN_EHC_CASE = "begin_ehc_case"
    KEEP_EHC_CASE = "keep_ehc_case"
    # Panels
    SIT_ON_PANEL = "sit_on_panel"
    RUN_PANEL = "run_panel"
    CHAIR_PANEL = "chair_panel"
    DO_ACTION = "do_action"
    # Managing
    SET_STANDARDS = "set_standards"
    SEE_MEASURES = "see_measures"
    SET_PRIORITIES = "set_priorities"
    SEE_TEAM_WORK = "see_team_work"
    MANAGE_PEOPLE = "manage_people"
    AGREE_ABOUT_PEOPLE = "agree_about_people"
    SEE_TRAIL = "see_trail"

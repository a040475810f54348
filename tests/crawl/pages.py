"""Every page of the application, and which reference its address takes: the one place where a page is declared.

A page that is missing here fails the crawl. What a page shows to somebody without a grant for the child is declared
here too, with the reason; everything else follows from the grants and the matrix.
"""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True)
class Page:
    """A page with what its address takes: keyword to kind of reference (``world.World.refs``), or to a plain value.

    ``protected`` is whether people of the same partnership must not tell an existing reference from an unknown one.
    It is so wherever a child could be recognised by it, and not for panels, agencies and colleagues.
    """

    takes: dict[str, str] = field(default_factory=dict)
    plain: dict[str, str] = field(default_factory=dict)
    protected: bool = True


def _of(kind: str, *views: str, keyword: str = "ref", protected: bool = True, **more: str) -> dict[str, Page]:
    """Pages whose address takes a reference of this kind, and further keywords."""
    return {view: Page({keyword: kind, **more}, protected=protected) for view in views}


def _bare(*views: str) -> dict[str, Page]:
    return {view: Page() for view in views}


def _child(*views: str) -> dict[str, Page]:
    return _of("child", *views, keyword="child_ref")


def _of_child(kind: str, *views: str) -> dict[str, Page]:
    return {view: Page({"child_ref": "child", "ref": kind}) for view in views}


PAGES: dict[str, Page] = {
    # Signing in
    **_bare(
        "account_change_password",
        "account_inactive",
        "account_login",
        "account_logout",
        "account_reauthenticate",
        "account_reset_password",
        "account_reset_password_done",
        "account_reset_password_from_key_done",
        "account_set_password",
        "account_signup",
        "mfa_activate_totp",
        "mfa_authenticate",
        "mfa_deactivate_totp",
        "mfa_download_recovery_codes",
        "mfa_generate_recovery_codes",
        "mfa_index",
        "mfa_reauthenticate",
        "mfa_view_recovery_codes",
        "accounts:drop_draft",
        "accounts:held_post",
        "accounts:keep_draft",
        "accounts:signed_out",
        "accounts:stay_signed_in",
        "partnerships:choose_agency",
    ),
    "account_reset_password_from_key": Page(plain={"uidb36": "1", "key": "abc-def"}),
    # People
    **_bare("partnerships:people", "partnerships:add_person", "ui:gallery"),
    **_of(
        "membership",
        "partnerships:end_membership",
        "web:persons_work",
        "web:close_leaving",
        protected=False,
    ),
    "partnerships:decide_about_person": Page(plain={"ref": "PR-000000"}, protected=False),
    # The child's record
    **_bare(
        "web:home",
        "web:search",
        "children:raise_concern",
        "children:find_who_looked",
        "children:set_names_on_paper",
        "children:break_glass",
        "children:emergency_openings",
        "children:seal_child",
        "children:sealed_records",
        "children:duplicates",
    ),
    **_child(
        "web:child",
        "web:move_child",
        "children:raise_concern_about",
        "children:identity",
        "children:voices",
        "children:network",
        "children:record_professional",
        "children:history",
        "children:record_care",
        "children:addresses",
        "children:record_address",
        "children:record_voice",
        "children:record_entry",
        "children:record_entry_for_several",
        "children:chronology",
        "children:documents",
        "children:record_document",
        "children:family",
        "children:record_person",
        "children:why",
        "children:who_looked",
        "children:who_looked_on_paper",
        "children:give_who_looked",
        "children:ask_about_seal",
        "children:emergency_opened",
    ),
    **_of_child("voice", "children:tell_back", "children:withdraw_voice"),
    **_of_child("own_entry", "children:withdraw_entry"),
    **_of_child("several_line", "children:entry"),
    **_of_child("several", "children:withdraw_entry_for_several"),
    **_of_child("contact", "plans:withdraw_contact"),
    **_of_child(
        "person", "children:person", "children:withdraw_person", "children:join_family", "children:part_family"
    ),
    # Sharing
    **_child(
        "children:sharing",
        "children:sharing_on_paper",
        "children:share",
        "children:do_not_share",
        "children:record_consent",
    ),
    **_of_child(
        "disclosure",
        "children:shared",
        "children:tell_of_sharing",
        "children:record_receipt",
        "children:tell_to_stop",
    ),
    **_of_child("consent", "children:withdraw_consent"),
    **_bare("children:copies", "children:begin_copy"),
    **_of(
        "copy",
        "children:copy",
        "children:leave_out",
        "children:release_copy",
        "children:return_copy",
        "children:copy_on_paper",
    ),
    **_of_child("document", "children:document", "children:document_file", "children:withdraw_document"),
    **_of_child("professional", "children:end_professional"),
    **_of_child("address", "children:end_address", "children:withdraw_address"),
    "children:edit_child": Page({"child_ref": "child"}, {"topic": "names"}),
    "children:edit_person": Page({"child_ref": "child", "ref": "person"}, {"topic": "who"}),
    **_of("merge", "children:decide_merge", "children:part_records"),
    # Refused by role before any reference is looked at; tests/children/test_merging.py tries two that do not fit.
    "children:propose_merge": Page({"one_ref": "child", "two_ref": "double"}, protected=False),
    **_of("concern", "children:concern", "children:tell_social_care", "children:close_concern"),
    **_of("opening", "children:review_opening"),
    # No record of the crawl is sealed; tests/children/test_sealing.py asks it as every kind of person.
    "children:decide_about_seal": Page(plain={"ref": "SK-000000"}, protected=False),
    # Needs
    **_bare("needs:support_queue"),
    **_child(
        "needs:needs",
        "needs:passport",
        "needs:record_need",
        "needs:rule_out_need",
        "needs:offer_screen",
        "needs:ask_for_support",
        "needs:write_strategy",
    ),
    **_of_child("screen", "needs:record_screen", "needs:decline_screen"),
    **_of_child("done_screen", "needs:screen"),
    **_of_child(
        "support",
        "needs:support",
        "needs:accept_support",
        "needs:take_over_support",
        "needs:decline_support",
        "needs:offer_support",
        "needs:start_support",
        "needs:end_support",
        "needs:place_support",
    ),
    **_of_child("strategy", "needs:rewrite_strategy", "needs:withdraw_strategy"),
    # Dates
    **_bare(
        "deadlines:rules",
        "deadlines:board",
        "deadlines:term_dates",
        "deadlines:calendar_link",
        "deadlines:make_calendar_link",
        "deadlines:revoke_calendar_link",
    ),
    "deadlines:save_term_dates": Page(plain={"school_year": "2026"}, protected=False),
    "web:calendar_feed": Page(plain={"secret": "no-such-secret"}, protected=False),
    **_child("deadlines:dates", "deadlines:start_clock"),
    **_of_child(
        "clock",
        "deadlines:clock",
        "deadlines:meet_clock",
        "deadlines:reopen_clock",
        "deadlines:end_clock",
        "deadlines:follow_clock",
        "deadlines:hand_over_clock",
        "deadlines:claim_exception",
    ),
    "deadlines:withdraw_claim": Page({"child_ref": "child", "ref": "clock", "claim_ref": "claim"}),
    "deadlines:rule": Page(plain={"code": "ehc_final_plan_20w"}, protected=False),
    # EHC cases
    **_bare("ehcp:board"),
    **_child("ehcp:ehc", "ehcp:begin_case"),
    **_of_child(
        "ehc_case",
        "ehcp:kept_at",
        "ehcp:attach_file",
        "ehcp:take_case",
        "ehcp:hand_over_case",
        "ehcp:plan_text",
        "ehcp:write_plan_text",
    ),
    **_child("ehcp:start_request"),
    **_of_child(
        "ehc_request",
        "ehcp:request_paper",
        "ehcp:request_file",
        "ehcp:write_request",
        "ehcp:send_request",
        "ehcp:drop_request",
    ),
    **_of_child("ehc_case", "ehcp:send_plan_on", "ehcp:correct_beginning"),
    **_of_child(
        "ehc_letter",
        "ehcp:letter",
        "ehcp:letter_file",
        "ehcp:write_letter",
        "ehcp:send_letter",
        "ehcp:drop_letter",
    ),
    "ehcp:begin_letter": Page({"child_ref": "child", "ref": "ehc_draft_sent"}, {"code": "draft_family"}),
    "ehcp:write_wording": Page(plain={"code": "final_family"}, protected=False),
    **_bare("ehcp:wordings"),
    **_of_child("ehc_recipient", "ehcp:record_plan_receipt"),
    **_of_child("ehc_recipient_waiting", "ehcp:stand_down_recipient"),
    "ehcp:take_step": Page({"child_ref": "child", "ref": "ehc_case"}, {"step": "consult_setting"}),
    "ehcp:take_back_step": Page({"child_ref": "child", "ref": "ehc_step"}),
    "ehcp:take_matter_step": Page({"child_ref": "child", "ref": "ehc_matter"}, {"step": "hold_meeting"}),
    # Lists of EHC plans
    **_bare("exchange:lists", "exchange:sen2"),
    "exchange:take_sen2": Page(plain={"year": "2027"}, protected=False),
    **_of("ehc_list", "exchange:ehc_list", "exchange:take_faults", "exchange:apply_list", protected=False),
    **_of("mapped_list", "exchange:map_columns", "exchange:say_statuses", protected=False),
    "exchange:decide_line": Page({"ref": "ehc_list"}, {"number": "3"}, protected=False),
    # Custody
    **_bare("justice:custody", "justice:look_backs", "justice:set_standards"),
    **_child("justice:enter_detention", "justice:record_outcome"),
    **_of_child("outcome", "justice:withdraw_outcome"),
    **_of_child("look_back", "web:look_back"),
    **_of_child(
        "detention",
        "justice:detention",
        "justice:tell_people",
        "justice:move_detained",
        "justice:expect_release",
        "justice:end_detention",
        "justice:withdraw_detention",
    ),
    **_of_child("hand_over", "justice:hand_over"),
    **_of_child("kept_hand_over", "justice:stand_down_hand_over"),
    **_of_child("sent_hand_over", "justice:record_receipt"),
    # Figures
    **_bare("web:team_work", "measures:overview", "measures:board", "comparators:first_time_entrants"),
    **{
        view: Page(plain={"kind": "xlsx"}, protected=False)
        for view in ("measures:export_overview", "measures:export_board")
    },
    **_bare("governance:priorities", "governance:set_priority"),
    **_of(
        "priority",
        "governance:priority",
        "governance:change_priority",
        "governance:review_priority",
        "governance:hand_over_priority",
        protected=False,
    ),
    "measures:measure": Page(plain={"code": "open_children"}, protected=False),
    "measures:export_measure": Page(plain={"code": "open_children", "kind": "csv"}, protected=False),
    "measures:lacking": Page(plain={"code": "open_children", "what": "locality"}, protected=False),
    # The front door
    **_bare("referrals:refer_child", "referrals:referrals"),
    **_of(
        "referral",
        "referrals:receive_referral",
        "referrals:referral",
        "referrals:match_to_child",
        "referrals:decide_referral",
        "referrals:check_turnaround",
        "referrals:record_agreement",
        "referrals:allocate",
    ),
    **{
        view: Page(plain={"area": "swindon"}, protected=False)
        for view in (
            "referrals:ask_for_help",
            "referrals:ask_for_myself",
            "referrals:ask_for_my_child",
            "referrals:read_answer",
            "referrals:stop_asking",
        )
    },
    **_bare(
        "referrals:door",
        "referrals:links",
        "referrals:send_link",
        "referrals:set_public_contact",
        "referrals:set_standards",
    ),
    "referrals:refer_by_link": Page(plain={"token": "a-key-that-opens-nothing"}, protected=False),
    **_of("link", "referrals:revoke_link", protected=False),
    **_of("arrival", "referrals:arrival", "referrals:take_in", "referrals:answer_arrival"),
    **_of(
        "involvement",
        "referrals:record_first_contact",
        "referrals:transfer",
        "referrals:ask_transfer",
        "referrals:pause_involvement",
        "referrals:resume_involvement",
        "referrals:step_down",
        "referrals:withdraw_agreement",
        "referrals:end_involvement",
    ),
    **_of("transfer", "referrals:answer_transfer", "referrals:withdraw_transfer"),
    **_of("goodbye", "referrals:record_goodbye"),
    **_of("move", "referrals:move", "referrals:close_move"),
    # What another area sent is no record of ours: tests/web/test_moving.py asks it as every kind of person.
    "referrals:moved_in": Page(plain={"ref": "MI-000000"}, protected=False),
    "referrals:take_over_move": Page(plain={"ref": "MI-000000"}, protected=False),
    **_of("membership", "referrals:record_absence", protected=False),
    **_of("absence", "referrals:end_absence", protected=False),
    # Plans
    **_child(
        "plans:plan",
        "plans:start_plan",
        "plans:edit_plan",
        "plans:add_goal",
        "plans:add_step",
        "plans:agree_plan",
        "plans:review_plan",
        "plans:sign_without_ehc_changes",
        "plans:write_ehc_changes",
        "plans:plan_for_child",
        "plans:plan_for_child_file",
        "plans:record_contact",
    ),
    **_of_child("goal", "plans:edit_goal"),
    **_of_child("step", "plans:tick_step"),
    # Panels
    **_bare("panels:series_list", "panels:start_series", "panels:my_actions"),
    **_of(
        "series",
        "panels:series",
        "panels:change_series",
        "panels:seat_agency",
        "panels:plan_meeting",
        protected=False,
    ),
    **_of("series", "panels:unseat_agency", agency_ref="agency", protected=False),
    **_of(
        "meeting",
        "panels:meeting",
        "panels:reschedule_meeting",
        "panels:change_chair",
        "panels:release_agenda",
        "panels:start_meeting",
        "panels:attendance",
        "panels:run_meeting",
        "panels:pack",
        "panels:pack_pdf",
        "panels:close_meeting",
        protected=False,
    ),
    **_of("meeting", "panels:mark_attendance", "panels:seat_person", agency_ref="agency", protected=False),
    **_of(
        "meeting",
        "panels:run_item",
        "panels:move_up",
        "panels:move_item",
        "panels:remove_item",
        "panels:invite_guest",
        item_ref="item",
    ),
    **_of("meeting", "panels:uninvite_guest", item_ref="item", membership_ref="membership"),
    **_child("panels:add_item"),
    **_of("item", "panels:item", "panels:contribute", "panels:record_decision", "panels:add_action"),
    **_of("action", "panels:do_action", "panels:hand_over_action", "panels:withdraw_action"),
}


@dataclass(frozen=True)
class Own:
    """What somebody sees without, or beyond, a grant for the child, on which pages, and why that is right.

    ``strands`` are those whose tokens may stand on the page, ``texts`` (when it is not empty) the only ones of them;
    ``knows`` is whether the page may tell an existing reference from an unknown one.
    """

    group: str
    people: frozenset[str]
    views: frozenset[str]
    strands: frozenset[str]
    why: str
    texts: tuple[str, ...] = ()
    knows: bool = True


def _own(
    group: str, people: str, views: str, strands: str, why: str, *, texts: tuple[str, ...] = (), knows: bool = True
) -> Own:
    return Own(
        group, frozenset(people.split()), frozenset(views.split()), frozenset(strands.split()), why, texts, knows
    )


OWN: tuple[Own, ...] = (
    _own(
        "Q",
        "front_door team_manager",
        "web:home referrals:referrals referrals:referral referrals:match_to_child referrals:decide_referral"
        " referrals:check_turnaround referrals:record_agreement referrals:allocate referrals:receive_referral",
        "identity plan",
        "a referral that waits has no child yet; the front door and its manager must read it to decide",
    ),
    *(
        _own(
            group,
            "front_door team_manager",
            "web:home referrals:door referrals:arrival referrals:take_in referrals:answer_arrival",
            "identity plan",
            "what waits at the door is nobody's record yet; the front door and its manager must read it to answer",
        )
        for group in "ABQ"
    ),
    _own(
        "Q",
        "school",
        "web:home referrals:referrals referrals:referral referrals:receive_referral",
        "identity plan",
        "a referrer sees what they themselves wrote",
    ),
    _own(
        "Q",
        "front_door team_manager school",
        "web:home children:concern children:tell_social_care children:close_concern",
        "identity",
        "a concern about nobody on record stays with who raised it, the front door and its manager until it is closed",
    ),
    _own(
        "B",
        "panel_administrator panel_chair team_manager",
        "panels:remove_item panels:move_item panels:move_up panels:invite_guest panels:uninvite_guest",
        "",
        "whoever prepares a meeting knows of its items by reference, before and after anybody may read them",
    ),
    _own(
        "B",
        "team_manager head_of_service governance_lead",
        "children:emergency_openings children:review_opening",
        "",
        "whoever reviews emergency openings sees who opened what and when; the child stands there as a reference only",
    ),
    _own(
        "B",
        "front_door team_manager",
        "referrals:match_to_child",
        "identity",
        "to find whether a referred child is known, closed records included, the front door is shown whom it may be",
        texts=("given name", "family name", "preferred name"),
        knows=False,
    ),
    *(
        _own(
            group,
            "front_door team_manager",
            "children:duplicates children:propose_merge children:decide_merge children:part_records",
            "identity",
            "to find two records of one child, whoever matches records compares them without opening either",
            texts=("given name", "family name", "preferred name", "why records are joined"),
        )
        for group in "AB"
    ),
    _own(
        "B",
        "governance_lead",
        "children:who_looked",
        "",
        "information governance asks by reference who looked, and opens nothing of the record",
    ),
    _own(
        "B",
        "governance_lead head_of_service",
        "children:copy children:leave_out children:release_copy children:return_copy children:copy_on_paper",
        "",
        "whoever prepares and releases copies knows of the requests; the record stands there as a reference only",
    ),
    _own(
        "A",
        "school",
        "referrals:referrals referrals:referral referrals:receive_referral",
        "identity plan",
        "a referrer sees what they themselves wrote",
    ),
)


def shows(group: str, key: str, view: str, strand: str, text: str) -> bool:
    """Whether the page may show a text of this strand to somebody without, or beyond, a grant."""
    return any(strand in own.strands and (not own.texts or text in own.texts) for own in _of_page(group, key, view))


def knows(group: str, key: str, view: str) -> bool:
    """Whether the page may tell somebody an existing reference from an unknown one."""
    return any(own.knows for own in _of_page(group, key, view))


def _of_page(group: str, key: str, view: str) -> list[Own]:
    return [own for own in OWN if own.group == group and key in own.people and view in own.views]

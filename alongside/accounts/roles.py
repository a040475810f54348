"""Roles: code, not rows. A person holds a role in one agency from a day to a day (``partnerships.Membership``)."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from alongside.accounts.permissions import Permission


class RoleCode(StrEnum):
    """The roles of ``product.md``, "Who uses it"."""

    PRACTITIONER = "practitioner"
    FRONT_DOOR = "front_door"
    SPECIALIST = "specialist"
    SEND_OFFICER = "send_officer"
    SCHOOL = "school"
    POLICE = "police"
    EARLY_HELP = "early_help"
    SOCIAL_CARE = "social_care"
    PANEL_CHAIR = "panel_chair"
    PANEL_ADMINISTRATOR = "panel_administrator"
    TEAM_MANAGER = "team_manager"
    HEAD_OF_SERVICE = "head_of_service"
    BOARD_MEMBER = "board_member"
    ASSESSOR = "assessor"
    GOVERNANCE_LEAD = "governance_lead"
    ADMINISTRATOR = "administrator"


@dataclass(frozen=True, slots=True)
class Role:
    """A role as people read it, with what it may ever do."""

    code: RoleCode
    title: str
    what: str
    permissions: frozenset[Permission]


_PARTNER = frozenset(
    {
        Permission.REFER_CHILD,
        Permission.RAISE_CONCERN,
        Permission.SEE_CHILDREN,
        Permission.SIT_ON_PANEL,
        Permission.DO_ACTION,
    }
)
_WORKER = _PARTNER | {Permission.RECORD_VOICE, Permission.RECORD_ENTRY, Permission.BREAK_GLASS}
_PRACTITIONER = _WORKER | {
    Permission.SEND_LINK,
    Permission.RECORD_AGREEMENT,
    Permission.EDIT_CHILD,
    Permission.RECORD_SCREEN,
    Permission.RECORD_NEED,
    Permission.WRITE_STRATEGY,
    Permission.WRITE_PLAN,
    Permission.RECORD_CONTACT,
    Permission.CLOSE_CONCERN,
    Permission.KEEP_DATES,
    Permission.RECORD_DETENTION,
    Permission.BEGIN_EHC_CASE,
    Permission.SEE_CUSTODY,
}


def _role(code: RoleCode, title: str, what: str, permissions: frozenset[Permission]) -> tuple[RoleCode, Role]:
    return code, Role(code, title, what, permissions)


ROLES: dict[RoleCode, Role] = dict(
    [
        _role(
            RoleCode.PRACTITIONER,
            "Practitioner",
            "Youth justice and prevention workers: works alongside the children allocated to them.",
            frozenset(_PRACTITIONER),
        ),
        _role(
            RoleCode.FRONT_DOOR,
            "Front door worker",
            "Receives referrals, finds whether a child is known, decides the next step with a manager.",
            frozenset(_PRACTITIONER | {Permission.TRIAGE_REFERRAL, Permission.MATCH_RECORDS, Permission.ALLOCATE}),
        ),
        _role(
            RoleCode.SPECIALIST,
            "Specialist",
            "Speech and language, CAMHS, nurse, wellbeing, education, resettlement or restorative work.",
            frozenset(
                _WORKER
                | {
                    Permission.RECORD_SCREEN,
                    Permission.RECORD_NEED,
                    Permission.GIVE_SUPPORT,
                    Permission.WRITE_STRATEGY,
                    Permission.RECORD_CONTACT,
                    Permission.SEE_CUSTODY,
                }
            ),
        ),
        _role(
            RoleCode.SEND_OFFICER,
            "SEND officer",
            "EHC co-ordinator of the local authority.",
            frozenset(
                _WORKER
                | {
                    Permission.WRITE_STRATEGY,
                    Permission.KEEP_DATES,
                    Permission.KEEP_TERM_DATES,
                    Permission.BEGIN_EHC_CASE,
                    Permission.KEEP_EHC_CASE,
                    Permission.SEE_CUSTODY,
                }
            ),
        ),
        _role(
            RoleCode.SCHOOL,
            "School, college or training provider",
            "Refers, contributes, and reads how best to work with the child.",
            _PARTNER,
        ),
        _role(RoleCode.POLICE, "Police panel member", "Sits on panels, refers, contributes.", _PARTNER),
        _role(RoleCode.EARLY_HELP, "Early help worker", "Sits on panels, refers, contributes.", _PARTNER),
        _role(
            RoleCode.SOCIAL_CARE,
            "Children's social care",
            "Sits on panels, refers, contributes, receives safeguarding concerns.",
            _PARTNER | {Permission.CLOSE_CONCERN, Permission.SEE_CUSTODY},
        ),
        _role(
            RoleCode.PANEL_CHAIR,
            "Panel chair",
            "Runs a panel: agenda, attendance, decisions with reasons, actions.",
            _PARTNER | {Permission.RUN_PANEL, Permission.CHAIR_PANEL},
        ),
        _role(
            RoleCode.PANEL_ADMINISTRATOR,
            "Panel administrator",
            "Prepares agenda and pack, records attendance and actions.",
            frozenset(
                {
                    Permission.RAISE_CONCERN,
                    Permission.SEE_CHILDREN,
                    Permission.SIT_ON_PANEL,
                    Permission.RUN_PANEL,
                    Permission.DO_ACTION,
                }
            ),
        ),
        _role(
            RoleCode.TEAM_MANAGER,
            "Team manager",
            "Keeps caseloads even, decides otherwise with a reason, covers for absence.",
            frozenset(
                _PRACTITIONER
                | {
                    Permission.TRIAGE_REFERRAL,
                    Permission.MATCH_RECORDS,
                    Permission.ALLOCATE,
                    Permission.DECIDE_OTHERWISE,
                    Permission.KEEP_TERM_DATES,
                    Permission.SEE_MEASURES,
                    Permission.SET_PRIORITIES,
                    Permission.SEE_TEAM_WORK,
                    Permission.LOOK_BACK,
                    Permission.SET_STANDARDS,
                    Permission.REVIEW_BREAK_GLASS,
                    Permission.RUN_PANEL,
                }
            ),
        ),
        _role(
            RoleCode.HEAD_OF_SERVICE,
            "Head of service",
            "Answers for the service: measures, agreements, the award cycle. Sees no child by holding the role.",
            frozenset(
                {
                    Permission.RAISE_CONCERN,
                    Permission.SEE_MEASURES,
                    Permission.SET_PRIORITIES,
                    Permission.SEE_TEAM_WORK,
                    Permission.SET_STANDARDS,
                    Permission.REVIEW_BREAK_GLASS,
                    Permission.AGREE_ABOUT_SEAL,
                    Permission.RELEASE_COPY,
                    Permission.AGREE_ABOUT_PEOPLE,
                }
            ),
        ),
        _role(
            RoleCode.BOARD_MEMBER,
            "Board member",
            "Sees aggregates, priorities and attendance; never a child.",
            frozenset({Permission.SEE_MEASURES}),
        ),
        _role(
            RoleCode.ASSESSOR,
            "Award assessor",
            "Sees the frozen submission only; never a child.",
            frozenset(),
        ),
        _role(
            RoleCode.GOVERNANCE_LEAD,
            "Information governance lead",
            "Who looked, what was shared and why; reviews break-glass; seals records.",
            frozenset(
                {
                    Permission.SEE_TRAIL,
                    Permission.SEE_WHO_LOOKED,
                    Permission.REVIEW_BREAK_GLASS,
                    Permission.SEAL_CHILD,
                    Permission.AGREE_ABOUT_SEAL,
                    Permission.RELEASE_COPY,
                    Permission.AGREE_ABOUT_PEOPLE,
                }
            ),
        ),
        _role(
            RoleCode.ADMINISTRATOR,
            "System administrator",
            "Keeps agencies, teams and memberships; sees no child.",
            frozenset({Permission.MANAGE_PEOPLE, Permission.AGREE_ABOUT_PEOPLE}),
        ),
    ]
)


def permissions_of(role: str) -> frozenset[str]:
    """Codes of what the role may ever do."""
    return frozenset(permission.value for permission in ROLES[RoleCode(role)].permissions)


def printed_matrix() -> str:
    """Roles and permissions as text for ``docs/reference/permissions.txt``; a test fails when the two differ."""
    lines = ["Roles and what each may ever do. Whether it holds for a child is decided by grants.", ""]
    for role in ROLES.values():
        lines.append(f"{role.title} ({role.code.value})")
        lines.append(f"    {role.what}")
        lines.extend(f"    - {name}" for name in sorted(permission.value for permission in role.permissions))
        lines.append("")
    return "\n".join(lines)

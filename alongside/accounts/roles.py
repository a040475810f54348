"""Roles: code, not rows. A person holds a role in one agency from a day to a day (``partnerships.Membership``)."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from alongside.accounts.permissions import Permission as P


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
    permissions: frozenset[P]


_PARTNER = frozenset({P.REFER_CHILD, P.RAISE_CONCERN, P.SEE_CHILDREN, P.SIT_ON_PANEL, P.DO_ACTION})
_WORKER = _PARTNER | {P.RECORD_VOICE, P.RECORD_ENTRY, P.BREAK_GLASS}
_PRACTITIONER = _WORKER | {
    P.RECORD_AGREEMENT,
    P.EDIT_CHILD,
    P.RECORD_SCREEN,
    P.RECORD_NEED,
    P.WRITE_STRATEGY,
    P.WRITE_PLAN,
    P.RECORD_CONTACT,
    P.CLOSE_CONCERN,
}


def _role(code: RoleCode, title: str, what: str, permissions: frozenset[P]) -> tuple[RoleCode, Role]:
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
            frozenset(_PRACTITIONER | {P.TRIAGE_REFERRAL, P.MATCH_RECORDS, P.ALLOCATE}),
        ),
        _role(
            RoleCode.SPECIALIST,
            "Specialist",
            "Speech and language, CAMHS, nurse, wellbeing, education, resettlement or restorative work.",
            frozenset(
                _WORKER | {P.RECORD_SCREEN, P.RECORD_NEED, P.GIVE_SUPPORT, P.WRITE_STRATEGY, P.RECORD_CONTACT}
            ),
        ),
        _role(
            RoleCode.SEND_OFFICER,
            "SEND officer",
            "EHC co-ordinator of the local authority.",
            frozenset(_WORKER | {P.WRITE_STRATEGY}),
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
            _PARTNER | {P.CLOSE_CONCERN},
        ),
        _role(
            RoleCode.PANEL_CHAIR,
            "Panel chair",
            "Runs a panel: agenda, attendance, decisions with reasons, actions.",
            _PARTNER | {P.RUN_PANEL, P.CHAIR_PANEL},
        ),
        _role(
            RoleCode.PANEL_ADMINISTRATOR,
            "Panel administrator",
            "Prepares agenda and pack, records attendance and actions.",
            frozenset({P.RAISE_CONCERN, P.SEE_CHILDREN, P.SIT_ON_PANEL, P.RUN_PANEL, P.DO_ACTION}),
        ),
        _role(
            RoleCode.TEAM_MANAGER,
            "Team manager",
            "Keeps caseloads even, decides otherwise with a reason, covers for absence.",
            frozenset(
                _PRACTITIONER
                | {
                    P.TRIAGE_REFERRAL,
                    P.MATCH_RECORDS,
                    P.ALLOCATE,
                    P.DECIDE_OTHERWISE,
                    P.SEE_MEASURES,
                    P.SEE_TEAM_WORK,
                    P.REVIEW_BREAK_GLASS,
                    P.RUN_PANEL,
                }
            ),
        ),
        _role(
            RoleCode.HEAD_OF_SERVICE,
            "Head of service",
            "Answers for the service: measures, agreements, the award cycle. Sees no child by holding the role.",
            frozenset({P.RAISE_CONCERN, P.SEE_MEASURES, P.SEE_TEAM_WORK, P.REVIEW_BREAK_GLASS}),
        ),
        _role(
            RoleCode.BOARD_MEMBER,
            "Board member",
            "Sees aggregates, priorities and attendance; never a child.",
            frozenset({P.SEE_MEASURES}),
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
            frozenset({P.SEE_TRAIL, P.SEE_WHO_LOOKED, P.REVIEW_BREAK_GLASS, P.SEAL_CHILD}),
        ),
        _role(
            RoleCode.ADMINISTRATOR,
            "System administrator",
            "Keeps agencies, teams and memberships; sees no child.",
            frozenset({P.MANAGE_PEOPLE}),
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

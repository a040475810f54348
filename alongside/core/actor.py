"""Who acts: one person, for one agency, in one area partnership. Made once a request and never changed."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import ClassVar


@dataclass(frozen=True, slots=True)
class Actor:
    """Values only, so that any room can hold it. ``role`` and ``permissions`` are codes of ``accounts``."""

    SHAPE: ClassVar = ("role", "permissions")
    """What decides how a prepared question looks; all else is a value in it."""

    user_id: int
    user_ref: str
    name: str
    partnership_id: int
    partnership_slug: str
    partnership_name: str
    membership_id: int
    membership_ref: str
    agency_id: int
    agency_ref: str
    agency_name: str
    agency_kind: str
    role: str
    role_name: str
    specialism: str = ""
    locality_id: int | None = None
    team_ids: tuple[int, ...] = ()
    permissions: frozenset[str] = field(default_factory=frozenset)

    def may(self, permission: str) -> bool:
        """Whether the role carries the permission. Whether it holds for a child is another question (access)."""
        return permission in self.permissions

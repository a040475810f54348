"""May they, and why not: one value that a page shows and a command raises, so that the two never differ."""

from __future__ import annotations

from dataclasses import dataclass


class Refusal(Exception):
    """A wish that is refused, with one whole sentence that a practitioner understands."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


class NotPermitted(Refusal):
    """This person may not do it (shown with status 403 to those who may know of the record)."""


class NotNow(Refusal):
    """Nobody may do it in this state; the sentence says what to do next."""


class Changed(Refusal):
    """Somebody else saved the record in the meantime. Holds what is stored and what was typed."""

    def __init__(self, reason: str, *, theirs: dict[str, str], yours: dict[str, str]) -> None:
        super().__init__(reason)
        self.theirs = theirs
        self.yours = yours


@dataclass(frozen=True, slots=True)
class Verdict:
    """The answer to "may I?": truthy when yes, otherwise falsy with the refusal."""

    refusal: Refusal | None = None

    def __bool__(self) -> bool:
        return self.refusal is None

    @property
    def reason(self) -> str:
        """Why not, as a sentence; empty when allowed."""
        return "" if self.refusal is None else self.refusal.reason

    def or_raise(self) -> None:
        """Raise the refusal, if there is one."""
        if self.refusal is not None:
            raise self.refusal


YES = Verdict()


def no(reason: str) -> Verdict:
    """The person may not."""
    return Verdict(NotPermitted(reason))


def not_now(reason: str) -> Verdict:
    """Nobody may in this state."""
    return Verdict(NotNow(reason))

"""What the life of an EHC case is made of: states, and the steps between them, each with its law and its clocks."""

from __future__ import annotations

from dataclasses import dataclass

from alongside.core.clocks import Follows, Source


@dataclass(frozen=True, slots=True)
class State:
    """Where a case, or a matter within it, stands.

    ``asks``: what the law asks at this point. ``worker``: what somebody who works with the child can do meanwhile.
    ``is_open``: something is still to be done.
    """

    code: str
    title: str
    asks: str = ""
    source: Source | None = None
    worker: str = ""
    is_open: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """What somebody does that moves a case or a matter on.

    ``before`` are the states in which it can be done (none: it begins a matter), ``after`` the state that follows
    (empty: the state stays). ``day`` is how the form asks when; with ``ahead`` the day may lie ahead. ``asks`` are
    codes of further questions (``alongside.ehcp.forms``). ``starts`` are rules of time that begin, counted from that
    day or, with ``from_planned``, from the planned day; ``meets`` those that are kept by it; ``ends`` those that are no
    longer waited for. ``follows`` names what begins in the place of clocks of the rules ``of``; with no ``of``, of all
    that run. ``of_case`` moves the case too: from state to state. ``opens`` is the kind of matter that it begins.
    ``needs`` is a rule of which a clock must run for the step to be offered. ``waits_for``: it is refused until the
    clock of that rule is over, unless the clock was kept before. ``window``: a rule that has passed since the day of
    an earlier step, with no dispute open, before this one can be done. ``writes``: what becomes of the text of the
    plan. ``of_detained``: it can be done only while the child is detained, and with it the ordinary rules hold again.
    """

    code: str
    title: str
    done: str
    law: str
    source: Source | None = None
    before: frozenset[str] = frozenset()
    after: str = ""
    day: str = "When did it happen?"
    ahead: bool = False
    asks: tuple[str, ...] = ()
    starts: tuple[str, ...] = ()
    from_planned: bool = False
    meets: tuple[str, ...] = ()
    ends: tuple[str, ...] = ()
    follows: Follows | None = None
    of: tuple[str, ...] = ()
    of_case: tuple[tuple[str, str], ...] = ()
    opens: str = ""
    needs: tuple[str, ...] = ()
    waits_for: str = ""
    window: tuple[str, str] | None = None
    writes: str = ""
    of_detained: bool = False
    is_main: bool = False
    told: tuple[str, ...] = ()

    def follows_from(self, state: str) -> bool:
        """Whether it can be done in this state."""
        return state in self.before


@dataclass(frozen=True, slots=True)
class Machine:
    """The states and steps of a case, or of one kind of matter within it."""

    code: str
    title: str
    states: tuple[State, ...]
    steps: tuple[Step, ...]

    def state(self, code: str) -> State:
        """The state of that code. Raises KeyError."""
        return {state.code: state for state in self.states}[code]

    def step(self, code: str) -> Step | None:
        """The step of that code, if it has one."""
        return next((step for step in self.steps if step.code == code), None)

    def steps_from(self, state: str) -> tuple[Step, ...]:
        """Steps that can be done in a state, in their order."""
        return tuple(step for step in self.steps if step.follows_from(state))


def states(*codes: str) -> frozenset[str]:
    """Codes of states, as a set."""
    return frozenset(codes)

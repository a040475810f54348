"""Whole pages about the needs of one child, from all records of the child: what helps, what is known, who supports."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import QuerySet

from alongside.audit import trail
from alongside.children import queries as children
from alongside.children.access import Standing
from alongside.children.models import Child
from alongside.core import calendar
from alongside.core.actor import Actor
from alongside.core.strands import Strand
from alongside.core.verdict import Verdict
from alongside.needs import access, rules
from alongside.needs.models import Need, Strategy
from alongside.needs.queries.lines import (
    NeedLine,
    ScreenLine,
    StrategyLine,
    SupportLine,
    WithdrawnStrategy,
    need_line,
    needs,
    screens,
    strategies,
    supports,
    ways_of_working,
    withdrawn_strategies,
)
from alongside.partnerships import prepared


def strategies_of_all(
    child: Child, standing: Standing, look: trail.Look, others: Sequence[children.Joined]
) -> tuple[StrategyLine, ...]:
    """What helps this child, from all records of the child. One query for each."""
    return _all_strategies((children.Joined(child, standing, look), *others))


def needs_of_all(
    child: Child, standing: Standing, look: trail.Look, others: Sequence[children.Joined]
) -> tuple[NeedLine, ...]:
    """Needs that are known, from all records of the child. One query for each."""
    return _all_needs((children.Joined(child, standing, look), *others))


def _all_strategies(records: Sequence[children.Joined]) -> tuple[StrategyLine, ...]:
    """What to do before what to avoid; said in the same words twice, it stands there once."""
    found: dict[tuple[str, str], StrategyLine] = {}
    for one in records:
        for line in strategies(one.child, one.look):
            found.setdefault((line.kind, line.text.casefold()), line)
    return tuple(sorted(found.values(), key=lambda line: line.kind == Strategy.Kind.AVOID))


def _all_ways(records: Sequence[children.Joined]) -> tuple[str, ...]:
    """What is known, or ruled out, in one record is not presumed because another does not know of it."""
    ways = [way for one in records for way in ways_of_working(one.child, one.standing, one.look)]
    if len(records) == 1:
        return tuple(ways)
    known = {line.area for one in records for line in (*needs(one.child, one.standing, one.look), *_ruled_out(one))}
    of_known = {way for each in rules.PRESUMED if each.area in known for way in each.ways_of_working}
    return tuple(dict.fromkeys(way for way in ways if way not in of_known))


def _all_needs(records: Sequence[children.Joined]) -> tuple[NeedLine, ...]:
    """A need that both records know stands there once, as it was known first."""
    lines = [line for one in records for line in needs(one.child, one.standing, one.look)]
    if len(records) == 1:
        return tuple(lines)
    found: dict[str, NeedLine] = {}
    for line in sorted(lines, key=lambda line: line.since or dt.date.max):
        found.setdefault(line.area, line)
    return tuple(found.values())


def _all_screens(records: Sequence[children.Joined]) -> tuple[ScreenLine, ...]:
    lines = [line for one in records for line in screens(one.child, one.standing, one.look)]
    return tuple(sorted(lines, key=lambda line: (not line.is_open, -line.offered_on.toordinal())))


def _all_supports(records: Sequence[children.Joined], today: dt.date) -> tuple[SupportLine, ...]:
    lines = [line for one in records for line in supports(one.child, one.standing, one.look, today)]
    return tuple(sorted(lines, key=lambda line: (not line.is_open, line.raised_on)))


def _ruled_out(record: children.Joined) -> tuple[NeedLine, ...]:
    return tuple(need_line(row) for row in _found_not_to_be(record.look.actor, record.child, record.standing))


@prepared.question
def _found_not_to_be(actor: Actor, child: Child, standing: Standing) -> QuerySet[Need]:
    rows = access.needs_of(actor, child, standing).filter(status=Need.Status.RULED_OUT)
    return rows.select_related("decided_by__user").order_by("since", "id")


@dataclass(frozen=True, slots=True)
class Summary:
    """What the child's page shows of this subject: what helps, how we work, who supports and since when."""

    strategies: tuple[StrategyLine, ...]
    ways_of_working: tuple[str, ...]
    needs: tuple[NeedLine, ...]
    screens_open: tuple[ScreenLine, ...]
    supports: tuple[SupportLine, ...]
    may_write_strategy: Verdict
    may_record_screen: Verdict
    sees_needs: bool

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to show and nothing to do."""
        return not (self.strategies or self.ways_of_working or self.sees_needs or self.may_write_strategy)


def child_summary(
    child: Child,
    standing: Standing,
    look: trail.Look,
    now: dt.datetime,
    others: Sequence[children.Joined] = (),
) -> Summary:
    """The part of the child's page, with what stands in other records of the child. Five queries for each record,
    however much there is."""
    today = calendar.london_date(now)
    records = (children.Joined(child, standing, look), *others)
    return Summary(
        strategies=_all_strategies(records),
        ways_of_working=_all_ways(records),
        needs=_all_needs(records),
        screens_open=tuple(line for line in _all_screens(records) if line.is_open),
        supports=tuple(line for line in _all_supports(records, today) if line.is_open),
        may_write_strategy=access.may_write_strategy(look.actor, standing),
        may_record_screen=access.may_record_screen(look.actor, standing),
        sees_needs=bool(rules.areas_in(standing.readable)),
    )


@dataclass(frozen=True, slots=True)
class ChildNeeds:
    """The page of a child's needs."""

    strategies: tuple[StrategyLine, ...]
    withdrawn: tuple[WithdrawnStrategy, ...]
    ways_of_working: tuple[str, ...]
    needs: tuple[NeedLine, ...]
    ruled_out: tuple[NeedLine, ...]
    screens: tuple[ScreenLine, ...]
    supports: tuple[SupportLine, ...]
    sees_health: bool
    sees_needs: bool
    may_write_strategy: Verdict
    may_offer_screen: Verdict
    may_record_screen: Verdict
    may_record_need: Verdict
    may_rule_out_need: Verdict
    may_ask_for_support: Verdict


def child_needs(
    child: Child,
    standing: Standing,
    look: trail.Look,
    now: dt.datetime,
    others: Sequence[children.Joined] = (),
) -> ChildNeeds:
    """What the page of a child's needs shows, with what stands in other records of the child. Seven queries for each
    record, however much there is."""
    today, actor = calendar.london_date(now), look.actor
    records = (children.Joined(child, standing, look), *others)
    return ChildNeeds(
        strategies=_all_strategies(records),
        withdrawn=tuple(line for one in records for line in withdrawn_strategies(one.child, one.look)),
        ways_of_working=_all_ways(records),
        needs=_all_needs(records),
        ruled_out=tuple(line for one in records for line in _ruled_out(one)),
        screens=_all_screens(records),
        supports=_all_supports(records, today),
        sees_health=standing.reads(Strand.HEALTH),
        sees_needs=bool(rules.areas_in(standing.readable)),
        may_write_strategy=access.may_write_strategy(actor, standing),
        may_offer_screen=access.may_offer_screen(actor, standing),
        may_record_screen=access.may_record_screen(actor, standing),
        may_record_need=access.may_record_need(actor, standing),
        may_rule_out_need=access.may_rule_out_need(actor, standing),
        may_ask_for_support=access.may_ask_for_support(actor, standing),
    )

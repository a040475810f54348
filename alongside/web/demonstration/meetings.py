"""Panels, week by week: who is asked, what each agency brings, what is decided and what comes of it."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from alongside.children import queries as child_queries
from alongside.core import calendar
from alongside.core.actor import Actor
from alongside.panels import access as panel_access
from alongside.panels import commands as panels
from alongside.panels import queries as panel_queries
from alongside.panels import rules
from alongside.web.demonstration import accounts, voices
from alongside.web.demonstration.life import Area, Story

if TYPE_CHECKING:
    from alongside.panels.models import AgendaItem, Meeting, Series
    from alongside.panels.queries.actions import ActionLine
    from alongside.web.demonstration.cases import Case

MINUTE = dt.timedelta(minutes=1)
MOST_ITEMS = 6
KEPT = 2
"""Children whom meetings of the past leave for those that are to come."""
LASTS = dt.timedelta(days=100)
"""Whoever comes to a panel is worked with for as long as what it decides takes, even when it is put off once."""


@dataclass
class Listed:
    """A child on an agenda, with what the meeting needs to know of the child's life."""

    case: Case
    item: AgendaItem
    why: str
    school: bool = False
    is_moved: bool = False
    """Put off from another meeting: guests and contributions came with it."""


@dataclass(frozen=True, slots=True)
class Rhythm:
    """A panel as it is kept: who sits on it, since when, how often, and which children it speaks of."""

    kind: str
    name: str
    weekday: int
    place: str
    first: dt.date
    often_from: dt.date
    """Until then it met every ``at_first`` weeks, since then every ``every`` weeks."""
    core: tuple[str, ...]
    """Keys of agencies; a school's by its own key."""
    required: tuple[str, ...]
    case_by_case: tuple[str, ...] = ()
    at_first: int = 5
    every: int = 1
    streams: tuple[str, ...] = ()
    """Streams whose children come; none: the children whose work is told in full."""
    items: tuple[int, int] = (3, 4)


@dataclass
class Panel:
    """A panel with its meetings to come, soonest first."""

    area: Area
    rhythm: Rhythm
    series: Series
    to_come: list[tuple[dt.date, Meeting, list[Listed]]] = field(default_factory=list)
    released: set[int] = field(default_factory=set)

    @property
    def kind(self) -> str:
        """The kind of panel."""
        return self.rhythm.kind

    def after(self, day: dt.date) -> dt.date:
        """When the panel meets next after a meeting."""
        weeks = self.rhythm.at_first if day < self.rhythm.often_from else self.rhythm.every
        return rules.next_meeting_on(self.rhythm.weekday, day + dt.timedelta(weeks=weeks - 1))


PANELS: dict[str, Panel] = {}
"""The joint panel of each area, by slug: where the front door puts children."""


def put_on_agenda(case: Case, *, by: str, about: str, why: str, now: dt.datetime) -> bool:
    """Put the child on the next agenda with room. False while there is no panel yet."""
    panel = PANELS.get(case.area.place.slug)
    if panel is None:
        return False
    soonest = calendar.add_working_days(calendar.london_date(now), 2)
    for meets_on, meeting, listed in panel.to_come:
        if meets_on >= soonest and len(listed) < MOST_ITEMS:
            _list(panel, meeting, listed, case, by=by, about=about, why=why, now=now)
            return True
    return False


def _list(
    panel: Panel, meeting: Meeting, listed: list[Listed], case: Case, *, by: str, about: str, why: str, now: dt.datetime
) -> None:
    area = case.area
    tells = why == "alleged" or panel.kind in rules.AFTER_AN_OFFENCE
    words = accounts.WHY_HERE["diversion" if why == "alleged" else why]
    with area.acting(by) as actor:
        item = panels.add_item(
            actor=actor,
            meeting=meeting,
            child=case.found,
            why_here=case.who.fill(area.deal(f"why {why}", words)),
            about=about,
            alleged=area.deal("alleged", accounts.ALLEGED) if tells else "",
            family_told="told",
            now=now,
        )
    case.agendas.add(panel.kind)
    one = Listed(case, item, why)
    listed.append(one)
    if meeting.pk in panel.released:
        panel.area.begin(_brought(panel, one, meeting.meets_on))


def kept(area: Area, cases: list[Case], rhythm: Rhythm) -> Story:
    """A panel from its founding on: its next agenda is out a week before it meets."""
    now = yield area.moment(rhythm.first)
    panel = Panel(area, rhythm, _founded(area, rhythm, now))
    if rhythm.kind == "joint_decision_making":
        PANELS[area.place.slug] = panel
    meets_on = rules.next_meeting_on(rhythm.weekday, calendar.london_date(now) + dt.timedelta(days=6))
    for _ in range(2):
        _plan(panel, meets_on, now)
        meets_on = panel.after(meets_on)
    number = 0
    while True:
        meets_on, meeting, listed = panel.to_come[0]
        released_on = rules.working_days_before(meets_on, 5)
        now = yield max(area.moment(released_on, 14, 0), area.later(now, 0, 0))
        number += 1
        _fill_up(panel, meeting, listed, cases, now)
        is_released = bool(listed)
        if is_released:
            panel.released.add(meeting.pk)
            with area.acting("panel_admin") as actor:
                panels.release_agenda(actor=actor, meeting=meeting, now=now)
                _invite(area, [one for one in listed if not one.is_moved], rhythm.core, actor, now)
        for one in [one for one in listed if not one.is_moved]:
            area.begin(_brought(panel, one, meets_on))
        now = yield area.moment(meets_on, 10, 2)
        _plan(panel, panel.after(panel.to_come[-1][0]), now)
        if listed:
            if not is_released:
                # Whoever was put on an empty agenda since: it is released on the day.
                with area.acting("panel_admin") as actor:
                    panels.release_agenda(actor=actor, meeting=meeting, now=now)
            _hold(panel, meeting, listed, number, now)
        panel.to_come.pop(0)


def _founded(area: Area, rhythm: Rhythm, now: dt.datetime) -> Series:
    """The series with its agencies, each with the person who comes for it."""
    # Nobody appoints themselves: a manager sets the panel up, and who prepares it gives the agencies their seats.
    with area.acting(next(person.key for person in area.place.people if person.role == "team_manager")) as manager:
        series = panels.start_series(
            actor=manager,
            kind=rhythm.kind,
            name=rhythm.name,
            weekday=rhythm.weekday,
            begins=dt.time(10),
            place=rhythm.place,
            chair=area.members["chair"],
            prepared_by=area.members["panel_admin"],
            now=now,
        )
    with area.acting("panel_admin") as actor:
        for agency in rhythm.core:
            panels.seat_agency(
                actor=actor,
                series=series,
                agency=area.agencies[agency],
                part="core",
                is_required=agency in rhythm.required,
                membership=area.members[area.comes_for(agency)],
                now=now,
            )
        for agency in rhythm.case_by_case:
            panels.seat_agency(actor=actor, series=series, agency=area.agencies[agency], part="case_by_case", now=now)
    return series


def _plan(panel: Panel, meets_on: dt.date, now: dt.datetime) -> None:
    with panel.area.acting("panel_admin") as actor:
        meeting = panels.plan_meeting(actor=actor, series=panel.series, meets_on=meets_on, now=now)
    panel.to_come.append((meets_on, meeting, []))


def _fill_up(panel: Panel, meeting: Meeting, listed: list[Listed], cases: list[Case], now: dt.datetime) -> None:
    """Workers bring children whose work is open, so that there is something to decide every time."""
    rhythm, random = panel.rhythm, panel.area.random
    is_early = meeting.meets_on < rhythm.often_from
    wanted = (random.randint(1, 2) if is_early else random.randint(*rhythm.items)) - len(listed)
    free = [
        case
        for case in cases
        if case.worker
        and case.child
        and case.fate in ("works", "ends")
        and (case.ends_at is None or case.ends_at > now + LASTS)
        and rhythm.kind not in case.agendas
        and (case.stream in rhythm.streams if rhythm.streams else is_early or (case.is_rich and case.fate == "works"))
    ]
    # However few the children, the agendas that are out on the day that is shown have somebody on them.
    kept = 0 if meeting.meets_on > calendar.london_date(panel.area.until) else KEPT
    for case in random.sample(free, max(0, min(wanted, len(free) - kept))):
        why = "alleged" if case.stream == "diversion" and panel.kind == "joint_decision_making" else "open"
        if rhythm.kind in rules.AFTER_AN_OFFENCE:
            why = rhythm.kind
        _list(panel, meeting, listed, case, by=case.worker, about="", why=why, now=now)


def _invite(area: Area, listed: list[Listed], core: tuple[str, ...], actor: Actor, now: dt.datetime) -> None:
    """The child's school comes for the child; CAMHS now and then."""
    for one in listed:
        if one.case.school and one.case.school not in core and area.chance(0.6):
            member = area.members[f"{one.case.school}_person"]
            panels.invite_guest(actor=actor, item=one.item, membership=member, now=now)
            one.school = True
        elif area.chance(0.15) and "camhs" not in core:
            panels.invite_guest(actor=actor, item=one.item, membership=area.members["camhs_1"], now=now)


def _brought(panel: Panel, one: Listed, meets_on: dt.date) -> Story:
    """Each agency answers the three questions in the days before; not every one does."""
    area = panel.area
    days = area.random.choice((1, 1, 2, 3))
    day = meets_on - dt.timedelta(days=days)
    while not calendar.is_working_day(day):
        day -= dt.timedelta(days=1)
    now = yield area.moment(day)
    schools = {school.key for school in area.place.schools}
    agencies = [*panel.rhythm.core, *([one.case.school] if one.school else [])]
    for agency in dict.fromkeys(agencies):
        kind = "school" if agency in schools else agency
        if kind not in accounts.GIVEN_BY or not area.chance(0.45 + 0.38 * area.progress(now)):
            continue
        going_well, worries, would_help = area.deal(f"given {kind}", accounts.GIVEN_BY[kind])
        with area.acting(area.comes_for(agency)) as actor:
            panels.contribute(
                actor=actor,
                item=one.item,
                going_well=_said(one, going_well),
                worries=_said(one, worries),
                would_help=_said(one, would_help),
                now=now,
            )


def _said(one: Listed, text: str) -> str:
    return one.case.who.fill(text)


def _hold(panel: Panel, meeting: Meeting, listed: list[Listed], number: int, now: dt.datetime) -> None:
    """The meeting: who is here, one decision a child, actions, and the close. Now and then there is no quorum: often at
    first, seldom since everybody knows what the hour is for."""
    area, core = panel.area, panel.rhythm.core
    progress = area.progress(now)
    absent = ""
    if "social_care" in panel.rhythm.required and len(panel.to_come) > 1:
        is_early = meeting.meets_on < panel.rhythm.often_from
        absent = "social_care" if (number % 4 == 3 if is_early and progress < 0.7 else number % 9 == 3) else ""
    with area.acting("panel_admin") as actor:
        panels.start_meeting(actor=actor, meeting=meeting, now=now)
        for seat in panel_queries.attendance(meeting):
            key = next(key for key, agency in area.agencies.items() if agency.ref == seat.agency_ref)
            mark = "present"
            if key == absent:
                mark = "apologies"
            elif key not in panel.rhythm.required and area.chance(0.45 - 0.35 * progress if key in core else 0.2):
                mark = "sent_contribution" if area.chance(0.7) else "apologies"
            panels.mark_attendance(actor=actor, meeting=meeting, agency=area.agencies[key], mark=mark, now=now)
    if absent:
        _, other, there = panel.to_come[1]
        with area.acting("panel_admin") as actor:
            for one in listed:
                item = panels.move_item(
                    actor=actor,
                    item=one.item,
                    to=other,
                    reason="Children’s services could not come, and must be there to decide.",
                    now=now + 10 * MINUTE,
                )
                there.append(Listed(one.case, item, one.why, one.school, is_moved=True))
            panels.close_meeting(actor=actor, meeting=meeting, now=now + 15 * MINUTE)
        return
    for place, one in enumerate(listed, start=1):
        _decide(panel, one, now + 14 * place * MINUTE)
    with area.acting("panel_admin") as actor:
        panels.close_meeting(actor=actor, meeting=meeting, now=now + (14 * len(listed) + 10) * MINUTE)


def _decide(panel: Panel, one: Listed, now: dt.datetime) -> None:
    area, case = panel.area, one.case
    spoke = area.chance(0.88)
    if panel.kind in accounts.OF_KIND:
        option, reason, considered, why_not = area.deal(f"decided {panel.kind}", accounts.OF_KIND[panel.kind])
    else:
        why = {"alleged": "diversion"}.get(one.why, one.why)
        option, reason, considered, why_not = area.deal(f"decided {why}", accounts.DECISIONS[why])
    dissents = area.chance(0.06)
    said, changed = area.deal("to panels", voices.TO_PANELS) if spoke else ("", "")
    with area.acting("chair") as actor:
        panels.record_decision(
            actor=actor,
            item=one.item,
            option=option,
            reason=_said(one, reason),
            considered=considered,
            why_not=_said(one, why_not),
            child_said=said,
            gathered=_said(one, area.deal("gathered for panels", accounts.GATHERED)) if spoke else "",
            view_changed=changed,
            no_view_because="" if spoke else "Away with family this week. The worker asks on Monday.",
            is_agreed=not dissents,
            dissent="Police would have gone one step further, and accept the reasons." if dissents else "",
            now=now,
        )
        if area.chance(0.4):
            owner, what = area.deal("follow ups", accounts.FOLLOW_UPS)
            panels.add_action(
                actor=actor,
                item=one.item,
                what=_said(one, what),
                owner=area.members[f"{owner}_1"],
                due_on=calendar.add_working_days(calendar.london_date(now), area.random.randint(4, 10)),
                now=now + MINUTE,
            )
        _, look = child_queries.look_at(actor, case.found, now)
        actions = panel_queries.actions_of(one.item, look)
    case.decided_at = now
    names = {member.user.name: key for key, member in area.members.items()}
    for line in actions:
        area.begin(_acted(area, one, line, names[line.owner], now))


def _acted(area: Area, one: Listed, line: ActionLine, owner: str, decided_at: dt.datetime) -> Story:
    """Whoever has the action does it: most in time, some late."""
    days = area.random.randint(-3, 0) if area.chance(0.75) else area.random.randint(2, 9)
    day = calendar.next_working_day(line.due_on + dt.timedelta(days=days))
    now = yield max(area.moment(day, 16), area.later(decided_at, 1, 1))
    with area.acting(owner) as actor:
        action = panel_access.visible_actions(actor, now).get(ref=line.ref)
        worker = one.case.worker
        if line.kind == "tell_child" and owner.startswith("front_door") and worker:
            # The worker who was allocated since tells the child: a familiar face, and the front door's sight has ended.
            action = panels.hand_over_action(actor=actor, action=action, owner=area.members[worker], now=now)
            owner = worker
    with area.acting(owner) as actor:
        outcome = _said(one, area.deal("outcomes", accounts.OUTCOMES))
        panels.do_action(actor=actor, action=action, outcome=outcome, now=now)

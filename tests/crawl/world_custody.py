"""A detention of the child with everything: held, told in part, the plan sent, and what waits."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

from alongside.children.models import Child
from alongside.justice import commands
from alongside.justice.commands import Place
from alongside.justice.models import HandOver
from tests.people import NOW, TODAY, acting


def detained(token: Callable[..., str], found: dict[str, str], child: Child, *, worker: str) -> None:
    """The child is held, the SEND team is told and the plan is sent; the home authority waits to be told.

    Whom somebody told stands in the sharing ledger, of which copies are given: no token is in it.
    """
    with acting("swindon", worker) as actor:
        made = commands.enter_detention(
            actor=actor,
            child=child,
            kind="remand_detention",
            detained_at=NOW - dt.timedelta(hours=2),
            learnt_at=NOW - dt.timedelta(hours=1),
            place=Place("another", "Quiet House", token("plan", "the host authority")),
            home_authority="Northshire",
            home_is_here=False,
            ehc_plan="plan",
            release_expected_on=TODAY + dt.timedelta(days=120),
            now=NOW + dt.timedelta(hours=3),
        )
        for code in ("tell_send", "send_plan"):
            commands.tell_people(
                actor=actor,
                detention=made,
                people={code: ""},
                told_at=NOW + dt.timedelta(hours=3),
                how="spoken",
                family="told",
                now=NOW + dt.timedelta(hours=3),
            )
        rows = {row.code: row for row in HandOver.objects.select_related("detention__child").filter(detention=made)}
        commands.do_hand_over(
            actor=actor,
            hand_over=rows["resettlement_meeting"],
            done_on=TODAY,
            note=token("plan", "what came of a resettlement meeting"),
            now=NOW + dt.timedelta(hours=3),
        )
    found["detention"] = made.ref
    found["hand_over"] = rows["tell_home"].ref
    found["sent_hand_over"] = rows["send_plan"].ref
    found["kept_hand_over"] = rows["home_named"].ref

"""An outcome of the child with everything, and a look back on it that waits."""

from __future__ import annotations

import datetime as dt

from alongside.children.models import Child
from alongside.justice import commands, jobs
from alongside.justice.models import LookBack
from tests.people import NOW, TODAY, acting


def looked_back_on(found: dict[str, str], child: Child, *, worker: str) -> None:
    """A youth caution of the year before; its look back is opened by the clock."""
    with acting("swindon", worker) as actor:
        outcome = commands.record_outcome(
            actor=actor, child=child, code="youth_caution", given_on=TODAY - dt.timedelta(days=400), now=NOW
        )
    jobs.open_look_backs_of(child.partnership_id, "swindon", NOW)
    with acting("swindon", worker):
        found["look_back"] = LookBack.objects.get(about=outcome.ref).ref
    found["outcome"] = outcome.ref

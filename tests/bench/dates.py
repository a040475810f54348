"""`make bench-dates`: every clock of 700,000 plans counted again in one run, beside a plain UPDATE of as many rows.

As many plans as England has (718,838 in January 2026, rounded). Each has the clock of its annual review; a third has
a second one (a phase transfer, an assessment, a custody clock in working days). Two runs are measured: one in which
nothing is wrong, as each night, and one in which every date is, so that every row is written. The plain UPDATE writes
the same columns of the same rows. Rows a second of each, and the ratio, go to stdout as JSON.
"""

from __future__ import annotations

import argparse
import datetime as dt
import json
import os
import sys
import time

import psycopg

from alongside.config import cluster
from tests.bench import place

RULES = ("ehc_final_plan_20w", "phase_transfer_other", "custody_send_plan_5wd", "tribunal_appeal_2m")
"""Of the second clocks, in turn: weeks, a date in the year, working days, months."""


_CLOCKS = """
INSERT INTO deadlines_clock (partnership_id, ref, created_at, child_id, strand, about, rule, rule_version, nation,
    term_dates, started_on, due_on, status, owner_id, started_by_id, ended_why, follows_how, version)
SELECT %(area)s, %(prefix)s || lpad(n::text, 8, '0'), now(), %(child)s, 'education', '', split_part(v, '@', 1), v,
    'england', '{}', %(today)s::date - (n %% 1095), %(today)s::date, 'running', %(owner)s, %(owner)s, '', '', 1
FROM (
    SELECT n, (%(versions)s::text[])[1 + n %% cardinality(%(versions)s::text[])] AS v
    FROM generate_series(1, %(rows)s) n
) x
"""


def main() -> int:
    """Make a database of its own, fill it, count, tell, and drop it."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench.dates", description=__doc__)
    parser.add_argument("--plans", type=int, default=700_000)
    options = parser.parse_args()
    name = f"dates_{os.getpid()}"
    with cluster.use(place.HOME):
        os.environ.update(place.settings_of_production(place.HOME, name))
        import django

        django.setup()
        admin_address = cluster.address(place.HOME, cluster.BOOTSTRAP, "postgres").url()
        with psycopg.connect(admin_address, autocommit=True) as admin:
            cluster.create_database(admin, name)
            try:
                figures = _measured(name, options.plans)
            finally:
                from django.db import connections

                connections.close_all()
                admin.execute(f'DROP DATABASE "{name}" WITH (FORCE)')
    sys.stdout.write(json.dumps(figures, indent=2) + "\n")
    return 0


def _measured(name: str, plans: int) -> dict[str, object]:
    from django.db import connection, transaction

    from alongside.accounts.roles import RoleCode
    from alongside.children import commands as children
    from alongside.config import database, grants
    from alongside.core import clocks
    from alongside.deadlines import commands
    from alongside.partnerships import commands as partnerships
    from alongside.partnerships import queries, wall

    owner = cluster.address(place.HOME, cluster.OWNER, name)
    database.migrate(owner, roles=grants.Roles(cluster.APP, cluster.SEALER, cluster.BACKUP), verbosity=0)
    now = dt.datetime.now(dt.UTC)
    with transaction.atomic():
        area, founder = partnerships.found_partnership(slug="england", name="England", is_demonstration=True, now=now)
        agency = partnerships.add_agency(actor=founder, name="SEND", kind="send_team", phone="01632 960000", now=now)
        officer = partnerships.add_person(
            actor=founder,
            name="An Officer",
            email="officer@england.example",
            phone="01632 960001",
            agency=agency,
            role=RoleCode.FRONT_DOOR,
            teams=[],
            from_on=now.date(),
            now=now,
        )
        worker = queries.actor_for(
            user_id=officer.user_id, membership_id=officer.pk, partnership_id=area.pk, today=now.date()
        )
        assert worker is not None
        child = children.record_child(
            actor=worker,
            given_name="Bench",
            family_name="Child",
            born_on=dt.date(2012, 1, 1),
            locality=None,
            source="R-BENCH0",
            now=now,
        )
    place.say(f"Filling {plans:,} plans with {plans + plans // 3:,} clocks")
    review = [clocks.latest("annual_review_12m_complete").version]
    seconds = [clocks.latest(code).version for code in RULES]
    given = {"area": area.pk, "child": child.pk, "owner": officer.pk, "today": now.date()}
    with psycopg.connect(owner.url()) as filling:
        for prefix, versions, rows in (("CL-A", review, plans), ("CL-B", seconds, plans // 3)):
            filling.execute(_CLOCKS, {**given, "prefix": prefix, "versions": versions, "rows": rows})
    with psycopg.connect(owner.url(), autocommit=True) as tidying:
        tidying.execute("VACUUM ANALYZE deadlines_clock")

    rows = plans + plans // 3
    figures: dict[str, object] = {"plans": plans, "clocks": rows}
    with wall.inside(area.pk):
        actor = partnerships.founder(area)
    rates: dict[str, float] = {}
    for what in ("all_wrong", "all_right"):
        begun = time.perf_counter()
        with wall.inside(area.pk):
            found = commands.recount(actor=actor, now=now)
        seconds_taken = time.perf_counter() - begun
        rates[what] = rows / seconds_taken
        figures[what] = {
            "seconds": round(seconds_taken, 2),
            "rows_per_second": round(rates[what]),
            "inputs": found.inputs,
            "written": found.changed,
        }
        with psycopg.connect(owner.url(), autocommit=True) as tidying:
            tidying.execute("VACUUM ANALYZE deadlines_clock")
    begun = time.perf_counter()
    with wall.inside(area.pk), connection.cursor() as cursor:
        cursor.execute("UPDATE deadlines_clock SET due_on = due_on - 1, version = version + 1")
        written = cursor.rowcount
    plain = time.perf_counter() - begun
    figures["plain_update"] = {
        "seconds": round(plain, 2),
        "rows_per_second": round(written / plain),
        "written": written,
    }
    figures["ratio_all_wrong_to_plain"] = round(rates["all_wrong"] / (written / plain), 2)
    figures["ratio_all_right_to_plain"] = round(rates["all_right"] / (written / plain), 2)
    return figures


if __name__ == "__main__":
    sys.exit(main())

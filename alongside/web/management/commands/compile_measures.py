"""``alongside compile-measures``: write each measure's SQL from its definition. For developers: needs Ibis."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandParser

from alongside.core.facts import Fact
from alongside.measures.definitions import DEFINITIONS
from alongside.measures.rules import COUNT, DAYS, LOAD, SHARE, SIZE, Definition, Times

TYPES = {"int": "int64", "date": "date", "text": "string", "bool": "boolean", "decimal": "decimal(10, 2)"}

# Stand-ins that the compiler writes as literals, and that we then turn into parameters.
FIRST, LAST, PARTNERSHIP = dt.date(1901, 1, 1), dt.date(1902, 2, 2), 19030303
PARAMETERS = {
    "MAKE_DATE(1901, 1, 1)": "%(first)s::date",
    "MAKE_DATE(1902, 2, 2)": "%(last)s::date",
    "19030303": "%(partnership)s",
}


class Command(BaseCommand):
    help = "Write each measure's SQL from its definition (for developers)"

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--folder", default=str(folder()))

    def handle(self, *args: Any, **options: Any) -> None:
        target = Path(options["folder"])
        target.mkdir(parents=True, exist_ok=True)
        wanted = dict(files())
        for stale in target.glob("*.sql"):
            if stale.name not in wanted:
                stale.unlink()
        for name, text in wanted.items():
            (target / name).write_text(text, encoding="utf-8")
        if options["verbosity"]:
            self.stdout.write(f"Wrote {len(wanted)} files to {target}")


def folder() -> Path:
    """Where the compiled SQL is checked in."""
    return Path(settings.BASE_DIR) / "alongside" / "measures" / "sql" / "postgres"


def facts() -> dict[str, Fact]:
    """Every fact view by name."""
    found = {}
    for subject in ("partnerships", "children", "needs", "referrals", "ehcp", "justice", "panels"):
        for fact in import_module(f"alongside.{subject}.facts").FACTS:
            found[fact.name] = fact
    return found


def files() -> Iterator[tuple[str, str]]:
    """File name and SQL of every measure, each of its splits, and whatever can be missing."""
    for definition in DEFINITIONS.values():
        for by in ("", *definition.splits):
            name = f"{definition.code}.by_{by}.sql" if by else f"{definition.code}.sql"
            yield name, compiled(definition, by)
        for what in definition.missing:
            yield f"{definition.code}.missing_{what}.sql", compiled(definition, "", missing=what)


def compiled(definition: Definition, by: str, *, missing: str = "") -> str:
    """The SQL of one measure, for all or by one split, with named parameters.

    With ``missing`` it gives the ids of the children of whom this is not recorded.
    """
    import ibis

    known = facts()
    tables = {}
    for name in definition.facts:
        schema = {column.name: TYPES[column.type] for column in known[name].columns}
        table = ibis.table(schema, name=name)
        tables[name] = table.filter(table.partnership_id == PARTNERSHIP)
    rows = definition.rows(tables, Times(first=ibis.literal(FIRST), last=ibis.literal(LAST)))
    asked = _lacking(rows, missing) if missing else _aggregated(definition, rows, by)
    text = str(ibis.to_sql(asked, dialect="postgres")).replace("%", "%%")
    for literal, parameter in PARAMETERS.items():
        text = text.replace(literal, parameter)
    if re.search(r"190[123]", text):
        raise ValueError(f"{definition.code}: a stand-in was written in a form that is not known here:\n{text}")
    made = f"-- Made by `alongside compile-measures` from definitions/{definition.code}.py. Change that and run it."
    return f"{made}\n{text}\n"


def _lacking(rows: Any, what: str) -> Any:
    found = rows.group_by("counted").aggregate(known=rows[what].max())
    return found.filter(found.known.isnull()).select("counted").order_by("counted")


def _aggregated(definition: Definition, rows: Any, by: str) -> Any:
    import ibis

    if not by:
        figures = _figures(definition, rows)
        return rows.aggregate(**figures).mutate(split=ibis.literal("")).select("split", *figures)
    named = rows.mutate(split=rows[by].fill_null(""))
    figures = _figures(definition, named)
    return named.group_by("split").aggregate(**figures).order_by("split").select("split", *figures)


def _figures(definition: Definition, rows: Any) -> dict[str, Any]:
    import ibis

    null = ibis.null("float64")
    if definition.unit == DAYS:
        return {
            "numerator": rows.days.sum().cast("float64"),
            "denominator": rows.days.count().cast("float64"),
            "median": rows.days.cast("float64").quantile(0.5),
            "p90": rows.days.cast("float64").quantile(0.9),
            "n": rows.days.count(),
            "waiting": rows.waiting.count(),
            "longest": rows.waiting.max(),
        }
    distinct = "counted" in rows.columns
    everything = rows.counted.nunique() if distinct else rows.count()
    if definition.unit == COUNT:
        numerator, denominator = everything.cast("float64"), null
    elif definition.unit == SHARE:
        met = rows.counted.nunique(where=rows.numerator == 1) if distinct else rows.numerator.sum()
        numerator, denominator = met.cast("float64"), everything.cast("float64")
    elif definition.unit == LOAD:
        numerator, denominator = everything.cast("float64"), rows.worker.nunique().cast("float64")
    elif definition.unit == SIZE:
        numerator, denominator = rows.numerator.sum().cast("float64"), null
    return {
        "numerator": numerator,
        "denominator": denominator,
        "median": null,
        "p90": null,
        "n": everything,
        "waiting": ibis.null("int64"),
        "longest": ibis.null("int64"),
    }

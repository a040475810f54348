"""``alongside write-reference``: write the pages of docs/reference from the code."""

from __future__ import annotations

import datetime as dt
import importlib
import importlib.util
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.apps import apps
from django.conf import settings
from django.core.management.base import BaseCommand, CommandParser

from alongside.accounts import roles
from alongside.audit import trail
from alongside.children import rules as children
from alongside.core import calendar, clocks
from alongside.core.strands import STRANDS

EXAMPLE = dt.date(2025, 5, 21)

MADE = "<!-- Made by `alongside write-reference` from the code. Change the code, then run it. -->\n\n"


class Command(BaseCommand):
    help = "Write the pages of docs/reference from the code"

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--folder", default=str(Path(settings.BASE_DIR) / "docs" / "reference"))

    def handle(self, *args: Any, folder: str, **options: Any) -> None:
        target = Path(folder)
        target.mkdir(parents=True, exist_ok=True)
        for name, text in pages():
            (target / name).write_text(text, encoding="utf-8")
            if options["verbosity"]:
                self.stdout.write(f"Wrote {name}")


def pages() -> Iterator[tuple[str, str]]:
    """File name and text of every generated page."""
    for subject in settings.SUBJECTS:
        for floor in ("commands", "queries", "views"):
            if importlib.util.find_spec(f"alongside.{subject}.{floor}"):
                importlib.import_module(f"alongside.{subject}.{floor}")
    yield "permissions.txt", roles.printed_matrix()
    yield "events.md", _events()
    yield "fields.md", _fields()
    yield "states.md", _states()
    yield "strands.md", _strands()
    yield "rules-of-time.md", _rules_of_time()


def _table(head: list[str], rows: list[list[str]]) -> str:
    lines = ["| " + " | ".join(head) + " |", "|" + " --- |" * len(head)]
    lines += ["| " + " | ".join(cell.replace("|", "\\|") for cell in row) + " |" for row in rows]
    return "\n".join(lines) + "\n"


def _events() -> str:
    rows = [
        [f"`{info.event}`", info.verb.value, info.meaning]
        for info in sorted(trail.CATALOGUE.values(), key=lambda info: info.event)
    ]
    return f"# Events of the trail\n\n{MADE}{_table(['event', 'verb', 'meaning'], rows)}"


def _fields() -> str:
    parts = [f"# Fields and what they hold\n\n{MADE}"]
    for model in sorted(apps.get_models(), key=lambda model: model._meta.label):
        privacy = getattr(model, "privacy", None)
        if privacy is None:
            continue
        rows = [
            [f"`{name}`", entry.strand, entry.purpose, entry.retention, "yes" if entry.in_subject_access else "no"]
            for name, entry in sorted(privacy.items())
        ]
        head = ["field", "strand", "purpose", "kept", "in the child's copy"]
        parts.append(f"## {model._meta.label}\n\n{_table(head, rows)}")
    return "\n".join(parts)


def _states() -> str:
    parts = [f"# States and what may follow\n\n{MADE}"]
    for subject in settings.SUBJECTS:
        if not importlib.util.find_spec(f"alongside.{subject}.rules"):
            continue
        rules = importlib.import_module(f"alongside.{subject}.rules")
        for model, table in sorted(getattr(rules, "TRANSITIONS", {}).items()):
            rows = [
                [state, ", ".join(sorted(following)) or "nothing: it is final"] for state, following in table.items()
            ]
            parts.append(f"## {subject}: {model}\n\n{_table(['state', 'may become'], rows)}")
    return "\n".join(parts)


def _rules_of_time() -> str:
    """Every rule with the date that one start gives, so that a change of counting shows in the difference."""
    parts = [
        "# Rules of time",
        "",
        MADE.strip(),
        "",
        "A date is counted from the wording of its source and never moved; what excuses a delay stands beside it. The",
        f"example starts on {clocks.in_words(EXAMPLE)}, without term dates. `alongside why-date RULE --start DATE`",
        "counts any other.",
        "",
    ]
    for rule in clocks.every():
        answer = clocks.explain(rule, EXAMPLE)
        until = f" to {calendar.spoken(rule.valid_to)}" if rule.valid_to else ""
        rows = [
            ["the words of the source", f"{rule.wording} {rule.event}"],
            ["who must act", rule.acts],
            ["who is told", "; ".join(rule.told) or "nobody is named"],
            ["what excuses a delay", "; ".join(excuse.words for excuse in rule.excuses) or "nothing in the rule"],
            ["source", f"[{rule.source.citation}]({rule.source.url})"],
            ["kind", rule.basis.value],
            ["status", rule.status.value + (f": {rule.doubt}" if rule.doubt else "")],
            ["in force", f"from {calendar.spoken(rule.valid_from)}{until}"],
            ["example", answer.words],
        ]
        rows += [
            ["what may follow", f"{then.when.words}: `{then.code}`, {_counts_on(then)} ({then.source})"]
            for then in rule.follow_ons
        ]
        parts += [f"## `{rule.code}`", "", f"{rule.title}.", "", _table(["", ""], rows)]
    return "\n".join(parts)


def _counts_on(then: clocks.FollowOn) -> str:
    return "counted on from the first day" if then.keeps_start else "counted afresh"


def _strands() -> str:
    words = {"r": "reads", "w": "writes", "-": ""}
    rows = [
        [role, reason, *(words[cells[strand]] for strand in STRANDS)]
        for (role, reason), cells in sorted(children.MATRIX.items())
    ]
    head = ["role", "reason of the grant", *(strand.value for strand in STRANDS)]
    return f"# Who may see what of a child\n\n{MADE}{_table(head, rows)}"

"""`make bench`: the main pages at national size, each beside a bare page that is measured in the same moments.

The machine may be shared and noisy: a page is visited in slices between slices of the bare page, several times over,
and what counts is the ratio. Processor time for each answer is given too: it hardly feels what others do meanwhile.
"""

from __future__ import annotations

import argparse
import contextlib
import datetime as dt
import json
import os
import statistics
import subprocess
import sys
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from alongside.config import cluster
from tests.bench import place, visitors, world

CONNECTIONS = (4, 16)
WARM = 6.0
"""Seconds until every connection to the database holds the plans of a page: it makes them from the second time on."""
AIM = 0.25
"""Each page at least this share of the bare page's throughput."""


@dataclass(frozen=True, slots=True)
class Figure:
    """A page over so many connections, and the bare page in the same moments."""

    page: str
    connections: int
    per_second: float
    p50_ms: float
    p95_ms: float
    answers: int
    bare_per_second: float
    ratio: float
    """Median over the rounds."""
    ratios: tuple[float, ...]
    web_cpu_ms: float
    database_cpu_ms: float
    bare_web_cpu_ms: float
    kilobytes: float


def main() -> int:
    """Load, serve, measure, tell. Gives 1 when a page stays below the aim or its queries grow with the rows."""
    options = _options()
    subprocess.run([sys.executable, "-m", "alongside.config.cli", "assets"], check=True, stdout=sys.stderr)
    size = world.Size(options.partnerships, options.children)
    name = f"run_{os.getpid()}"
    with cluster.use(place.HOME):
        os.environ.update(place.settings_of_production(place.HOME, name))
        import django

        django.setup()
        with place.database(place.HOME, name, size, dt.datetime.now(dt.UTC).date()):
            found = _measure(options)
    found["size"] = asdict(size)
    found["machine"] = {"processors": os.cpu_count(), "load_before": found.pop("load_before")}
    sys.stderr.write("\n")
    sys.stdout.write(_table(found))
    if options.json:
        Path(options.json).write_text(json.dumps(found, indent=2) + "\n")
    return 0 if found["reached"] else 1


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="make bench", description="Measure the main pages at national size.")
    parser.add_argument("--partnerships", type=int, default=160)
    parser.add_argument("--children", type=int, default=490_000)
    parser.add_argument("--rounds", type=int, default=3, help="how often each page is measured; default 3")
    parser.add_argument("--seconds", type=float, default=6.0, help="length of each figure; default 6")
    parser.add_argument("--only", help="one page, by its name")
    parser.add_argument("--json", help="write all figures to this file")
    return parser.parse_args()


def _measure(options: argparse.Namespace) -> dict[str, Any]:
    from tests.bench import pages

    load_before = os.getloadavg()[0]
    main_pages = [page for page in pages.pages() if options.only in (None, page.name)]
    statements = {page.name: pages.statements(page) for page in main_pages}
    port = place.free_port()
    with contextlib.ExitStack() as running:
        parent = running.enter_context(place.web(port))
        sealer = running.enter_context(place.worker())
        bench = _Bench(port, parent, pages.bare(), options.seconds)
        for page in [pages.bare(), *main_pages]:
            bench.warm(page)
        place.say(f"Measuring {len(main_pages)} pages, {options.rounds} rounds")
        figures = [
            bench.figure(page, connections, options.rounds) for page in main_pages for connections in CONNECTIONS
        ]
        memory = {
            "web": [asdict(place.memory_of(pid)) for pid in place.children_of(parent)],
            "web_parent": asdict(place.memory_of(parent)),
            "worker": asdict(place.memory_of(sealer)),
        }
    grows = [name for name, counted in statements.items() if counted["repeated"]]
    return {
        "load_before": load_before,
        "figures": [asdict(figure) for figure in figures],
        "statements": statements,
        "statements_grow": grows,
        "memory_mb": memory,
        "aim": AIM,
        "reached": not grows and all(figure.ratio >= AIM for figure in figures),
    }


class _Bench:
    def __init__(self, port: int, parent: int, bare: Any, seconds: float) -> None:
        self.port, self.parent, self.bare, self.seconds = port, parent, bare, seconds
        self.postmaster = place.postmaster(place.HOME)

    def warm(self, page: Any) -> None:
        """Every worker has compiled its templates and opened its connections before anything counts."""
        visitors.visit(self.port, page.asks(), connections=16, seconds=WARM)

    def figure(self, page: Any, connections: int, rounds: int) -> Figure:
        """Bare, page, bare, page, bare: the neighbours of each slice are its measure."""
        whole, bare_whole, ratios = visitors.Tally(), visitors.Tally(), []
        web = database = bare_web = 0.0
        for _ in range(rounds):
            slice_of, bare_slice = visitors.Tally(), visitors.Tally()
            for is_bare in (True, False, True, False, True):
                asked, seconds = (self.bare, self.seconds / 6) if is_bare else (page, self.seconds / 2)
                used = self._used()
                tally = visitors.visit(self.port, asked.asks(), connections=connections, seconds=seconds)
                now = self._used()
                (bare_slice if is_bare else slice_of).add(tally)
                if is_bare:
                    bare_web += now[0] - used[0]
                else:
                    web, database = web + now[0] - used[0], database + now[1] - used[1]
            ratios.append(slice_of.rate / bare_slice.rate)
            whole.add(slice_of)
            bare_whole.add(bare_slice)
        answers = len(whole.times)
        figure = Figure(
            page=page.name,
            connections=connections,
            per_second=whole.rate,
            p50_ms=whole.quantile(0.5),
            p95_ms=whole.quantile(0.95),
            answers=answers,
            bare_per_second=bare_whole.rate,
            ratio=statistics.median(ratios),
            ratios=tuple(ratios),
            web_cpu_ms=1000 * web / answers,
            database_cpu_ms=1000 * database / answers,
            bare_web_cpu_ms=1000 * bare_web / len(bare_whole.times),
            kilobytes=whole.bytes / answers / 1000,
        )
        place.say(f"  {page.name}, {connections} connections: {figure.ratio:.0%} of the bare page")
        return figure

    def _used(self) -> tuple[float, float]:
        return (
            place.cpu_of(place.children_of(self.parent)),
            place.cpu_of([self.postmaster, *place.children_of(self.postmaster)]),
        )


def _table(found: dict[str, Any]) -> str:
    lines = [
        f"{found['size']['children']:,} children in {found['size']['partnerships']} partnerships",
        "",
        "| page | connections | per second | p50 ms | p95 ms | of bare | rounds | web ms | database ms | SQL | kB |",
        "| --- | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- |",
    ]
    for row in found["figures"]:
        counted = found["statements"][row["page"]]
        rounds = ", ".join(f"{ratio:.0%}" for ratio in row["ratios"])
        lines.append(
            f"| {row['page']} | {row['connections']} | {row['per_second']:.0f} | {row['p50_ms']:.0f} |"
            f" {row['p95_ms']:.0f} | **{row['ratio']:.0%}** | {rounds} | {row['web_cpu_ms']:.1f} |"
            f" {row['database_cpu_ms']:.1f} | {counted['statements']} + {counted['transaction']} |"
            f" {row['kilobytes']:.0f} |"
        )
    first = found["figures"][0] if found["figures"] else None
    if first:
        lines += ["", f"The bare page: {first['bare_web_cpu_ms']:.1f} ms of web CPU; "]
        lines[-1] += ", ".join(
            f"{statistics.median(r['bare_per_second'] for r in found['figures'] if r['connections'] == count):.0f}"
            f" a second over {count} connections"
            for count in CONNECTIONS
        )
        lines[-1] += ". Columns web and database: processor time; SQL: statements + those of the transaction."
    for name, counted in found["statements"].items():
        if len(counted["by_rows"]) > 1:
            by = ", ".join(f"{number} for {rows}" for rows, number in counted["by_rows"].items())
            again = f" Repeated: {len(counted['repeated'])}." if counted["repeated"] else ""
            lines.append(f"Statements of {name}, with those of the transaction: {by}.{again}")
    memory = found["memory_mb"]
    lines += ["", "Memory in MB, resident and proportional:"]
    for number, held in enumerate(memory["web"], 1):
        lines.append(f"- web worker {number}: {held['resident']:.0f}, {held['proportional']:.0f}")
    for key, title in (("web_parent", "web parent"), ("worker", "alongside worker")):
        lines.append(f"- {title}: {memory[key]['resident']:.0f}, {memory[key]['proportional']:.0f}")
    lines += [
        "",
        f"Aim: each page at least {found['aim']:.0%} of the bare page; no statement repeated as rows are added.",
    ]
    lines.append("Reached." if found["reached"] else "Not reached.")
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    raise SystemExit(main())

"""Our own components: what they say, and what they leave out."""

from __future__ import annotations

from datetime import date
from types import SimpleNamespace

import pytest
from django.core.paginator import Paginator
from django.test import RequestFactory

from alongside.ui import charts, gallery
from alongside.ui.jinja import page_links, with_query
from tests.ui.drawing import drawn

TODAY = date(2026, 3, 3)


def test_a_due_date_says_why() -> None:
    html = drawn("{{ own.date_due(due, today, why=why) }}", due=date(2026, 3, 1), today=TODAY, why=gallery.WHY)
    for said in (
        "1 March 2026",
        "2 days late",
        "Why this date?",
        "17 February 2026",
        "10 working days",
        "the child is",
    ):
        assert said in html


def test_why_may_be_an_object_that_lacks_parts() -> None:
    html = drawn(
        "{{ own.date_due(due, today, why=why) }}", due=TODAY, today=TODAY, why=SimpleNamespace(rule="As agreed")
    )
    assert "As agreed" in html
    assert "Counted from" not in html


def test_a_date_that_was_met_is_neither_late_nor_left() -> None:
    html = drawn("{{ own.date_due(due, today, done_on=due) }}", due=date(2026, 1, 1), today=TODAY)
    assert "done 1 January 2026" in html
    assert "late" not in html


def test_the_child_comes_first_and_what_is_unknown_is_left_out() -> None:
    full = drawn("{{ own.child_header(child, today) }}", child=gallery.CHILD, today=TODAY)
    assert full.index("Kofi") < full.index("C-7F3K2")
    assert "13 years old, born 14 September 2012" in full
    assert "You can see it until 31 August 2026." in full
    bare = drawn("{{ own.child_header(child) }}", child=SimpleNamespace(preferred_name="Wren"))
    assert "Wren" in bare
    assert "None" not in bare
    assert "app-child__body" not in bare


def test_a_hidden_number_is_never_drawn_nor_written() -> None:
    html = drawn('{{ own.bar_chart("c", "Open", rows, head="Locality") }}', rows=[("Coast", 27), ("Forest", None)])
    assert html.count("not shown") >= 2
    assert 'width="0.0"' in html


def test_each_chart_has_a_title_and_its_table() -> None:
    for source in (
        '{{ own.bar_chart("a", "Open", rows) }}',
        '{{ own.line_chart("a", "Open", rows, other=rows) }}',
        '{{ own.waiting_strip("a", "Open", waits, target=7) }}',
    ):
        html = drawn(source, rows=[("Coast", 27), ("City", 3)], waits=gallery.WAITS)
        assert "<title" in html
        assert "Open</h2>" in html
        assert "<table" in html


def test_a_line_has_a_gap_where_a_value_is_missing() -> None:
    line = charts.line([("a", 1), ("b", 2), ("c", None), ("d", 4)], 300, 100, 5)
    assert line.paths == ["M0.0 80.0 L100.0 60.0", "M300.0 20.0"]


@pytest.mark.parametrize(
    "values, top", [([0], 1), ([], 1), ([None], 1), ([7], 10), ([12], 20), ([21], 25), ([0.31], 0.5), ([100], 100)]
)
def test_the_scale_ends_at_a_round_number(values: list[float | None], top: float) -> None:
    assert charts.ceiling(values) == top


def test_waits_are_told_by_their_middle_and_longest() -> None:
    rows = charts.waiting_rows([{"label": "CAMHS", "days": [1, 3, 5, 8]}, SimpleNamespace(label="None", days=[])])
    assert [cell["text"] for cell in rows[0][1:]] == ["4", "4", "8"]
    assert [cell["text"] for cell in rows[1][1:]] == ["0", "", ""]


def test_paging_keeps_the_other_parameters() -> None:
    request = RequestFactory().get("/children/?sort=due&page=4")
    assert with_query(request, {"page": 5}) == "?sort=due&page=5"
    assert with_query(request, {"page": None}) == "?sort=due"
    numbers = [link.get("number", "…") for link in page_links(Paginator(range(1, 318), 25).page(4), request)]
    assert numbers == [1, "…", 3, 4, 5, "…", 13]


def test_a_sorted_column_says_so_and_turns_round() -> None:
    html = drawn(
        '{{ own.list_table([{"text": "Child", "sort": "name"}, {"text": "Due", "sort": "due"}], [["Kofi", 0]], '
        'request=request, sorted_by="due") }}',
        request=RequestFactory().get("/?page=3"),
    )
    assert 'aria-sort="ascending"' in html
    assert 'href="?sort=-due"' in html
    assert 'data-head="Due"><span>0</span>' in html


def test_both_versions_are_shown_and_what_differs_is_said_in_words() -> None:
    html = drawn(
        '{{ own.versions_side_by_side(yours, theirs, [("goal", "Goal"), ("step", "Next step")]) }}',
        yours=gallery.CHILD | {"goal": "Ride", "step": "A"},
        theirs={"goal": "Ride"},
    )
    assert html.count("Different") == 1
    assert "Nothing" in html


def test_text_is_escaped_in_our_components() -> None:
    html = drawn(
        '{{ own.empty_state(x) }}{{ own.strategy_list([{"do": x}]) }}{{ own.list_table(["A"], [[x]]) }}'
        '{{ moj.timeline([{"title": x, "at": day, "text": x}]) }}{{ layout.notice(x) }}',
        x="<script>",
        day=TODAY,
    )
    assert "<script>" not in html
    assert html.count("&lt;script&gt;") == 6

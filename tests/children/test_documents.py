"""Files in the record: put in, opened by whoever may, withdrawn, and never shown in the browser."""

from __future__ import annotations

import datetime as dt
import os
import uuid
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
import time_machine
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile

from alongside.children import commands, jobs
from alongside.children.models import Child, Document, Entry
from alongside.core.strands import Strand
from alongside.core.verdict import NotNow, NotPermitted
from alongside.documents import files
from tests import people
from tests.children.makers import as_, counted, date_parts, events, post
from tests.people import NOW, TODAY, acting

pytestmark = [pytest.mark.usefixtures("database")]

WORDS = b"Reads well when it is quiet."


@pytest.fixture(autouse=True)
def at_ten(settings: Any, tmp_path: Path) -> Iterator[None]:
    """Requests come on the morning on which the world was made; files go to a folder of the test."""
    settings.MEDIA_ROOT = tmp_path
    with time_machine.travel(NOW, tick=True):
        yield


def my_child() -> Child:
    child = people.a_child("swindon")
    people.grant("swindon", child, "practitioner", "allocated")
    people.grant("swindon", child, "school", "setting")
    return child


def put(
    child: Child, *, key: str = "practitioner", strand: Strand = Strand.EDUCATION, title: str = "Report", **more: Any
) -> Document:
    with acting("swindon", key) as actor:
        return commands.record_document(
            actor=actor,
            child=child,
            paper=files.paper("Report.txt", WORDS),
            title=title,
            strand=strand,
            kind="report",
            dated_on=TODAY - dt.timedelta(days=3),
            now=NOW,
            **more,
        )


def test_a_file_whose_row_was_not_kept_is_taken_away_a_day_later() -> None:
    """The file is written before its row: where the transaction is undone, the file would lie there for ever."""
    child, folder = my_child(), Path(settings.MEDIA_ROOT) / str(people.partnership("swindon").pk)
    kept = put(child)
    with suppress(ZeroDivisionError), acting("swindon", "practitioner"):
        put(child, title="Lost")
        raise ZeroDivisionError
    (folder / ".part-begun").write_bytes(b"half")
    assert len(list(folder.iterdir())) == 3
    for path in folder.iterdir():
        os.utime(path, (NOW.timestamp(), NOW.timestamp()))

    with time_machine.travel(NOW + dt.timedelta(hours=23), tick=True):
        assert jobs.sweep_files() == 0
    with time_machine.travel(NOW + dt.timedelta(hours=25), tick=True):
        assert (jobs.sweep_files(), jobs.sweep_files()) == (2, 0)
    assert [path.name for path in folder.iterdir()] == [kept.ref]
    (event,) = events("swindon", "children.files.swept")
    assert (event.verb, event.user_ref, event.detail) == ("erasure", "U-SYSTEM", {"files": 2})
    assert as_("swindon", "practitioner").get(place(child, kept, "file")).status_code == 200


def place(child: Child, row: Document | None = None, *more: str) -> str:
    return "/".join((f"/children/{child.ref}/documents", *((row.ref,) if row else ()), *more)) + "/"


def send(child: Child, content: bytes, **typed: Any) -> Any:
    return as_("swindon", "practitioner").post(
        place(child, None, "add"),
        {
            "form_key": str(uuid.uuid4()),
            "paper": SimpleUploadedFile("Ömer Said.docx.exe", content),
            "title": "Autumn report",
            "kind": "report",
            "strand": "education",
            **date_parts("dated_on", TODAY),
            **typed,
        },
    )


def test_a_worker_puts_a_report_into_the_record_and_the_school_opens_it(tmp_path: Path) -> None:
    child = my_child()
    assert send(child, b"%PDF-1.7 words").status_code == 302
    with acting("swindon", "practitioner"):
        row = Document.objects.get()
        line = Entry.objects.get(source=row.ref)
    assert row.media_type == "application/pdf"
    assert (line.kind, line.strand, line.text) == ("document", "education", "Report or advice: Autumn report")
    assert (tmp_path / str(row.partnership_id) / row.ref).read_bytes() == b"%PDF-1.7 words"
    answer = as_("swindon", "school").get(place(child, row, "file"))
    assert answer.content == b"%PDF-1.7 words"
    assert answer.headers["Content-Disposition"] == f'attachment; filename="{row.ref}.pdf"'
    assert answer.headers["Content-Type"] == "application/octet-stream"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Cache-Control"] == "no-store"
    opened = events("swindon", "children.document.opened")
    assert [event.user_name for event in opened] == ["Dev Marlowe"]
    assert row.ref in opened[0].about
    assert child.ref in opened[0].about


def test_only_what_was_made_here_is_shown_in_the_browser() -> None:
    child = my_child()
    with acting("swindon", "practitioner") as actor:
        row = commands.record_document(
            actor=actor,
            child=child,
            paper=files.paper("plan.pdf", b"%PDF-1.7 ours"),
            title="Plan",
            strand=Strand.PLAN,
            kind="plan",
            dated_on=TODAY,
            is_made_here=True,
            now=NOW,
        )
    answer = as_("swindon", "practitioner").get(place(child, row, "file"))
    assert answer.headers["Content-Disposition"].startswith("inline")
    assert answer.headers["Content-Type"] == "application/pdf"


def test_whoever_does_not_read_the_part_does_not_learn_that_there_is_a_document() -> None:
    child = my_child()
    hidden, shown = put(child, strand=Strand.JUSTICE, title="Court letter"), put(child, title="School report")
    school = as_("swindon", "school")
    text = school.get(place(child)).content.decode()
    assert "School report" in text
    assert "Court letter" not in text
    for end in ((), ("file",), ("withdraw",)):
        assert school.get(place(child, hidden, *end)).status_code == 404
        assert school.get(place(child, shown, *end)).status_code == 200
        for slug, key in (("swindon", "colleague"), ("hampshire", "practitioner")):
            assert as_(slug, key).get(place(child, shown, *end)).status_code == 404


def test_a_document_of_one_child_is_not_opened_through_another() -> None:
    mine, other = my_child(), people.a_child("swindon", given="Rafi")
    people.grant("swindon", other, "colleague", "allocated")
    row = put(other, key="colleague")
    assert as_("swindon", "practitioner").get(place(mine, row, "file")).status_code == 404


def test_only_whoever_writes_in_the_part_puts_a_document_there() -> None:
    child = my_child()
    for key, strand in (("school", Strand.EDUCATION), ("practitioner", Strand.HEALTH), ("colleague", Strand.PLAN)):
        with pytest.raises(NotPermitted):
            put(child, key=key, strand=strand)
    assert b"Ask the allocated worker" in as_("swindon", "school").get(place(child, None, "add")).content


@pytest.mark.parametrize(
    ("content", "sentence"),
    [(b"MZ\x90\x00", "cannot be kept"), (b"", "empty"), (b"a" * 1025, "must be 1 MB or smaller")],
)
def test_a_file_that_cannot_be_kept_is_refused_on_the_form(
    content: bytes, sentence: str, settings: Any, tmp_path: Path
) -> None:
    settings.FILE_LIMIT = 1024 * 1024
    child = my_child()
    answer = send(child, content * 1024 if len(content) > 1000 else content)
    assert answer.status_code == 422
    assert sentence in answer.content.decode()
    assert not any(path.is_file() for path in tmp_path.rglob("*"))


def test_a_withdrawn_document_is_given_to_nobody_and_struck_out_for_those_who_answer_for_the_child() -> None:
    child = my_child()
    row = put(child)
    school, worker = as_("swindon", "school"), as_("swindon", "practitioner")
    assert post(school, place(child, row, "withdraw"), reason="Not ours").status_code == 403
    assert post(worker, place(child, row, "withdraw"), reason="").status_code == 422
    assert post(worker, place(child, row, "withdraw"), reason="Of another child").status_code == 302
    text = worker.get(place(child)).content.decode()
    assert "<s>Report</s>" in text
    assert "Of another child" in text
    assert "Asha Penrose" in text
    assert "Report" not in school.get(place(child)).content.decode().partition("<h1")[2].partition("<footer")[0]
    assert school.get(place(child, row)).status_code == 404
    assert worker.get(place(child, row, "file")).status_code == 404
    with acting("swindon", "practitioner") as actor, pytest.raises(NotNow):
        commands.withdraw_document(actor=actor, document=row, reason="Again", now=NOW)


def test_a_file_that_was_changed_on_the_disk_is_refused(tmp_path: Path) -> None:
    child = my_child()
    row = put(child)
    (tmp_path / str(row.partnership_id) / row.ref).write_bytes(b"Something else")
    answer = as_("swindon", "practitioner").get(place(child, row, "file"))
    assert answer.status_code == 409
    assert b"not what was put here" in answer.content


def test_ten_documents_cost_as_many_questions_as_one() -> None:
    child = my_child()
    put(child)
    client = as_("swindon", "practitioner")
    client.get(place(child))
    with counted() as one:
        client.get(place(child))
    for number in range(9):
        put(child, title=f"Report {number}")
    with counted() as ten:
        client.get(place(child))
    assert len(one) == len(ten)

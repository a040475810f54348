"""What a file is, found from its content; and that what was kept is what is given out."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path
from typing import Any

import pytest

from alongside.documents import files, storage


def packed(*names: str, mimetype: str = "", size: int = 1) -> bytes:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as folder:
        if mimetype:
            folder.writestr("mimetype", mimetype)
        for name in names:
            folder.writestr(name, b"x" * size)
    return held.getvalue()


WORD = packed("[Content_Types].xml", "word/document.xml")
TAKEN = {
    b"%PDF-1.7 text": "pdf",
    b"\x89PNG\r\n\x1a\n....": "png",
    b"\xff\xd8\xff\xe0....": "jpg",
    b"\x00\x00\x00\x18ftypheic....": "heic",
    WORD: "docx",
    packed("[Content_Types].xml", "xl/workbook.xml"): "xlsx",
    packed("content.xml", mimetype="application/vnd.oasis.opendocument.text"): "odt",
    "Zoë came, and stayed.\r\n".encode(): "txt",
}

REFUSED = {
    b"": "empty",
    b"MZ\x90\x00\x03": "type of file",
    b"<!doctype html><script>alert(1)</script>": "type of file",
    b"  <svg xmlns='x' onload='y'/>": "type of file",
    b"\xef\xbb\xbf<html>": "type of file",
    b"%PDF-1.7 /OpenAction << /S /JavaScript >>": "run programs",
    b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1": "older Office",
    packed("[Content_Types].xml", "word/document.xml", "word/vbaProject.bin"): "macros",
    packed("notes.txt"): "Packed folders",
    WORD[: len(WORD) // 2]: "damaged",
    packed("[Content_Types].xml", "word/document.xml", size=files.PACKED_LIMIT // 2 + 1): "unpacks to",
}


@pytest.mark.parametrize("content", TAKEN, ids=TAKEN.values())
def test_the_type_is_found_from_the_content_and_not_from_the_name(content: bytes) -> None:
    found = files.paper("C:\\Users\\sam\\evil.html", content)
    assert files.SUFFIXES[found.media_type] == TAKEN[content]
    assert found.name == "evil.html"


@pytest.mark.parametrize("content", REFUSED, ids=REFUSED.values())
def test_what_could_run_or_cannot_be_known_is_refused_with_a_sentence(content: bytes) -> None:
    with pytest.raises(files.FileRefused, match=REFUSED[content]):
        files.paper("report.pdf", content)


def test_a_file_that_is_too_large_is_refused(settings: Any) -> None:
    settings.FILE_LIMIT = 1024 * 1024
    files.paper("a.txt", b"a" * files.limit())
    with pytest.raises(files.FileRefused, match="1 MB or smaller"):
        files.paper("a.txt", b"a" * (files.limit() + 1))


def test_no_more_of_an_upload_is_taken_in_than_shows_that_it_is_too_large(settings: Any) -> None:
    settings.FILE_LIMIT = 100
    handler = storage.Limit()
    handler.new_file("paper", "a.txt", "text/plain", None, None, None)
    taken = [handler.receive_data_chunk(b"x" * 60, 60 * number) for number in range(5)]
    assert taken == [b"x" * 60, b"x" * 60, None, None, None]


def test_a_file_is_kept_whole_by_its_reference_and_for_the_service_only(settings: Any, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path
    one = files.paper("a.txt", b"What helps.")
    key = files.place(7, "D-7F3K2Q")
    files.keep(key, one.content)
    assert [path.relative_to(tmp_path).as_posix() for path in tmp_path.rglob("*") if path.is_file()] == ["7/D-7F3K2Q"]
    assert (tmp_path / key).stat().st_mode & 0o077 == 0
    assert files.load(key, one.digest) == b"What helps."


def test_a_file_that_was_changed_or_lost_on_the_disk_is_not_given_out(settings: Any, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path
    one = files.paper("a.txt", b"What helps.")
    key = files.place(7, "D-7F3K2Q")
    files.keep(key, one.content)
    (tmp_path / key).write_bytes(b"What harms.")
    with pytest.raises(files.FileRefused, match="not what was put here"):
        files.load(key, one.digest)
    (tmp_path / key).unlink()
    with pytest.raises(files.FileRefused, match="not where it was kept"):
        files.load(key, one.digest)

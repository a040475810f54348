"""Files that people put into a record: what they are, found from their content, and where they are kept.

Nothing of what a browser says of a file is believed: neither its name nor its type. A file is kept under the reference
of its row, in the folder of its partnership, outside whatever the web server serves.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import io
import re
import zipfile
from dataclasses import dataclass, field
from pathlib import PurePosixPath

from django.conf import settings
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage

from alongside.core.verdict import NotNow

PDF = "application/pdf"
TEXT = "text/plain"

SUFFIXES = {
    PDF: "pdf",
    "image/png": "png",
    "image/jpeg": "jpg",
    "image/heic": "heic",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": "docx",
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": "xlsx",
    "application/vnd.openxmlformats-officedocument.presentationml.presentation": "pptx",
    "application/vnd.oasis.opendocument.text": "odt",
    "application/vnd.oasis.opendocument.spreadsheet": "ods",
    TEXT: "txt",
}
"""Every type that is taken, with the ending under which it is handed out."""

WORDS = {
    "pdf": "PDF",
    "png": "picture",
    "jpg": "picture",
    "heic": "picture",
    "docx": "Word document",
    "xlsx": "spreadsheet",
    "pptx": "slides",
    "odt": "text document",
    "ods": "spreadsheet",
    "txt": "plain text",
}
"""A type as people say it, by its ending."""

TAKEN = "PDF, Word, Excel, PowerPoint, OpenDocument, plain text, or a picture (PNG, JPEG or HEIC)"

_OFFICE = {"word/document.xml": "docx", "xl/workbook.xml": "xlsx", "ppt/presentation.xml": "pptx"}
_HEIC = {b"ftypheic", b"ftypheix", b"ftyphevc", b"ftypmif1", b"ftypmsf1"}
_RUNS = (b"/JavaScript", b"/Launch", b"/EmbeddedFile")
_BY_SUFFIX = {suffix: kind for kind, suffix in SUFFIXES.items()}

PACKED_LIMIT = 200 * 1024 * 1024
"""What a packed document may unpack to, in bytes: more is a trap for whoever opens it. Ours."""


class FileRefused(NotNow):
    """The file cannot be kept; the reason is a sentence for whoever chose it."""


@dataclass(frozen=True, slots=True)
class Paper:
    """A file whose content has been looked at."""

    name: str
    """As it was called where it came from, without its folder."""
    media_type: str
    content: bytes = field(repr=False)
    digest: str
    """SHA-256 of the content, in hexadecimal."""

    @property
    def size(self) -> int:
        return len(self.content)


def limit() -> int:
    """How large a file may be, in bytes: the setting ``ALONGSIDE_FILE_LIMIT``, in megabytes."""
    return int(settings.FILE_LIMIT)


def paper(name: str, content: bytes) -> Paper:
    """The file, once its size and its type have been judged from its content.

    This is no search for viruses: it refuses what can run programs where that shows. Raises FileRefused.
    """
    if not content:
        raise FileRefused("The file is empty. Choose another.")
    if len(content) > limit():
        raise FileRefused(f"The file must be {limit() // 1024 // 1024} MB or smaller.")
    called = re.sub(r"[\x00-\x1f\x7f]", "", name.replace("\\", "/").rpartition("/")[2]).strip()[:120]
    return Paper(called or "document", _type_of(content), content, hashlib.sha256(content).hexdigest())


def _type_of(content: bytes) -> str:
    if content.startswith(b"%PDF-"):
        if any(mark in content for mark in _RUNS):
            raise FileRefused("This PDF can run programs or holds other files. Print it to a new PDF, and choose that.")
        return PDF
    if content.startswith(b"\x89PNG\r\n\x1a\n"):
        return "image/png"
    if content.startswith(b"\xff\xd8\xff"):
        return "image/jpeg"
    if content[4:12] in _HEIC:
        return "image/heic"
    if content.startswith(b"PK\x03\x04"):
        return _packed(content)
    if content.startswith(b"\xd0\xcf\x11\xe0"):
        raise FileRefused("This is an older Office file, or one with a password. Save it as a PDF, and choose that.")
    if _is_text(content):
        return TEXT
    raise FileRefused(f"This type of file cannot be kept. Choose a {TAKEN}.")


def _packed(content: bytes) -> str:
    """The type of a document that is a packed folder. Macros, passwords and what unpacks without end are refused."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as folder:
            parts = folder.infolist()
            names = {part.filename for part in parts}
            if sum(part.file_size for part in parts) > PACKED_LIMIT or len(parts) > 5000:
                raise FileRefused("This file unpacks to far more than a document. It cannot be kept.")
            if any(part.flag_bits & 1 for part in parts):
                raise FileRefused("This file has a password. Save it without, and choose it again.")
            if any(name.lower().endswith("vbaproject.bin") or name.startswith("Basic/") for name in names):
                raise FileRefused("This file holds macros, which run programs. Save it as a PDF, and choose that.")
            opened = folder.read("mimetype")[:120].decode("ascii", "replace").strip() if "mimetype" in names else ""
    except (zipfile.BadZipFile, NotImplementedError, OSError, ValueError) as fault:
        # All that zipfile raises for what it cannot read: cut off, packed in a way it does not know, wrong inside.
        raise FileRefused("This file is damaged. Open it, save it again, and choose it again.") from fault
    if opened in SUFFIXES:
        return opened
    for part, suffix in _OFFICE.items():
        if part in names and "[Content_Types].xml" in names:
            return _BY_SUFFIX[suffix]
    raise FileRefused("Packed folders cannot be kept. Choose the documents in it, one at a time.")


def _is_text(content: bytes) -> bool:
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return False
    # Pages and drawings of the web are text that a browser would run.
    return not re.search(r"[\x00-\x08\x0b\x0e-\x1f]", text) and not text.lstrip().startswith(("<", "{\\rtf"))


def place(partnership_id: int, ref: str) -> str:
    """Where a file is kept, below the folder of files: by reference, never by a name."""
    return str(PurePosixPath(str(partnership_id)) / ref)


def keep(key: str, content: bytes) -> None:
    """Write the file down. It is on the disk when this returns: before the row that speaks of it is."""
    default_storage.save(key, ContentFile(content))


def load(key: str, digest: str) -> bytes:
    """The content. Raises FileRefused where it is missing, or is not what was put there."""
    try:
        with default_storage.open(key) as opened:
            content = bytes(opened.read())
    except OSError as fault:
        raise FileRefused("The file is not where it was kept. Tell whoever runs Alongside for you.") from fault
    if hashlib.sha256(content).hexdigest() != digest:
        raise FileRefused("The file is not what was put here. Tell whoever runs Alongside for you.")
    return content


def older_than(partnership_id: int, moment: dt.datetime) -> list[str]:
    """Names of the files of a partnership that were written before this moment, parts of files that were never finished
    among them. A name is the reference of the row that speaks of the file."""
    folder = str(partnership_id)
    try:
        names = default_storage.listdir(folder)[1]
    except FileNotFoundError:
        return []
    return sorted(name for name in names if default_storage.get_modified_time(f"{folder}/{name}") < moment)


def drop(key: str) -> None:
    """Take the file away: its row was not kept."""
    default_storage.delete(key)

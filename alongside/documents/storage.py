"""The folder of files, and how much of an upload is taken in."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.files.base import File
from django.core.files.storage import FileSystemStorage
from django.core.files.uploadhandler import FileUploadHandler

SLICE = 64 * 1024


class Folder(FileSystemStorage):
    """A folder of files of which each is whole and on the disk, or is not there.

    A file is named by a reference, which is given once: what stands there already was left by a deed that was undone.
    """

    def get_available_name(self, name: str, max_length: int | None = None) -> str:
        """The name itself: it is a reference."""
        return name

    def _save(self, name: str, content: File[Any]) -> str:
        path = Path(self.path(name))
        path.parent.mkdir(parents=True, exist_ok=True, mode=self.directory_permissions_mode or 0o700)
        descriptor, part = tempfile.mkstemp(dir=path.parent, prefix=".part-")
        try:
            with os.fdopen(descriptor, "wb") as written:
                for piece in content.chunks(SLICE):
                    written.write(piece)
                written.flush()
                os.fsync(written.fileno())
            Path(part).replace(path)
        except BaseException:
            Path(part).unlink(missing_ok=True)
            raise
        folder = os.open(path.parent, os.O_RDONLY)
        try:
            os.fsync(folder)
        finally:
            os.close(folder)
        return name


class Limit(FileUploadHandler):
    """Takes in no more of a file than shows that it is too large: a stranger cannot fill the disk."""

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        """Begin to count."""
        super().new_file(*args, **kwargs)
        self._taken = 0

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes | None:
        """The piece, or None for what comes after the limit was passed."""
        if self._taken > settings.FILE_LIMIT:
            return None
        self._taken += len(raw_data)
        return raw_data

    def file_complete(self, file_size: int) -> None:
        """The next in line keeps it."""

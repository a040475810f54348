"""What people type about a file, and the file."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError

from alongside.children.models import Document
from alongside.core.strands import TITLES, Strand
from alongside.documents import files
from alongside.ui import forms


class FileOf(forms.Upload):
    """A file that was chosen; cleans to what its content says it is (``files.Paper``), or None when left out."""

    def __init__(self, label: str = "Choose a file", **options: Any) -> None:
        options.setdefault("hint", f"{files.TAKEN}. At most {files.limit() // 1024 // 1024} MB.")
        super().__init__(label, **options)

    def clean(self, data: Any, initial: Any = None) -> Any:
        """The file, judged from its content."""
        if data is not None and data is not False and not data.size:
            raise ValidationError("The file is empty. Choose another.", code="refused")
        chosen = super().clean(data, initial)
        if not chosen:
            return None
        if chosen.size > files.limit():
            raise ValidationError(f"The file must be {files.limit() // 1024 // 1024} MB or smaller.", code="refused")
        try:
            return files.paper(chosen.name, chosen.read())
        except files.FileRefused as refusal:
            raise ValidationError(refusal.reason, code="refused") from refusal


class RecordDocument(forms.Form):
    """A file for the child's record."""

    title = forms.Text("What is it?", missing="Say what it is, for example School report, autumn term", max_length=160)
    kind = forms.Choice("What kind of document?", missing="Choose the nearest kind", options=Document.Kind.choices)
    dated_on = forms.DateParts(
        "Which day stands on it?",
        what="day of the document",
        allow="until_today",
        missing="Enter the day of the document",
        hint="If there is none, the day on which you got it.",
    )
    strand = forms.Choice(
        "Which part of the record does it belong to?",
        missing="Choose the part of the record",
        hint="Only people who may see that part can open it.",
    )
    paper = FileOf("The file", missing="Choose a file")

    def __init__(self, *args: Any, writable: tuple[Strand, ...], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.give_options("strand", [(strand.value, TITLES[strand]) for strand in writable])


class SayWhyWithdrawn(forms.Form):
    """Why something that was written down is withdrawn."""

    reason = forms.LongText(
        "Why is it withdrawn?",
        missing="Say in a few words why it is withdrawn",
        hint="For example: it is about another child. Do not repeat what was wrong.",
        rows=3,
        max_length=500,
    )


class NarrowDocuments(forms.Form):
    """What the documents are narrowed to. Sent by GET: codes only, never a name."""

    kind = forms.Choice("Kind", select=True, empty_text="All kinds", say_optional=False, options=Document.Kind.choices)

"""Uploading a list, and saying what its columns and its words mean."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from alongside.exchange import rules
from alongside.ui import forms


class UploadList(forms.Form):
    """The list as the other system exports it."""

    paper = forms.Upload(
        "The list",
        missing="Choose the file of the list",
        hint="An Excel workbook (.xlsx) or a CSV file, up to 5 MB and 20,000 lines, with the names of its columns.",
    )


class MapColumns(forms.Form):
    """Which column means what."""

    def __init__(self, *args: Any, heads: Sequence[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        options = [(head, head) for head in dict.fromkeys(heads)]
        for column in rules.FIELDS:
            self.fields[column.code] = forms.Choice(
                column.title,
                hint=column.hint,
                select=True,
                say_optional=False,
                empty_text="Not in this list",
            )
            self.give_options(column.code, options)

    def columns(self) -> dict[str, str]:
        """Code of what is asked to the head of its column."""
        return {code: str(head) for code, head in self.cleaned_data.items() if head}


class SayStatuses(forms.Form):
    """What the list's words for where a case stands mean here."""

    def __init__(self, *args: Any, words: Sequence[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._words = {f"word_{number}": word for number, word in enumerate(words)}
        for code, word in self._words.items():
            self.fields[code] = forms.Choice(
                f"“{word}”", select=True, missing=f"Say what “{word}” means", options=list(rules.STATUSES)
            )

    @staticmethod
    def first(words: Sequence[str], remembered: Mapping[str, str]) -> dict[str, str]:
        """What they meant the last time, else what they probably mean."""
        return {f"word_{number}": remembered.get(word) or rules.guess_status(word) for number, word in enumerate(words)}

    def statuses(self) -> dict[str, str]:
        """Word of the list to what it means."""
        return {word: str(self.cleaned_data[code]) for code, word in self._words.items()}

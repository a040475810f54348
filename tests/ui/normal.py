"""HTML as a list of tokens that do not depend on spaces between tags, on the order of attributes, or on quotes."""

from __future__ import annotations

import re
from html.parser import HTMLParser

INLINE_SPACE = re.compile(r"\s+")


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.tokens: list[object] = []
        self._text = ""

    def _flush(self) -> None:
        text = INLINE_SPACE.sub(" ", self._text).strip()
        if text:
            self.tokens.append(text)
        self._text = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._flush()
        found = {}
        for name, value in attrs:
            # The order of classes and of ids that describe says nothing, except to a reader of the source.
            if name in ("class", "style") and value is not None:
                value = " ".join(sorted(value.split()))
            elif value is not None:
                value = INLINE_SPACE.sub(" ", value).strip()
            found[name] = value
        self.tokens.append((tag, tuple(sorted(found.items(), key=lambda pair: pair[0]))))

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        self.handle_endtag(tag)

    def handle_endtag(self, tag: str) -> None:
        self._flush()
        self.tokens.append(f"/{tag}")

    def handle_data(self, data: str) -> None:
        self._text += data


def normal(html: str) -> list[object]:
    """The tokens of a piece of HTML."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    reader._flush()
    return reader.tokens

"""What axe-core finds on a page that is open in Chromium."""

from __future__ import annotations

from typing import Any

from alongside.config import env

_SOURCE = (env.BASE_DIR / "node_modules" / "axe-core" / "axe.min.js").read_text(encoding="utf-8")

NARROW = ("target-size", "scrollable-region-focusable", "link-in-text-block")
"""On a narrow screen the same elements stand as on a wide one: only what depends on their place and size can differ."""

_RUN = """rules => axe.run(document, {
  resultTypes: ["violations"],
  // Style sheets are read beforehand only for rules that are off.
  preload: false,
  ...(rules.length ? {runOnly: rules} : {}),
}).then(result =>
  result.violations.flatMap(found => found.nodes.map(node => `${found.id}: ${node.target.join(" ")}`))
)"""


def violations(page: Any, rules: tuple[str, ...] = ()) -> list[str]:
    """What axe finds, one line a place: the rule and the element. All of its rules, or only those named.

    Its script goes in by the driver, past the page's own policy, once for each page: it is half a megabyte. What comes
    back is only what is said here, since the driver takes long to carry a large answer.
    """
    if not page.evaluate("Boolean(window.axe)"):
        page.evaluate(f"(() => {{ {_SOURCE} }})()")
    found: list[str] = page.evaluate(_RUN, list(rules))
    return found

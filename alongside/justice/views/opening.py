"""What every page about one child's detention begins with, and the one way in which its forms work."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, TypeVar

from django.http import Http404, HttpResponse

from alongside.accounts.http import Request, form_page
from alongside.audit import trail
from alongside.children import access as child_access
from alongside.children import queries as children
from alongside.children.access import Standing
from alongside.children.models import Child
from alongside.core.strands import Strand
from alongside.core.verdict import Verdict
from alongside.justice import access
from alongside.justice.models import Detention, HandOver
from alongside.ui.address import url
from alongside.ui.forms import Form

F = TypeVar("F", bound=Form)


@dataclass(frozen=True, slots=True)
class Opened:
    """The child, the reader's standing, and the trace of the look."""

    child: Child
    standing: Standing
    look: trail.Look
    context: dict[str, Any]

    def url(self, view: str, ref: str) -> str:
        """A page about something of this child's."""
        return url(f"justice:{view}", child_ref=self.child.ref, ref=ref)


def opened(request: Request, child_ref: str, *, strand: Strand = Strand.PLAN) -> Opened:
    """The child for whoever reads the strand, with the trace of the look; 404 for everybody else."""
    child = child_access.child_or_404(request.actor, child_ref, request.now)
    standing, look = children.look_at(request.actor, child, request.now)
    if not standing.reads(strand):
        raise Http404
    return Opened(child, standing, look, {"child": child, "standing": standing, "today": request.today})


def opened_detention(request: Request, child_ref: str, ref: str) -> tuple[Opened, Detention]:
    """One detention of the child."""
    at = opened(request, child_ref)
    row = access.detention_or_404(request.actor, at.child, ref, request.now)
    row.child = at.child
    return at, row


def opened_hand_over(request: Request, child_ref: str, ref: str) -> tuple[Opened, HandOver]:
    """One thing that a detention of the child started."""
    at = opened(request, child_ref)
    row = access.hand_over_of_child_or_404(request.actor, at.child, ref, request.now)
    row.detention.child = row.child = at.child
    return at, row


def child_form(
    request: Request,
    at: Opened,
    verdict: Verdict,
    form_class: type[F],
    template: str,
    save: Callable[[F], str],
    *,
    back_url: str,
    context: Mapping[str, Any] | None = None,
    initial: Mapping[str, Any] | None = None,
    form_arguments: Mapping[str, Any] | None = None,
    version: int | None = None,
    done: str = "",
) -> HttpResponse:
    """A form about the child. Whoever may not do it reads why instead of the form; a post is refused with the same."""
    if request.method == "POST":
        verdict.or_raise()
    return form_page(
        request,
        form_class,
        template,
        save,
        context={**at.context, "verdict": verdict, "back_url": back_url, **(context or {})},
        initial=initial,
        form_arguments=form_arguments,
        version=version,
        done=done,
    )

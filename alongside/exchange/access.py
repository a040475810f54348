"""Who may reconcile a list, and what of it they see: what is matched is matched to children they may know of."""

from __future__ import annotations

import datetime as dt

from django.db.models import Q, QuerySet
from django.http import Http404

from alongside.accounts.permissions import Permission
from alongside.children import access as children
from alongside.core.actor import Actor
from alongside.core.verdict import YES, Verdict, no
from alongside.exchange.models import EhcList, ListLine
from alongside.partnerships import wall


def may_reconcile(actor: Actor) -> Verdict:
    """May they upload a list? Whoever sees the board of EHC cases."""
    if actor.may(Permission.KEEP_EHC_CASE) or actor.may(Permission.BEGIN_EHC_CASE):
        return YES
    return no("SEND officers and those who work with children reconcile lists of EHC plans.")


def visible_lists(actor: Actor) -> QuerySet[EhcList]:
    """Lists of one's own: what a line matched depends on whom its reader may know of."""
    rows = wall.own(EhcList.objects.defer("content"), actor)
    return rows.filter(uploaded_by_id=actor.membership_id) if may_reconcile(actor) else rows.none()


def list_or_404(actor: Actor, ref: str) -> EhcList:
    """A list of one's own. Raises NotPermitted for whoever may not reconcile, and for a list of a colleague's, and
    Http404 for every other."""
    may_reconcile(actor).or_raise()
    found = visible_lists(actor).select_related("agency").filter(ref=ref).first()
    if found is not None:
        return found
    if wall.own(EhcList.objects.all(), actor).filter(ref=ref, agency_id=actor.agency_id).exists():
        no("Whoever uploaded a list opens it. Upload it yourself: its columns are remembered.").or_raise()
    raise Http404


def visible_lines(actor: Actor, ehc_list: EhcList, now: dt.datetime) -> QuerySet[ListLine]:
    """Its lines about children whom the reader may know of now, and those that are faulty."""
    rows = wall.own(ListLine.objects.all(), actor).filter(ehc_list_id=ehc_list.pk)
    known = children.visible_children(actor, now).values("id")
    return rows.filter(Q(kind=ListLine.Kind.FAULTY) | Q(child_id__in=known))

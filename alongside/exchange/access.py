"""Who may reconcile a list, and what of it they see: what is matched is matched to children they may know of."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.db.models import Q, QuerySet
from django.http import Http404

from alongside.accounts.permissions import Permission
from alongside.children import access as children
from alongside.core.actor import Actor
from alongside.core.strands import Strand
from alongside.core.verdict import YES, Verdict, no
from alongside.ehcp import access as ehcp
from alongside.exchange.models import EhcList, ListLine
from alongside.partnerships import prepared, wall


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


# The SEN2 return


def may_take_sen2(actor: Actor) -> Verdict:
    """May they take the SEN2 return away? Whoever keeps EHC cases."""
    if actor.may(Permission.KEEP_EHC_CASE):
        return YES
    return no("The SEND team sends the SEN2 return. Ask the SEND officer.")


def kept_cases(actor: Actor, now: dt.datetime) -> QuerySet[Any]:
    """Cases for the return: of children of whom the actor reads education and plan, since it says who was detained."""
    return ehcp.visible_cases(actor, now).filter(_reads_plan(actor, now))


def kept_steps(actor: Actor, now: dt.datetime) -> QuerySet[Any]:
    """Steps of those cases."""
    return ehcp.visible_steps(actor, now).filter(_reads_plan(actor, now))


def kept_matters(actor: Actor, now: dt.datetime) -> QuerySet[Any]:
    """What runs within those cases."""
    return ehcp.visible_matters(actor, now).filter(_reads_plan(actor, now))


def _reads_plan(actor: Actor, now: dt.datetime) -> prepared.any_of:
    return prepared.any_of("child_id", children.held(actor, now, strand=Strand.PLAN))

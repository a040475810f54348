"""What the child said, and what came of it."""

from __future__ import annotations

from django.db import models

from alongside.children.models.child import Child
from alongside.children.models.withdrawal import Withdrawable, withdrawn_with_a_reason
from alongside.core import refs
from alongside.core.privacy import IDENTITY, SYSTEM, describe
from alongside.core.strands import Strand
from alongside.partnerships.models import Membership, RefRow
from alongside.partnerships.wall import SamePartnership


def new_voice_ref() -> str:
    return refs.new(refs.Kind.VOICE)


class Voice(Withdrawable, RefRow):
    """What the child said, how it was gathered, what changed because of it, and when the child was told."""

    ref = models.TextField(default=new_voice_ref)
    child = models.ForeignKey(Child, on_delete=models.CASCADE, related_name="+", db_constraint=False)
    about = models.TextField(blank=True, default="", help_text="Reference of what it was about")
    strand = models.TextField(default=Strand.IDENTITY.value, help_text="What it was about: decides who reads it")
    said = models.TextField()
    gathered = models.TextField()
    heard_by = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+", db_constraint=False)
    said_on = models.DateField()
    changed = models.TextField(blank=True, default="")
    told_back_on = models.DateField(null=True)

    privacy = describe(
        (SYSTEM, "id partnership ref created_at child about heard_by strand withdrawn_at withdrawn_by"),
        (IDENTITY, "said gathered said_on changed told_back_on withdrawn_why"),
    )

    class Meta(RefRow.Meta):
        db_table = "children_voice"
        indexes = [models.Index(fields=["partnership", "child", "-said_on"], name="children_voice_of_child")]
        constraints = [
            *RefRow.Meta.constraints,
            SamePartnership(field="child", to="children_child", name="children_voice_child"),
            SamePartnership(field="heard_by", to="partnerships_membership", name="children_voice_heard_by"),
            withdrawn_with_a_reason("children_voice_withdrawn_why"),
        ]

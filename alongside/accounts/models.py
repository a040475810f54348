"""People who sign in, and what their sessions keep: one-time form keys, drafts, posts held over a time-out."""

from __future__ import annotations

from typing import ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models

from alongside.core import refs
from alongside.core.privacy import IDENTITY, STAFF, SYSTEM, describe


def new_person_ref() -> str:
    return refs.new(refs.Kind.PERSON)


class UserManager(BaseUserManager["User"]):
    """Finds people by e-mail address, whatever its case."""

    def get_by_natural_key(self, username: str | None) -> User:
        return self.get(email__iexact=username or "")


class User(AbstractBaseUser):
    """A person who signs in. Global: a person may work for agencies of more than one partnership."""

    id = models.BigAutoField(primary_key=True)
    ref = models.TextField(unique=True, default=new_person_ref)
    email = models.EmailField(unique=True)
    name = models.TextField()
    phone = models.TextField(blank=True, default="")
    is_active = models.BooleanField(default=True)
    created_at = models.DateTimeField(auto_now_add=True)

    objects: ClassVar[UserManager] = UserManager()

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["name"]

    privacy = describe((SYSTEM, "id ref is_active created_at last_login password"), (STAFF, "email name phone"))

    class Meta:
        db_table = "accounts_user"

    def __str__(self) -> str:
        return self.name


class FormKey(models.Model):
    """A form that was sent once. The second post of the same key finds the page that the first one made."""

    id = models.BigAutoField(primary_key=True)
    partnership_id = models.BigIntegerField()
    user_id = models.BigIntegerField()
    key = models.UUIDField()
    result_url = models.TextField(default="")
    used_at = models.DateTimeField()

    privacy = describe((SYSTEM, "id partnership_id user_id key result_url used_at"))

    class Meta:
        db_table = "accounts_form_key"
        constraints = [
            models.UniqueConstraint(fields=["partnership_id", "user_id", "key"], name="accounts_form_key_once"),
        ]


class Draft(models.Model):
    """What somebody is typing, kept as they type. Walled like its record; gone after a while or when it is sent."""

    id = models.BigAutoField(primary_key=True)
    partnership_id = models.BigIntegerField()
    user_id = models.BigIntegerField()
    membership_id = models.BigIntegerField()
    path = models.TextField()
    answers = models.JSONField()
    saved_at = models.DateTimeField()
    expires_at = models.DateTimeField()

    privacy = describe(
        (SYSTEM, "id partnership_id user_id membership_id path saved_at expires_at"),
        (IDENTITY, "answers"),
    )

    class Meta:
        db_table = "accounts_draft"
        constraints = [
            models.UniqueConstraint(
                fields=["partnership_id", "membership_id", "path"], name="accounts_draft_one_per_page"
            ),
        ]


class HeldPost(models.Model):
    """A form that was sent after a time-out, or under another hat than it was made for: held until the same person acts
    in that role (again) and sends it."""

    id = models.BigAutoField(primary_key=True)
    partnership_id = models.BigIntegerField()
    user_id = models.BigIntegerField()
    membership_id = models.BigIntegerField()
    path = models.TextField()
    answers = models.JSONField()
    held_at = models.DateTimeField()
    expires_at = models.DateTimeField()

    privacy = describe(
        (SYSTEM, "id partnership_id user_id membership_id path held_at expires_at"), (IDENTITY, "answers")
    )

    class Meta:
        db_table = "accounts_held_post"
        indexes = [models.Index(fields=["user_id", "held_at"], name="accounts_held_post_of_person")]

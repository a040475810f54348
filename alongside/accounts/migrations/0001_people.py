from django.db import migrations, models

import alongside.accounts.models
from alongside.core import wall


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="User",
            fields=[
                ("password", models.CharField(max_length=128, verbose_name="password")),
                ("last_login", models.DateTimeField(blank=True, null=True, verbose_name="last login")),
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("ref", models.TextField(default=alongside.accounts.models.new_person_ref, unique=True)),
                ("email", models.EmailField(max_length=254, unique=True)),
                ("name", models.TextField()),
                ("phone", models.TextField(blank=True, default="")),
                ("is_active", models.BooleanField(default=True)),
                ("created_at", models.DateTimeField(auto_now_add=True)),
            ],
            options={
                "db_table": "accounts_user",
            },
        ),
        migrations.CreateModel(
            name="Draft",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("partnership_id", models.BigIntegerField()),
                ("user_id", models.BigIntegerField()),
                ("membership_id", models.BigIntegerField()),
                ("path", models.TextField()),
                ("answers", models.JSONField()),
                ("saved_at", models.DateTimeField()),
                ("expires_at", models.DateTimeField()),
            ],
            options={
                "db_table": "accounts_draft",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("partnership_id", "membership_id", "path"), name="accounts_draft_one_per_page"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="FormKey",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("partnership_id", models.BigIntegerField()),
                ("user_id", models.BigIntegerField()),
                ("key", models.UUIDField()),
                ("result_url", models.TextField(default="")),
                ("used_at", models.DateTimeField()),
            ],
            options={
                "db_table": "accounts_form_key",
                "constraints": [
                    models.UniqueConstraint(fields=("partnership_id", "user_id", "key"), name="accounts_form_key_once")
                ],
            },
        ),
        migrations.CreateModel(
            name="HeldPost",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("partnership_id", models.BigIntegerField()),
                ("user_id", models.BigIntegerField()),
                ("membership_id", models.BigIntegerField()),
                ("path", models.TextField()),
                ("answers", models.JSONField()),
                ("held_at", models.DateTimeField()),
                ("expires_at", models.DateTimeField()),
            ],
            options={
                "db_table": "accounts_held_post",
                "indexes": [models.Index(fields=["user_id", "held_at"], name="accounts_held_post_of_person")],
            },
        ),
        migrations.RunSQL(*wall.raise_wall("accounts_form_key")),
        migrations.RunSQL(*wall.raise_wall("accounts_draft")),
        migrations.RunSQL(*wall.raise_wall("accounts_held_post")),
        # A door: somebody who has just signed in again finds what was held for them, before a partnership is chosen.
        migrations.RunSQL(*wall.open_door("accounts_held_post", "own_after_signing_in", f"user_id = {wall.PERSON}")),
    ]

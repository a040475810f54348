import django.db.models.deletion
from django.db import migrations, models
from django.db.models import F, Q

import alongside.partnerships.models
from alongside.core import wall
from alongside.partnerships.wall import SamePartnership


def _key(to: str, *, null: bool = False) -> models.ForeignKey:
    return models.ForeignKey(
        db_constraint=False, null=null, on_delete=django.db.models.deletion.PROTECT, related_name="+", to=to
    )


class Migration(migrations.Migration):
    dependencies = [
        ("partnerships", "0001_partnerships"),
    ]

    operations = [
        migrations.CreateModel(
            name="Proposal",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                ("ref", models.TextField(default=alongside.partnerships.models.new_proposal_ref)),
                ("name", models.TextField()),
                ("email", models.EmailField(max_length=254)),
                ("phone", models.TextField(blank=True, default="")),
                ("agency", _key("partnerships.agency")),
                ("team", _key("partnerships.team", null=True)),
                ("role", models.TextField()),
                ("from_on", models.DateField()),
                ("proposed_by", _key("partnerships.membership")),
                ("proposed_at", models.DateTimeField()),
                ("decide_by_on", models.DateField()),
                (
                    "status",
                    models.TextField(
                        choices=[
                            ("waiting", "Waiting for a second person"),
                            ("agreed", "Agreed"),
                            ("refused", "Refused"),
                            ("withdrawn", "Withdrawn"),
                        ],
                        default="waiting",
                    ),
                ),
                ("decided_by", _key("partnerships.membership", null=True)),
                ("decided_at", models.DateTimeField(null=True)),
                (
                    "partnership",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="partnerships.areapartnership",
                    ),
                ),
            ],
            options={"db_table": "partnerships_proposal", "abstract": False},
        ),
        migrations.AddIndex(
            "proposal",
            models.Index(fields=["partnership", "status", "decide_by_on"], name="partnerships_proposal_waits"),
        ),
        migrations.AddConstraint(
            "proposal", models.UniqueConstraint(fields=("partnership", "id"), name="partnerships_proposal_own")
        ),
        migrations.AddConstraint(
            "proposal", models.UniqueConstraint(fields=("partnership", "ref"), name="partnerships_proposal_ref")
        ),
        *(
            migrations.AddConstraint("proposal", SamePartnership(field=field, to=to, name=name))
            for field, to, name in (
                ("agency", "partnerships_agency", "partnerships_proposal_agency"),
                ("team", "partnerships_team", "partnerships_proposal_team"),
                ("proposed_by", "partnerships_membership", "partnerships_proposal_by"),
                ("decided_by", "partnerships_membership", "partnerships_proposal_decided"),
            )
        ),
        migrations.AddConstraint(
            "proposal",
            models.CheckConstraint(
                condition=~Q(status="agreed") | (Q(decided_by__isnull=False) & ~Q(decided_by=F("proposed_by"))),
                name="partnerships_proposal_two_people",
            ),
        ),
        migrations.RunSQL(*wall.raise_wall("partnerships_proposal")),
    ]

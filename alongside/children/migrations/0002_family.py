"""People who matter become family: how they stand to the child, who decides, who may be rung; and what was changed."""

import django.db.models.deletion
import django.utils.timezone
from django.db import migrations, models

import alongside.children.models.people
from alongside.children import rules
from alongside.core import refs, wall
from alongside.partnerships.wall import SamePartnership


def name_kinds(apps, schema_editor):
    """Give each person a reference of their own, and the kind and answer that the old columns held."""
    person_model = apps.get_model("children", "Person")
    for person in person_model.objects.all().iterator():
        person.ref = refs.new(refs.Kind.RELATION)
        person.kin = rules.kin_in_words(person.relation)
        person.responsibility = {True: "yes", False: "no"}.get(person.has_parental_responsibility, "")
        person.save(update_fields=["ref", "kin", "responsibility"])


def name_answers(apps, schema_editor):
    """The way back: the one answer that the old column held, and words where there were none."""
    person_model = apps.get_model("children", "Person")
    for person in person_model.objects.all().iterator():
        person.has_parental_responsibility = {"yes": True, "no": False}.get(person.responsibility)
        person.relation = person.relation or rules.KIN[person.kin].title
        person.save(update_fields=["has_parental_responsibility", "relation"])


class Migration(migrations.Migration):
    dependencies = [("children", "0001_children"), ("partnerships", "0001_partnerships")]

    operations = [
        migrations.RemoveConstraint(model_name="carer", name="children_carer_child"),
        migrations.RemoveConstraint(model_name="carer", name="children_carer_own"),
        migrations.RenameIndex(
            model_name="carer", new_name="children_person_of_child", old_name="children_carer_of_child"
        ),
        migrations.RenameModel(old_name="Carer", new_name="Person"),
        migrations.AlterModelTable(name="person", table="children_person"),
        migrations.AddField("person", "ref", models.TextField(default="")),
        migrations.AddField("person", "created_at", models.DateTimeField(default=django.utils.timezone.now)),
        migrations.AddField("person", "kin", models.TextField(default="other")),
        migrations.AddField("person", "born_on", models.DateField(null=True)),
        migrations.AddField("person", "has_died", models.BooleanField(default=False)),
        migrations.AddField("person", "language", models.TextField(blank=True, default="")),
        migrations.AddField(
            "person",
            "responsibility",
            models.TextField(blank=True, default="", help_text="Parental responsibility: yes, no or not known"),
        ),
        migrations.AddField("person", "responsibility_basis", models.TextField(blank=True, default="")),
        migrations.AddField("person", "responsibility_from_on", models.DateField(null=True)),
        migrations.AddField("person", "responsibility_to_on", models.DateField(null=True)),
        migrations.AddField(
            "person",
            "lives_with",
            models.TextField(blank=True, default="", help_text="Whether the child lives with them"),
        ),
        migrations.AddField("person", "safe_to_contact", models.TextField(blank=True, default="")),
        migrations.AddField("person", "contact_note", models.TextField(blank=True, default="")),
        migrations.AddField("person", "is_restricted", models.BooleanField(default=False)),
        migrations.AddField("person", "withdrawn_at", models.DateTimeField(null=True)),
        migrations.AddField("person", "withdrawn_by", models.TextField(blank=True, default="")),
        migrations.AddField("person", "version", models.PositiveIntegerField(default=1)),
        migrations.AddField(
            "person",
            "through",
            models.ForeignKey(
                "children.person",
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                db_constraint=False,
            ),
        ),
        migrations.AddField(
            "person",
            "known",
            models.ForeignKey(
                "children.child",
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                db_constraint=False,
            ),
        ),
        migrations.RunPython(name_kinds, name_answers),
        migrations.RemoveField("person", "has_parental_responsibility"),
        migrations.AlterField(
            "person", "ref", models.TextField(default=alongside.children.models.people.new_person_ref)
        ),
        migrations.AlterField("person", "created_at", models.DateTimeField(auto_now_add=True)),
        migrations.AlterField(
            "person",
            "relation",
            models.TextField(blank=True, default="", help_text="What the child calls them, or how people say it"),
        ),
        migrations.AddIndex("person", models.Index(fields=["partnership", "known"], name="children_person_known")),
        migrations.AddConstraint(
            "person", models.UniqueConstraint(fields=("partnership", "id"), name="children_person_own")
        ),
        migrations.AddConstraint(
            "person", models.UniqueConstraint(fields=("partnership", "ref"), name="children_person_ref")
        ),
        migrations.AddConstraint(
            "person", SamePartnership(field="child", to="children_child", name="children_person_child")
        ),
        migrations.AddConstraint(
            "person", SamePartnership(field="known", to="children_child", name="children_person_known_child")
        ),
        migrations.AddConstraint(
            "person", SamePartnership(field="through", to="children_person", name="children_person_through")
        ),
        migrations.AddConstraint(
            "person",
            models.CheckConstraint(
                condition=models.Q(
                    ("known__isnull", True),
                    models.Q(("known", models.F("child")), _negated=True),
                    _connector="OR",
                ),
                name="children_person_not_oneself",
            ),
        ),
        migrations.AddConstraint(
            "person",
            models.CheckConstraint(
                condition=models.Q(
                    ("responsibility_to_on__isnull", True),
                    ("responsibility_from_on__isnull", True),
                    ("responsibility_to_on__gte", models.F("responsibility_from_on")),
                    _connector="OR",
                ),
                name="children_person_responsibility_order",
            ),
        ),
        migrations.RunSQL(*wall.seal_also("children_person", "known_id")),
        migrations.CreateModel(
            name="Change",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("about", models.TextField()),
                ("field", models.TextField()),
                ("was", models.TextField(blank=True, default="")),
                ("became", models.TextField(blank=True, default="")),
                ("changed_at", models.DateTimeField()),
                (
                    "changed_by",
                    models.ForeignKey(
                        "partnerships.membership",
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        db_constraint=False,
                    ),
                ),
                (
                    "child",
                    models.ForeignKey(
                        "children.child",
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        db_constraint=False,
                    ),
                ),
                (
                    "partnership",
                    models.ForeignKey(
                        "partnerships.areapartnership",
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        db_index=False,
                    ),
                ),
            ],
            options={"db_table": "children_change", "abstract": False},
        ),
        migrations.AddIndex(
            "change",
            models.Index(fields=["partnership", "child", "-changed_at", "-id"], name="children_change_of_child"),
        ),
        migrations.AddConstraint(
            "change", models.UniqueConstraint(fields=("partnership", "id"), name="children_change_own")
        ),
        migrations.AddConstraint(
            "change", SamePartnership(field="child", to="children_child", name="children_change_child")
        ),
        migrations.AddConstraint(
            "change", SamePartnership(field="changed_by", to="partnerships_membership", name="children_change_by")
        ),
        migrations.RunSQL(*wall.raise_wall("children_change", child="child_id")),
    ]

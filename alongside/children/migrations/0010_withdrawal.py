"""What was written down wrongly is withdrawn with a reason."""

from django.db import migrations, models


def _columns(model: str) -> list[migrations.AddField]:
    return [
        migrations.AddField(model, "withdrawn_at", models.DateTimeField(null=True)),
        migrations.AddField(model, "withdrawn_by", models.TextField(blank=True, default="")),
        migrations.AddField(model, "withdrawn_why", models.TextField(blank=True, default="")),
    ]


def _reason(model: str, name: str) -> migrations.AddConstraint:
    condition = models.Q(
        ("withdrawn_at__isnull", True), models.Q(("withdrawn_why", ""), _negated=True), _connector="OR"
    )
    return migrations.AddConstraint(model, models.CheckConstraint(condition=condition, name=name))


class Migration(migrations.Migration):
    dependencies = [
        ("children", "0009_documents"),
    ]

    operations = [
        *_columns("entry"),
        *_columns("voice"),
        _reason("entry", "children_entry_withdrawn_why"),
        _reason("voice", "children_voice_withdrawn_why"),
    ]

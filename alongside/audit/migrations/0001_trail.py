"""The trail: events, typed reasons, the chain and its head."""

import django.contrib.postgres.fields
import django.contrib.postgres.indexes
from django.db import migrations, models

from alongside.core import wall

PROTECT = """
ALTER TABLE audit_event
    ALTER COLUMN transaction_id SET DEFAULT (pg_current_xact_id()::text::bigint);
CREATE FUNCTION alongside_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'The trail is append-only: % on % is refused', TG_OP, TG_TABLE_NAME;
END $$;
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON audit_event
    FOR EACH ROW EXECUTE FUNCTION alongside_append_only();
CREATE TRIGGER append_only_truncate BEFORE TRUNCATE ON audit_event
    FOR EACH STATEMENT EXECUTE FUNCTION alongside_append_only();
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON audit_seal
    FOR EACH ROW EXECUTE FUNCTION alongside_append_only();
CREATE TRIGGER append_only_truncate BEFORE TRUNCATE ON audit_seal
    FOR EACH STATEMENT EXECUTE FUNCTION alongside_append_only();
CREATE FUNCTION alongside_events_about(reference text)
    RETURNS SETOF audit_event LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path = pg_catalog, public AS $$
    SELECT * FROM audit_event
    WHERE about @> ARRAY[reference]
      AND partnership_id = nullif(current_setting('alongside.partnership', true), '')::bigint
$$;
"""

UNPROTECT = """
DROP FUNCTION alongside_events_about(text);
DROP TRIGGER append_only_truncate ON audit_seal;
DROP TRIGGER append_only ON audit_seal;
DROP TRIGGER append_only_truncate ON audit_event;
DROP TRIGGER append_only ON audit_event;
DROP FUNCTION alongside_append_only();
ALTER TABLE audit_event ALTER COLUMN transaction_id DROP DEFAULT;
"""


class Migration(migrations.Migration):
    initial = True
    dependencies = []
    operations = [
        migrations.CreateModel(
            name="Event",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("partnership_id", models.BigIntegerField(null=True)),
                ("at", models.DateTimeField()),
                ("verb", models.TextField()),
                ("action", models.TextField()),
                ("user_ref", models.TextField()),
                ("user_name", models.TextField()),
                ("agency_ref", models.TextField()),
                ("agency_name", models.TextField()),
                ("role", models.TextField()),
                (
                    "about",
                    django.contrib.postgres.fields.ArrayField(base_field=models.TextField(), size=None),
                ),
                ("basis", models.TextField()),
                ("outcome", models.TextField()),
                ("detail", models.JSONField()),
                ("reason_digest", models.TextField()),
                ("transaction_id", models.BigIntegerField(editable=False)),
            ],
            options={
                "db_table": "audit_event",
                "indexes": [
                    models.Index(fields=["partnership_id", "transaction_id", "id"], name="audit_event_sealing"),
                    models.Index(fields=["partnership_id", "-at"], name="audit_event_recent"),
                    models.Index(fields=["partnership_id", "user_ref", "-at"], name="audit_event_by_person"),
                    django.contrib.postgres.indexes.GinIndex(fields=["about"], name="audit_event_about"),
                ],
            },
        ),
        migrations.CreateModel(
            name="Reason",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("partnership_id", models.BigIntegerField()),
                ("digest", models.TextField()),
                ("text", models.TextField()),
                ("at", models.DateTimeField()),
            ],
            options={
                "db_table": "audit_reason",
                "indexes": [models.Index(fields=["partnership_id", "digest"], name="audit_reason_digest")],
            },
        ),
        migrations.CreateModel(
            name="Seal",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("partnership_id", models.BigIntegerField()),
                ("number", models.BigIntegerField()),
                ("from_transaction", models.BigIntegerField()),
                ("until_transaction", models.BigIntegerField()),
                ("events", models.BigIntegerField()),
                ("previous", models.TextField()),
                ("digest", models.TextField()),
                ("sealed_at", models.DateTimeField()),
            ],
            options={
                "db_table": "audit_seal",
                "constraints": [
                    models.UniqueConstraint(fields=("partnership_id", "number"), name="audit_seal_one_per_number")
                ],
            },
        ),
        migrations.CreateModel(
            name="Head",
            fields=[
                ("partnership_id", models.BigIntegerField(primary_key=True, serialize=False)),
                ("number", models.BigIntegerField()),
                ("until_transaction", models.BigIntegerField()),
                ("events", models.BigIntegerField()),
                ("digest", models.TextField()),
                ("sealed_at", models.DateTimeField()),
            ],
            options={"db_table": "audit_head"},
        ),
        migrations.RunSQL(PROTECT, UNPROTECT),
        migrations.RunSQL(*wall.raise_wall("audit_event")),
        migrations.RunSQL(*wall.raise_wall("audit_reason")),
        migrations.RunSQL(*wall.raise_wall("audit_seal")),
        migrations.RunSQL(*wall.raise_wall("audit_head")),
    ]

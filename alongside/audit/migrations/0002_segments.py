"""Numbers of transactions that go on growing when a database is restored into another cluster, which counts anew."""

from django.db import migrations, models

SEGMENTS = """
CREATE FUNCTION alongside_shift() RETURNS bigint LANGUAGE sql IMMUTABLE AS 'SELECT 0::bigint';
CREATE FUNCTION alongside_transaction() RETURNS bigint LANGUAGE sql VOLATILE AS
    'SELECT pg_current_xact_id()::text::bigint + alongside_shift()';
CREATE FUNCTION alongside_horizon() RETURNS bigint LANGUAGE sql STABLE AS
    'SELECT pg_snapshot_xmin(pg_current_snapshot())::text::bigint + alongside_shift()';
ALTER TABLE audit_event ALTER COLUMN transaction_id SET DEFAULT (alongside_transaction());
INSERT INTO audit_segment (number, shift, first_transaction, why, began_at) VALUES (1, 0, 0, 'The beginning', now());
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON audit_segment
    FOR EACH ROW EXECUTE FUNCTION alongside_append_only();
CREATE TRIGGER append_only_truncate BEFORE TRUNCATE ON audit_segment
    FOR EACH STATEMENT EXECUTE FUNCTION alongside_append_only();
"""

ONE_SEGMENT = """
ALTER TABLE audit_event ALTER COLUMN transaction_id SET DEFAULT (pg_current_xact_id()::text::bigint);
DROP FUNCTION alongside_horizon();
DROP FUNCTION alongside_transaction();
DROP FUNCTION alongside_shift();
"""


class Migration(migrations.Migration):
    dependencies = [
        ("audit", "0001_trail"),
    ]

    operations = [
        migrations.CreateModel(
            name="Segment",
            fields=[
                ("number", models.IntegerField(primary_key=True, serialize=False)),
                ("shift", models.BigIntegerField()),
                ("first_transaction", models.BigIntegerField()),
                ("why", models.TextField()),
                ("began_at", models.DateTimeField()),
            ],
            options={"db_table": "audit_segment"},
        ),
        migrations.RunSQL(SEGMENTS, ONE_SEGMENT),
    ]

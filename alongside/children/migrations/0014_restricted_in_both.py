"""A restricted address in one of two joined records restricts what the other says of where the child lives."""

from django.db import migrations, models

from alongside.core import wall

JOINED = (
    "(SELECT ARRAY(SELECT unnest(ARRAY[alias.id, alias.joined_to_id]) FROM children_child alias"
    " WHERE alias.joined_to_id IS NOT NULL))::bigint[]"
)
"""Children with two records: asked once a statement, so that all others cost no more than before."""

KEPT_UNTIL = (
    "(SELECT max(coalesce(reader.until_on, 'infinity')) FROM children_child own"
    " JOIN children_child other ON other.id <> own.id"
    " AND coalesce(other.joined_to_id, other.id) = coalesce(own.joined_to_id, own.id)"
    " JOIN children_address_reader reader ON reader.child_id = other.id"
    " WHERE own.id = children_address.child_id AND NOT EXISTS (SELECT 1 FROM children_address_reader mine"
    f" WHERE mine.child_id = other.id AND mine.user_id = {wall.PERSON}))"
)
"""Up to when another record of this child keeps its addresses from the person of the context; NULL where none does."""

OPEN = f"(is_restricted OR child_id <> ALL ({JOINED}) OR coalesce(from_on >= {KEPT_UNTIL}, {KEPT_UNTIL} IS NULL))"
"""What is restricted itself is the other policy's. An address whose first day nobody knows may be the one kept."""


class Migration(migrations.Migration):
    dependencies = [("children", "0013_names_on_paper")]

    operations = [
        migrations.AddField(
            model_name="addressreader",
            name="until_on",
            field=models.DateField(help_text="When the child left the last of them; empty while at one", null=True),
        ),
        migrations.RunSQL(
            f"CREATE POLICY restricted_in_both ON children_address AS RESTRICTIVE USING {OPEN} WITH CHECK {OPEN}",
            "DROP POLICY IF EXISTS restricted_in_both ON children_address",
        ),
    ]

-- Recorded by `alongside record-tables` from the migration of digest 848673a808e0cc8e


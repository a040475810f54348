-- Recorded by `alongside record-tables` from the migration of digest cde6188fa060f3b1


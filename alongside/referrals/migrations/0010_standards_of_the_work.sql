-- Recorded by `alongside record-tables` from the migration of digest c5776d11b099d6c5


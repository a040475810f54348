-- Recorded by `alongside record-tables` from the migration of digest a124efcfec9d1bfa


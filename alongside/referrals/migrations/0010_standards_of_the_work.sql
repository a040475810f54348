-- Recorded by `alongside record-tables` from the migration of digest 304db2309630e44a


-- Recorded by `alongside record-tables` from the migration of digest 6eeb05afbd030f26


-- Recorded by `alongside record-tables` from the migration of digest 5817d49331690b00


-- Recorded by `alongside record-tables` from the migration of digest b66ed3e81f80d5a8

ALTER TABLE "children_voice" ADD COLUMN "strand" text DEFAULT 'identity' NOT NULL;
ALTER TABLE "children_voice" ALTER COLUMN "strand" DROP DEFAULT;
UPDATE children_voice SET strand = CASE
    WHEN about LIKE 'PD-%' THEN 'justice'
    WHEN about LIKE ANY (ARRAY['P-%', 'RV-%', 'CT-%', 'Y-%']) THEN 'plan'
    ELSE strand END;

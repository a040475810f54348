-- Recorded by `alongside record-tables` from the migration of digest 74b2116934cc2127

ALTER TABLE "children_disclosure" ADD COLUMN "source" text DEFAULT '' NOT NULL;
ALTER TABLE "children_disclosure" ALTER COLUMN "source" DROP DEFAULT;
CREATE UNIQUE INDEX "children_disclosure_once" ON "children_disclosure" ("partnership_id", "source", "child_id", "to_whom") WHERE NOT ("source" = '');

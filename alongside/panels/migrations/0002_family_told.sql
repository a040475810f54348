-- Recorded by `alongside record-tables` from the migration of digest ec59bdc4eb57613e

ALTER TABLE "panels_agenda_item" ADD COLUMN "family_told" text DEFAULT 'to_tell' NOT NULL;
ALTER TABLE "panels_agenda_item" ALTER COLUMN "family_told" DROP DEFAULT;
ALTER TABLE "panels_agenda_item" ADD COLUMN "family_told_on" date NULL;
ALTER TABLE "panels_agenda_item" ADD COLUMN "family_not_told_why" text DEFAULT '' NOT NULL;
ALTER TABLE "panels_agenda_item" ALTER COLUMN "family_not_told_why" DROP DEFAULT;
ALTER TABLE "panels_agenda_item" ADD CONSTRAINT "panels_item_family_told_on" CHECK ((("family_told" = 'told' AND "family_told_on" IS NOT NULL) OR (NOT ("family_told" = 'told') AND "family_told_on" IS NULL)));
ALTER TABLE "panels_agenda_item" ADD CONSTRAINT "panels_item_not_told_why" CHECK ((NOT ("family_told" = 'not_told') OR NOT ("family_not_told_why" = '')));

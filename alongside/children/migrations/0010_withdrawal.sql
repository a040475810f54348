-- Recorded by `alongside record-tables` from the migration of digest e601ddaf3200a3c3

ALTER TABLE "children_entry" ADD COLUMN "withdrawn_at" timestamp with time zone NULL;
ALTER TABLE "children_entry" ADD COLUMN "withdrawn_by" text DEFAULT '' NOT NULL;
ALTER TABLE "children_entry" ALTER COLUMN "withdrawn_by" DROP DEFAULT;
ALTER TABLE "children_entry" ADD COLUMN "withdrawn_why" text DEFAULT '' NOT NULL;
ALTER TABLE "children_entry" ALTER COLUMN "withdrawn_why" DROP DEFAULT;
ALTER TABLE "children_voice" ADD COLUMN "withdrawn_at" timestamp with time zone NULL;
ALTER TABLE "children_voice" ADD COLUMN "withdrawn_by" text DEFAULT '' NOT NULL;
ALTER TABLE "children_voice" ALTER COLUMN "withdrawn_by" DROP DEFAULT;
ALTER TABLE "children_voice" ADD COLUMN "withdrawn_why" text DEFAULT '' NOT NULL;
ALTER TABLE "children_voice" ALTER COLUMN "withdrawn_why" DROP DEFAULT;
ALTER TABLE "children_entry" ADD CONSTRAINT "children_entry_withdrawn_why" CHECK (("withdrawn_at" IS NULL OR NOT ("withdrawn_why" = '')));
ALTER TABLE "children_voice" ADD CONSTRAINT "children_voice_withdrawn_why" CHECK (("withdrawn_at" IS NULL OR NOT ("withdrawn_why" = '')));

-- Recorded by `alongside record-tables` from the migration of digest 9a7b93606bd9096e

ALTER TABLE "plans_contact" ADD COLUMN "withdrawn_at" timestamp with time zone NULL;
ALTER TABLE "plans_contact" ADD COLUMN "withdrawn_by" text DEFAULT '' NOT NULL;
ALTER TABLE "plans_contact" ALTER COLUMN "withdrawn_by" DROP DEFAULT;
ALTER TABLE "plans_contact" ADD COLUMN "withdrawn_why" text DEFAULT '' NOT NULL;
ALTER TABLE "plans_contact" ALTER COLUMN "withdrawn_why" DROP DEFAULT;
ALTER TABLE "plans_contact" ADD CONSTRAINT "plans_contact_withdrawn_why" CHECK (("withdrawn_at" IS NULL OR NOT ("withdrawn_why" = '')));

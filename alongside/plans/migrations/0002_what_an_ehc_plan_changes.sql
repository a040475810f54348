-- Recorded by `alongside record-tables` from the migration of digest 7c317f1dbfc4d379

ALTER TABLE "plans_plan" ADD COLUMN "ehc_changes" text DEFAULT '' NOT NULL;
ALTER TABLE "plans_plan" ALTER COLUMN "ehc_changes" DROP DEFAULT;
ALTER TABLE "plans_plan" ADD COLUMN "ehc_changes_on" date NULL;
ALTER TABLE "plans_plan" ADD COLUMN "ehc_signed_by_id" bigint NULL;
ALTER TABLE "plans_plan" ADD COLUMN "ehc_signed_on" date NULL;
ALTER TABLE "plans_plan" ADD COLUMN "ehc_signed_why" text DEFAULT '' NOT NULL;
ALTER TABLE "plans_plan" ALTER COLUMN "ehc_signed_why" DROP DEFAULT;
ALTER TABLE "plans_plan" ADD CONSTRAINT "plans_plan_ehc_signed_by" FOREIGN KEY ("partnership_id", "ehc_signed_by_id") REFERENCES "partnerships_membership" ("partnership_id", "id");
ALTER TABLE "plans_plan" ADD CONSTRAINT "plans_plan_ehc_changes_on" CHECK ((("ehc_changes" = '' AND "ehc_changes_on" IS NULL) OR (NOT ("ehc_changes" = '') AND "ehc_changes_on" IS NOT NULL)));
ALTER TABLE "plans_plan" ADD CONSTRAINT "plans_plan_ehc_signed" CHECK ((("ehc_signed_by_id" IS NULL AND "ehc_signed_on" IS NULL AND "ehc_signed_why" = '') OR (NOT ("ehc_signed_why" = '') AND "ehc_signed_by_id" IS NOT NULL AND "ehc_signed_on" IS NOT NULL)));
CREATE INDEX "plans_plan_ehc_signed_by_id_8485990e" ON "plans_plan" ("ehc_signed_by_id");

-- Recorded by `alongside record-tables` from the migration of digest c960aac106e8a4c8

ALTER TABLE "ehcp_matter" ADD COLUMN "is_taken_back" boolean DEFAULT false NOT NULL;
ALTER TABLE "ehcp_matter" ALTER COLUMN "is_taken_back" DROP DEFAULT;
ALTER TABLE "ehcp_step" ADD COLUMN "changed" jsonb NULL;
ALTER TABLE "ehcp_step" ADD COLUMN "taken_back_at" timestamp with time zone NULL;
ALTER TABLE "ehcp_step" ADD COLUMN "taken_back_by_id" bigint NULL;
ALTER TABLE "ehcp_step" ADD COLUMN "taken_back_why" text DEFAULT '' NOT NULL;
ALTER TABLE "ehcp_step" ALTER COLUMN "taken_back_why" DROP DEFAULT;
ALTER TABLE "ehcp_step" ADD CONSTRAINT "ehcp_step_taken_back_by" FOREIGN KEY ("partnership_id", "taken_back_by_id") REFERENCES "partnerships_membership" ("partnership_id", "id");
ALTER TABLE "ehcp_step" ADD CONSTRAINT "ehcp_step_taken_back" CHECK ((("changed" IS NOT NULL AND "taken_back_at" IS NOT NULL AND "taken_back_by_id" IS NOT NULL AND NOT ("taken_back_why" = '')) OR ("taken_back_at" IS NULL AND "taken_back_by_id" IS NULL AND "taken_back_why" = '')));
CREATE INDEX "ehcp_step_taken_back_by_id_54836271" ON "ehcp_step" ("taken_back_by_id");

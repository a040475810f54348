-- Recorded by `alongside record-tables` from the migration of digest ee957f5f719777e0

ALTER TABLE "ehcp_request" DROP CONSTRAINT "ehcp_request_sent";
ALTER TABLE "ehcp_request" ADD COLUMN "held_at" text DEFAULT '' NOT NULL;
ALTER TABLE "ehcp_request" ALTER COLUMN "held_at" DROP DEFAULT;
ALTER TABLE "ehcp_request" ADD COLUMN "held_since" date NULL;
ALTER TABLE "ehcp_request" ADD COLUMN "home_authority" text DEFAULT '' NOT NULL;
ALTER TABLE "ehcp_request" ALTER COLUMN "home_authority" DROP DEFAULT;
ALTER TABLE "ehcp_request" ADD CONSTRAINT "ehcp_request_sent" CHECK ((("sent_at" IS NOT NULL AND "sent_by_id" IS NOT NULL AND "status" = 'sent' AND ("case_id" IS NOT NULL OR "held_since" IS NOT NULL) AND NOT ("disclosure_ref" = '')) OR ("case_id" IS NULL AND "sent_at" IS NULL AND "sent_by_id" IS NULL AND "status" IN ('draft', 'dropped'))));

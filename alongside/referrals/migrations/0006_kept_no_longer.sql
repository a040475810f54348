-- Recorded by `alongside record-tables` from the migration of digest 2746124318643b1f

ALTER TABLE "referrals_referral" DROP CONSTRAINT "referrals_referral_erased_whole";
ALTER TABLE "referrals_referral" ADD CONSTRAINT "referrals_referral_erased_whole" CHECK ((("born_on" IS NOT NULL AND "erased_at" IS NULL) OR ("born_on" IS NULL AND "carer_name" = '' AND "carer_phone" = '' AND "carer_relation" = '' AND "child_id" IS NULL AND "concern" = '' AND "decision_reason" = '' AND "family_name" = '' AND "given_name" = '' AND "own_words" = '' AND "preferred_name" = '' AND "reply" = '' AND "status" IN ('declined', 'signposted') AND "strengths" = '' AND "written_by" = '')));

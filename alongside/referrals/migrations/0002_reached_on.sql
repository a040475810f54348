-- Recorded by `alongside record-tables` from the migration of digest 4ab3295525467aa0

ALTER TABLE "referrals_involvement" ADD COLUMN "reached_on" date NULL;
UPDATE referrals_involvement SET reached_on = first_contact_on;

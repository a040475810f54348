-- Recorded by `alongside record-tables` from the migration of digest f15f51b1af055b9e

ALTER TABLE "referrals_involvement" ADD COLUMN "reached_on" date NULL;
UPDATE referrals_involvement SET reached_on = first_contact_on;

-- Recorded by `alongside record-tables` from the migration of digest 2f54a3d6215a1432

ALTER TABLE "referrals_involvement" ADD COLUMN "reached_on" date NULL;
UPDATE referrals_involvement SET reached_on = first_contact_on;

-- Recorded by `alongside record-tables` from the migration of digest 1995326953e71b65

ALTER TABLE "referrals_involvement" ADD COLUMN "reached_on" date NULL;
UPDATE referrals_involvement SET reached_on = first_contact_on;

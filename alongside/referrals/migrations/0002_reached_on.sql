-- Recorded by `alongside record-tables` from the migration of digest 48e41457e55e6f87

ALTER TABLE "referrals_involvement" ADD COLUMN "reached_on" date NULL;
UPDATE referrals_involvement SET reached_on = first_contact_on;

-- Recorded by `alongside record-tables` from the migration of digest 861e00f5354d9ac4

CREATE TABLE "audit_segment" ("number" integer NOT NULL PRIMARY KEY, "shift" bigint NOT NULL, "first_transaction" bigint NOT NULL, "why" text NOT NULL, "began_at" timestamp with time zone NOT NULL);
CREATE FUNCTION alongside_shift() RETURNS bigint LANGUAGE sql IMMUTABLE AS 'SELECT 0::bigint';
CREATE FUNCTION alongside_transaction() RETURNS bigint LANGUAGE sql VOLATILE AS
    'SELECT pg_current_xact_id()::text::bigint + alongside_shift()';
CREATE FUNCTION alongside_horizon() RETURNS bigint LANGUAGE sql STABLE AS
    'SELECT pg_snapshot_xmin(pg_current_snapshot())::text::bigint + alongside_shift()';
ALTER TABLE audit_event ALTER COLUMN transaction_id SET DEFAULT (alongside_transaction());
INSERT INTO audit_segment (number, shift, first_transaction, why, began_at) VALUES (1, 0, 0, 'The beginning', now());
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON audit_segment
    FOR EACH ROW EXECUTE FUNCTION alongside_append_only();
CREATE TRIGGER append_only_truncate BEFORE TRUNCATE ON audit_segment
    FOR EACH STATEMENT EXECUTE FUNCTION alongside_append_only();

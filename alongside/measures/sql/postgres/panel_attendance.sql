-- Made by `alongside compile-measures` from definitions/panel_attendance.py. Change that and run it.
SELECT
  '' AS "split",
  "t2"."numerator",
  "t2"."denominator",
  "t2"."median",
  "t2"."p90",
  "t2"."n",
  "t2"."waiting",
  "t2"."longest"
FROM (
  SELECT
    CAST(SUM("t1"."numerator") AS DOUBLE PRECISION) AS "numerator",
    CAST(COUNT(*) AS DOUBLE PRECISION) AS "denominator",
    CAST(NULL AS DOUBLE PRECISION) AS "median",
    CAST(NULL AS DOUBLE PRECISION) AS "p90",
    COUNT(*) AS "n",
    CAST(NULL AS BIGINT) AS "waiting",
    CAST(NULL AS BIGINT) AS "longest"
  FROM (
    SELECT
      CASE WHEN "t0"."is_present" THEN 1 ELSE 0 END AS "numerator",
      "t0"."agency",
      "t0"."panel"
    FROM "panels_fact_attendance" AS "t0"
    WHERE
      "t0"."partnership_id" = %(partnership)s
      AND "t0"."met_on" BETWEEN %(first)s::date AND %(last)s::date
      AND "t0"."is_core"
  ) AS "t1"
) AS "t2"

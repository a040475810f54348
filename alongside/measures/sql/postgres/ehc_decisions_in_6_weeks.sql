-- Made by `alongside compile-measures` from definitions/ehc_decisions_in_6_weeks.py. Change that and run it.
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
    CAST(COUNT(DISTINCT "t1"."counted") FILTER(WHERE
      "t1"."numerator" = 1) AS DOUBLE PRECISION) AS "numerator",
    CAST(COUNT(DISTINCT "t1"."counted") AS DOUBLE PRECISION) AS "denominator",
    CAST(NULL AS DOUBLE PRECISION) AS "median",
    CAST(NULL AS DOUBLE PRECISION) AS "p90",
    COUNT(DISTINCT "t1"."counted") AS "n",
    CAST(NULL AS BIGINT) AS "waiting",
    CAST(NULL AS BIGINT) AS "longest"
  FROM (
    SELECT
      "t0"."limit_id" AS "counted",
      CASE WHEN COALESCE("t0"."done_on" <= "t0"."due_on", FALSE) THEN 1 ELSE 0 END AS "numerator",
      "t0"."locality"
    FROM "ehcp_fact_limit" AS "t0"
    WHERE
      "t0"."partnership_id" = %(partnership)s
      AND "t0"."what" = 'decide_to_assess'
      AND "t0"."done_on" BETWEEN %(first)s::date AND %(last)s::date
  ) AS "t1"
) AS "t2"

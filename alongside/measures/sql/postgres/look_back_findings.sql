-- Made by `alongside compile-measures` from definitions/look_back_findings.py. Change that and run it.
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
    CAST(COUNT(DISTINCT "t1"."counted") AS DOUBLE PRECISION) AS "numerator",
    CAST(NULL AS DOUBLE PRECISION) AS "denominator",
    CAST(NULL AS DOUBLE PRECISION) AS "median",
    CAST(NULL AS DOUBLE PRECISION) AS "p90",
    COUNT(DISTINCT "t1"."counted") AS "n",
    CAST(NULL AS BIGINT) AS "waiting",
    CAST(NULL AS BIGINT) AS "longest"
  FROM (
    SELECT
      "t0"."look_back_id" AS "counted",
      "t0"."finding",
      "t0"."locality"
    FROM "justice_fact_finding" AS "t0"
    WHERE
      "t0"."partnership_id" = %(partnership)s
      AND "t0"."done_on" BETWEEN %(first)s::date AND %(last)s::date
  ) AS "t1"
) AS "t2"

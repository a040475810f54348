-- Made by `alongside compile-measures` from definitions/look_back_findings.py. Change that and run it.
SELECT
  *
FROM (
  SELECT
    "t1"."split",
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
      "t0"."locality",
      COALESCE("t0"."locality", '') AS "split"
    FROM "justice_fact_finding" AS "t0"
    WHERE
      "t0"."partnership_id" = %(partnership)s
      AND "t0"."done_on" BETWEEN %(first)s::date AND %(last)s::date
  ) AS "t1"
  GROUP BY
    1
) AS "t2"
ORDER BY
  "t2"."split" ASC

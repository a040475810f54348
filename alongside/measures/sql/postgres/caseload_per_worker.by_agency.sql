-- Made by `alongside compile-measures` from definitions/caseload_per_worker.py. Change that and run it.
SELECT
  *
FROM (
  SELECT
    "t1"."split",
    CAST(COUNT(DISTINCT "t1"."counted") AS DOUBLE PRECISION) AS "numerator",
    CAST(COUNT(DISTINCT "t1"."worker") AS DOUBLE PRECISION) AS "denominator",
    CAST(NULL AS DOUBLE PRECISION) AS "median",
    CAST(NULL AS DOUBLE PRECISION) AS "p90",
    COUNT(DISTINCT "t1"."counted") AS "n",
    CAST(NULL AS BIGINT) AS "waiting",
    CAST(NULL AS BIGINT) AS "longest"
  FROM (
    SELECT
      "t0"."child_id" AS "counted",
      "t0"."worker",
      "t0"."locality",
      "t0"."agency",
      "t0"."stream",
      COALESCE("t0"."agency", '') AS "split"
    FROM "referrals_fact_involvement" AS "t0"
    WHERE
      "t0"."partnership_id" = %(partnership)s
      AND "t0"."opened_on" <= %(last)s::date
      AND (
        (
          "t0"."ended_on" IS NULL
        ) OR (
          "t0"."ended_on" > %(last)s::date
        )
      )
  ) AS "t1"
  GROUP BY
    1
) AS "t2"
ORDER BY
  "t2"."split" ASC

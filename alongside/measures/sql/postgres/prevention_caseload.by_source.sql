-- Made by `alongside compile-measures` from definitions/prevention_caseload.py. Change that and run it.
SELECT
  *
FROM (
  SELECT
    "t2"."split",
    CAST(COUNT(DISTINCT "t2"."counted") AS DOUBLE PRECISION) AS "numerator",
    CAST(NULL AS DOUBLE PRECISION) AS "denominator",
    CAST(NULL AS DOUBLE PRECISION) AS "median",
    CAST(NULL AS DOUBLE PRECISION) AS "p90",
    COUNT(DISTINCT "t2"."counted") AS "n",
    CAST(NULL AS BIGINT) AS "waiting",
    CAST(NULL AS BIGINT) AS "longest"
  FROM (
    SELECT
      "t1"."counted",
      "t1"."locality",
      "t1"."source",
      "t1"."agency",
      COALESCE("t1"."source", '') AS "split"
    FROM (
      SELECT DISTINCT
        "t0"."child_id" AS "counted",
        "t0"."locality",
        "t0"."source",
        "t0"."agency"
      FROM "referrals_fact_involvement" AS "t0"
      WHERE
        "t0"."partnership_id" = %(partnership)s
        AND "t0"."stream" = 'prevention'
        AND "t0"."opened_on" <= %(last)s::date
        AND (
          (
            "t0"."ended_on" IS NULL
          ) OR (
            "t0"."ended_on" > %(last)s::date
          )
        )
    ) AS "t1"
  ) AS "t2"
  GROUP BY
    1
) AS "t3"
ORDER BY
  "t3"."split" ASC

-- Made by `alongside compile-measures` from definitions/not_taken_on.py. Change that and run it.
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
      "t0"."referral_id" AS "counted",
      "t0"."outcome",
      "t0"."locality",
      "t0"."source",
      "t0"."agency",
      COALESCE("t0"."source", '') AS "split"
    FROM "referrals_fact_referral" AS "t0"
    WHERE
      "t0"."partnership_id" = %(partnership)s
      AND "t0"."decided_on" BETWEEN %(first)s::date AND %(last)s::date
      AND "t0"."outcome" <> 'taken_on'
  ) AS "t1"
  GROUP BY
    1
) AS "t2"
ORDER BY
  "t2"."split" ASC

-- Made by `alongside compile-measures` from definitions/self_referral_share.py. Change that and run it.
SELECT
  *
FROM (
  SELECT
    "t1"."split",
    CAST(SUM("t1"."numerator") AS DOUBLE PRECISION) AS "numerator",
    CAST(COUNT(*) AS DOUBLE PRECISION) AS "denominator",
    CAST(NULL AS DOUBLE PRECISION) AS "median",
    CAST(NULL AS DOUBLE PRECISION) AS "p90",
    COUNT(*) AS "n",
    CAST(NULL AS BIGINT) AS "waiting",
    CAST(NULL AS BIGINT) AS "longest"
  FROM (
    SELECT
      CASE WHEN "t0"."source" = 'family' THEN 1 ELSE 0 END AS "numerator",
      "t0"."locality",
      "t0"."stream",
      COALESCE("t0"."stream", '') AS "split"
    FROM "referrals_fact_referral" AS "t0"
    WHERE
      "t0"."partnership_id" = %(partnership)s
      AND "t0"."received_on" BETWEEN %(first)s::date AND %(last)s::date
  ) AS "t1"
  GROUP BY
    1
) AS "t2"
ORDER BY
  "t2"."split" ASC

-- Made by `alongside compile-measures` from definitions/prevention_posts_fte.py. Change that and run it.
SELECT
  *
FROM (
  SELECT
    "t1"."split",
    CAST(SUM("t1"."numerator") AS DOUBLE PRECISION) AS "numerator",
    CAST(NULL AS DOUBLE PRECISION) AS "denominator",
    CAST(NULL AS DOUBLE PRECISION) AS "median",
    CAST(NULL AS DOUBLE PRECISION) AS "p90",
    COUNT(*) AS "n",
    CAST(NULL AS BIGINT) AS "waiting",
    CAST(NULL AS BIGINT) AS "longest"
  FROM (
    SELECT
      "t0"."full_time_equivalent" AS "numerator",
      "t0"."locality",
      "t0"."agency",
      "t0"."specialism",
      COALESCE("t0"."specialism", '') AS "split"
    FROM "partnerships_fact_post" AS "t0"
    WHERE
      "t0"."partnership_id" = %(partnership)s
      AND "t0"."duty" = 'prevention'
      AND "t0"."from_on" <= %(last)s::date
      AND (
        (
          "t0"."to_on" IS NULL
        ) OR (
          "t0"."to_on" >= %(last)s::date
        )
      )
  ) AS "t1"
  GROUP BY
    1
) AS "t2"
ORDER BY
  "t2"."split" ASC

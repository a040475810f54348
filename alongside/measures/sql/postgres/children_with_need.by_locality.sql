-- Made by `alongside compile-measures` from definitions/children_with_need.py. Change that and run it.
SELECT
  *
FROM (
  SELECT
    "t8"."split",
    CAST(COUNT(DISTINCT "t8"."counted") AS DOUBLE PRECISION) AS "numerator",
    CAST(NULL AS DOUBLE PRECISION) AS "denominator",
    CAST(NULL AS DOUBLE PRECISION) AS "median",
    CAST(NULL AS DOUBLE PRECISION) AS "p90",
    COUNT(DISTINCT "t8"."counted") AS "n",
    CAST(NULL AS BIGINT) AS "waiting",
    CAST(NULL AS BIGINT) AS "longest"
  FROM (
    SELECT
      "t7"."counted",
      "t7"."area",
      "t7"."locality",
      "t7"."stream",
      COALESCE("t7"."locality", '') AS "split"
    FROM (
      SELECT DISTINCT
        *
      FROM (
        SELECT
          "t5"."child_id" AS "counted",
          "t4"."area",
          "t5"."locality",
          "t5"."stream"
        FROM (
          SELECT
            *
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
        ) AS "t5"
        INNER JOIN (
          SELECT
            "t1"."partnership_id" AS "need_of",
            "t1"."child_id" AS "needing_child",
            "t1"."area"
          FROM "needs_fact_need" AS "t1"
          WHERE
            "t1"."partnership_id" = %(partnership)s
            AND "t1"."identified_on" <= %(last)s::date
        ) AS "t4"
          ON "t5"."partnership_id" = "t4"."need_of" AND "t5"."child_id" = "t4"."needing_child"
      ) AS "t6"
    ) AS "t7"
  ) AS "t8"
  GROUP BY
    1
) AS "t9"
ORDER BY
  "t9"."split" ASC

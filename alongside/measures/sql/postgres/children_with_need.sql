-- Made by `alongside compile-measures` from definitions/children_with_need.py. Change that and run it.
SELECT
  '' AS "split",
  "t8"."numerator",
  "t8"."denominator",
  "t8"."median",
  "t8"."p90",
  "t8"."n",
  "t8"."waiting",
  "t8"."longest"
FROM (
  SELECT
    CAST(COUNT(DISTINCT "t7"."counted") AS DOUBLE PRECISION) AS "numerator",
    CAST(NULL AS DOUBLE PRECISION) AS "denominator",
    CAST(NULL AS DOUBLE PRECISION) AS "median",
    CAST(NULL AS DOUBLE PRECISION) AS "p90",
    COUNT(DISTINCT "t7"."counted") AS "n",
    CAST(NULL AS BIGINT) AS "waiting",
    CAST(NULL AS BIGINT) AS "longest"
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

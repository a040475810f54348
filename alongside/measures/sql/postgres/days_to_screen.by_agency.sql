-- Made by `alongside compile-measures` from definitions/days_to_screen.py. Change that and run it.
SELECT
  *
FROM (
  SELECT
    "t8"."split",
    CAST(SUM("t8"."days") AS DOUBLE PRECISION) AS "numerator",
    CAST(COUNT("t8"."days") AS DOUBLE PRECISION) AS "denominator",
    PERCENTILE_CONT(0.5) WITHIN GROUP (ORDER BY
      CAST("t8"."days" AS DOUBLE PRECISION)) AS "median",
    PERCENTILE_CONT(0.9) WITHIN GROUP (ORDER BY
      CAST("t8"."days" AS DOUBLE PRECISION)) AS "p90",
    COUNT("t8"."days") AS "n",
    COUNT("t8"."waiting") AS "waiting",
    MAX("t8"."waiting") AS "longest"
  FROM (
    SELECT
      "t7"."involvement_id" AS "counted",
      CAST(EXTRACT(epoch FROM CAST("t7"."screened_on" AS TIMESTAMP) - CAST("t7"."opened_on" AS TIMESTAMP)) / 86400 AS BIGINT) AS "days",
      CASE
        WHEN (
          "t7"."screened_on" IS NULL
        ) AND (
          "t7"."ended_on" IS NULL
        )
        THEN CAST(EXTRACT(epoch FROM CAST(%(last)s::date AS TIMESTAMP) - CAST("t7"."opened_on" AS TIMESTAMP)) / 86400 AS BIGINT)
        ELSE NULL
      END AS "waiting",
      "t7"."locality",
      "t7"."stream",
      "t7"."agency",
      COALESCE("t7"."agency", '') AS "split"
    FROM (
      SELECT
        "t6"."involvement_id",
        "t6"."opened_on",
        "t6"."ended_on",
        "t6"."locality",
        "t6"."stream",
        "t6"."agency",
        MIN("t6"."done_on") AS "screened_on"
      FROM (
        SELECT
          "t4"."partnership_id",
          "t4"."involvement_id",
          "t4"."child_id",
          "t4"."stream",
          "t4"."source",
          "t4"."agency",
          "t4"."locality",
          "t4"."worker",
          "t4"."opened_on",
          "t4"."ended_on",
          "t5"."screen_of",
          "t5"."screened_child",
          "t5"."done_on"
        FROM (
          SELECT
            *
          FROM "referrals_fact_involvement" AS "t0"
          WHERE
            "t0"."partnership_id" = %(partnership)s
            AND "t0"."opened_on" BETWEEN %(first)s::date AND %(last)s::date
        ) AS "t4"
        LEFT OUTER JOIN (
          SELECT
            "t1"."partnership_id" AS "screen_of",
            "t1"."child_id" AS "screened_child",
            "t1"."done_on"
          FROM "needs_fact_screen" AS "t1"
          WHERE
            "t1"."partnership_id" = %(partnership)s
            AND "t1"."tier" = 1
            AND "t1"."done_on" <= %(last)s::date
        ) AS "t5"
          ON "t4"."partnership_id" = "t5"."screen_of"
          AND "t4"."child_id" = "t5"."screened_child"
          AND "t4"."opened_on" <= "t5"."done_on"
      ) AS "t6"
      GROUP BY
        1,
        2,
        3,
        4,
        5,
        6
    ) AS "t7"
  ) AS "t8"
  GROUP BY
    1
) AS "t9"
ORDER BY
  "t9"."split" ASC

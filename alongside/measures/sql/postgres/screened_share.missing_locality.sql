-- Made by `alongside compile-measures` from definitions/screened_share.py. Change that and run it.
SELECT
  "t7"."counted"
FROM (
  SELECT
    "t6"."counted",
    MAX("t6"."locality") AS "known"
  FROM (
    SELECT
      "t5"."child_id" AS "counted",
      CASE WHEN "t4"."screened_child" IS NOT NULL THEN 1 ELSE 0 END AS "numerator",
      "t5"."locality",
      "t5"."stream",
      "t5"."agency"
    FROM (
      SELECT DISTINCT
        "t0"."partnership_id",
        "t0"."child_id",
        "t0"."locality",
        "t0"."stream",
        "t0"."agency"
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
    LEFT OUTER JOIN (
      SELECT DISTINCT
        "t1"."partnership_id",
        "t1"."child_id" AS "screened_child"
      FROM "needs_fact_screen" AS "t1"
      WHERE
        "t1"."partnership_id" = %(partnership)s
        AND "t1"."tier" = 1
        AND "t1"."done_on" <= %(last)s::date
    ) AS "t4"
      ON "t5"."partnership_id" = "t4"."partnership_id"
      AND "t5"."child_id" = "t4"."screened_child"
  ) AS "t6"
  GROUP BY
    1
) AS "t7"
WHERE
  "t7"."known" IS NULL
ORDER BY
  "t7"."counted" ASC

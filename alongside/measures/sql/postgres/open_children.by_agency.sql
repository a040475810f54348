-- Made by `alongside compile-measures` from definitions/open_children.py. Change that and run it.
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
      "t7"."locality",
      "t7"."stream",
      "t7"."source",
      "t7"."agency",
      "t7"."ethnicity",
      COALESCE("t7"."agency", '') AS "split"
    FROM (
      SELECT DISTINCT
        *
      FROM (
        SELECT
          "t5"."child_id" AS "counted",
          "t5"."locality",
          "t5"."stream",
          "t5"."source",
          "t5"."agency",
          "t4"."about" AS "ethnicity"
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
        LEFT OUTER JOIN (
          SELECT
            "t1"."partnership_id" AS "about_of",
            "t1"."child_id" AS "about"
          FROM "children_fact_child" AS "t1"
          WHERE
            "t1"."partnership_id" = %(partnership)s AND "t1"."ethnicity_recorded"
        ) AS "t4"
          ON "t5"."partnership_id" = "t4"."about_of" AND "t5"."child_id" = "t4"."about"
      ) AS "t6"
    ) AS "t7"
  ) AS "t8"
  GROUP BY
    1
) AS "t9"
ORDER BY
  "t9"."split" ASC

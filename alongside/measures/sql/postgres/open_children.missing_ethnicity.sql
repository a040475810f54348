-- Made by `alongside compile-measures` from definitions/open_children.py. Change that and run it.
SELECT
  "t8"."counted"
FROM (
  SELECT
    "t7"."counted",
    MAX("t7"."ethnicity") AS "known"
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
  GROUP BY
    1
) AS "t8"
WHERE
  "t8"."known" IS NULL
ORDER BY
  "t8"."counted" ASC

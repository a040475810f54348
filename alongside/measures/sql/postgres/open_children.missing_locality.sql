-- Made by `alongside compile-measures` from definitions/open_children.py. Change that and run it.
SELECT
  "t2"."counted"
FROM (
  SELECT
    "t1"."counted",
    MAX("t1"."locality") AS "known"
  FROM (
    SELECT DISTINCT
      "t0"."child_id" AS "counted",
      "t0"."locality",
      "t0"."stream",
      "t0"."source",
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
  ) AS "t1"
  GROUP BY
    1
) AS "t2"
WHERE
  "t2"."known" IS NULL
ORDER BY
  "t2"."counted" ASC

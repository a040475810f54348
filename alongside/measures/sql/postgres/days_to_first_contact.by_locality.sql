-- Made by `alongside compile-measures` from definitions/days_to_first_contact.py. Change that and run it.
SELECT
  *
FROM (
  SELECT
    "t1"."split",
    CAST(SUM("t1"."days") AS DOUBLE PRECISION) AS "numerator",
    CAST(COUNT("t1"."days") AS DOUBLE PRECISION) AS "denominator",
    PERCENTILE_CONT(0.5) WITHIN GROUP (ORDER BY
      CAST("t1"."days" AS DOUBLE PRECISION)) AS "median",
    PERCENTILE_CONT(0.9) WITHIN GROUP (ORDER BY
      CAST("t1"."days" AS DOUBLE PRECISION)) AS "p90",
    COUNT("t1"."days") AS "n",
    COUNT("t1"."waiting") AS "waiting",
    MAX("t1"."waiting") AS "longest"
  FROM (
    SELECT
      "t0"."referral_id" AS "counted",
      CASE
        WHEN "t0"."first_contact_on" BETWEEN %(first)s::date AND %(last)s::date
        THEN CAST(EXTRACT(epoch FROM CAST("t0"."first_contact_on" AS TIMESTAMP) - CAST("t0"."received_on" AS TIMESTAMP)) / 86400 AS BIGINT)
        ELSE NULL
      END AS "days",
      CASE
        WHEN "t0"."first_contact_on" BETWEEN %(first)s::date AND %(last)s::date
        THEN NULL
        ELSE CAST(EXTRACT(epoch FROM CAST(%(last)s::date AS TIMESTAMP) - CAST("t0"."received_on" AS TIMESTAMP)) / 86400 AS BIGINT)
      END AS "waiting",
      "t0"."locality",
      "t0"."source",
      "t0"."stream",
      COALESCE("t0"."locality", '') AS "split"
    FROM "referrals_fact_referral" AS "t0"
    WHERE
      "t0"."partnership_id" = %(partnership)s
      AND (
        "t0"."first_contact_on" BETWEEN %(first)s::date AND %(last)s::date
        OR (
          (
            "t0"."received_on" <= %(last)s::date
          )
          AND (
            (
              "t0"."first_contact_on" IS NULL
            )
            OR (
              "t0"."first_contact_on" > %(last)s::date
            )
          )
          AND (
            (
              "t0"."closed_on" IS NULL
            ) OR (
              "t0"."closed_on" > %(last)s::date
            )
          )
        )
      )
  ) AS "t1"
  GROUP BY
    1
) AS "t2"
ORDER BY
  "t2"."split" ASC

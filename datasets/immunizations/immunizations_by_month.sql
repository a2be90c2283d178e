-- Grain: one row per month and CVX code, and one per year and CVX code for the months that are withheld.
-- Doses without a known date have neither year nor month.
-- Months with fewer than ${small_cell_threshold} patients are withheld. Where all that are of a vaccine have too
-- few patients between them, its total would give them away: the next larger month is withheld as well. Nothing
-- is shown of a vaccine whose total is withheld.
WITH given AS (
  SELECT
    patient_id,
    cvx_code,
    -- A date 90 years ago would tell an age over 89.
    CASE WHEN year(occurred_at) > year(current_date) - 90 THEN occurred_at END AS occurred_at
  FROM silver.immunizations
  WHERE status = 'completed'
),
named AS (
  SELECT
    given.patient_id,
    given.cvx_code,
    coalesce(vaccines.vaccine_name, 'No CVX name') AS vaccine_name,
    CAST(year(given.occurred_at) AS integer) AS year,
    CAST(date_trunc('month', given.occurred_at) AS date) AS month,
    coalesce(date_format(given.occurred_at, '%Y-%m'), '') AS month_name
  FROM given
  LEFT JOIN silver.vaccines ON vaccines.cvx_code = given.cvx_code
),
grouped AS (
  SELECT
    year,
    month,
    month_name,
    cvx_code,
    vaccine_name,
    count(*) AS doses,
    count(DISTINCT patient_id) AS patients
  FROM named
  GROUP BY year, month, month_name, cvx_code, vaccine_name
),
small AS (
  SELECT
    coalesce(named.cvx_code, '') AS cvx_code,
    count(DISTINCT named.patient_id) AS patients
  FROM named
  JOIN grouped
    ON coalesce(grouped.cvx_code, '') = coalesce(named.cvx_code, '')
    AND grouped.month_name = named.month_name
  WHERE grouped.patients < ${small_cell_threshold}
  GROUP BY coalesce(named.cvx_code, '')
),
judged AS (
  SELECT
    grouped.year,
    grouped.month,
    grouped.cvx_code,
    grouped.vaccine_name,
    grouped.doses,
    grouped.patients,
    grouped.patients >= ${small_cell_threshold}
      AND coalesce(NOT totals.suppressed, false)
      AND NOT (
        coalesce(small.patients < ${small_cell_threshold}, false)
        AND row_number() OVER (
          PARTITION BY grouped.cvx_code, grouped.patients >= ${small_cell_threshold}
          ORDER BY grouped.patients, grouped.month
        ) = 1
      ) AS is_shown
  FROM grouped
  LEFT JOIN small ON small.cvx_code = coalesce(grouped.cvx_code, '')
  LEFT JOIN gold.immunizations_by_vaccine AS totals
    ON coalesce(totals.cvx_code, '') = coalesce(grouped.cvx_code, '')
),
final AS (
  SELECT year, month, cvx_code, vaccine_name, doses, patients, false AS suppressed
  FROM judged
  WHERE is_shown
  UNION ALL
  SELECT DISTINCT year, CAST(NULL AS date), cvx_code, vaccine_name, CAST(NULL AS bigint), CAST(NULL AS bigint), true
  FROM judged
  WHERE NOT is_shown
)
SELECT year, month, cvx_code, vaccine_name, doses, patients, suppressed FROM final

-- Grain: one row per CVX code. Vaccines without a CVX code form one group.
-- Figures of fewer than ${small_cell_threshold} patients are withheld. Where all that are have too few patients
-- between them, a total would give them away: the next larger group is withheld as well.
WITH given AS (
  SELECT
    patient_id,
    cvx_code,
    -- A year 90 years ago would tell an age over 89.
    CASE WHEN year(occurred_at) > year(current_date) - 90 THEN CAST(year(occurred_at) AS integer) END AS year
  FROM silver.immunizations
  WHERE status = 'completed'
),
named AS (
  SELECT
    given.patient_id,
    given.cvx_code,
    coalesce(vaccines.vaccine_name, 'No CVX name') AS vaccine_name,
    given.year
  FROM given
  LEFT JOIN silver.vaccines ON vaccines.cvx_code = given.cvx_code
),
grouped AS (
  SELECT
    cvx_code,
    vaccine_name,
    count(*) AS doses,
    count(DISTINCT patient_id) AS patients,
    min(year) AS first_year,
    max(year) AS last_year
  FROM named
  GROUP BY cvx_code, vaccine_name
),
small AS (
  SELECT count(DISTINCT named.patient_id) AS patients
  FROM named
  JOIN grouped ON coalesce(grouped.cvx_code, '') = coalesce(named.cvx_code, '')
  WHERE grouped.patients < ${small_cell_threshold}
),
judged AS (
  SELECT
    grouped.cvx_code,
    grouped.vaccine_name,
    grouped.doses,
    grouped.patients,
    grouped.first_year,
    grouped.last_year,
    grouped.patients >= ${small_cell_threshold}
      AND NOT (
        small.patients > 0
        AND small.patients < ${small_cell_threshold}
        AND row_number() OVER (
          PARTITION BY grouped.patients >= ${small_cell_threshold}
          ORDER BY grouped.patients, grouped.cvx_code
        ) = 1
      ) AS is_shown
  FROM grouped
  CROSS JOIN small
),
final AS (
  SELECT
    cvx_code,
    vaccine_name,
    CASE WHEN is_shown THEN doses END AS doses,
    CASE WHEN is_shown THEN patients END AS patients,
    CASE WHEN is_shown THEN first_year END AS first_year,
    CASE WHEN is_shown THEN last_year END AS last_year,
    NOT is_shown AS suppressed
  FROM judged
)
SELECT cvx_code, vaccine_name, doses, patients, first_year, last_year, suppressed FROM final

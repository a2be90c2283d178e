-- Grain: one row per month and CVX code. Doses without a known date have no month.
WITH given AS (
  SELECT
    patient_id,
    cvx_code,
    CAST(date_trunc('month', occurred_at) AS date) AS month
  FROM silver.immunizations
  WHERE status = 'completed'
),
named AS (
  SELECT
    given.month,
    given.cvx_code,
    coalesce(vaccines.vaccine_name, 'No CVX name') AS vaccine_name,
    given.patient_id
  FROM given
  LEFT JOIN silver.vaccines ON vaccines.cvx_code = given.cvx_code
),
grouped AS (
  SELECT
    month,
    cvx_code,
    vaccine_name,
    count(*) AS doses,
    count(DISTINCT patient_id) AS patients
  FROM named
  GROUP BY month, cvx_code, vaccine_name
),
final AS (
  SELECT
    month,
    cvx_code,
    vaccine_name,
    CASE WHEN patients >= ${small_cell_threshold} THEN doses END AS doses,
    CASE WHEN patients >= ${small_cell_threshold} THEN patients END AS patients,
    patients < ${small_cell_threshold} AS suppressed
  FROM grouped
)
SELECT month, cvx_code, vaccine_name, doses, patients, suppressed FROM final

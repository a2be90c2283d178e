-- Grain: one row per month and CVX code. Doses without a known date have neither year nor month.
WITH given AS (
  SELECT
    -- Cards of one name and date of birth may be one person's: they count once.
    coalesce(regexp_extract(patient_id, '^urn:sha256:[0-9a-f]{64}'), patient_id) AS patient_id,
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
    CAST(date_trunc('month', given.occurred_at) AS date) AS month
  FROM given
  LEFT JOIN silver.vaccines ON vaccines.cvx_code = given.cvx_code
),
final AS (
  SELECT
    year,
    month,
    cvx_code,
    vaccine_name,
    count(*) AS doses,
    count(DISTINCT patient_id) AS patients
  FROM named
  GROUP BY year, month, cvx_code, vaccine_name
)
SELECT year, month, cvx_code, vaccine_name, doses, patients FROM final

-- Grain: one row per CVX code. Vaccines without a CVX code form one group.
WITH given AS (
  SELECT
    -- Cards of one name and date of birth may be one person's: they count once.
    coalesce(regexp_extract(patient_id, '^urn:sha256:[0-9a-f]{64}'), patient_id) AS patient_id,
    cvx_code,
    -- A year 90 years ago would tell an age over 89.
    CASE WHEN year(occurred_at) > year(current_date) - 90 THEN CAST(year(occurred_at) AS integer) END AS year
  FROM silver.immunizations
  WHERE status = 'completed'
),
final AS (
  SELECT
    given.cvx_code,
    coalesce(vaccines.vaccine_name, 'No CVX name') AS vaccine_name,
    count(*) AS doses,
    count(DISTINCT given.patient_id) AS patients,
    min(given.year) AS first_year,
    max(given.year) AS last_year
  FROM given
  LEFT JOIN silver.vaccines ON vaccines.cvx_code = given.cvx_code
  GROUP BY given.cvx_code, coalesce(vaccines.vaccine_name, 'No CVX name')
)
SELECT cvx_code, vaccine_name, doses, patients, first_year, last_year FROM final

-- Grain: one row per CVX code. Vaccines without a CVX code form one group.
WITH given AS (
  SELECT
    immunization_id,
    patient_id,
    cvx_code,
    CAST(occurred_at AS date) AS occurred_on
  FROM silver.immunizations
  WHERE status = 'completed'
),
named AS (
  SELECT
    given.immunization_id,
    given.patient_id,
    given.cvx_code,
    coalesce(vaccines.vaccine_name, 'No CVX name') AS vaccine_name,
    given.occurred_on
  FROM given
  LEFT JOIN silver.vaccines ON vaccines.cvx_code = given.cvx_code
),
grouped AS (
  SELECT
    cvx_code,
    vaccine_name,
    count(*) AS doses,
    count(DISTINCT patient_id) AS patients,
    min(occurred_on) AS first_on,
    max(occurred_on) AS last_on
  FROM named
  GROUP BY cvx_code, vaccine_name
),
final AS (
  SELECT
    cvx_code,
    vaccine_name,
    CASE WHEN patients >= ${small_cell_threshold} THEN doses END AS doses,
    CASE WHEN patients >= ${small_cell_threshold} THEN patients END AS patients,
    CASE WHEN patients >= ${small_cell_threshold} THEN first_on END AS first_on,
    CASE WHEN patients >= ${small_cell_threshold} THEN last_on END AS last_on,
    patients < ${small_cell_threshold} AS suppressed
  FROM grouped
)
SELECT cvx_code, vaccine_name, doses, patients, first_on, last_on, suppressed FROM final

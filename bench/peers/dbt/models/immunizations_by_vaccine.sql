{{ config(materialized='table') }}
SELECT cvx_code, vaccine_name, count(*) AS doses, count(DISTINCT patient_id) AS patients,
  min(year(occurred_at)) AS first_year, max(year(occurred_at)) AS last_year
FROM {{ ref('immunizations') }}
WHERE status = 'completed'
GROUP BY cvx_code, vaccine_name

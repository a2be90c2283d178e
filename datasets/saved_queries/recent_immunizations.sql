-- The latest immunizations, one row each.
SELECT immunization_id, patient_id, occurred_at, vaccine_name, cvx_code, lot_number, location_name, status
FROM silver.immunizations
WHERE occurred_at IS NOT NULL
ORDER BY occurred_at DESC
LIMIT 100

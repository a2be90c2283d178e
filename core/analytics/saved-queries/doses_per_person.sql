-- How many immunization records each person has. Identifies people, says nothing of their health.
SELECT patient_id, count(*) AS records, max(last_updated_at) AS last_updated_at
FROM silver.immunizations
GROUP BY patient_id
ORDER BY records DESC, patient_id
LIMIT 1000

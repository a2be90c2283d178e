-- How many immunization records each person has. Identifies people, says nothing of their health.
SELECT patient_id, count(*) AS records
FROM silver.immunizations
GROUP BY patient_id
ORDER BY records DESC, patient_id
LIMIT 1000

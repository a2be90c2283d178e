-- Grain: one row per country, finding, sex and age band.
WITH banded AS (
  SELECT
    patient_id,
    coalesce(country, 'Unknown') AS country,
    finding,
    coalesce(sex, 'Unknown') AS sex,
    CASE
      WHEN age < 18 THEN '0-17'
      WHEN age < 45 THEN '18-44'
      WHEN age < 65 THEN '45-64'
      WHEN age >= 65 THEN '65+'
      ELSE 'Unknown'
    END AS age_band
  FROM silver.ct_patients
),
final AS (
  SELECT
    country,
    finding,
    sex,
    age_band,
    count(DISTINCT patient_id) AS patients
  FROM banded
  GROUP BY country, finding, sex, age_band
)
SELECT country, finding, sex, age_band, patients FROM final

-- Grain: one row per split and finding.
WITH final AS (
  SELECT
    split,
    finding,
    count(*) AS images,
    count(DISTINCT patient_id) AS patients
  FROM silver.ct_images
  GROUP BY split, finding
)
SELECT split, finding, images, patients FROM final

-- Grain: one row per split, finding and size of the picture. Slices without a measured picture have no size.
WITH measured AS (
  SELECT
    image,
    min(width) AS width,
    min(height) AS height,
    min(mean_luminance) AS mean_luminance
  FROM silver.ct_pictures
  WHERE not_measured IS NULL
  GROUP BY image
),
final AS (
  SELECT
    ct_images.split,
    ct_images.finding,
    measured.width,
    measured.height,
    count(*) AS images,
    count(DISTINCT ct_images.patient_id) AS patients,
    round(avg(measured.mean_luminance)) AS mean_luminance
  FROM silver.ct_images
  LEFT JOIN measured ON measured.image = ct_images.image
  GROUP BY ct_images.split, ct_images.finding, measured.width, measured.height
)
SELECT split, finding, width, height, images, patients, mean_luminance FROM final

-- Why records could not be typed, by dataset and column.
SELECT
  dataset,
  reason,
  column_name,
  count(*) AS records,
  min(quarantined_at) AS first_at,
  max(quarantined_at) AS last_at
FROM silver.quarantine
GROUP BY dataset, reason, column_name
ORDER BY records DESC, dataset, reason

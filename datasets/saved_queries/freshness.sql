-- When each dataset was last loaded, and what came of it.
WITH latest AS (
  SELECT dataset, max(ended_at) AS ended_at
  FROM silver.load_audit
  GROUP BY dataset
)
SELECT
  audit.dataset,
  audit.ended_at AS loaded_at,
  audit.landed,
  audit.inserted,
  audit.updated,
  audit.duplicates,
  audit.quarantined
FROM silver.load_audit AS audit
JOIN latest ON latest.dataset = audit.dataset AND latest.ended_at = audit.ended_at
ORDER BY audit.dataset

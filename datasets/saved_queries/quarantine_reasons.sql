-- Why records could not be typed, by dataset and column.
SELECT dataset, reason, column_name, count(*) AS records
FROM silver.quarantine
GROUP BY dataset, reason, column_name
ORDER BY records DESC, dataset, reason

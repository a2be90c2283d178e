-- Rules that rows broke in the last week.
SELECT dataset, rule, checked_at, failed, checked
FROM silver.quality_results
WHERE NOT passed AND checked_at >= date_add('day', -7, CAST(current_date AS timestamp))
ORDER BY checked_at DESC, dataset, rule

-- Doses of the last 24 months. Groups too small to show are counted, not added up.
SELECT
  month,
  sum(doses) AS doses,
  count_if(suppressed) AS groups_suppressed
FROM gold.immunizations_by_month
WHERE month >= date_add('month', -24, current_date)
GROUP BY month
ORDER BY month

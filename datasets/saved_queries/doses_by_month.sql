-- Doses by month of this year and the two before, of the months and vaccines with enough people to be shown.
SELECT
  year,
  month,
  sum(doses) AS doses,
  count(*) AS vaccines
FROM gold.immunizations_by_month
WHERE NOT suppressed AND year >= year(current_date) - 2
GROUP BY year, month
ORDER BY year, month

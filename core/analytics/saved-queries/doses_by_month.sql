-- Doses by month of this year and the two before. Months that are too small have no figures: a row without a
-- month counts the vaccines that have such months in its year.
SELECT
  year,
  month,
  sum(doses) AS doses,
  count_if(suppressed) AS vaccines_withheld
FROM gold.immunizations_by_month
WHERE year >= year(current_date) - 2
GROUP BY year, month
ORDER BY year, month

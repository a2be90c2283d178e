-- Documents of the last 30 days and how well their pages were read, in percent, the latest day first.
SELECT
  day,
  documents,
  documents_read,
  documents_rejected,
  documents_failed,
  pages,
  round(mean_confidence, 1) AS mean_confidence
FROM gold.documents_daily
WHERE day > date_add('day', -30, current_date)
ORDER BY day DESC

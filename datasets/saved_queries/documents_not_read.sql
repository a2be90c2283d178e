-- Why documents were rejected, failed or lack pages, by the server they came from, the most frequent first.
SELECT state, reason, server, count(*) AS documents
FROM silver.documents
WHERE state IN ('rejected', 'failed') OR reason IS NOT NULL
GROUP BY state, reason, server
ORDER BY documents DESC, state, reason, server

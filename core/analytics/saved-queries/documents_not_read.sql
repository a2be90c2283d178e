-- Documents that were rejected, failed or lack pages, and why, the latest first.
SELECT document_id, state, reason, server, pages, size_bytes, state_since
FROM silver.documents
WHERE state IN ('rejected', 'failed') OR reason IS NOT NULL
ORDER BY state_since DESC, document_id

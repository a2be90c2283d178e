-- Immunizations in documents that a person has to look at before they are trusted, the least certain first.
SELECT
  found.document_id,
  found.page,
  found.patient_name,
  found.vaccine_name,
  found.cvx_code,
  found.occurred_on,
  found.lot_number,
  found.confidence,
  documents.state_since AS read_at
FROM silver.document_immunizations AS found
JOIN silver.documents ON documents.document_id = found.document_id
WHERE found.needs_review
ORDER BY found.confidence, found.document_id, found.page, found.candidate

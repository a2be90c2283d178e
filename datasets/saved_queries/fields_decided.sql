-- What people have made of fields that were read: how often each was right, by how sure the reader was.
SELECT
  CAST(floor(confidence / 10) * 10 AS int) AS confidence_from,
  count_if(review = 'confirmed') AS confirmed,
  count_if(review = 'corrected') AS corrected,
  count_if(review IS NULL) AS undecided
FROM silver.document_fields
WHERE confidence IS NOT NULL
GROUP BY 1
ORDER BY 1

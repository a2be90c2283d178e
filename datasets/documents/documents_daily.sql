-- Grain: one row per day on which a document came into the state it is in.
WITH document_days AS (
  SELECT
    document_id,
    state,
    CAST(state_since AS date) AS day
  FROM silver.documents
),
page_counts AS (
  SELECT
    document_id,
    count(*) AS pages,
    sum(mean_confidence) AS confidence_sum,
    count(mean_confidence) AS confidence_pages
  FROM silver.document_pages
  GROUP BY document_id
),
final AS (
  SELECT
    document_days.day,
    count(*) AS documents,
    count_if(document_days.state = 'read') AS documents_read,
    count_if(document_days.state = 'rejected') AS documents_rejected,
    count_if(document_days.state = 'failed') AS documents_failed,
    CAST(coalesce(sum(page_counts.pages), 0) AS bigint) AS pages,
    sum(page_counts.confidence_sum) / nullif(sum(page_counts.confidence_pages), 0) AS mean_confidence
  FROM document_days
  LEFT JOIN page_counts ON page_counts.document_id = document_days.document_id
  GROUP BY document_days.day
)
SELECT day, documents, documents_read, documents_rejected, documents_failed, pages, mean_confidence FROM final

-- What people have made of immunizations that were found in documents, and which columns they put right how often.
SELECT review, '(all)' AS column_name, count(*) AS immunizations
FROM silver.document_immunizations
WHERE review IS NOT NULL
GROUP BY review
UNION ALL
SELECT decided.review, changed.column_name, count(*) AS immunizations
FROM silver.document_immunizations AS decided
CROSS JOIN UNNEST(split(decided.changed_columns, ',')) AS changed (column_name)
WHERE decided.review IS NOT NULL
GROUP BY decided.review, changed.column_name
ORDER BY review, immunizations DESC, column_name

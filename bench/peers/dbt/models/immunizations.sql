{{ config(materialized='incremental', unique_key='immunization_id', incremental_strategy='delete+insert') }}
WITH extracted AS (
  SELECT
    record ->> '$.id' AS immunization_id,
    record ->> '$.patient.reference' AS patient_id,
    record ->> '$.status' AS status,
    record ->> '$.vaccineCode.coding[0].code' AS cvx_code,
    record ->> '$.vaccineCode.coding[0].system' AS code_system,
    record ->> '$.vaccineCode.text' AS vaccine_name,
    try_cast(record ->> '$.occurrenceDateTime' AS timestamptz) AS occurred_at,
    try_cast(record ->> '$.primarySource' AS boolean) AS primary_source,
    record ->> '$.lotNumber' AS lot_number,
    record ->> '$.location.display' AS location_name,
    try_cast(record ->> '$.meta.lastUpdated' AS timestamptz) AS last_updated_at
  FROM read_ndjson_objects('{{ env_var("PEER_FILE") }}') AS lines(record)
)
SELECT * FROM extracted
QUALIFY row_number() OVER (PARTITION BY immunization_id ORDER BY last_updated_at DESC NULLS LAST) = 1

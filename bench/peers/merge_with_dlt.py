"""Merges immunizations of an NDJSON file into a table of DuckDB by their key, and counts them by vaccine.

Usage: merge_with_dlt.py FILE DIRECTORY
"""

import json
import os
import sys

source, directory = sys.argv[1:]
os.environ["DLT_DATA_DIR"] = os.path.join(directory, "dlt")
os.environ["RUNTIME__DLTHUB_TELEMETRY"] = "false"

import dlt  # noqa: E402  (reads the environment when it is loaded)


@dlt.resource(
    name="immunizations",
    write_disposition="merge",
    primary_key="immunization_id",
)
def immunizations():
    with open(source, encoding="utf-8") as lines:
        rows = []
        for line in lines:
            record = json.loads(line)
            coding = record["vaccineCode"]["coding"][0]
            rows.append(
                {
                    "immunization_id": record["id"],
                    "patient_id": record["patient"]["reference"],
                    "status": record["status"],
                    "cvx_code": coding["code"],
                    "code_system": coding["system"],
                    "vaccine_name": record["vaccineCode"].get("text"),
                    "occurred_at": record.get("occurrenceDateTime"),
                    "primary_source": record.get("primarySource"),
                    "lot_number": record.get("lotNumber"),
                    "location_name": record.get("location", {}).get("display"),
                    "last_updated_at": record.get("meta", {}).get("lastUpdated"),
                }
            )
            if len(rows) == 10_000:
                yield rows
                rows = []
        yield rows


pipeline = dlt.pipeline(
    pipeline_name="peer",
    destination=dlt.destinations.duckdb(os.path.join(directory, "peer.duckdb")),
    dataset_name="silver",
)
pipeline.run(immunizations())
with pipeline.sql_client() as client:
    client.execute_sql(
        "CREATE OR REPLACE TABLE immunizations_by_vaccine AS SELECT cvx_code, count(*) AS doses,"
        " count(DISTINCT patient_id) AS patients FROM immunizations WHERE status = 'completed' GROUP BY cvx_code"
    )
    print(client.execute_sql("SELECT count(*) FROM immunizations")[0][0])

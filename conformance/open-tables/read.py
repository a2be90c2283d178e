"""Reads every table of a lake with readers of others and prints what each finds, a line of JSON per table and reader."""

import glob
import json
import os
import sys

import duckdb
import duckdb_extension_avro
import duckdb_extension_iceberg
from pyiceberg.table import StaticTable


def connect():
    connection = duckdb.connect()
    for package in (duckdb_extension_avro, duckdb_extension_iceberg):
        [file] = glob.glob(os.path.join(os.path.dirname(package.__file__), "extensions", "*", "*.duckdb_extension"))
        connection.execute(f"LOAD '{file}'")
    return connection


def told(relation, digest):
    """The statement that sums up rows is the caller's, for the lake itself is summed up by it, too."""
    names = sorted(relation.columns)
    columns = ", ".join(f"coalesce(\"{name}\"::VARCHAR, 'NULL')" for name in names)
    rows, sum = relation.query("rows", digest.replace("{columns}", columns)).fetchone()
    return {"columns": names, "rows": rows, "digest": sum}


def pyiceberg(connection, table, digest):
    found = StaticTable.from_metadata(f"file://{table}")
    ids = {field.name: field.field_id for field in found.schema().fields}
    return {**told(connection.from_arrow(found.scan().to_arrow()), digest), "ids": ids}


def duckdb_iceberg(connection, table, digest):
    return told(connection.sql(f"SELECT * FROM iceberg_scan('{table}')"), digest)


def main(lake, digest):
    for metadata in sorted(glob.glob(os.path.join(lake, "*", "*", "metadata"))):
        table = os.path.dirname(metadata)
        for name, read in {"pyiceberg": pyiceberg, "DuckDB": duckdb_iceberg}.items():
            try:
                found = read(connect(), table, digest)
            except Exception as error:  # what a reader can't read is what is looked for
                found = {"error": f"{type(error).__name__}: {error}"}
            print(json.dumps({"reader": name, "table": os.path.relpath(table, lake), **found}))


main(*sys.argv[1:])

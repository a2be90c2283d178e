"""Reads every table of a lake with readers of others and prints what each finds, a line of JSON per table, snapshot and reader."""

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
    return {"rows": rows, "digest": sum}


def pyiceberg(connection, table, snapshot, digest):
    found = StaticTable.from_metadata(f"file://{table}").scan(snapshot_id=snapshot)
    return told(connection.from_arrow(found.to_arrow()), digest)


def duckdb_iceberg(connection, table, snapshot, digest):
    at = "" if snapshot is None else f", snapshot_from_id = {snapshot}"
    return told(connection.sql(f"SELECT * FROM iceberg_scan('{table}'{at})"), digest)


def snapshots(table):
    """The current one, as None, and those before it."""
    found = StaticTable.from_metadata(f"file://{table}").metadata
    return [None, *(each.snapshot_id for each in found.snapshots if each.snapshot_id != found.current_snapshot_id)]


def main(lake, digest):
    for metadata in sorted(glob.glob(os.path.join(lake, "*", "*", "metadata"))):
        table = os.path.dirname(metadata)
        for snapshot in snapshots(table):
            for name, read in {"pyiceberg": pyiceberg, "DuckDB": duckdb_iceberg}.items():
                try:
                    found = read(connect(), table, snapshot, digest)
                except Exception as error:  # what a reader can't read is what is looked for
                    found = {"error": f"{type(error).__name__}: {error}"}
                at = {} if snapshot is None else {"snapshot": str(snapshot)}
                print(json.dumps({"reader": name, "table": os.path.relpath(table, lake), **at, **found}))


main(*sys.argv[1:])

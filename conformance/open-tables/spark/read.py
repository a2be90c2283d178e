"""Reads every table of the lakes whose paths come in, a line each, and prints what Spark finds, a line of JSON per table
and snapshot, and an empty one at the end of each lake."""

import glob
import itertools
import json
import os
import sys

import duckdb
from pyspark.sql import SparkSession


def session(jars):
    return (
        SparkSession.builder.master("local[1]")
        .config("spark.jars", jars)
        .config("spark.ui.enabled", "false")
        .config("spark.ui.showConsoleProgress", "false")
        .config("spark.driver.bindAddress", "127.0.0.1")
        .config("spark.driver.host", "127.0.0.1")
        .config("spark.driver.memory", "1g")
        .config("spark.log.level", "OFF")
        .config("spark.sql.session.timeZone", "UTC")
        .getOrCreate()
    )


def told(arrow, digest):
    relation = duckdb.connect().from_arrow(arrow)
    names = sorted(relation.columns)
    columns = ", ".join(f"coalesce(\"{name}\"::VARCHAR, 'NULL')" for name in names)
    rows, sum = relation.query("rows", digest.replace("{columns}", columns)).fetchone()
    return {"rows": rows, "digest": sum}


def snapshots(spark, name):
    """The current one, as None, and those before it."""
    ids = [row[0] for row in spark.sql(f"SELECT snapshot_id FROM {name}.snapshots ORDER BY committed_at").collect()]
    return [None, *ids[:-1]]


def read(spark, catalog, lake, digest):
    spark.conf.set(f"spark.sql.catalog.{catalog}", "org.apache.iceberg.spark.SparkCatalog")
    spark.conf.set(f"spark.sql.catalog.{catalog}.type", "hadoop")
    spark.conf.set(f"spark.sql.catalog.{catalog}.warehouse", f"file://{lake}")
    for metadata in sorted(glob.glob(os.path.join(lake, "*", "*", "metadata"))):
        table = os.path.relpath(os.path.dirname(metadata), lake)
        name = f"{catalog}.{table.replace('/', '.')}"
        try:
            for snapshot in snapshots(spark, name):
                at = "" if snapshot is None else f" VERSION AS OF {snapshot}"
                found = told(spark.sql(f"SELECT * FROM {name}{at}").toArrow(), digest)
                yield {"table": table, **({} if snapshot is None else {"snapshot": str(snapshot)}), **found}
        except Exception as error:  # what can't be read is what is looked for
            yield {"table": table, "error": f"{type(error).__name__}: {str(error)[:300]}"}


def main(jars, digest):
    spark = session(jars)
    for nth, line in zip(itertools.count(), sys.stdin):
        for found in read(spark, f"lake{nth}", line.strip(), digest):
            print(json.dumps({"reader": "Spark", **found}))
        print("", flush=True)


main(*sys.argv[1:])

"""Apache Superset itself against a lake of this machine: its own model of a database, as its pages use it.

Prints a JSON object per client, as clients.py does.
"""

import json
import os
import sys
import tempfile
from importlib.metadata import version
from urllib.parse import urlparse

HOME = tempfile.mkdtemp(prefix="headwater-superset-")
with open(os.path.join(HOME, "superset_config.py"), "w") as config:
    config.write(f"SECRET_KEY = 'for this run alone'\nSQLALCHEMY_DATABASE_URI = 'sqlite:///{HOME}/superset.db'\n")
    config.write("RATELIMIT_STORAGE_URI = 'memory://'\n")
os.environ["SUPERSET_CONFIG_PATH"] = os.path.join(HOME, "superset_config.py")
os.environ["SUPERSET_HOME"] = HOME

from superset.app import create_app  # noqa: E402  settings are read when it is imported

QUERY = "SELECT cvx_code, doses FROM immunizations_by_vaccine ORDER BY cvx_code DESC"


def same(found, expected):
    assert found == expected, f"found {found!r}, expected {expected!r}"


def database(uri, **extra):
    from superset.models.core import Database

    return Database(database_name="lake", sqlalchemy_uri=uri, extra=json.dumps(extra))


def looked_through(lake, catalog):
    """What the page of a new dataset, SQL Lab and a chart ask for."""
    from superset.sql.parse import Table

    schemas = lake.get_all_schema_names(catalog=catalog)
    assert {"gold", "silver"} <= schemas, schemas
    tables = {name for name, _schema, _catalog in lake.get_all_table_names_in_schema(catalog=catalog, schema="gold")}
    assert "immunizations_by_vaccine" in tables, tables
    lake.get_all_view_names_in_schema(catalog=catalog, schema="gold")
    table = Table("immunizations_by_vaccine", "gold", catalog)
    columns = {column["column_name"]: str(column["type"]) for column in lake.get_columns(table)}
    assert {"cvx_code", "doses"} <= set(columns), columns
    hidden = [column["column_name"] for column in lake.get_columns(Table("immunizations", "silver", catalog))]
    assert "primary_source" in hidden and "patient_id" not in hidden, hidden
    lake.get_indexes(table)
    lake.get_pk_constraint(table)
    lake.get_foreign_keys(table)
    lake.get_table_comment(table)
    lake.db_engine_spec.get_extra_table_metadata(lake, table)
    frame = lake.get_df(lake.select_star(table, limit=10, latest_partition=True), catalog, "gold")
    same(sorted(frame["cvx_code"]), ["10", "140"])
    frame = lake.get_df(QUERY, catalog, "gold")
    same(list(frame["cvx_code"]), ["140", "10"])
    same(int(frame["doses"].iloc[0]), 12)
    for grain in lake.grains():
        column = grain.function.replace("{col}", "TIMESTAMP '2026-01-31 10:00:00'")
        same(len(lake.get_df(f"SELECT {column} AS t", catalog, "gold")), 1)
    try:
        lake.get_df("SELECT patient_id FROM silver.immunizations", catalog, "gold")
        raise AssertionError("saw a hidden column")
    except Exception as error:
        message = lake.db_engine_spec.extract_errors(error)[0].message
        assert "cannot be resolved" in message, message


def athena():
    lake = database("awsathena+rest://@athena.eu-central-1.amazonaws.com:443/gold?work_group=primary")
    looked_through(lake, None)


def trino():
    door = urlparse(os.environ["DOOR_URL"])
    lake = database(
        f"trino://analyst@{door.hostname}:{door.port}/awsdatacatalog/gold",
        engine_params={"connect_args": {"http_scheme": "http", "extra_credential": [["password", os.environ["DOOR_SECRET"]]]}},
    )
    same(lake.get_all_catalog_names() - {"system"}, {"awsdatacatalog"})
    looked_through(lake, "awsdatacatalog")


CLIENTS = [
    ("Superset, by PyAthena", "tables, columns, indexes, a preview, a query, every grain of time, an error", athena),
    ("Superset, by trino", "the same, with catalogs and latest partitions", trino),
]

with create_app().app_context():
    from flask_appbuilder import Model
    from superset import db

    # What Superset keeps of its own, such as its log.
    Model.metadata.create_all(db.engine)
    for name, what, work in CLIENTS:
        wrong = None
        try:
            work()
        except Exception as error:  # whatever a client raises is what a user would see
            if "--debug" in sys.argv:
                raise
            wrong = f"{type(error).__name__}: {error}"
        print(json.dumps({"name": name, "version": version("apache-superset"), "what": what, "wrong": wrong}), flush=True)

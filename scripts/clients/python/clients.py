"""Real clients of Athena and Trino against a lake of this machine, each as its documentation uses it.

Prints a JSON object per client: name, version, what was done, and what went wrong.
"""

import importlib.metadata
import json
import os
import subprocess
import sys
import warnings

warnings.filterwarnings("ignore")

URL = os.environ["DOOR_URL"]
SECRET = os.environ["DOOR_SECRET"]
RESULTS = "s3://headwater-local-results/analyst/"
QUERY = "SELECT cvx_code, vaccine_name, doses, suppressed FROM immunizations_by_vaccine ORDER BY cvx_code DESC"
ROWS = [("140", 'Influenza, "seasonal"', 12, False), ("10", "", None, True)]


def same(found, expected):
    assert found == expected, f"found {found!r}, expected {expected!r}"


def aws_cli():
    def aws(*arguments):
        done = subprocess.run([sys.executable, "-m", "awscli", *arguments], capture_output=True, text=True, timeout=60)
        assert done.returncode == 0, done.stderr.strip()
        return done.stdout

    assert ":assumed-role/headwater-local-analyst/" in aws("sts", "get-caller-identity")
    query = aws("athena", "start-query-execution", "--query-string", QUERY, "--query-execution-context",
                "Database=gold", "--query", "QueryExecutionId", "--output", "text").strip()
    state = "RUNNING"
    while state in ("QUEUED", "RUNNING"):
        state = aws("athena", "get-query-execution", "--query-execution-id", query, "--query",
                    "QueryExecution.Status.State", "--output", "text").strip()
    same(state, "SUCCEEDED")
    rows = json.loads(aws("athena", "get-query-results", "--query-execution-id", query))["ResultSet"]["Rows"]
    same(len(rows), 3)
    same(aws("s3", "cp", f"{RESULTS}{query}.csv", "-").split("\n")[1], '"140","Influenza, ""seasonal""","12","false"')
    assert f"{query}.csv.metadata" in aws("s3", "ls", RESULTS)
    same(json.loads(aws("glue", "get-tables", "--database-name", "gold", "--expression", "immunizations_by_v*"))["TableList"][0]["Name"],
         "immunizations_by_vaccine")


def boto():
    import boto3

    athena = boto3.client("athena")
    pages = athena.get_paginator("list_table_metadata").paginate(CatalogName="AwsDataCatalog", DatabaseName="silver")
    tables = {table["Name"]: table for page in pages for table in page["TableMetadataList"]}
    assert "patient_id" not in [column["Name"] for column in tables["immunizations"]["Columns"]]
    try:
        boto3.client("s3").get_object(Bucket="headwater-local-results", Key="clinician/x.csv")
        raise AssertionError("read what is another persona's")
    except boto3.client("s3").exceptions.ClientError as error:
        same(error.response["Error"]["Code"], "AccessDenied")


def pyathena():
    from pyathena import connect
    from pyathena.error import OperationalError
    from pyathena.pandas.cursor import PandasCursor

    settings = {"schema_name": "gold", "work_group": "primary"}
    cursor = connect(**settings).cursor()
    same(cursor.execute(QUERY).fetchall(), ROWS)
    cursor.execute("SELECT doses FROM immunizations_by_vaccine WHERE vaccine_name LIKE %(name)s", {"name": "Influ%"})
    same(cursor.fetchall(), [(12,)])
    cursor.execute("SELECT doses FROM immunizations_by_vaccine WHERE cvx_code = ?", ["'140'"], paramstyle="qmark")
    same(cursor.fetchall(), [(12,)])
    assert ("immunizations_by_vaccine",) in cursor.execute("SHOW TABLES").fetchall()
    try:
        cursor.execute("SELECT patient_id FROM silver.immunizations")
        raise AssertionError("saw a hidden column")
    except OperationalError as error:
        assert "COLUMN_NOT_FOUND" in str(error)
    frame = connect(cursor_class=PandasCursor, **settings).cursor().execute(QUERY).as_pandas()
    same(frame["vaccine_name"].iloc[0], 'Influenza, "seasonal"')
    same(str(frame["doses"].dtype), "Int64")


def sqlalchemy_athena():
    from sqlalchemy import MetaData, Table, create_engine, inspect, select

    engine = create_engine("awsathena+rest://@athena.eu-central-1.amazonaws.com:443/gold?work_group=primary")
    inspector = inspect(engine)
    same(inspector.get_schema_names(), ["gold", "silver"])
    assert "immunizations_by_vaccine" in inspector.get_table_names("gold")
    same(inspector.get_view_names("gold"), [])
    assert not inspector.has_table("nowhere")
    table = Table("immunizations_by_vaccine", MetaData(), autoload_with=engine)
    with engine.connect() as connection:
        same(connection.execute(select(table.c.doses).where(table.c.cvx_code == "140")).fetchall(), [(12,)])


def wrangler():
    import awswrangler as wr

    def read(**more):
        frame = wr.athena.read_sql_query(QUERY, database="gold", **more)
        same(list(frame["cvx_code"]), ["140", "10"])
        same(int(frame["doses"].iloc[0]), 12)
        assert frame["doses"].isna().iloc[1]

    read()
    read(ctas_approach=False)
    read(ctas_approach=False, unload_approach=True, s3_output=f"{RESULTS}unloaded/{os.getpid()}/")
    read(ctas_approach=False, keep_files=False)
    read(keep_files=False)
    found = wr.athena.read_sql_query("SELECT doses FROM immunizations_by_vaccine WHERE cvx_code = :code",
                                     params={"code": "140"}, database="gold", ctas_approach=False)
    same(list(found["doses"]), [12])
    pages = wr.athena.read_sql_query("SELECT n FROM UNNEST(sequence(1, 2500)) AS t(n)", database="gold",
                                     ctas_approach=False, chunksize=1000)
    same([len(page) for page in pages], [1000, 1000, 500])
    same(list(wr.athena.describe_table("immunizations_by_vaccine", database="gold")["Column Name"])[:2], ["cvx_code", "vaccine_name"])
    assert "immunizations_by_vaccine" in list(wr.catalog.tables(database="gold")["Table"])
    same([name for name in wr.catalog.tables(database="gold")["Table"] if name.startswith("temp_")], [])


def trino_connection():
    from urllib.parse import urlparse

    from trino.dbapi import connect

    address = urlparse(URL)
    return connect(host=address.hostname, port=address.port, user="analyst", catalog="awsdatacatalog", schema="gold",
                   http_scheme="http", extra_credential=[("password", SECRET)])


def trino_client():
    cursor = trino_connection().cursor()
    same([tuple(row) for row in cursor.execute(QUERY).fetchall()], ROWS)
    cursor.execute("SELECT doses FROM immunizations_by_vaccine WHERE cvx_code = ?", ("140",))
    same(cursor.fetchall(), [[12]])
    cursor.execute("SELECT n FROM UNNEST(sequence(1, 10000)) AS t(n)")
    same(len(cursor.fetchall()), 10000)


def sqlalchemy_trino():
    from sqlalchemy import create_engine, inspect, text

    engine = create_engine("trino://", creator=trino_connection)
    inspector = inspect(engine)
    assert "gold" in inspector.get_schema_names()
    assert "immunizations_by_vaccine" in inspector.get_table_names("gold")
    same([column["name"] for column in inspector.get_columns("immunizations_by_vaccine", "gold")][:2], ["cvx_code", "vaccine_name"])
    with engine.connect() as connection:
        same([tuple(row) for row in connection.execute(text(QUERY))], ROWS)


CLIENTS = [
    ("aws cli", "awscli", "STS, queries, results, `s3 cp`, `s3 ls`, Glue", aws_cli),
    ("boto3", "boto3", "pages of the catalog, the refusal of another persona's results", boto),
    ("PyAthena", "pyathena", "cursor, both kinds of parameters, SHOW, Pandas, errors", pyathena),
    ("PyAthena with SQLAlchemy", "sqlalchemy", "reflection, a query", sqlalchemy_athena),
    ("awswrangler", "awswrangler", "CTAS (its default), UNLOAD, CSV, parameters, chunks, DESCRIBE, catalog, `keep_files=False`", wrangler),
    ("trino (Python)", "trino", "queries, parameters, pages", trino_client),
    ("trino with SQLAlchemy", "sqlalchemy", "reflection, a query", sqlalchemy_trino),
]

for name, package, what, work in CLIENTS:
    wrong = None
    try:
        work()
    except Exception as error:  # whatever a client raises is what a user would see
        wrong = f"{type(error).__name__}: {error}"
    print(json.dumps({"name": name, "version": importlib.metadata.version(package), "what": what, "wrong": wrong}), flush=True)

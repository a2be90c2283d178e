import { awsProfile, profileStep } from './aws-profile';
import type { Connection } from './connection';
import { odbcConnectionString } from './odbc';
import type { Kit, KitFile } from './kit';

const quoted = (value: string): string => JSON.stringify(value);

/**
 * @see https://github.com/laughingman7743/PyAthena
 * @see https://aws-sdk-pandas.readthedocs.io/en/stable/stubs/awswrangler.athena.read_sql_query.html
 */
export function pythonKit(connection: Connection, table: string): Kit {
  const { catalog, database, profile, region, workgroup } = connection;
  return {
    files: [
      awsProfile(connection),
      {
        name: 'with_pyathena.py',
        content: `from pyathena import connect

connection = connect(
    profile_name=${quoted(profile)},
    region_name=${quoted(region)},
    work_group=${quoted(workgroup)},
    catalog_name=${quoted(catalog)},
    schema_name=${quoted(database)},
)
with connection.cursor() as cursor:
    cursor.execute("SELECT * FROM ${table} LIMIT 10")
    print(cursor.fetchall())
`,
      },
      {
        name: 'with_awswrangler.py',
        content: `import awswrangler as wr
import boto3

session = boto3.Session(profile_name=${quoted(profile)}, region_name=${quoted(region)})
# Without ctas_approach awswrangler would create a temporary table, which personas may not.
frame = wr.athena.read_sql_query(
    "SELECT * FROM ${table} LIMIT 10",
    database=${quoted(database)},
    workgroup=${quoted(workgroup)},
    data_source=${quoted(catalog)},
    ctas_approach=False,
    boto3_session=session,
)
print(frame)
`,
      },
    ],
    steps: [profileStep(connection), 'pip install pyathena, or pip install awswrangler, and run the script.'],
  };
}

/**
 * @see https://dyfanjones.r-universe.dev/noctua
 * @see https://odbc.r-dbi.org/reference/dbConnect-OdbcDriver-method.html
 */
export function rKit(connection: Connection, table: string): Kit {
  const { catalog, database, profile, region, workgroup } = connection;
  return {
    files: [
      awsProfile(connection),
      {
        name: 'with_noctua.R',
        content: `library(DBI)

connection <- dbConnect(
  noctua::athena(),
  profile_name = ${quoted(profile)},
  region_name = ${quoted(region)},
  work_group = ${quoted(workgroup)},
  catalog_name = ${quoted(catalog)},
  schema_name = ${quoted(database)}
)
dbGetQuery(connection, "SELECT * FROM ${table} LIMIT 10")
`,
      },
      ...withOdbc(connection, table),
    ],
    steps: [
      profileStep(connection),
      'install.packages(c("DBI", "noctua")), or "odbc" with the Athena ODBC 2.x driver, and run the script.',
    ],
  };
}

function withOdbc(connection: Connection, table: string): KitFile[] {
  if (connection.resultsLocation === undefined) return [];
  return [
    {
      name: 'with_odbc.R',
      content: `library(DBI)

connection <- dbConnect(odbc::odbc(), .connection_string = ${quoted(odbcConnectionString(connection))})
dbGetQuery(connection, "SELECT * FROM ${table} LIMIT 10")
`,
    },
  ];
}

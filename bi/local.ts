import type { Kit } from './kit';

/** Where the lake on this machine is asked, as a persona. */
export interface LocalConnection {
  /** Address of `lake start`. */
  readonly url: string;
  /** Files with the personas' profiles. */
  readonly config: string;
  readonly credentials: string;
  readonly persona: string;
  /** Of the persona's key. */
  readonly secret: string;
  readonly database: string;
}

/** Tools that are proven against the lake on one machine. */
export const LOCAL_TOOLS = ['python', 'jdbc'] as const;
type LocalTool = (typeof LOCAL_TOOLS)[number];

/**
 * The settings that connect one tool to the lake on this machine.
 *
 * @param table one of the connection's database, which examples read
 */
export function localKit(tool: LocalTool, connection: LocalConnection, table: string): Kit {
  return tool === 'python' ? python(connection, table) : jdbc(connection);
}

const quoted = (value: string): string => JSON.stringify(value);

function python({ config, credentials, persona, database }: LocalConnection, table: string): Kit {
  const profile = [
    'import os',
    '',
    `os.environ["AWS_CONFIG_FILE"] = ${quoted(config)}`,
    `os.environ["AWS_SHARED_CREDENTIALS_FILE"] = ${quoted(credentials)}`,
    `os.environ["AWS_PROFILE"] = ${quoted(persona)}`,
    '',
  ].join('\n');
  return {
    files: [
      {
        name: 'local_with_pyathena.py',
        content: `${profile}
from pyathena import connect

cursor = connect(work_group="primary", schema_name=${quoted(database)}).cursor()
print(cursor.execute("SELECT * FROM ${table} LIMIT 10").fetchall())
`,
      },
      {
        name: 'local_with_awswrangler.py',
        content: `${profile}
import awswrangler as wr

print(wr.athena.read_sql_query("SELECT * FROM ${table} LIMIT 10", database=${quoted(database)}))
`,
      },
    ],
    steps: ['npx lake start', 'pip install pyathena, or pip install awswrangler, and run the script.'],
  };
}

/** Trino's driver: what speaks JDBC alone doesn't sign requests as AWS wants them. */
function jdbc({ url, persona, secret, database }: LocalConnection): Kit {
  const { host } = new URL(url);
  const address = `jdbc:trino://${host}/awsdatacatalog/${database}?user=${persona}&extraCredentials=password:${secret}`;
  return {
    files: [{ name: 'local-jdbc-url.txt', content: `${address}\n`, isSecret: true }],
    steps: [
      'npx lake start',
      'Install Trino’s JDBC driver (Maven: io.trino:trino-jdbc), class io.trino.jdbc.TrinoDriver.',
      'Give the tool the URL of local-jdbc-url.txt; leave user and password empty. It holds the persona’s key.',
    ],
  };
}

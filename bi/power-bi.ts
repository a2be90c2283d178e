import type { Connection } from './connection';
import type { Kit } from './kit';
import { odbcKit } from './odbc';

const text = (value: string): string => `"${value.replaceAll('"', '""')}"`;

/**
 * A Power Query script that opens a table through the Amazon Athena connector and a DSN, in the form in which
 * the connector's navigator writes it.
 *
 * @see https://learn.microsoft.com/power-query/connectors/amazon-athena
 */
export function powerQuery(connection: Connection, table: string): string {
  return [
    'let',
    `    Source = AmazonAthena.Databases(${text(connection.profile)}, null, []),`,
    `    Catalog = Source{[Name = ${text(connection.catalog)}, Kind = "Database"]}[Data],`,
    `    Schema = Catalog{[Name = ${text(connection.database)}, Kind = "Schema"]}[Data],`,
    `    Table = Schema{[Name = ${text(table)}, Kind = "Table"]}[Data]`,
    'in',
    '    Table',
    '',
  ].join('\n');
}

export function powerBiKit(connection: Connection, tables: readonly string[]): Kit {
  const odbc = odbcKit(connection);
  return {
    files: [
      ...odbc.files,
      ...tables.map((table) => ({ name: `${table}.pq`, content: powerQuery(connection, table) })),
    ],
    steps: [
      ...odbc.steps,
      `Name the DSN ${connection.profile}: the scripts look for it.`,
      'Power BI Desktop: Home > Get data > Blank query > Advanced editor, paste a .pq script, choose "Use Data Source Configuration" when asked how to sign in.',
    ],
  };
}

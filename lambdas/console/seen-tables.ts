import { paginateGetTables, type Column, type GlueClient, type Table } from '@aws-sdk/client-glue';
import { contractView, datasetsOfTables, type TableView } from '../../core/console';
import { MOST_RESTRICTED, type Dataset } from '../../core/contracts';
import { governedTables, type PersonaConfig } from '../../core/governance';
import { qualified } from '../../core/tables';

/**
 * Tables and columns that Glue shows with a persona's credentials: Lake Formation leaves out the others. Contracts say
 * what they are; what no contract knows counts as most restricted.
 *
 * @see https://docs.aws.amazon.com/lake-formation/latest/dg/lf-permissions-reference.html
 */
export async function seenTables(
  glue: GlueClient,
  { zones }: PersonaConfig,
  datasets: readonly Dataset[],
): Promise<readonly TableView[]> {
  const found = await Promise.all(
    zones.map(async (database) => {
      const tables: Table[] = [];
      for await (const { TableList = [] } of paginateGetTables({ client: glue }, { DatabaseName: database }))
        tables.push(...TableList);
      return tables;
    }),
  );
  const known = new Map(governedTables(datasets).map((table) => [qualified(table), table]));
  const behind = datasetsOfTables(datasets);
  return found.flat().flatMap(({ DatabaseName: database = '', Name: name = '', Description, ...table }) => {
    const declared = known.get(`${database}.${name}`);
    const columns = [...(table.StorageDescriptor?.Columns ?? []), ...(table.PartitionKeys ?? [])].map(
      ({ Name: column = '', Type: type = '', Comment: comment }: Column) => {
        const contracted = declared?.columns.find((each) => each.name === column);
        return {
          name: column,
          type,
          sensitivity: contracted?.sensitivity ?? MOST_RESTRICTED,
          description: contracted?.description ?? comment ?? '',
          from: [],
          bronze: [],
          isPartly: false,
        };
      },
    );
    if (columns.length === 0) return [];
    const description = declared?.description ?? Description ?? '';
    const dataset = behind.get(`${database}.${name}`);
    const contract = dataset && contractView(dataset);
    return [{ database, name, description, columns, contract, madeFrom: [] }];
  });
}

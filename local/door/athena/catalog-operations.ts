import { z } from 'zod';
import type { Clock } from '../../../core/ports';
import { namePattern } from '../catalog/name-pattern';
import { columnShown } from '../catalog/shown-column';
import {
  databaseNamed,
  tableNamed,
  type VisibleDatabase,
  type VisibleTable,
} from '../catalog/visible-catalog';
import { CATALOG, seconds, tableLocation } from '../names';
import type { Caller } from '../protocol/caller';
import { operation, page, pageSize, nextToken, type Operation } from '../protocol/json-service';
import { invalidRequest, metadataError } from './errors';

const catalog = z.object({ CatalogName: z.string(), WorkGroup: z.string().optional() });
const inDatabase = catalog.extend({ DatabaseName: z.string() });
const paged = { MaxResults: pageSize(50), NextToken: nextToken };

/** @param catalogOf what a persona sees */
export function catalogOperations(
  catalogOf: (caller: Caller) => readonly VisibleDatabase[],
  clock: Clock,
): Readonly<Record<string, Operation>> {
  const createdAt = seconds(clock.now());
  const shown = (table: VisibleTable): object => tableMetadata(table, createdAt);
  const databaseOf = (caller: Caller, name: string): VisibleDatabase => {
    const found = databaseNamed(catalogOf(caller), name);
    if (!found) throw metadataError(`Database ${name} not found`);
    return found;
  };
  const dataCatalog = {
    Name: CATALOG,
    Type: 'GLUE',
    Description: 'The lake on this machine',
    Parameters: {},
  };
  return {
    GetDataCatalog: operation(z.object({ Name: z.string() }), ({ Name }) => {
      checkCatalog(Name);
      return { DataCatalog: dataCatalog };
    }),
    ListDataCatalogs: operation(z.object({}), () => ({
      DataCatalogsSummary: [{ CatalogName: CATALOG, Type: 'GLUE' }],
    })),
    ListDatabases: operation(catalog.extend(paged), ({ CatalogName, MaxResults, NextToken }, caller) => {
      checkCatalog(CatalogName);
      const { items, ...next } = page(catalogOf(caller), MaxResults, NextToken);
      return { DatabaseList: items.map(({ name }) => ({ Name: name })), ...next };
    }),
    GetDatabase: operation(inDatabase, ({ CatalogName, DatabaseName }, caller) => {
      checkCatalog(CatalogName);
      return { Database: { Name: databaseOf(caller, DatabaseName).name } };
    }),
    ListTableMetadata: operation(
      inDatabase.extend({ Expression: z.string().max(256).optional(), ...paged }),
      ({ CatalogName, DatabaseName, Expression, MaxResults, NextToken }, caller) => {
        checkCatalog(CatalogName);
        const matches = namePattern(Expression);
        const tables = databaseOf(caller, DatabaseName).tables.filter(({ name }) => matches(name));
        const { items, ...next } = page(tables, MaxResults, NextToken);
        return { TableMetadataList: items.map(shown), ...next };
      },
    ),
    GetTableMetadata: operation(
      inDatabase.extend({ TableName: z.string() }),
      ({ CatalogName, DatabaseName, TableName }, caller) => {
        checkCatalog(CatalogName);
        const found = tableNamed(catalogOf(caller), DatabaseName, TableName);
        if (!found) throw metadataError(`Table ${TableName} not found in database ${DatabaseName}`);
        return { TableMetadata: shown(found) };
      },
    ),
  };
}

function checkCatalog(name: string): void {
  if (name.toLowerCase() !== CATALOG.toLowerCase()) throw invalidRequest(`Catalog ${name} was not found`);
}

function tableMetadata(table: VisibleTable, createdAt: number): object {
  return {
    Name: table.name,
    CreateTime: createdAt,
    TableType: 'EXTERNAL_TABLE',
    Columns: table.columns.map(columnShown),
    PartitionKeys: table.partitionKeys.map(columnShown),
    Parameters: {
      EXTERNAL: 'TRUE',
      ...(table.isIceberg && { table_type: 'ICEBERG' }),
      comment: table.description,
      location: table.location ?? tableLocation(table.database, table.name),
    },
  };
}

import { z } from 'zod';
import type { Clock } from '../../../core/ports';
import { namePattern } from '../catalog/name-pattern';
import {
  databaseNamed,
  tableNamed,
  type VisibleDatabase,
  type VisibleTable,
} from '../catalog/visible-catalog';
import { ACCOUNT, seconds } from '../names';
import type { Caller } from '../protocol/caller';
import {
  operation,
  page,
  pageSize,
  nextToken,
  type JsonService,
  type Operation,
} from '../protocol/json-service';
import { accessDenied, ServiceError } from '../protocol/service-error';
import type { OwnTables } from '../queries/own-tables';
import { glueTable } from './glue-table';

const notFound = (message: string): ServiceError => new ServiceError('EntityNotFoundException', message);
const paged = { MaxResults: pageSize(100), NextToken: nextToken };
const inDatabase = z.object({ DatabaseName: z.string() });
const ofTable = inDatabase.extend({ TableName: z.string() });

export interface GlueOptions {
  /** What a persona sees. */
  readonly catalogOf: (caller: Caller) => readonly VisibleDatabase[];
  readonly tables: OwnTables;
  readonly clock: Clock;
}

/** The reading part of Glue's catalog, and the end of tables that a persona has made. @see https://docs.aws.amazon.com/glue/latest/dg/aws-glue-api-catalog.html */
export function glueService({ catalogOf, tables, clock }: GlueOptions): JsonService {
  const createdAt = clock.now();
  const shown = (table: VisibleTable): object => glueTable(table, createdAt);
  const databaseOf = (caller: Caller, name: string): VisibleDatabase => {
    const found = databaseNamed(catalogOf(caller), name);
    if (!found) throw notFound(`Database ${name} not found.`);
    return found;
  };
  const tableOf = (caller: Caller, database: string, name: string): VisibleTable => {
    const found = tableNamed([databaseOf(caller, database)], database, name);
    if (!found) throw notFound(`Entity Not Found: table ${name}`);
    return found;
  };
  const database = ({ name }: VisibleDatabase): object => ({
    Name: name,
    CatalogId: ACCOUNT,
    CreateTime: seconds(createdAt),
  });
  return {
    target: 'AWSGlue',
    signingName: 'glue',
    invalidInput: 'InvalidInputException',
    denied: /^(Create|Update|Delete|Put|Tag|Untag|Start|Stop|Batch|Import|Register|Get|List|Search)[A-Z]/,
    operations: {
      GetDatabases: operation(z.object(paged), ({ MaxResults, NextToken }, caller) => {
        const { items, ...next } = page(catalogOf(caller), MaxResults, NextToken);
        return { DatabaseList: items.map(database), ...next };
      }),
      GetDatabase: operation(z.object({ Name: z.string() }), ({ Name }, caller) => ({
        Database: database(databaseOf(caller, Name)),
      })),
      GetTables: operation(
        inDatabase.extend({ Expression: z.string().max(2048).optional(), ...paged }),
        ({ DatabaseName, Expression, MaxResults, NextToken }, caller) => {
          const matches = namePattern(Expression);
          const tables = databaseOf(caller, DatabaseName).tables.filter(({ name }) => matches(name));
          const { items, ...next } = page(tables, MaxResults, NextToken);
          return { TableList: items.map(shown), ...next };
        },
      ),
      GetTable: operation(inDatabase.extend({ Name: z.string() }), ({ DatabaseName, Name }, caller) => ({
        Table: shown(tableOf(caller, DatabaseName, Name)),
      })),
      SearchTables: operation(
        z.object({ SearchText: z.string().max(1024).default(''), ...paged }),
        ({ SearchText, MaxResults, NextToken }, caller) => {
          const text = SearchText.toLowerCase();
          const tables = catalogOf(caller)
            .flatMap((each) => each.tables)
            .filter(({ name, description }) => `${name} ${description}`.toLowerCase().includes(text));
          const { items, ...next } = page(tables, MaxResults, NextToken);
          return { TableList: items.map(shown), ...next };
        },
      ),
      DeleteTable: operation(inDatabase.extend({ Name: z.string() }), ({ DatabaseName, Name }, caller) => {
        const found = tableOf(caller, DatabaseName, Name);
        if (!tables.delete(caller.persona.name, found.database, found.name))
          throw accessDenied('glue:DeleteTable');
        return {};
      }),
      ...partitionOperations(tableOf),
      GetUserDefinedFunctions: operation(z.object({}), () => ({ UserDefinedFunctions: [] })),
    },
  };
}

/** Days of bronze are projected, those of Iceberg are in its own metadata: the catalog itself knows no partitions. */
function partitionOperations(
  tableOf: (caller: Caller, database: string, name: string) => VisibleTable,
): Readonly<Record<string, Operation>> {
  const none = <K extends string>(member: K): Operation =>
    operation(ofTable, ({ DatabaseName, TableName }, caller) => {
      tableOf(caller, DatabaseName, TableName);
      return { [member]: [] };
    });
  return {
    GetPartitions: none('Partitions'),
    GetPartitionIndexes: none('PartitionIndexDescriptorList'),
    GetColumnStatisticsForTable: none('ColumnStatisticsList'),
    BatchGetPartition: none('Partitions'),
    GetPartition: operation(ofTable, ({ DatabaseName, TableName }, caller) => {
      tableOf(caller, DatabaseName, TableName);
      throw notFound('Cannot find partition.');
    }),
    GetTableVersions: operation(ofTable, ({ DatabaseName, TableName }, caller) => ({
      TableVersions: [{ Table: glueTable(tableOf(caller, DatabaseName, TableName)), VersionId: '0' }],
    })),
  };
}

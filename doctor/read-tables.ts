import {
  paginateGetDatabases,
  paginateGetTables,
  type Database,
  type GlueClient,
} from '@aws-sdk/client-glue';
import {
  GetResourceLFTagsCommand,
  type GetResourceLFTagsResponse,
  type LFTagPair,
  type Resource,
} from '@aws-sdk/client-lakeformation';
import { IAM_ALLOWED_PRINCIPALS } from '../core/governance/lake-settings';
import type { Clients } from './clients';
import type { Expectation } from './expectation';
import type { Found, ObservedDatabase, ObservedTable, ObservedTags } from './observation';
import type { Readings } from './readings';

/** Calls to Lake Formation at once; it answers few of a kind in a second. */
const AT_ONCE = 4;

/**
 * The lake's databases. They are listed rather than asked for one by one: of what isn't there Lake Formation
 * says that access is denied.
 */
export async function readDatabases(
  clients: Clients,
  expected: Expectation,
  readings: Readings,
): Promise<Found<ObservedDatabase> | undefined> {
  const listed = await readings.attempt('tables', 'glue:GetDatabases', 'databases', () =>
    databases(clients.glue),
  );
  if (!listed) return undefined;
  const names = [...expected.databases, ...expected.undeclaredDatabases];
  const present = listed.filter(({ Name = '' }) => names.includes(Name));
  return {
    present: await inTurns(
      present,
      async ({ Name: name = '', LocationUri, CreateTableDefaultPermissions = [] }) => {
        const tags = expected.databases.includes(name)
          ? await assigned(clients, readings, name, { Database: { Name: name } })
          : undefined;
        return {
          name,
          ...(LocationUri !== undefined && { location: LocationUri }),
          isOpenByDefault: CreateTableDefaultPermissions.some(
            ({ Principal }) => Principal?.DataLakePrincipalIdentifier === IAM_ALLOWED_PRINCIPALS,
          ),
          ...(tags && { tags: tagsOf(tags.LFTagOnDatabase) }),
        };
      },
    ),
    absent: names.filter((name) => !present.some(({ Name }) => Name === name)),
  };
}

/** The lake's tables in databases that are there, with the LF-tags set on them and on their columns. */
export async function readTables(
  clients: Clients,
  { tables }: Expectation,
  found: Found<ObservedDatabase>,
  readings: Readings,
): Promise<Found<ObservedTable>> {
  const present: ObservedTable[] = [];
  const absent: string[] = [];
  for (const { name: database } of found.present) {
    const wanted = tables.filter((table) => table.database === database);
    if (wanted.length === 0) continue;
    const listed = await readings.attempt('tables', 'glue:GetTables', `tables of ${database}`, () =>
      tableNames(clients.glue, database),
    );
    if (!listed) continue;
    absent.push(...wanted.filter(({ name }) => !listed.has(name)).map(({ name }) => `${database}.${name}`));
    const read = await inTurns(
      wanted.filter(({ name }) => listed.has(name)),
      async ({ name }) => {
        const resource = { Table: { DatabaseName: database, Name: name } };
        const tags = await assigned(clients, readings, `${database}.${name}`, resource);
        return tags && { database, name, tags: tagsOf(tags.LFTagsOnTable), columns: columnsOf(tags) };
      },
    );
    present.push(...read.filter((table) => table !== undefined));
  }
  return { present, absent };
}

async function databases(client: GlueClient): Promise<Database[]> {
  const found: Database[] = [];
  for await (const { DatabaseList = [] } of paginateGetDatabases({ client }, {})) found.push(...DatabaseList);
  return found;
}

async function tableNames(client: GlueClient, database: string): Promise<Set<string>> {
  const names = new Set<string>();
  for await (const { TableList = [] } of paginateGetTables({ client }, { DatabaseName: database })) {
    for (const { Name = '' } of TableList) names.add(Name);
  }
  return names;
}

/** The tags that are set on a resource, without those it inherits. */
async function assigned(
  { lakeFormation }: Clients,
  readings: Readings,
  name: string,
  resource: Resource,
): Promise<GetResourceLFTagsResponse | undefined> {
  const command = new GetResourceLFTagsCommand({ Resource: resource, ShowAssignedLFTags: true });
  return readings.attempt('tables', 'lakeformation:GetResourceLFTags', name, () =>
    lakeFormation.send(command),
  );
}

async function inTurns<T, R>(items: readonly T[], work: (item: T) => Promise<R>): Promise<R[]> {
  const results: R[] = [];
  const waiting = [...items.entries()];
  const worker = async (): Promise<void> => {
    for (let next = waiting.shift(); next; next = waiting.shift()) results[next[0]] = await work(next[1]);
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
  return results;
}

function columnsOf({ LFTagsOnColumns = [] }: GetResourceLFTagsResponse): Record<string, ObservedTags> {
  return Object.fromEntries(LFTagsOnColumns.map(({ Name = '', LFTags }) => [Name, tagsOf(LFTags)]));
}

function tagsOf(pairs: readonly LFTagPair[] = []): ObservedTags {
  return Object.fromEntries(pairs.map(({ TagKey = '', TagValues = [] }) => [TagKey, TagValues.join('|')]));
}

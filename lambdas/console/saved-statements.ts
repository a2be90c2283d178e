import {
  BatchGetNamedQueryCommand,
  paginateListNamedQueries,
  type AthenaClient,
} from '@aws-sdk/client-athena';
import type { SavedQueryView } from '../../core/console';

/** Most that Athena gives at a time. */
const MAX_BATCH = 50;

/** The queries that a work group has under a name. */
export async function savedStatements(client: AthenaClient, WorkGroup: string): Promise<SavedQueryView[]> {
  const saved: SavedQueryView[] = [];
  const pages = paginateListNamedQueries({ client, pageSize: MAX_BATCH }, { WorkGroup });
  for await (const { NamedQueryIds = [] } of pages) {
    if (NamedQueryIds.length === 0) continue;
    const { NamedQueries = [] } = await client.send(new BatchGetNamedQueryCommand({ NamedQueryIds }));
    for (const { Name: name = '', Description: description, QueryString: sql = '' } of NamedQueries)
      saved.push({ name, description: description ?? name, sql });
  }
  return saved.sort((a, b) => (a.name < b.name ? -1 : 1));
}

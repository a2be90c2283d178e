import { writeFileSync } from 'node:fs';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { CreateTableRequest, IcebergSchema, TableInput, UpdateTableRequest } from '@aws-sdk/client-glue';
import type { DataLakeSettings, LFTagPair, Resource } from '@aws-sdk/client-lakeformation';
import { readEnvironment } from '../../../lambdas/environment';

/**
 * What the emulator lacks of the catalog, for functions that are deployed on it: Lake Formation, as far as a migration asks it, and
 * Glue's form of requests for Iceberg tables. All else goes on to the emulator's Glue.
 */
const { endpoint, urlFile } = readEnvironment({ endpoint: 'E2E_ENDPOINT', urlFile: 'E2E_CATALOG_FILE' });
let settings: DataLakeSettings = {};
/** By `database.table` and `database.table.column`. */
const tags = new Map<string, readonly LFTagPair[]>();

interface Asked {
  readonly DataLakeSettings?: DataLakeSettings;
  readonly Resource?: Resource;
  readonly LFTags?: readonly LFTagPair[];
}

const LAKE_FORMATION: Readonly<Record<string, (asked: Asked) => object>> = {
  '/GetDataLakeSettings': () => ({ DataLakeSettings: settings }),
  '/PutDataLakeSettings': ({ DataLakeSettings: given = {} }) => {
    settings = given;
    return {};
  },
  '/ListPermissions': () => ({ PrincipalResourcePermissions: [] }),
  '/GetResourceLFTags': ({ Resource: resource }) => tagsOf(resource),
  '/AddLFTagsToResource': ({ Resource: resource, LFTags: given = [] }) => {
    const { DatabaseName: database, Name: table } = resource?.TableWithColumns ?? resource?.Table ?? {};
    const columns = resource?.TableWithColumns?.ColumnNames?.map((column) => `.${column}`) ?? [''];
    for (const column of columns) tags.set(`${database}.${table}${column}`, given);
    return { Failures: [] };
  },
};

function tagsOf(resource: Resource | undefined): object {
  const table = `${resource?.Table?.DatabaseName}.${resource?.Table?.Name}`;
  const columns = [...tags].filter(([name]) => name.startsWith(`${table}.`));
  return {
    LFTagsOnTable: tags.get(table) ?? [],
    LFTagsOnColumns: columns.map(([name, LFTags]) => ({ Name: name.slice(table.length + 1), LFTags })),
  };
}

/** A request for an Iceberg table as one for a table with columns. */
function withColumns(target: string, asked: CreateTableRequest | UpdateTableRequest): object {
  const { DatabaseName, Name } = asked;
  if (target === 'AWSGlue.CreateTable') {
    const { OpenTableFormatInput: iceberg } = asked as CreateTableRequest;
    const { Location, Schema } = iceberg?.IcebergInput?.CreateIcebergTableInput ?? {};
    return Schema ? { DatabaseName, TableInput: tableOf(Name, Location, Schema) } : asked;
  }
  const { UpdateOpenTableFormatInput: iceberg } = asked as UpdateTableRequest;
  const [update] = iceberg?.UpdateIcebergInput?.UpdateIcebergTableInput?.Updates ?? [];
  return update ? { DatabaseName, TableInput: tableOf(Name, update.Location, update.Schema!) } : asked;
}

function tableOf(
  Name = '',
  Location: string | undefined,
  { Fields: fields = [] }: IcebergSchema,
): TableInput {
  const columns = fields.map((field) => ({
    Name: field.Name,
    Type: glueType(field.Type),
    Parameters: { 'iceberg.field.id': String(field.Id), 'iceberg.field.current': 'true' },
  }));
  return { Name, Parameters: { table_type: 'ICEBERG' }, StorageDescriptor: { Location, Columns: columns } };
}

/** Glue's name of a type of Iceberg that no other type is in. */
function glueType(type: unknown): string {
  if (typeof type !== 'string') throw new Error('Fields of plain types are all that the lake has.');
  return type === 'long' ? 'bigint' : type;
}

async function toGlue(request: IncomingMessage, body: string): Promise<{ status: number; text: string }> {
  const target = String(request.headers['x-amz-target'] ?? '');
  const isTable = target === 'AWSGlue.CreateTable' || target === 'AWSGlue.UpdateTable';
  const response = await fetch(endpoint, {
    method: 'POST',
    headers: {
      'content-type': 'application/x-amz-json-1.1',
      'x-amz-target': target,
      authorization: request.headers.authorization ?? '',
    },
    body: isTable ? JSON.stringify(withColumns(target, JSON.parse(body) as CreateTableRequest)) : body,
  });
  return { status: response.status, text: await response.text() };
}

async function answer(request: IncomingMessage): Promise<{ status: number; text: string }> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  const body = Buffer.concat(chunks).toString('utf8');
  const operation = LAKE_FORMATION[request.url ?? ''];
  if (!operation) return toGlue(request, body);
  return { status: 200, text: JSON.stringify(operation(JSON.parse(body || '{}') as Asked)) };
}

const server = createServer((request, response) => {
  answer(request).then(
    ({ status, text }) => response.writeHead(status, { 'content-type': 'application/json' }).end(text),
    () => response.writeHead(500).end(),
  );
});
server.listen(0, '127.0.0.1', () => {
  writeFileSync(urlFile, `http://127.0.0.1:${(server.address() as AddressInfo).port}`);
});

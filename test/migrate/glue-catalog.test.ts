import {
  CreateTableCommand,
  GetTablesCommand,
  UpdateTableCommand,
  type GlueClient,
} from '@aws-sdk/client-glue';
import {
  AddLFTagsToResourceCommand,
  GetResourceLFTagsCommand,
  type LakeFormationClient,
} from '@aws-sdk/client-lakeformation';
import { GlueCatalog } from '../../lambdas/migrate/glue-catalog';
import { createTableRequest, tagRequest, updateTableRequest } from '../../lambdas/migrate/requests';

const definition = {
  database: 'silver',
  name: 'visits',
  location: 's3://bucket/silver/visits',
  fields: [{ id: 1, name: 'seen_at', type: 'timestamp', description: 'When' }],
} as const;
const schema = {
  Type: 'struct',
  Fields: [{ Id: 1, Name: 'seen_at', Type: 'timestamp', Required: false, Doc: 'When' }],
};

describe('requests', () => {
  it('create an Iceberg v2 table', () => {
    expect(createTableRequest(definition, [{ source: 1, transform: 'year', name: 'seen_at_year' }])).toEqual({
      DatabaseName: 'silver',
      Name: 'visits',
      OpenTableFormatInput: {
        IcebergInput: {
          MetadataOperation: 'CREATE',
          Version: '2',
          CreateIcebergTableInput: {
            Location: 's3://bucket/silver/visits',
            Schema: schema,
            PartitionSpec: { Fields: [{ SourceId: 1, Transform: 'year', Name: 'seen_at_year' }] },
            Properties: {
              'write.format.default': 'parquet',
              'write.parquet.compression-codec': 'zstd',
              vacuum_max_snapshot_age_seconds: '432000',
            },
          },
        },
      },
    });
  });

  it('keep snapshots of gold an hour, so that nobody travels back to what was taken back', () => {
    const { OpenTableFormatInput: input } = createTableRequest({ ...definition, database: 'gold' }, []);
    expect(input?.IcebergInput?.CreateIcebergTableInput?.Properties).toMatchObject({
      vacuum_max_snapshot_age_seconds: '3600',
    });
  });

  it('leave an unpartitioned table without a partition spec', () => {
    const { OpenTableFormatInput: input } = createTableRequest(definition, []);
    expect(input?.IcebergInput?.CreateIcebergTableInput).not.toHaveProperty('PartitionSpec');
  });

  it('evolve a schema where the table is', () => {
    expect(updateTableRequest(definition)).toEqual({
      DatabaseName: 'silver',
      Name: 'visits',
      UpdateOpenTableFormatInput: {
        UpdateIcebergInput: {
          UpdateIcebergTableInput: { Updates: [{ Schema: schema, Location: 's3://bucket/silver/visits' }] },
        },
      },
    });
  });

  it('tag columns and tables', () => {
    const place = { database: 'silver', table: 'visits' } as const;
    expect(tagRequest({ ...place, columns: ['a', 'b'], tags: { sensitivity: 'health' } })).toEqual({
      Resource: { TableWithColumns: { DatabaseName: 'silver', Name: 'visits', ColumnNames: ['a', 'b'] } },
      LFTags: [{ TagKey: 'sensitivity', TagValues: ['health'] }],
    });
    expect(tagRequest({ ...place, tags: { domain: 'care' } })).toEqual({
      Resource: { Table: { DatabaseName: 'silver', Name: 'visits' } },
      LFTags: [{ TagKey: 'domain', TagValues: ['care'] }],
    });
  });
});

/** A client that answers every command by its class and keeps what it was sent. */
function client<T>(answers: ReadonlyMap<unknown, unknown>): T & { sent: unknown[] } {
  const sent: unknown[] = [];
  const send = async (command: { constructor: unknown }): Promise<unknown> => {
    sent.push(command);
    return answers.get(command.constructor) ?? {};
  };
  return { sent, send } as unknown as T & { sent: unknown[] };
}

const NOWHERE = async (): Promise<undefined> => undefined;

/** A table that was partitioned by month first and is by bucket now. */
const metadata: Readonly<Record<string, string>> = {
  's3://b/visits/metadata/2.json': JSON.stringify({
    'format-version': 2,
    'default-spec-id': 1,
    'partition-specs': [
      { 'spec-id': 0, fields: [{ 'source-id': 2, 'field-id': 1000, transform: 'month', name: 'm' }] },
      {
        'spec-id': 1,
        fields: [
          { 'source-id': 2, 'field-id': 1000, transform: 'void', name: 'm' },
          { 'source-id': 1, 'field-id': 1001, transform: 'bucket[16]', name: 'id_bucket' },
        ],
      },
    ],
  }),
};

describe('the catalog', () => {
  const column = (Name: string, id: string, current = 'true'): object => ({
    Name,
    Type: 'string',
    Parameters: { 'iceberg.field.id': id, 'iceberg.field.current': current },
  });

  it('reads the current columns of a table, their tags, and the highest id ever given', async () => {
    const glue = client<GlueClient>(
      new Map([
        [
          GetTablesCommand,
          {
            TableList: [
              {
                Name: 'visits',
                Parameters: { table_type: 'ICEBERG', metadata_location: 's3://b/visits/metadata/2.json' },
                StorageDescriptor: {
                  Location: 's3://b/visits',
                  Columns: [column('id', '1'), column('old', '5', 'false')],
                },
              },
            ],
          },
        ],
      ]),
    );
    const lakeFormation = client<LakeFormationClient>(
      new Map([
        [
          GetResourceLFTagsCommand,
          {
            LFTagsOnTable: [
              { TagKey: 'domain', TagValues: ['care'] },
              { TagKey: 'foreign', TagValues: ['x'] },
            ],
            LFTagsOnColumns: [{ Name: 'id', LFTags: [{ TagKey: 'sensitivity', TagValues: ['personal'] }] }],
          },
        ],
      ]),
    );
    Object.setPrototypeOf(glue, (await import('@aws-sdk/client-glue')).GlueClient.prototype);
    const textAt = async (location: string): Promise<string | undefined> => metadata[location];
    await expect(new GlueCatalog(glue, lakeFormation, textAt).tables('silver')).resolves.toEqual([
      {
        database: 'silver',
        name: 'visits',
        location: 's3://b/visits',
        columns: [{ id: 1, name: 'id', type: 'string', tags: { sensitivity: 'personal' } }],
        lastColumnId: 5,
        tags: { domain: 'care' },
        partitions: [{ source: 1, transform: 'bucket[16]', name: 'id_bucket' }],
      },
    ]);
  });

  it('sends what was planned', async () => {
    const glue = client<GlueClient>(new Map());
    const catalog = new GlueCatalog(glue, client<LakeFormationClient>(new Map()), NOWHERE);
    await catalog.create(definition, []);
    await catalog.evolve(definition);
    expect(glue.sent.map((command) => (command as { constructor: unknown }).constructor)).toEqual([
      CreateTableCommand,
      UpdateTableCommand,
    ]);
  });

  it('fails when Lake Formation refuses a tag', async () => {
    const failures = [
      {
        LFTag: { TagKey: 'sensitivity' },
        Error: { ErrorCode: 'EntityNotFoundException', ErrorMessage: 'no such tag' },
      },
    ];
    const lakeFormation = client<LakeFormationClient>(
      new Map([[AddLFTagsToResourceCommand, { Failures: failures }]]),
    );
    await expect(
      new GlueCatalog(client<GlueClient>(new Map()), lakeFormation, NOWHERE).tag({
        database: 'silver',
        table: 'visits',
        tags: { sensitivity: 'health' },
      }),
    ).rejects.toThrow('Tags of silver.visits could not be set: sensitivity (EntityNotFoundException)');
  });
});

import type { CreateTableCommandInput, IcebergSchema, UpdateTableCommandInput } from '@aws-sdk/client-glue';
import type { AddLFTagsToResourceCommandInput, Resource } from '@aws-sdk/client-lakeformation';
import type { TagAssignment } from '../../core/governance/tags';
import type { IcebergField, IcebergPartition } from '../../core/tables';
import type { IcebergDefinition } from './catalog';

/** Five days of snapshots: time to look back after a bad load. Athena's own default, made visible. */
const SNAPSHOT_AGE_SECONDS = 432_000;

/**
 * Whoever reads gold could travel back to figures that have been taken back. An hour is longer than a query takes, and
 * what was published can be made again without them.
 */
const GOLD_SNAPSHOT_AGE_SECONDS = 3600;

/** @see https://docs.aws.amazon.com/athena/latest/ug/vacuum-statement.html */
function propertiesOf({ database }: IcebergDefinition): Record<string, string> {
  return {
    'write.format.default': 'parquet',
    'write.parquet.compression-codec': 'zstd',
    vacuum_max_snapshot_age_seconds: String(
      database === 'gold' ? GOLD_SNAPSHOT_AGE_SECONDS : SNAPSHOT_AGE_SECONDS,
    ),
  };
}

/** @see https://docs.aws.amazon.com/glue/latest/webapi/API_CreateIcebergTableInput.html */
export function createTableRequest(
  definition: IcebergDefinition,
  partitions: readonly IcebergPartition[],
): CreateTableCommandInput {
  const { database, name, location, fields } = definition;
  return {
    DatabaseName: database,
    Name: name,
    OpenTableFormatInput: {
      IcebergInput: {
        MetadataOperation: 'CREATE',
        Version: '2',
        CreateIcebergTableInput: {
          Location: location,
          Schema: schemaOf(fields),
          ...(partitions.length > 0 && {
            PartitionSpec: {
              Fields: partitions.map((field) => ({
                SourceId: field.source,
                Transform: field.transform,
                Name: field.name,
              })),
            },
          }),
          Properties: propertiesOf(definition),
        },
      },
    },
  };
}

/** @see https://docs.aws.amazon.com/glue/latest/webapi/API_IcebergTableUpdate.html */
export function updateTableRequest({
  database,
  name,
  location,
  fields,
}: IcebergDefinition): UpdateTableCommandInput {
  return {
    DatabaseName: database,
    Name: name,
    UpdateOpenTableFormatInput: {
      UpdateIcebergInput: {
        UpdateIcebergTableInput: { Updates: [{ Schema: schemaOf(fields), Location: location }] },
      },
    },
  };
}

/** @see https://docs.aws.amazon.com/lake-formation/latest/APIReference/API_AddLFTagsToResource.html */
export function tagRequest({
  database,
  table,
  columns,
  tags,
}: TagAssignment): AddLFTagsToResourceCommandInput {
  const resource: Resource = columns
    ? { TableWithColumns: { DatabaseName: database, Name: table, ColumnNames: [...columns] } }
    : { Table: { DatabaseName: database, Name: table } };
  return {
    Resource: resource,
    LFTags: Object.entries(tags).map(([key, value]) => ({ TagKey: key, TagValues: [value] })),
  };
}

/** Every field is optional in the table; what is required is judged before a row gets there. */
function schemaOf(fields: readonly IcebergField[]): IcebergSchema {
  return {
    Type: 'struct',
    Fields: fields.map(({ id, name, type, description }) => ({
      Id: id,
      Name: name,
      Type: type,
      Required: false,
      Doc: description,
    })),
  };
}

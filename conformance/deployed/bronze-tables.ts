import type { Template } from 'aws-cdk-lib/assertions';
import { flat, resourcesOf } from './template';

/** What the bronze tables of a template have, as Trino's Hive connector writes it. @see https://trino.io/docs/current/connector/hive.html */
export function bronzeTables(catalog: Template): readonly string[] {
  return resourcesOf(catalog, 'AWS::Glue::Table').map(([, { Properties: properties }]) =>
    createTable(properties.TableInput as Record<string, never>),
  );
}

function createTable(input: Readonly<Record<string, never>>): string {
  const {
    Name: name,
    Parameters: parameters,
    PartitionKeys: keys,
    StorageDescriptor: storage,
  } = input as unknown as {
    readonly Name: string;
    readonly Parameters: Readonly<Record<string, unknown>>;
    readonly PartitionKeys: readonly { readonly Name: string }[];
    readonly StorageDescriptor: {
      readonly Columns: readonly { readonly Name: string }[];
      readonly Location: unknown;
      readonly SerdeInfo: { readonly Parameters: Readonly<Record<string, string>> };
    };
  };
  const of = (key: string): string => flat(parameters[key]);
  const columns = storage.Columns.map(({ Name: column }) => `"${column}" varchar`);
  const days = keys.map(({ Name: key }) => {
    const range = of(`projection.${key}.range`).split(',').map(text).join(', ');
    return `"${key}" varchar WITH (
    partition_projection_type = '${of(`projection.${key}.type`).toUpperCase()}',
    partition_projection_format = ${text(of(`projection.${key}.format`))},
    partition_projection_range = ARRAY[${range}],
    partition_projection_interval = ${of(`projection.${key}.interval`)},
    partition_projection_interval_unit = ${text(of(`projection.${key}.interval.unit`))})`;
  });
  const delimiter = (storage.SerdeInfo.Parameters['field.delim'] ?? '')
    .charCodeAt(0)
    .toString(16)
    .padStart(4, '0');
  return `CREATE TABLE hive.bronze."${name}" (${[...columns, ...days].join(', ')}) WITH (
  format = 'TEXTFILE',
  textfile_field_separator = U&'\\${delimiter}',
  partitioned_by = ARRAY[${keys.map(({ Name: key }) => text(key)).join(', ')}],
  partition_projection_enabled = ${of('projection.enabled')},
  partition_projection_location_template = ${text(here(of('storage.location.template')))},
  external_location = ${text(here(flat(storage.Location)))})`;
}

/** The place on this machine that stands for a place in the bronze bucket. */
const here = (url: string): string => url.replace(/^s3:\/\/[^/]+\//, 'local:///bronze/');
const text = (value: string): string => `'${value.replaceAll("'", "''")}'`;

import { z } from 'zod';
import type { IcebergPartition } from '../../core/tables';
import { TableMetadataError } from './errors';

/** @see https://iceberg.apache.org/spec/#table-metadata-fields */
const METADATA = z.object({
  'default-spec-id': z.number(),
  'partition-specs': z.array(
    z.object({
      'spec-id': z.number(),
      fields: z.array(z.object({ 'source-id': z.number(), transform: z.string(), name: z.string() })),
    }),
  ),
});

/** A field that is partitioned by no more: version 1 of the format keeps it so. */
const VOID = 'void';

/**
 * What new files of an Iceberg table are partitioned by. Glue doesn't tell it: it stands in the metadata that a table points at.
 *
 * @throws TableMetadataError when the metadata is gone or can't be read
 */
export function currentPartitions(location: string, text: string | undefined): IcebergPartition[] {
  if (text === undefined) throw new TableMetadataError(location, 'is gone');
  const { data } = METADATA.safeParse(parsed(location, text));
  const spec = data?.['partition-specs'].find((each) => each['spec-id'] === data['default-spec-id']);
  if (!spec) throw new TableMetadataError(location, 'has no default partition spec');
  return spec.fields
    .filter(({ transform }) => transform !== VOID)
    .map(({ 'source-id': source, transform, name }) => ({ source, transform, name }));
}

function parsed(location: string, text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new TableMetadataError(location, 'is no JSON');
  }
}

import {
  CreateTableCommand,
  paginateGetTables,
  UpdateTableCommand,
  type Column,
  type GlueClient,
  type Table,
} from '@aws-sdk/client-glue';
import {
  AddLFTagsToResourceCommand,
  GetResourceLFTagsCommand,
  type LakeFormationClient,
  type LFTagPair,
} from '@aws-sdk/client-lakeformation';
import { TAG_KEYS, type TagAssignment, type TagKey, type Tags } from '../../core/governance/tags';
import type { Database, IcebergPartition } from '../../core/tables';
import type { Catalog, CatalogTable, IcebergDefinition } from './catalog';
import { TaggingError } from './errors';
import { currentPartitions } from './table-metadata';
import { createTableRequest, tagRequest, updateTableRequest } from './requests';

/** The Glue Data Catalog and Lake Formation of the function's account. */
export class GlueCatalog implements Catalog {
  constructor(
    private readonly glue: GlueClient,
    private readonly lakeFormation: LakeFormationClient,
    /** Text of an object: `s3://bucket/key`. */
    private readonly textAt: (location: string) => Promise<string | undefined>,
  ) {}

  async tables(database: Database): Promise<CatalogTable[]> {
    const tables: CatalogTable[] = [];
    for await (const page of paginateGetTables({ client: this.glue }, { DatabaseName: database })) {
      for (const table of page.TableList ?? []) tables.push(await this.read(database, table));
    }
    return tables;
  }

  async create(definition: IcebergDefinition, partitions: readonly IcebergPartition[]): Promise<void> {
    await this.glue.send(new CreateTableCommand(createTableRequest(definition, partitions)));
  }

  async evolve(definition: IcebergDefinition): Promise<void> {
    await this.glue.send(new UpdateTableCommand(updateTableRequest(definition)));
  }

  async tag(assignment: TagAssignment): Promise<void> {
    const { Failures: failures = [] } = await this.lakeFormation.send(
      new AddLFTagsToResourceCommand(tagRequest(assignment)),
    );
    if (failures.length === 0) return;
    const reasons = failures.map(
      ({ LFTag: tag, Error: error }) => `${tag?.TagKey} (${error?.ErrorCode ?? 'without a reason'})`,
    );
    throw new TaggingError(`${assignment.database}.${assignment.table}`, reasons);
  }

  private async read(database: Database, table: Table): Promise<CatalogTable> {
    const name = table.Name ?? '';
    const tags = await this.lakeFormation.send(
      new GetResourceLFTagsCommand({
        Resource: { Table: { DatabaseName: database, Name: name } },
        ShowAssignedLFTags: true,
      }),
    );
    const all = table.StorageDescriptor?.Columns ?? [];
    const metadata = table.Parameters?.metadata_location;
    const columnTags = new Map(tags.LFTagsOnColumns?.map((column) => [column.Name, tagsOf(column.LFTags)]));
    return {
      database,
      name,
      location: table.StorageDescriptor?.Location ?? '',
      columns: all.filter(isCurrent).map((column) => ({
        id: idOf(column),
        name: column.Name ?? '',
        type: column.Type ?? '',
        tags: columnTags.get(column.Name) ?? {},
      })),
      lastColumnId: Math.max(0, ...all.map(idOf)),
      tags: tagsOf(tags.LFTagsOnTable),
      ...(metadata !== undefined && {
        partitions: currentPartitions(metadata, await this.textAt(metadata)),
      }),
    };
  }
}

/** Glue lists columns of earlier schemas too and says so in a parameter. */
function isCurrent({ Parameters: parameters }: Column): boolean {
  return parameters?.['iceberg.field.current'] !== 'false';
}

function idOf({ Parameters: parameters }: Column): number {
  return Number(parameters?.['iceberg.field.id'] ?? 0);
}

function tagsOf(pairs: readonly LFTagPair[] = []): Tags {
  const known = pairs.filter(({ TagKey: key }) => TAG_KEYS.includes(key as TagKey));
  return Object.fromEntries(known.map(({ TagKey: key, TagValues: values }) => [key, values?.[0]])) as Tags;
}

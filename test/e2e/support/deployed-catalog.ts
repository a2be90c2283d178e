import { AthenaClient, ListWorkGroupsCommand } from '@aws-sdk/client-athena';
import {
  GetCrawlersCommand,
  GetTableCommand,
  GlueClient,
  type Column,
  type Table as GlueTable,
} from '@aws-sdk/client-glue';
import { GetResourceLFTagsCommand, LakeFormationClient } from '@aws-sdk/client-lakeformation';
import { readEnvironment } from '../../../lambdas/environment';
import { CLIENT } from './signed-fetch';

/** A column as it was deployed. */
interface DeployedColumn {
  readonly name: string;
  readonly type: string;
  /** Iceberg's, which stays with a column for good. */
  readonly id: string | undefined;
  /** Sensitivity that Lake Formation decides by. */
  readonly sensitivity: string | undefined;
}

/** Glue, Lake Formation and Athena of the deployed lake. */
export class DeployedCatalog {
  private readonly athena: AthenaClient;
  private readonly glue: GlueClient;
  private readonly lakeFormation: LakeFormationClient;

  constructor(endpoint: string) {
    const { governed } = readEnvironment({ governed: 'E2E_CATALOG' });
    this.athena = new AthenaClient({ ...CLIENT, endpoint });
    this.glue = new GlueClient({ ...CLIENT, endpoint });
    this.lakeFormation = new LakeFormationClient({ ...CLIENT, endpoint: governed });
  }

  async columns(database: string, name: string): Promise<DeployedColumn[]> {
    const { Table: table } = await this.glue.send(
      new GetTableCommand({ DatabaseName: database, Name: name }),
    );
    const { LFTagsOnColumns: tagged = [] } = await this.lakeFormation.send(
      new GetResourceLFTagsCommand({ Resource: { Table: { DatabaseName: database, Name: name } } }),
    );
    return columnsOf(table).map(({ Name: column = '', Type: type = '', Parameters: parameters }) => ({
      name: column,
      type,
      id: parameters?.['iceberg.field.id'],
      sensitivity: tagged
        .find(({ Name }) => Name === column)
        ?.LFTags?.find(({ TagKey: key }) => key === 'sensitivity')?.TagValues?.[0],
    }));
  }

  async workGroups(): Promise<string[]> {
    const { WorkGroups: all = [] } = await this.athena.send(new ListWorkGroupsCommand({}));
    return all.map(({ Name: name = '' }) => name).filter((name) => name !== 'primary');
  }

  /** Paths that crawlers look at. */
  async crawled(): Promise<string[]> {
    const { Crawlers: all = [] } = await this.glue.send(new GetCrawlersCommand({}));
    return all.flatMap(({ Targets: targets }) => [
      ...(targets?.S3Targets ?? []).map(({ Path: path = '' }) => path),
      ...(targets?.IcebergTargets ?? []).flatMap(({ Paths: paths = [] }) => paths),
    ]);
  }

  close(): void {
    for (const client of [this.athena, this.glue, this.lakeFormation]) client.destroy();
  }
}

/** Athena shows what a table is partitioned by among its columns. */
function columnsOf(table: GlueTable | undefined): readonly Column[] {
  return [...(table?.StorageDescriptor?.Columns ?? []), ...(table?.PartitionKeys ?? [])];
}

import { createHash } from 'node:crypto';
import { basename, join, relative } from 'node:path';
import { CustomResource, Duration, Stack } from 'aws-cdk-lib';
import type { ICommandHooks } from 'aws-cdk-lib/aws-lambda-nodejs';
import type { IGrantable } from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';
import type { Dataset } from '../../core/contracts';
import { CUSTOM_RESOURCES, MIGRATE_ENV } from '../../core/environment-names';
import { governedTables } from '../../core/governance';
import { DATABASES } from '../../core/tables';
import { functionAlarms, type AlarmSpec } from './alarm-spec';
import { allow } from './allow';
import type { Lake } from './lake';
import { LakeFunction, REPOSITORY } from './lake-function';

export interface MigrationProps extends Lake {
  readonly datasets: readonly Dataset[];
}

/**
 * Creates and evolves Iceberg tables through the Glue API. CloudFormation must not: its updates can strip a
 * table of the pointer to its metadata.
 */
export class Migration extends Construct {
  readonly handler: LakeFunction;

  constructor(
    scope: Construct,
    id: string,
    private readonly props: MigrationProps,
  ) {
    super(scope, id);
    const { environment, keys, zones, ledger, datasets } = props;
    this.handler = new LakeFunction(this, 'Handler', {
      environment,
      entry: 'lambdas/migrate/handler.ts',
      description: 'Brings tables and LF-tags to what the contracts say',
      encryptionKey: keys.operations,
      timeout: Duration.minutes(10),
      commandHooks: copySeeds(datasets),
      whyNoQueue: 'The state machine and CloudFormation wait for its answer and are told of a failure.',
    });
    zones.bronze.grantAppend(this.handler);
    // The Glue API writes the first metadata file of a table with the caller's permissions.
    for (const prefix of ['staging/', 'silver/']) zones.silver.grantTables(this.handler, prefix);
    zones.gold.grantTables(this.handler, 'gold/');
    ledger.grantReadWrite(this.handler, MIGRATE_ENV.ledgerTable);
    this.handler.addEnvironment(MIGRATE_ENV.catalogId, Stack.of(this).account);
    this.handler.addEnvironment(MIGRATE_ENV.bronzeBucket, zones.bronze.bucket.bucketName);
    this.handler.addEnvironment(MIGRATE_ENV.silverBucket, zones.silver.bucket.bucketName);
    this.handler.addEnvironment(MIGRATE_ENV.goldBucket, zones.gold.bucket.bucketName);
    this.letItGovern();
  }

  /**
   * Closes the catalog while a stack is deployed. Databases must depend on it: until the account's defaults are
   * closed, whatever is created in the account is open to whoever IAM allows.
   *
   * @see https://docs.aws.amazon.com/lake-formation/latest/dg/change-settings.html
   */
  closeWith(scope: Construct, id: string): CustomResource {
    return new CustomResource(scope, id, {
      serviceToken: this.handler.functionArn,
      resourceType: CUSTOM_RESOURCES.closedCatalog,
      serviceTimeout: Duration.minutes(12),
    });
  }

  /** Migrates while a stack is deployed, whenever the tables that contracts ask for have changed. */
  runWith(scope: Construct, id: string): CustomResource {
    // How tables lie in files on one machine is nothing to migrate.
    const deployed = (name: string, value: unknown): unknown => (name === 'clusters' ? undefined : value);
    const tables = JSON.stringify(governedTables(this.props.datasets), deployed);
    return new CustomResource(scope, id, {
      serviceToken: this.handler.functionArn,
      resourceType: CUSTOM_RESOURCES.tables,
      serviceTimeout: Duration.minutes(12),
      properties: { tables: createHash('sha256').update(tables).digest('hex') },
    });
  }

  /** Lets a state machine migrate before it works. */
  grantInvoke(grantee: IGrantable): void {
    allow(grantee, { actions: ['lambda:InvokeFunction'], resources: [this.handler.functionArn] });
  }

  alarms(): AlarmSpec[] {
    return functionAlarms('migrate', this.handler);
  }

  private letItGovern(): void {
    const glue = (resource: string): string => Stack.of(this).formatArn({ service: 'glue', resource });
    allow(this.handler, {
      actions: [
        'glue:GetDatabase',
        'glue:GetTable',
        'glue:GetTables',
        'glue:CreateTable',
        'glue:UpdateTable',
      ],
      resources: [
        glue('catalog'),
        ...DATABASES.flatMap((database) => [glue(`database/${database}`), glue(`table/${database}/*`)]),
      ],
      wildcard: {
        finding: /^Resource::arn:.*:glue:.*:table\/\w+\/\*$/,
        reason: 'Tables of one database, each by its contract.',
      },
    });
    allow(this.handler, {
      actions: [
        'lakeformation:GetDataAccess',
        'lakeformation:GetDataLakeSettings',
        'lakeformation:PutDataLakeSettings',
        'lakeformation:ListPermissions',
        'lakeformation:RevokePermissions',
        'lakeformation:GetResourceLFTags',
        'lakeformation:AddLFTagsToResource',
      ],
      resources: ['*'],
      wildcard: {
        finding: /^Resource::\*$/,
        reason: 'Lake Formation has no resource-level permissions in IAM; its own grants decide.',
      },
    });
  }
}

/** Puts reference data beside the bundle, where the contract's `__dirname` then points. */
function copySeeds(datasets: readonly Dataset[]): ICommandHooks {
  const seeds = datasets.flatMap(({ name, seed }) => (seed ? [{ name, seed }] : []));
  const places = seeds.map(({ name, seed }) => relative(join(REPOSITORY, 'datasets', name), seed));
  const twice = places.find((place, index) => places.indexOf(place) !== index);
  if (twice !== undefined) {
    throw new Error(
      `Two datasets have a seed ${twice}; name one of them differently (${basename(twice)} is taken).`,
    );
  }
  return {
    beforeBundling: () => [],
    beforeInstall: () => [],
    afterBundling: (_input, output) =>
      seeds.flatMap(({ seed }, index) => {
        const target = join(output, places[index] ?? '');
        return [`mkdir -p "${join(target, '..')}"`, `cp "${seed}" "${target}"`];
      }),
  };
}

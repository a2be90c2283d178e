import { Duration, Stack } from 'aws-cdk-lib';
import type { IGrantable, IRole } from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';
import { PUBLISH_ENV } from '../../core/environment-names';
import { functionAlarms, type AlarmSpec } from './alarm-spec';
import { queriedCatalog } from './queried-catalog';
import { allow } from './allow';
import type { GovernedWorkGroup } from './governed-work-group';
import type { Lake } from './lake';
import { LakeFunction } from './lake-function';

export interface PublicationProps extends Lake {
  readonly workGroup: GovernedWorkGroup;
}

/** The step between true figures about people and gold: what may be shown is decided in a function, not in SQL. */
export class Publication extends Construct {
  readonly handler: LakeFunction;

  constructor(scope: Construct, id: string, props: PublicationProps) {
    super(scope, id);
    const { environment, keys, zones, workGroup } = props;
    this.handler = new LakeFunction(this, 'Handler', {
      environment,
      entry: 'lambdas/publish/handler.ts',
      description: 'Publishes figures about people in gold, as far as they give nobody away',
      encryptionKey: keys.operations,
      timeout: Duration.minutes(15),
      memory: 1024,
      whyNoQueue: 'The state machine waits for its answer and is told of a failure.',
    });
    workGroup.grantRun(this.handler);
    this.handler.addEnvironment(PUBLISH_ENV.workGroup, workGroup.name);
    zones.silver.grantRead(this.handler, 'silver/');
    zones.silver.grantReadWrite(this.handler, 'staging/publications/');
    zones.gold.grantTables(this.handler, 'gold/');
    this.handler.addEnvironment(PUBLISH_ENV.publicationsBucket, zones.silver.bucket.bucketName);
    this.letItQuery();
  }

  /** Whom Lake Formation lets read silver and fill gold. */
  get role(): IRole {
    const { role } = this.handler;
    if (!role) throw new Error('A function of the lake has a role.');
    return role;
  }

  grantInvoke(grantee: IGrantable): void {
    allow(grantee, { actions: ['lambda:InvokeFunction'], resources: [this.handler.functionArn] });
  }

  alarms(): AlarmSpec[] {
    return functionAlarms('publish', this.handler);
  }

  private letItQuery(): void {
    const glue = (resource: string): string => Stack.of(this).formatArn({ service: 'glue', resource });
    const tables = (database: string): string[] => [
      glue(`database/${database}`),
      glue(`table/${database}/*`),
    ];
    const wildcard = {
      finding: /:glue:.*:table\/\w+\/\*$/,
      reason: 'It reads what models read and fills gold.',
    };
    allow(this.handler, {
      actions: ['glue:GetDatabase', 'glue:GetDatabases', 'glue:GetTable', 'glue:GetTables'],
      resources: queriedCatalog(this, ['silver', 'gold']),
      wildcard,
    });
    // An Iceberg commit is an UpdateTable that moves the pointer to the metadata.
    allow(this.handler, {
      actions: ['glue:UpdateTable'],
      resources: [glue('catalog'), ...tables('gold')],
      wildcard,
    });
    allow(this.handler, { actions: ['lakeformation:GetDataAccess'], resources: ['*'] });
  }
}

import { Stack } from 'aws-cdk-lib';
import { CfnDataQualityRuleset } from 'aws-cdk-lib/aws-glue';
import { Role, ServicePrincipal, type IGrantable } from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';
import type { Dataset } from '../../core/contracts';
import { METRICS } from '../../core/environment-names';
import { qualityRuleset } from '../../core/quality';
import { silverTable } from '../../core/tables';
import { allow } from './allow';
import type { Lake } from './lake';

export interface QualityEvaluationProps extends Lake {
  readonly datasets: readonly Dataset[];
}

/**
 * The rules of every dataset as a ruleset of Glue Data Quality, and the role with which Glue evaluates them. A
 * ruleset is a definition only: a state machine starts its evaluations.
 *
 * @see https://docs.aws.amazon.com/glue/latest/dg/data-quality-authorization.html
 */
export class QualityEvaluation extends Construct {
  readonly role: Role;

  constructor(
    scope: Construct,
    id: string,
    private readonly props: QualityEvaluationProps,
  ) {
    super(scope, id);
    for (const dataset of props.datasets) {
      const { database, name, description } = silverTable(dataset);
      new CfnDataQualityRuleset(this, `Ruleset-${name}`, {
        name: this.rulesetOf(dataset),
        description: `Rules of ${database}.${name}. ${description}`,
        ruleset: qualityRuleset(dataset),
        targetTable: { databaseName: database, tableName: name },
      });
    }
    this.role = this.evaluator();
  }

  rulesetOf({ name }: Dataset): string {
    return `headwater-${this.props.environment.name}-${name}`;
  }

  /** Lets a state machine start evaluations and tell how many rules are broken. */
  grantStart(grantee: IGrantable): void {
    allow(grantee, {
      actions: ['glue:StartDataQualityRulesetEvaluationRun'],
      resources: this.rulesetArns(),
    });
    allow(grantee, {
      actions: ['iam:PassRole'],
      resources: [this.role.roleArn],
      conditions: { StringEquals: { 'iam:PassedToService': 'glue.amazonaws.com' } },
    });
    allow(grantee, {
      actions: ['cloudwatch:PutMetricData'],
      resources: ['*'],
      conditions: { StringEquals: { 'cloudwatch:namespace': METRICS.namespace } },
    });
  }

  private evaluator(): Role {
    const { account, region, partition } = Stack.of(this);
    const role = new Role(this, 'Role', {
      description: 'Glue Data Quality reads silver tables with it',
      assumedBy: new ServicePrincipal('glue.amazonaws.com', {
        conditions: { StringEquals: { 'aws:SourceAccount': account } },
      }),
    });
    const glue = (resource: string): string => Stack.of(this).formatArn({ service: 'glue', resource });
    const tables = this.props.datasets.map(silverTable);
    allow(role, {
      actions: ['glue:GetDatabase', 'glue:GetTable', 'glue:GetPartitions'],
      resources: [
        glue('catalog'),
        glue('database/silver'),
        ...tables.map(({ database, name }) => glue(`table/${database}/${name}`)),
      ],
    });
    allow(role, {
      actions: [
        'glue:GetDataQualityRuleset',
        'glue:GetDataQualityRulesetEvaluationRun',
        'glue:GetDataQualityResult',
        'glue:PublishDataQuality',
      ],
      resources: this.rulesetArns(),
    });
    for (const { database, name } of tables) {
      this.props.zones.silver.grantRead(role, `${database}/${name}/`);
    }
    allow(role, {
      actions: ['s3:GetObject'],
      resources: [`arn:${partition}:s3:::aws-glue-ml-data-quality-assets-${region}/*`],
      wildcard: {
        finding: /:aws-glue-ml-data-quality-assets-.*\/\*$/,
        reason: "Glue's own libraries, in a bucket of Glue's.",
      },
    });
    allow(role, {
      actions: ['lakeformation:GetDataAccess'],
      resources: ['*'],
      wildcard: {
        finding: /^Resource::\*$/,
        reason: 'GetDataAccess has no resources; grants of Lake Formation decide.',
      },
    });
    allow(role, {
      actions: ['logs:CreateLogGroup', 'logs:CreateLogStream', 'logs:PutLogEvents'],
      resources: [Stack.of(this).formatArn({ service: 'logs', resource: 'log-group:/aws-glue/*' })],
      wildcard: { finding: /:log-group:\/aws-glue\/\*$/, reason: 'Glue names its log groups itself.' },
    });
    return role;
  }

  private rulesetArns(): string[] {
    return this.props.datasets.map((dataset) =>
      Stack.of(this).formatArn({
        service: 'glue',
        resource: 'dataQualityRuleset',
        resourceName: this.rulesetOf(dataset),
      }),
    );
  }
}

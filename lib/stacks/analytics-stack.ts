import { CfnOutput } from 'aws-cdk-lib';
import { CfnNamedQuery } from 'aws-cdk-lib/aws-athena';
import type { IRole } from 'aws-cdk-lib/aws-iam';
import type { Construct } from 'constructs';
import { savedQueriesOf } from '../../datasets/saved_queries';
import type { AlarmSpec } from '../constructs/alarm-spec';
import { GovernedWorkGroup } from '../constructs/governed-work-group';
import type { Lake } from '../constructs/lake';
import type { PersonaConfig } from '../../core/governance';
import { LakeStack } from './lake-stack';

export interface AnalyticsStackProps extends Lake {
  /** Role of each persona, by the persona's name. */
  readonly roles: Readonly<Record<string, IRole>>;
}

/** Where people query: a workgroup per persona, so that nobody sees another's results. */
export class AnalyticsStack extends LakeStack {
  readonly alarms: readonly AlarmSpec[];

  constructor(scope: Construct, id: string, props: AnalyticsStackProps) {
    super(scope, id, 'workgroups of the personas', props);
    const { personas } = props.environment.governance;
    new CfnOutput(this, 'Region', { value: this.region });
    this.alarms = personas.flatMap((persona) => this.workGroupOf(persona, props).alarms());
  }

  private workGroupOf(persona: PersonaConfig, props: AnalyticsStackProps): GovernedWorkGroup {
    const { name, description } = persona;
    const workGroup = new GovernedWorkGroup(this, `WorkGroup-${name}`, { ...props, name, description });
    const role = props.roles[name];
    if (!role) throw new Error(`Persona "${name}" has no role.`);
    workGroup.grantRun(role);
    for (const query of savedQueriesOf(persona)) {
      new CfnNamedQuery(workGroup, `Query-${query.name}`, {
        name: query.name,
        description: query.description,
        database: query.database,
        queryString: query.sql(),
        workGroup: workGroup.name,
      }).addResourceDependency(workGroup.workGroup);
    }
    new CfnOutput(this, `WorkGroupName-${name}`, { value: workGroup.name, description });
    new CfnOutput(this, `ResultsLocation-${name}`, { value: workGroup.resultsLocation });
    return workGroup;
  }
}

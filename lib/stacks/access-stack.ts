import { CfnOutput } from 'aws-cdk-lib';
import type { IRole } from 'aws-cdk-lib/aws-iam';
import type { Construct, IDependable } from 'constructs';
import type { Environment } from '../config';
import type { Dataset } from '../../core/contracts';
import { governedTables, grantsFor, type PersonaConfig, type ServiceName } from '../../core/governance';
import {
  DatabaseTags,
  LakeGrants,
  PersonaRole,
  ServiceGrants,
  TableGrants,
  type ServiceAccess,
} from '../governance';
import type { TableReading } from '../constructs/table-reading';
import { ZONES } from '../../core/tables';
import { LakeStack, type LakeStackProps } from './lake-stack';

export interface AccessStackProps extends LakeStackProps {
  readonly datasets: readonly Dataset[];
  readonly personas: readonly PersonaConfig[];
  /** What works on tables without being a person, by name. @default nothing */
  readonly services?: Readonly<Partial<Record<ServiceName, ServiceAccess>>>;
  /** Tables that sources read. @default none */
  readonly readings?: readonly TableReading[];
}

/**
 * Personas and what they may see. Deployed after the catalog: databases must exist to be tagged, tables to
 * have data cells filters.
 */
export class AccessStack extends LakeStack {
  /** The role of each persona, by the persona's name. */
  readonly roles: Readonly<Record<string, IRole>>;

  constructor(scope: Construct, id: string, props: AccessStackProps) {
    super(scope, id, 'personas and what they may see', props);
    const tables = governedTables(props.datasets);
    const tags = new DatabaseTags(this, 'DatabaseTags', { databases: ZONES });
    this.roles = Object.fromEntries(
      props.personas.map((persona) => [persona.name, this.roleOf(persona, props.environment)]),
    );
    const grants = new LakeGrants(this, 'Grants', {
      grants: props.personas.flatMap((persona) => grantsFor(persona, tables)),
      roles: this.roles,
    });
    grants.node.addDependency(tags);
    let previous: IDependable = grants;
    for (const [name, access] of Object.entries(props.services ?? {})) {
      const service = new ServiceGrants(this, `Service-${name}`, access);
      service.node.addDependency(previous);
      previous = service;
    }
    const { readings = [] } = props;
    if (readings.length > 0)
      new TableGrants(this, 'SourceReadings', { readings }).node.addDependency(previous);
  }

  private roleOf(persona: PersonaConfig, { name, console: settings }: Environment): IRole {
    const [namePrefix, isInConsole] = [`headwater-${name}`, settings !== undefined];
    const { role } = new PersonaRole(this, `Persona-${persona.name}`, { persona, namePrefix, isInConsole });
    new CfnOutput(this, `Role-${persona.name}`, { value: role.roleArn, description: persona.description });
    return role;
  }
}

import { Duration, Tags } from 'aws-cdk-lib';
import { Role } from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';
import { allow } from '../constructs/allow';
import { queriedCatalog, READ_CATALOG } from '../constructs/queried-catalog';
import { PERSONA_TAG, personaRoleName, type PersonaConfig } from '../../core/governance/persona';
import { trustConsole, trustedPrincipal } from './persona-trust';

export interface PersonaRoleProps {
  readonly persona: PersonaConfig;
  /** Starts the role's name, so that lakes of one account don't collide. */
  readonly namePrefix: string;
  /** Whether the console may take it on for people of its group. @default false */
  readonly isInConsole?: boolean;
}

/**
 * The role of a persona. It may ask the catalog and ask Lake Formation for data; what comes back, Lake
 * Formation decides. It has no permission on S3 or on keys of the lake.
 *
 * @see https://docs.aws.amazon.com/lake-formation/latest/dg/permissions-reference.html#persona-user
 */
export class PersonaRole extends Construct {
  readonly role: Role;

  constructor(scope: Construct, id: string, props: PersonaRoleProps) {
    super(scope, id);
    const { persona } = props;
    const role = new Role(this, 'Role', {
      roleName: personaRoleName(props.namePrefix, persona.name),
      // Never the path of the lake's own roles, which bucket policies let in.
      path: '/',
      description: persona.description,
      assumedBy: trustedPrincipal(this, persona.trust),
      maxSessionDuration: Duration.hours(persona.sessionHours),
    });
    Tags.of(role).add(PERSONA_TAG, persona.name);
    if (props.isInConsole) trustConsole(role, props.namePrefix);
    allow(role, {
      actions: ['lakeformation:GetDataAccess'],
      resources: ['*'],
      wildcard: {
        finding: /^Resource::\*$/,
        reason: 'GetDataAccess has no resources; grants of Lake Formation decide.',
      },
    });
    allow(role, {
      actions: READ_CATALOG,
      resources: queriedCatalog(this, persona.zones),
      wildcard: {
        finding: /:table\/[a-z]+\/\*$/,
        reason: 'Which tables of a zone are seen, Lake Formation decides.',
      },
    });
    this.role = role;
  }
}

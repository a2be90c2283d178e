import { Aws } from 'aws-cdk-lib';
import type { IRole } from 'aws-cdk-lib/aws-iam';
import { CfnPrincipalPermissions } from 'aws-cdk-lib/aws-lakeformation';
import { Construct } from 'constructs';
import type { Database } from '../../core/tables';
import { GrantChain } from './grant-chain';

/** A part of the lake that works on tables: transformation, maintenance. */
export interface ServiceAccess {
  /** Must be allowed lakeformation:GetDataAccess by IAM. */
  readonly role: IRole;
  /** Zones it reads. @default none */
  readonly reads?: readonly Database[];
  /** Zones whose tables it reads and writes: INSERT, MERGE, DELETE, OPTIMIZE, VACUUM. @default none */
  readonly writes?: readonly Database[];
}

/**
 * What a service of the lake needs from Lake Formation: by the tag `zone`, so every column and row of the
 * zones and nothing outside them. Instantiate it after the databases are tagged.
 *
 * @see https://docs.aws.amazon.com/lake-formation/latest/dg/lf-permissions-reference.html
 */
export class ServiceGrants extends Construct {
  constructor(scope: Construct, id: string, props: ServiceAccess) {
    super(scope, id);
    const { role, reads = [], writes = [] } = props;
    const chain = new GrantChain();
    const grant = (
      name: string,
      resourceType: 'DATABASE' | 'TABLE',
      zones: readonly Database[],
      permissions: string[],
    ): void => {
      if (zones.length === 0) return;
      chain.add(
        new CfnPrincipalPermissions(this, name, {
          principal: { dataLakePrincipalIdentifier: role.roleArn },
          resource: {
            lfTagPolicy: {
              catalogId: Aws.ACCOUNT_ID,
              resourceType,
              expression: [{ tagKey: 'zone', tagValues: [...zones] }],
            },
          },
          permissions,
          permissionsWithGrantOption: [],
        }),
      );
    };
    grant('Describe', 'DATABASE', [...new Set([...reads, ...writes])], ['DESCRIBE']);
    grant('Read', 'TABLE', reads, ['SELECT', 'DESCRIBE']);
    // A commit of Iceberg points the table at new metadata, which is an ALTER.
    grant('Write', 'TABLE', writes, ['SELECT', 'DESCRIBE', 'INSERT', 'DELETE', 'ALTER']);
  }
}

import { Aws } from 'aws-cdk-lib';
import type { IRole } from 'aws-cdk-lib/aws-iam';
import { CfnPrincipalPermissions } from 'aws-cdk-lib/aws-lakeformation';
import { Construct } from 'constructs';
import { GrantChain } from './grant-chain';

export interface TableCreatorProps {
  readonly role: IRole;
  /** Databases by name, tagged or not. */
  readonly databases: readonly string[];
  /** ARNs of registered locations outside those of the databases in which its tables may lie. @default none */
  readonly locations?: readonly string[];
}

/**
 * Lets a role create tables, of which it then has every permission. An administrator needs it too: only who
 * has created a database may create tables in it without a grant.
 *
 * @see https://docs.aws.amazon.com/lake-formation/latest/dg/implicit-permissions.html
 */
export class TableCreator extends Construct {
  constructor(scope: Construct, id: string, props: TableCreatorProps) {
    super(scope, id);
    const chain = new GrantChain();
    const principal = { dataLakePrincipalIdentifier: props.role.roleArn };
    for (const name of props.databases) {
      chain.add(
        new CfnPrincipalPermissions(this, name, {
          principal,
          resource: { database: { catalogId: Aws.ACCOUNT_ID, name } },
          permissions: ['CREATE_TABLE', 'DESCRIBE'],
          permissionsWithGrantOption: [],
        }),
      );
    }
    for (const [index, resourceArn] of (props.locations ?? []).entries()) {
      chain.add(
        new CfnPrincipalPermissions(this, `Location${index}`, {
          principal,
          resource: { dataLocation: { catalogId: Aws.ACCOUNT_ID, resourceArn } },
          permissions: ['DATA_LOCATION_ACCESS'],
          permissionsWithGrantOption: [],
        }),
      );
    }
  }
}

import { Aws } from 'aws-cdk-lib';
import { CfnPrincipalPermissions } from 'aws-cdk-lib/aws-lakeformation';
import { Construct } from 'constructs';
import type { TableReading } from '../constructs/table-reading';
import { GrantChain } from './grant-chain';

export interface TableGrantsProps {
  readonly readings: readonly TableReading[];
}

/** What sources of the lake may read of its tables: each one table, every row and column of it. */
export class TableGrants extends Construct {
  constructor(scope: Construct, id: string, { readings }: TableGrantsProps) {
    super(scope, id);
    const chain = new GrantChain();
    for (const { name, role, database, table } of readings) {
      chain.add(
        new CfnPrincipalPermissions(this, name, {
          principal: { dataLakePrincipalIdentifier: role.roleArn },
          resource: { table: { catalogId: Aws.ACCOUNT_ID, databaseName: database, name: table } },
          permissions: ['SELECT', 'DESCRIBE'],
          permissionsWithGrantOption: [],
        }),
      );
    }
  }
}

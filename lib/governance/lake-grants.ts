import { Aws, type CfnResource } from 'aws-cdk-lib';
import type { IRole } from 'aws-cdk-lib/aws-iam';
import { CfnDataCellsFilter, CfnPrincipalPermissions } from 'aws-cdk-lib/aws-lakeformation';
import { Construct } from 'constructs';
import { filterName, type CellsGrant, type Grant, type TagGrant } from '../../core/governance/grants';
import { GrantChain } from './grant-chain';

export interface LakeGrantsProps {
  readonly grants: readonly Grant[];
  /** The role of each persona that the grants name. */
  readonly roles: Readonly<Record<string, IRole>>;
}

/** Lake Formation grants to personas, one after the other. */
export class LakeGrants extends Construct {
  constructor(scope: Construct, id: string, props: LakeGrantsProps) {
    super(scope, id);
    const chain = new GrantChain();
    for (const grant of props.grants) {
      const role = props.roles[grant.persona];
      if (!role) throw new Error(`A grant names persona "${grant.persona}", which has no role.`);
      for (const resource of grant.kind === 'tags' ? [this.byTag(grant, role)] : this.byCells(grant, role)) {
        chain.add(resource);
      }
    }
  }

  private byTag(grant: TagGrant, role: IRole): CfnPrincipalPermissions {
    return new CfnPrincipalPermissions(this, `${grant.persona}-${grant.resourceType.toLowerCase()}`, {
      principal: { dataLakePrincipalIdentifier: role.roleArn },
      resource: {
        lfTagPolicy: {
          catalogId: Aws.ACCOUNT_ID,
          resourceType: grant.resourceType,
          expression: Object.entries(grant.expression).map(([tagKey, tagValues]) => ({
            tagKey,
            tagValues: [...tagValues],
          })),
        },
      },
      permissions: [...grant.permissions],
      permissionsWithGrantOption: [],
    });
  }

  private byCells(grant: CellsGrant, role: IRole): CfnResource[] {
    const id = `${grant.persona}-${grant.database}-${grant.table}`;
    const name = filterName(grant);
    const filter = new CfnDataCellsFilter(this, `${id}-filter`, {
      tableCatalogId: Aws.ACCOUNT_ID,
      databaseName: grant.database,
      tableName: grant.table,
      name,
      columnNames: [...grant.columns],
      rowFilter:
        grant.predicate === undefined ? { allRowsWildcard: {} } : { filterExpression: grant.predicate },
    });
    const permission = new CfnPrincipalPermissions(this, `${id}-select`, {
      principal: { dataLakePrincipalIdentifier: role.roleArn },
      resource: {
        dataCellsFilter: {
          tableCatalogId: Aws.ACCOUNT_ID,
          databaseName: grant.database,
          tableName: grant.table,
          name,
        },
      },
      permissions: ['SELECT'],
      permissionsWithGrantOption: [],
    });
    return [filter, permission];
  }
}

import { Aws } from 'aws-cdk-lib';
import { CfnTagAssociation } from 'aws-cdk-lib/aws-lakeformation';
import { Construct } from 'constructs';
import type { Zone } from '../../core/tables';
import { databaseTags } from '../../core/governance/tags';
import { GrantChain } from './grant-chain';

export interface DatabaseTagsProps {
  /** Databases of the catalog, which must exist. */
  readonly databases: readonly Zone[];
}

/** Tags databases with the most restricted values, which whatever is made in them inherits. */
export class DatabaseTags extends Construct {
  constructor(scope: Construct, id: string, props: DatabaseTagsProps) {
    super(scope, id);
    const chain = new GrantChain();
    for (const name of props.databases) {
      chain.add(
        new CfnTagAssociation(this, name, {
          resource: { database: { catalogId: Aws.ACCOUNT_ID, name } },
          lfTags: Object.entries(databaseTags(name)).map(([tagKey, value]) => ({
            catalogId: Aws.ACCOUNT_ID,
            tagKey,
            tagValues: [value],
          })),
        }),
      );
    }
  }
}

import { Construct } from 'constructs';
import { CfnTag } from 'aws-cdk-lib/aws-lakeformation';
import type { IRole } from 'aws-cdk-lib/aws-iam';
import type { TagKey } from '../../core/governance/tags';
import { DeployAdministrator } from './lake-administrator';
import { LakeLocations, type LakeLocationsProps } from './lake-locations';

export interface LakeFoundationProps extends LakeLocationsProps {
  /** Every LF-tag with the values it may take. */
  readonly vocabulary: Readonly<Record<TagKey, readonly string[]>>;
}

/**
 * What Lake Formation needs before the first table exists: an administrator that can deploy, the LF-tags,
 * and the locations it vends credentials for.
 */
export class LakeFoundation extends Construct {
  /** Reads and writes zone buckets on behalf of Lake Formation. */
  readonly locationRole: IRole;

  constructor(scope: Construct, id: string, props: LakeFoundationProps) {
    super(scope, id);
    const administrator = new DeployAdministrator(this, 'DeployAdministrator');
    const locations = new LakeLocations(this, 'Locations', props);
    locations.node.addDependency(administrator);
    this.locationRole = locations.role;
    for (const [tagKey, tagValues] of Object.entries(props.vocabulary)) {
      const tag = new CfnTag(this, `Tag-${tagKey}`, { tagKey, tagValues: [...tagValues] });
      tag.node.addDependency(administrator);
    }
  }
}

import { CfnOutput } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { LakeKeys } from '../constructs/keys';
import { Ledger } from '../constructs/ledger';
import { removalPolicy, Zones } from '../constructs/zones';
import type { Dataset } from '../../core/contracts';
import { BUCKET_OUTPUTS } from '../../core/environment-names';
import { LakeStack, type LakeStackProps } from './lake-stack';

export interface StorageStackProps extends LakeStackProps {
  readonly datasets: readonly Dataset[];
}

/** Everything that must outlive a mistake: keys, buckets and the ledger. */
export class StorageStack extends LakeStack {
  readonly keys: LakeKeys;
  readonly zones: Zones;
  readonly ledger: Ledger;

  constructor(scope: Construct, id: string, props: StorageStackProps) {
    super(scope, id, 'keys, buckets and ledger', props);
    const removal = removalPolicy(props.environment);
    this.keys = new LakeKeys(this, 'Keys', { removalPolicy: removal });
    this.zones = new Zones(this, 'Zones', { ...props, keys: this.keys });
    for (const zone of ['bronze', 'silver', 'gold'] as const) {
      new CfnOutput(this, BUCKET_OUTPUTS[zone], { value: this.zones[zone].bucket.bucketName });
    }
    this.ledger = new Ledger(this, 'Ledger', { encryptionKey: this.keys.operations, removalPolicy: removal });
  }
}

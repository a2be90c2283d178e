import { ManagementEventSources, ReadWriteType, Trail } from 'aws-cdk-lib/aws-cloudtrail';
import { LogGroup, type ILogGroup, type RetentionDays } from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import { acknowledgeWildcard } from '../../nag';
import type { Lake } from '../lake';
import { LakeBucket } from '../lake-bucket';
import { removalPolicy } from '../zones';

/**
 * Who read or wrote which object of the zones, result of a query or payload that landing gave up on, and who did
 * what to the account: CloudTrail data and management events, with digests that show tampering.
 */
export class AuditTrail extends Construct {
  readonly log: ILogGroup;

  constructor(scope: Construct, id: string, { environment, keys, zones }: Lake) {
    super(scope, id);
    const { bucket } = new LakeBucket(this, 'Audit', {
      encryptionKey: keys.operations,
      accessLogs: zones.accessLogs,
      removalPolicy: removalPolicy(environment),
      deleteWithData: environment.deleteBucketsWithData,
      previousVersionDays: environment.retention.previousVersionDays,
      expireDays: environment.retention.auditTrailDays,
    });
    this.log = new LogGroup(this, 'Log', {
      encryptionKey: keys.operations,
      retention: environment.retention.logDays as RetentionDays,
      removalPolicy: removalPolicy(environment),
    });
    const trail = new Trail(this, 'Trail', {
      trailName: `headwater-${environment.name}-data`,
      bucket,
      encryptionKey: keys.operations,
      enableFileValidation: true,
      // STS and IAM are called in other regions too, and a role taken on there reads here.
      isMultiRegionTrail: true,
      includeGlobalServiceEvents: true,
      sendToCloudWatchLogs: true,
      cloudWatchLogGroup: this.log,
    });
    const watched = [zones.bronze, zones.silver, zones.gold, zones.results, zones.failures];
    trail.addS3EventSelector(
      watched.map((zone) => ({ bucket: zone.bucket })),
      {
        readWriteType: ReadWriteType.ALL,
        includeManagementEvents: true,
        // A query is thousands of calls to KMS, which say nothing that the data events don't.
        excludeManagementEventSources: [ManagementEventSources.KMS],
      },
    );
    acknowledgeWildcard(this, /:log-stream:/, 'CloudTrail names its log streams itself.');
  }
}

import type {
  DlqDestinationConfig,
  IEventSourceDlq,
  IEventSourceMapping,
  IFunction,
} from 'aws-cdk-lib/aws-lambda';
import type { LakeBucket } from './lake-bucket';

/**
 * Takes the payload of records that a function gave up on; other destinations keep only their position.
 *
 * The library's S3OnFailureDestination would let the function read and delete there too.
 *
 * @see https://docs.aws.amazon.com/lambda/latest/dg/kinesis-on-failure-destination.html
 */
export class FailureBucket implements IEventSourceDlq {
  constructor(private readonly bucket: LakeBucket) {}

  bind(_mapping: IEventSourceMapping, handler: IFunction): DlqDestinationConfig {
    this.bucket.grantDeliver(handler);
    return { destination: this.bucket.bucket.bucketArn };
  }
}

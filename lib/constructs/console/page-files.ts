import { renameSync } from 'node:fs';
import { join } from 'node:path';
import { AssetHashType, DockerImage, Stack } from 'aws-cdk-lib';
import { Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { LogGroup, type RetentionDays } from 'aws-cdk-lib/aws-logs';
import type { IBucket } from 'aws-cdk-lib/aws-s3';
import { BucketDeployment, CacheControl, Source, type ISource } from 'aws-cdk-lib/aws-s3-deployment';
import { Construct } from 'constructs';
import { buildSync } from 'esbuild';
import { PAGE } from '../../../console/bundle';
import { CONSOLE_PATH } from '../../../core/console/document';
import { acknowledge, acknowledgeWildcard } from '../../nag';
import type { Lake } from '../lake';
import { REPOSITORY } from '../lake-function';
import { removalPolicy } from '../zones';

const CDK_FUNCTION = 'Custom::CDKBucketDeployment';

export interface PageFilesProps extends Lake {
  readonly bucket: IBucket;
}

/** Script and style of the page, made at synthesis and put into the bucket when the stack is deployed. */
export class PageFiles extends Construct {
  constructor(scope: Construct, id: string, { environment, keys, bucket }: PageFilesProps) {
    super(scope, id);
    const role = new Role(this, 'Role', {
      assumedBy: new ServicePrincipal('lambda.amazonaws.com'),
      description: 'Puts the files of the console into their bucket',
    });
    const logGroup = new LogGroup(this, 'Log', {
      encryptionKey: keys.operations,
      retention: environment.retention.logDays as RetentionDays,
      removalPolicy: removalPolicy(environment),
    });
    logGroup.grantWrite(role);
    new BucketDeployment(this, 'Deployment', {
      sources: [pageSource()],
      destinationBucket: bucket,
      destinationKeyPrefix: CONSOLE_PATH.slice(1),
      // A browser asks each time whether it has the latest.
      cacheControl: [CacheControl.noCache()],
      logGroup,
      role,
    });
    // One function of the CDK's works for all deployments of a stack, and stands beside them.
    for (const each of Stack.of(this).node.children.filter(({ node }) => node.id.startsWith(CDK_FUNCTION))) {
      acknowledge(each, 'L1', 'The runtime is the one that the CDK brings the function for.');
      acknowledge(each, 'LambdaDLQ', 'CloudFormation waits for its answer and is told of a failure.');
    }
    acknowledgeWildcard(
      role,
      /^(Action::s3:\w+\*|Resource::.*\/\*)$/,
      'The CDK’s function reads the assets of deployments and writes the bucket of the page, which holds nothing else.',
    );
  }
}

function pageSource(): ISource {
  return Source.asset(join(REPOSITORY, 'console'), {
    assetHashType: AssetHashType.OUTPUT,
    bundling: {
      // esbuild makes it on this machine; no image is ever asked for.
      image: DockerImage.fromRegistry('none'),
      local: {
        tryBundle: (directory) => {
          buildSync({ ...PAGE, absWorkingDir: REPOSITORY, outdir: directory });
          // esbuild names the style after the script that asks for it.
          renameSync(join(directory, 'script.css'), join(directory, 'style.css'));
          return true;
        },
      },
    },
  });
}

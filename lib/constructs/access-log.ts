import { AccessLogFormat } from 'aws-cdk-lib/aws-apigateway';
import { LogGroupLogDestination, type IAccessLogSettings } from 'aws-cdk-lib/aws-apigatewayv2';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import { LogGroup, type RetentionDays } from 'aws-cdk-lib/aws-logs';
import type { Construct } from 'constructs';
import type { Environment } from '../config';
import { removalPolicy } from './zones';

/** Who called which route and how it ended. Nothing of the request's content. */
const ACCESS_LOG = JSON.stringify({
  requestId: '$context.requestId',
  time: '$context.requestTime',
  caller: '$context.identity.userArn',
  subject: '$context.authorizer.claims.sub',
  sourceIp: '$context.identity.sourceIp',
  route: '$context.routeKey',
  status: '$context.status',
  requestLength: '$context.requestLength',
  responseLength: '$context.responseLength',
  latency: '$context.responseLatency',
  error: '$context.error.message',
});

/** An encrypted log of the calls of an HTTP API. */
export function accessLog(
  scope: Construct,
  environment: Environment,
  encryptionKey: IKey,
): IAccessLogSettings {
  const log = new LogGroup(scope, 'AccessLog', {
    encryptionKey,
    retention: environment.retention.logDays as RetentionDays,
    removalPolicy: removalPolicy(environment),
  });
  return { destination: new LogGroupLogDestination(log), format: AccessLogFormat.custom(ACCESS_LOG) };
}

import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { KinesisClient } from '@aws-sdk/client-kinesis';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { Logger } from '@aws-lambda-powertools/logger';
import { Metrics, MetricUnit } from '@aws-lambda-powertools/metrics';
import { Tracer } from '@aws-lambda-powertools/tracer';
import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2 } from 'aws-lambda';
import { datasets } from '../../datasets';
import { validatorOf } from '../../datasets/validators';
import { INTAKE_ENV, INTAKE_METRICS } from './names';
import { discreetClient } from '../aws/discreet-client';
import { DynamoDbLedger } from '../aws/dynamodb-ledger';
import { StreamUnavailableError } from '../../core/ports';
import { KinesisStream } from '../aws/kinesis-stream';
import { discreetly, loggable } from '../discreet';
import { readEnvironment } from '../environment';
import { once } from '../../core/once';
import { systemClock } from '../../core/ports';
import { post, type HttpRequest } from './http';
import type { IntakeDeps } from './intake';
import { METRICS } from '../../core/environment-names';

const logger = new Logger({ serviceName: 'intake' });
const metrics = new Metrics({ namespace: METRICS.namespace, serviceName: 'intake' });

const dependencies = once((): IntakeDeps => {
  const tracer = new Tracer({ serviceName: 'intake' });
  const { streamName, ledgerTable } = readEnvironment(INTAKE_ENV);
  const dynamo = tracer.captureAWSv3Client(discreetClient(new DynamoDBClient({})));
  return {
    stream: new KinesisStream(tracer.captureAWSv3Client(discreetClient(new KinesisClient({}))), streamName),
    ledger: new DynamoDbLedger(DynamoDBDocumentClient.from(dynamo), ledgerTable),
    clock: systemClock,
    validatorOf,
  };
});

/** `POST /{dataset}` of the HTTP API. */
export const handler = discreetly(
  async (event: APIGatewayProxyEventV2): Promise<APIGatewayProxyStructuredResultV2> => {
    try {
      const answer = await post(requestOf(event), datasets, dependencies());
      if ('accepted' in answer.body) {
        metrics.addMetric(INTAKE_METRICS.recordsAccepted, MetricUnit.Count, answer.body.accepted);
        metrics.addMetric(INTAKE_METRICS.recordsRejected, MetricUnit.Count, answer.body.rejected);
      }
      return json(answer.status, answer.body);
    } catch (error) {
      if (!(error instanceof StreamUnavailableError)) throw error;
      logger.error('The stream did not take the records', loggable(error));
      return { ...json(503, { error: 'The stream is busy and nothing is promised; send the body again' }) };
    } finally {
      metrics.publishStoredMetrics();
    }
  },
);

function requestOf(event: APIGatewayProxyEventV2): HttpRequest {
  const context = event.requestContext as typeof event.requestContext & {
    authorizer?: { iam?: { userArn?: string }; jwt?: { claims?: Record<string, unknown> } };
  };
  const subject = context.authorizer?.jwt?.claims?.sub;
  return {
    dataset: event.pathParameters?.dataset,
    body: Buffer.from(event.body ?? '', event.isBase64Encoded ? 'base64' : 'utf8'),
    caller: context.authorizer?.iam?.userArn ?? (typeof subject === 'string' ? subject : 'anonymous'),
    idempotencyKey: event.headers['idempotency-key'],
  };
}

function json(statusCode: number, body: unknown): APIGatewayProxyStructuredResultV2 {
  return { statusCode, headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) };
}

import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { KinesisClient } from '@aws-sdk/client-kinesis';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { Logger } from '@aws-lambda-powertools/logger';
import { Metrics, MetricUnit } from '@aws-lambda-powertools/metrics';
import { Tracer } from '@aws-lambda-powertools/tracer';
import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2 } from 'aws-lambda';
import { datasets } from '../../datasets';
import { resourceRulesOf, validatorOf } from '../../datasets/validators';
import { INTAKE_ENV, INTAKE_METRICS } from './names';
import { discreetClient } from '../aws/discreet-client';
import { DynamoDbLedger } from '../aws/dynamodb-ledger';
import { StreamUnavailableError } from '../../core/ports';
import { KinesisStream } from '../aws/kinesis-stream';
import { discreetly, loggable } from '../discreet';
import { readEnvironment } from '../environment';
import { once } from '../../core/once';
import { systemClock } from '../../core/ports';
import { BUSY, respond, type HttpAnswer, type HttpRequest } from './http';
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
    resourceRulesOf,
  };
});

/** `POST /{dataset}` and `DELETE /{dataset}/{id}` of the HTTP API. */
export const handler = discreetly(
  async (event: APIGatewayProxyEventV2): Promise<APIGatewayProxyStructuredResultV2> => {
    try {
      const answer = await respond(requestOf(event), datasets, dependencies());
      if ('accepted' in answer.body) {
        metrics.addMetric(INTAKE_METRICS.recordsAccepted, MetricUnit.Count, answer.body.accepted);
        metrics.addMetric(INTAKE_METRICS.recordsRejected, MetricUnit.Count, answer.body.rejected);
      }
      return resultOf(answer);
    } catch (error) {
      if (!(error instanceof StreamUnavailableError)) throw error;
      logger.error('The stream did not take the records', loggable(error));
      return resultOf(BUSY);
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
    method: event.requestContext.http.method,
    dataset: event.pathParameters?.dataset,
    id: event.pathParameters?.id,
    contentType: event.headers['content-type'],
    contentEncoding: event.headers['content-encoding'],
    body: Buffer.from(event.body ?? '', event.isBase64Encoded ? 'base64' : 'utf8'),
    caller: context.authorizer?.iam?.userArn ?? (typeof subject === 'string' ? subject : 'anonymous'),
    server: event.queryStringParameters?.server,
    idempotencyKey: event.headers['idempotency-key'],
  };
}

function resultOf({ status, headers, body }: HttpAnswer): APIGatewayProxyStructuredResultV2 {
  return { statusCode: status, headers: { ...headers }, body: JSON.stringify(body) };
}

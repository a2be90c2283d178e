import { AthenaClient } from '@aws-sdk/client-athena';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { S3Client } from '@aws-sdk/client-s3';
import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { Logger } from '@aws-lambda-powertools/logger';
import { Metrics, MetricUnit } from '@aws-lambda-powertools/metrics';
import type { Context } from 'aws-lambda';
import { z } from 'zod';
import { METRICS, PASS_ENV } from '../../core/environment-names';
import { SettingsError, TransientError } from '../../core/errors';
import { once } from '../../core/once';
import { systemClock, type Secrets, type SqlEngine } from '../../core/ports';
import {
  recordedPass,
  SecretMissingError,
  type PassReport,
  type PassWork,
  type SourceKind,
} from '../../core/sources';
import { datasets } from '../../datasets';
import { AthenaEngine } from './athena-engine';
import { discreetClient } from './discreet-client';
import { DynamoDbLedger } from './dynamodb-ledger';
import { S3ObjectStore } from './s3-object-store';
import { SecretsManagerSecrets } from './secrets-manager';

/** What is left of the function's time to say what a pass came to. Milliseconds. */
const RESERVE_MS = 30_000;

/** A pass with problems: the invocation counts as an error, and is alarmed. */
export class PassFailedError extends TransientError {
  override readonly name = 'PassFailedError';

  constructor(source: string, problems: readonly string[]) {
    super(`A pass over ${source}: ${problems.join('; ')}`);
  }
}

const text = z.string().min(1);
const environmentSchema = z.object({
  [PASS_ENV.bronzeBucket]: text,
  [PASS_ENV.ledgerTable]: text,
  [PASS_ENV.source]: text,
  [PASS_ENV.settings]: text,
  [PASS_ENV.secret]: z.string().default(''),
  [PASS_ENV.workGroup]: z.string().default(''),
});

/** Makes one pass over the source of a kind that a function is for, and fails when the pass had a problem. */
export function scheduledPass<S extends z.ZodType>(
  kind: SourceKind<S>,
  pass: (work: PassWork<S>) => Promise<PassReport>,
): (event: unknown, context: Context) => Promise<void> {
  const logger = new Logger({ serviceName: kind.name });
  const work = once(() => workOf(kind));
  return async (_event: unknown, context: Context): Promise<void> => {
    const { source } = work();
    const left = Math.max(1, context.getRemainingTimeInMillis() - RESERVE_MS);
    const signal = AbortSignal.timeout(left);
    const report = await recordedPass(source.name, work(), () => pass({ ...work(), signal }));
    const { taken, problems, line, cursor } = report;
    logger.info('A pass has ended', { source: source.name, taken, problems, line, cursor });
    const metrics = new Metrics({ namespace: METRICS.namespace, serviceName: source.name });
    metrics.addMetric(METRICS.recordsPulled, MetricUnit.Count, taken);
    metrics.publishStoredMetrics();
    if (problems.length > 0) throw new PassFailedError(source.name, problems);
  };
}

function workOf<S extends z.ZodType>(kind: SourceKind<S>): Omit<PassWork<S>, 'signal'> {
  const found = environmentSchema.safeParse(process.env);
  if (!found.success) {
    const wrong = found.error.issues.map(({ path }) => path.join('.'));
    throw new SettingsError(`Environment variables missing: ${wrong.join(', ')}. The construct sets them`);
  }
  const variables = found.data;
  const name = String(variables[PASS_ENV.source]);
  const settings = kind.settings.parse(JSON.parse(String(variables[PASS_ENV.settings])));
  return {
    source: { name, kind, settings },
    datasets,
    bronze: new S3ObjectStore(discreetClient(new S3Client({})), String(variables[PASS_ENV.bronzeBucket])),
    ledger: new DynamoDbLedger(
      DynamoDBDocumentClient.from(discreetClient(new DynamoDBClient({}))),
      String(variables[PASS_ENV.ledgerTable]),
    ),
    clock: systemClock,
    secrets: secretOf(name, String(variables[PASS_ENV.secret])),
    tables: tablesOf(name, String(variables[PASS_ENV.workGroup])),
  };
}

/** The one secret that the function may read, by whatever name the source asks. */
function secretOf(source: string, arn: string): Secrets {
  if (arn === '')
    return {
      read: async () => {
        throw new SecretMissingError(`The environment has no secret for ${source}`);
      },
    };
  const secrets = new SecretsManagerSecrets(discreetClient(new SecretsManagerClient({})));
  return { read: async () => secrets.read(arn) };
}

function tablesOf(source: string, workGroup: string): Pick<SqlEngine, 'query'> {
  if (workGroup === '')
    return {
      query: async () => {
        throw new SettingsError(`The environment lets ${source} ask for no table`);
      },
    };
  return new AthenaEngine(discreetClient(new AthenaClient({})), workGroup);
}

import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { S3Client } from '@aws-sdk/client-s3';
import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { z } from 'zod';
import { SettingsError } from '../../core/errors';
import { once } from '../../core/once';
import { systemClock } from '../../core/ports';
import { datasets } from '../../datasets';
import { linkerOf } from '../../datasets/linkers';
import { discreetClient } from '../aws/discreet-client';
import { DynamoDbLedger } from '../aws/dynamodb-ledger';
import { S3ObjectStore } from '../aws/s3-object-store';
import { SecretsManagerSecrets } from '../aws/secrets-manager';
import { discreetly } from '../discreet';
import { HttpFile } from './fetch/http-file';
import { kaggleDataset, kaggleFile, kaggleLogin } from './fetch/kaggle';
import type { RemoteFile } from './fetch/remote-file';
import { S3File } from './fetch/s3-file';
import { ARCHIVE_ENV } from './names';
import { archiveSettings } from './settings';
import { performStep } from './steps/perform';
import type { StepDependencies } from './steps/step-dependencies';

const text = z.string().min(1);
const environmentSchema = z.object({
  [ARCHIVE_ENV.bronzeBucket]: text,
  [ARCHIVE_ENV.ledgerTable]: text,
  [ARCHIVE_ENV.source]: text,
  [ARCHIVE_ENV.settings]: text,
  [ARCHIVE_ENV.secret]: z.string().default(''),
});

const dependencies = once((): StepDependencies => {
  const found = environmentSchema.parse(process.env);
  const settings = archiveSettings.parse(JSON.parse(found[ARCHIVE_ENV.settings]));
  // Fifty functions that write at once are slowed down by S3 until it has spread their keys.
  const s3 = discreetClient(new S3Client({ retryMode: 'adaptive', maxAttempts: 10 }));
  const bucket = found[ARCHIVE_ENV.bronzeBucket];
  const dynamo = DynamoDBDocumentClient.from(discreetClient(new DynamoDBClient({})));
  return {
    source: found[ARCHIVE_ENV.source],
    settings,
    s3,
    bucket,
    bronze: new S3ObjectStore(s3, bucket),
    ledger: new DynamoDbLedger(dynamo, found[ARCHIVE_ENV.ledgerTable]),
    clock: systemClock,
    datasets,
    linkerOf,
    remote: () => remoteFile(settings.from, found[ARCHIVE_ENV.secret], s3),
  };
});

/** One step of a run; what it needs of the steps before is in the event. */
export const handler = discreetly(async (event: unknown): Promise<object> =>
  performStep(event, dependencies()),
);

async function remoteFile(from: string | undefined, secret: string, s3: S3Client): Promise<RemoteFile> {
  if (from === undefined)
    throw new SettingsError('The source says nowhere to fetch its archive from: set "from"');
  const dataset = kaggleDataset(from);
  if (dataset) {
    const secrets = new SecretsManagerSecrets(discreetClient(new SecretsManagerClient({})));
    return kaggleFile(dataset, kaggleLogin(await secrets.read(secret)));
  }
  return from.startsWith('s3://') ? new S3File(s3, from) : new HttpFile({ url: from });
}

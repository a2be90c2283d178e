import { loadEnvironment, type EnvironmentName } from '../lib/config';
import type { Dataset } from '../core/contracts';
import { clientsFor } from './clients';
import { examine, type Examination } from './examine';
import { failureOf } from './failures';

export interface ExamineEnvironmentOptions {
  readonly environment: EnvironmentName;
  readonly datasets: readonly Dataset[];
  /** @default the environment's, else AWS_REGION, else that of the AWS profile */
  readonly region?: string;
  /** Names of the buckets that hold tables. @default those that the catalog's databases are in */
  readonly buckets?: readonly string[];
}

/**
 * Compares the account that the credentials at hand are of with what an environment asks of it, reading only.
 *
 * @throws AccountError when the account cannot be looked at at all, saying what to do
 * @throws ConfigurationError when the environment's configuration is wrong
 */
export async function examineEnvironment(options: ExamineEnvironmentOptions): Promise<Examination> {
  const environment = loadEnvironment(options.environment);
  const wanted = options.region ?? environment.region;
  const clients = clientsFor(wanted);
  const region = await regionOf(() => clients.lakeFormation.config.region(), wanted);
  return examine({ ...options, environment, region }, clients);
}

async function regionOf(resolve: () => Promise<string>, wanted: string | undefined): Promise<string> {
  try {
    return await resolve();
  } catch (error) {
    failureOf(error, 'any', wanted ?? '');
    throw error;
  }
}

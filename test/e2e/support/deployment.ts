import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { readEnvironment } from '../../../lambdas/environment';
import { LANDING_ENV } from '../../../core/environment-names';
import { INTAKE_ENV } from '../../../lambdas/intake/names';
import { DeployedFunction, type FunctionConfiguration } from './deployed-function';

/** What `cdk deploy --outputs-file` wrote, as far as tests need it. */
const outputsSchema = z.object({
  'headwater-dev-ingestion': z.object({ ApiUrl: z.url(), StreamName: z.string() }),
});

/** Where the deployed lake is. */
export interface Deployment {
  /** The emulator, all services. */
  readonly endpoint: string;
  readonly apiUrl: URL;
  readonly streamName: string;
  readonly bronzeBucket: string;
  readonly landing: DeployedFunction;
  readonly intake: DeployedFunction;
}

/** Reads where `run.sh` has deployed to. */
export async function findDeployment(): Promise<Deployment> {
  const { endpoint, outputs } = readEnvironment({ endpoint: 'E2E_ENDPOINT', outputs: 'E2E_OUTPUTS' });
  const { ApiUrl: apiUrl, StreamName: streamName } = outputsSchema.parse(
    JSON.parse(readFileSync(outputs, 'utf8')),
  )['headwater-dev-ingestion'];
  const functions = await DeployedFunction.all(endpoint);
  const landing = withVariables(functions, LANDING_ENV);
  const intake = withVariables(functions, INTAKE_ENV);
  const { bronzeBucket } = readEnvironment(LANDING_ENV, { ...landing.Environment.Variables });
  return {
    endpoint,
    apiUrl: emulated(apiUrl, endpoint),
    streamName,
    bronzeBucket,
    landing: new DeployedFunction(endpoint, landing.FunctionName),
    intake: new DeployedFunction(endpoint, intake.FunctionName),
  };
}

/** The function that is deployed with all of these environment variables. */
function withVariables(
  functions: readonly FunctionConfiguration[],
  names: Readonly<Record<string, string>>,
): FunctionConfiguration {
  const found = functions.find(({ Environment }) =>
    Object.values(names).every((name) => name in Environment.Variables),
  );
  if (!found) throw new Error(`No deployed function has the variables ${Object.values(names).join(', ')}.`);
  return found;
}

/** The emulator serves `https://<api>.execute-api.<region>.amazonaws.com` below `localhost`. */
function emulated(apiUrl: string, endpoint: string): URL {
  const [api = ''] = new URL(apiUrl).hostname.split('.');
  return new URL(`http://${api}.execute-api.localhost:${new URL(endpoint).port}`);
}

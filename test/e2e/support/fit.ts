import { readEnvironment } from '../../../lambdas/environment';
import { fit } from './fitted-app';

const { catalog } = readEnvironment({ catalog: 'E2E_CATALOG' });
const [directory = ''] = process.argv.slice(2);

/** Called by `run.sh` between synth and deployment. */
const left = fit(directory, { AWS_ENDPOINT_URL_GLUE: catalog, AWS_ENDPOINT_URL_LAKEFORMATION: catalog });
const listed = Object.entries(left).map(([type, count]) => `${type} (${count})`);
process.stdout.write(`e2e: left out, for the emulator has none: ${listed.join(', ')}\n`);

import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Command } from 'commander';
import { EXAMPLE_ENVIRONMENT } from '../access-proof';
import { environmentTemplates } from '../access-proof/lake-access';
import { Templates } from '../access-proof/template';
import { idleCost } from '../cost/idle';
import { costPage } from '../cost/page';
import { dayInMinutes, scannedOfALandedByte } from '../cost/scanned';
import { costOfParts } from '../cost/parts';
import { datasets } from '../datasets';
import { everything, type Environment } from '../lib/config';
import { sources } from '../sources';

/** What an environment may ask for. */
export const OPTIONAL_PARTS: readonly string[] = ['console', 'minutes', ...sources.map(({ name }) => name)];

export const COST_PAGE = join(__dirname, '../docs/cost.md');

async function main(): Promise<void> {
  new Command('npm run cost --').description('Write docs/cost.md.').parse();
  const read = async (environment: 'prod' | Environment): Promise<Templates> =>
    new Templates(await environmentTemplates({ environment, datasets }), EXAMPLE_ENVIRONMENT);
  const [prod, all] = [await read('prod'), await read(everything())];
  const parts = costOfParts(all, prod, OPTIONAL_PARTS);
  const page = costPage(idleCost(prod), parts, await scannedOfALandedByte(prod), await dayInMinutes(all));
  writeFileSync(COST_PAGE, page);
}

if (require.main === module) {
  main().catch((error: unknown) => {
    console.error(error);
    process.exitCode = 1;
  });
}

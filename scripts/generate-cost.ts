import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Command } from 'commander';
import { EXAMPLE_ENVIRONMENT } from '../access-proof';
import { environmentTemplates } from '../access-proof/lake-access';
import { Templates } from '../access-proof/template';
import { idleCost } from '../cost/idle';
import { costPage } from '../cost/page';
import { scannedOfALandedByte } from '../cost/scanned';
import { datasets } from '../datasets';

export const COST_PAGE = join(__dirname, '../docs/cost.md');

async function main(): Promise<void> {
  new Command('npm run cost --').description('Write docs/cost.md.').parse();
  const json = await environmentTemplates({ environment: 'prod', datasets });
  const templates = new Templates(json, EXAMPLE_ENVIRONMENT);
  writeFileSync(COST_PAGE, costPage(idleCost(templates), await scannedOfALandedByte(templates)));
}

if (require.main === module) {
  main().catch((error: unknown) => {
    console.error(error);
    process.exitCode = 1;
  });
}

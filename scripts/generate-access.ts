import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Command } from 'commander';
import { datasets } from '../datasets';
import { accessDocument, findingsText } from '../access-proof';
import { lakeAccess } from '../access-proof/lake-access';

export const ACCESS_PAGE = join(__dirname, '../docs/access.md');

async function main(): Promise<void> {
  const { check } = new Command('npx tsx scripts/generate-access.ts')
    .description('Write docs/access.md; exits with 1 when somebody sees too much.')
    .option('--check', 'write nothing, and exit with 1 when the page is stale, too')
    .parse()
    .opts<{ check?: boolean }>();
  const { matrix, findings } = await lakeAccess({ environment: 'prod', datasets });
  if (findings.length > 0) console.error(findingsText(findings));
  if (findings.some(({ rule }) => rule === 'unreviewed')) {
    console.error('Is it meant? npm run access:record shows what is new and records it for review.');
  }
  const page = accessDocument(matrix);
  const isStale = !existsSync(ACCESS_PAGE) || readFileSync(ACCESS_PAGE, 'utf8') !== page;
  if (!check) writeFileSync(ACCESS_PAGE, page);
  else if (isStale) console.error('docs/access.md is stale: npx tsx scripts/generate-access.ts');
  if (findings.length > 0 || (check && isStale)) process.exitCode = 1;
}

if (require.main === module) {
  main().catch((error: unknown) => {
    console.error(error);
    process.exitCode = 1;
  });
}

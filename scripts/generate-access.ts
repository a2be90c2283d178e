import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { datasets } from '../datasets';
import { accessDocument, findingsText } from '../access-proof';
import { lakeAccess } from '../access-proof/lake-access';

export const ACCESS_PAGE = join(__dirname, '../docs/access.md');

/**
 *     npx tsx scripts/generate-access.ts             writes docs/access.md
 *     npx tsx scripts/generate-access.ts --check     exits with 1 when it is stale or somebody sees too much
 */
async function main([option]: readonly string[]): Promise<void> {
  const { matrix, findings } = await lakeAccess({ environment: 'prod', datasets });
  if (findings.length > 0) console.error(findingsText(findings));
  if (findings.some(({ rule }) => rule === 'unreviewed')) {
    console.error('Is it meant? npm run access:record shows what is new and records it for review.');
  }
  const page = accessDocument(matrix);
  const isStale = !existsSync(ACCESS_PAGE) || readFileSync(ACCESS_PAGE, 'utf8') !== page;
  if (option !== '--check') writeFileSync(ACCESS_PAGE, page);
  else if (isStale) console.error('docs/access.md is stale: npx tsx scripts/generate-access.ts');
  if (findings.length > 0 || (option === '--check' && isStale)) process.exitCode = 1;
}

if (require.main === module) {
  main(process.argv.slice(2)).catch((error: unknown) => {
    console.error(error);
    process.exitCode = 1;
  });
}

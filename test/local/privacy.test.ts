import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { immunization } from '../support/immunization';
import { intoBronze, testLake } from '../support/lake';
import { lake } from '../support/lake-process';
import { temporaryDirectory } from '../support/temporary-directory';

const directory = temporaryDirectory();
const CANARY = 'CANARY-7731';

const withCanaries = (id: string, change: Record<string, unknown> = {}): Record<string, unknown> =>
  immunization({
    id: `${CANARY}-${id}`,
    lotNumber: CANARY,
    patient: { reference: `Patient/${CANARY}` },
    location: { display: CANARY },
    ...change,
  });

test('no value of a record shows up in output, errors or names, whichever way the record goes', async () => {
  const root = join(directory(), 'lake');
  const bodies = [
    withCanaries('good'),
    withCanaries('bad', { status: CANARY, [CANARY]: CANARY, occurrenceDateTime: CANARY }),
  ];
  const quarantined = [
    { id: 'e1', payload: withCanaries('q1', { status: CANARY }), arrivedAt: Date.UTC(2026, 10, 20) },
    { id: 'e2', payload: JSON.stringify(CANARY), arrivedAt: Date.UTC(2026, 10, 20) },
  ];
  await intoBronze(testLake(directory()), quarantined, 'direct');
  const runs = [
    await lake(
      ['put', 'immunizations', '-', '--lake', root],
      bodies.map((body) => JSON.stringify(body)).join('\n'),
    ),
    await lake(['put', 'immunizations', '-', '--lake', root], `{"${CANARY}": ${CANARY}`),
    await lake(['transform', '--lake', root]),
    await lake(['replay', 'immunizations', '--lake', root]),
    await lake(['status', '--lake', root]),
    await lake(['sql', '--lake', root, 'SELECT CAST(lot_number AS bigint) FROM silver.immunizations']),
    await lake(['sql', '--lake', root, 'SELECT json_parse(lot_number) FROM silver.immunizations']),
    await lake([
      'sql',
      '--lake',
      root,
      '--as',
      'clinician',
      'SELECT CAST(lot_number AS bigint) FROM silver.immunizations',
    ]),
  ];
  for (const { stdout, stderr } of runs) expect(stdout + stderr).not.toContain(CANARY);
  expect(runs.map(({ code }) => code)).toEqual([1, 1, 0, 0, 0, 1, 1, 1]);
  expect(readdirSync(root, { recursive: true }).join('\n')).not.toContain(CANARY);
  const { stdout } = await lake([
    'sql',
    '--lake',
    root,
    '--json',
    'SELECT count(*) AS n FROM silver.quarantine',
  ]);
  expect(JSON.parse(stdout)).toEqual([{ n: 2 }]);
});

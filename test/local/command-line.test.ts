import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { immunization, sampleLines } from '../support/immunization';
import { lake } from '../support/lake-process';
import { temporaryDirectory } from '../support/temporary-directory';

const directory = temporaryDirectory();
const inLake = (...args: string[]): string[] => [...args, '--lake', join(directory(), 'lake')];

test('put tells what was rejected by place and kind, never by value, and exits with 1', async () => {
  const body = [immunization({ id: 'a' }), immunization({ id: 'b', status: 'CANARY-9000' })];
  const { code, stdout, stderr } = await lake(inLake('put', 'immunizations', '-'), JSON.stringify(body));
  expect(code).toBe(1);
  expect(stdout).toBe('1 accepted, 1 rejected\n');
  expect(stderr).toContain('record 1 at $.status: expected');
  expect(stdout + stderr).not.toContain('CANARY');
});

test('a file larger than one body goes through in parts, and places count from its start', async () => {
  const lines = Array.from({ length: 9_000 }, (_, index) =>
    (sampleLines[index % 161] ?? '').replace(/"id":"[^"]*"/, `"id":"big-${index}"`),
  );
  lines[8_500] = '{"resourceType":"Patient"}';
  const file = join(directory(), 'big.ndjson');
  await writeFile(file, lines.join('\n'));
  const { stdout } = await lake(inLake('put', 'immunizations', file, '--json'));
  const answer = JSON.parse(stdout) as {
    accepted: number;
    receipts: { index: number }[];
    errors: { index: number }[];
  };
  expect(answer).toMatchObject({ accepted: 8_999, rejected: 1, errors: [{ index: 8_500 }] });
  expect(new Set(answer.receipts.map(({ index }) => index)).size).toBe(8_999);
});

test.each<[string, string[], string]>([
  [
    'an unknown dataset',
    ['put', 'imunizations', '-'],
    'No dataset "imunizations"; the lake has immunizations, vaccines',
  ],
  ['a dataset that takes no records', ['put', 'vaccines', '-'], 'the lake makes them itself'],
  ['a file that isn’t there', ['put', 'immunizations', '/nowhere.json'], 'There is no file "/nowhere.json"'],
  ['half a window', ['transform', '--from', '2026/01/01'], 'Give both --from and --to'],
  [
    'a day that is none',
    ['transform', '--from', '1.1.2026', '--to', '2026/01/02'],
    'Expected a day as YYYY/MM/DD',
  ],
  ['SQL that is none', ['sql', 'SELEKT 1'], 'lake:'],
])('%s: says what to do and exits with 1', async (_name, args, message) => {
  const { code, stderr } = await lake(inLake(...args));
  expect(code).toBe(1);
  expect(stderr).toContain(message);
});

test.each([
  'start',
  'pull',
  'put',
  'transform',
  'sql',
  'status',
  'replay',
  'documents',
  'access',
  'bi',
  'doctor',
])('%s has help', async (command) => {
  const { code, stdout } = await lake([command, '--help']);
  expect(code).toBe(0);
  expect(stdout).toContain(`Usage: lake ${command}`);
});

test('sql --as a persona shows what that persona sees, in Athena’s words', async () => {
  await lake(inLake('put', 'immunizations', '-'), JSON.stringify(immunization()));
  await lake(inLake('transform'));
  const asked = (persona: string): ReturnType<typeof lake> =>
    lake(inLake('sql', '--as', persona, '--json', 'SELECT patient_id FROM silver.immunizations'));
  expect(JSON.parse((await asked('clinician')).stdout)).toEqual([
    { patient_id: '/headwater/api/immunizations/Patient/p-1' },
  ]);
  const refused = await asked('analyst');
  expect(refused.code).toBe(1);
  expect(refused.stderr).toContain("COLUMN_NOT_FOUND: line 1:8: Column 'patient_id' cannot be resolved");
  expect((await asked('nobody')).stderr).toContain('analyst');
});

test('sql prints rows as JSON and CSV', async () => {
  const sql = "SELECT 1 AS n, 'a,b' AS t, CAST(NULL AS varchar) AS x";
  expect(JSON.parse((await lake(inLake('sql', '--format', 'json', sql))).stdout)).toEqual([
    { n: 1, t: 'a,b', x: null },
  ]);
  expect((await lake(inLake('sql', '--format', 'csv', sql))).stdout).toBe('"n","t","x"\n"1","a,b",\n');
});

test('a command starts whatever has become of the code that V8 has kept', async () => {
  const cache = join(__dirname, '../../node_modules/.cache/headwater');
  await lake(['--help']);
  const kept = (await readdir(cache)).filter((name) => /^bin-lake-ts-.*\.v8$/.test(name));
  expect(kept.length).toBeGreaterThan(0);
  for (const name of kept) {
    // Of sources that are no more, another process may take it away meanwhile.
    const bytes = await readFile(join(cache, name)).catch(() => Buffer.alloc(0));
    const middle = Math.floor(bytes.length / 2);
    await writeFile(join(cache, name), bytes.fill(0x5a, middle, middle + Math.min(2_000, middle)));
  }
  const { code, stdout } = await lake(['--help']);
  expect(code).toBe(0);
  expect(stdout).toContain('Usage: lake');
});

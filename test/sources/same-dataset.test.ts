import { mkdir, utimes, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { declareSource, resolveSources } from '../../core/sources';
import { folder } from '../../lambdas/folder/kind';
import { LakeSources } from '../../local/sources/lake-sources';
import { immunization } from '../support/immunization';
import { testLake } from '../support/lake';
import { temporaryDirectory } from '../support/temporary-directory';

const directory = temporaryDirectory();
const OLD = new Date('2026-11-21T11:00:00Z');

it('two sources feed one dataset: an id means something where it comes from, and every record is accounted for', async () => {
  const lake = testLake(directory());
  const drop = async (source: string, name: string, ids: readonly string[]): Promise<void> => {
    const path = join(lake.layout.root, 'drop', source, name);
    await mkdir(dirname(path), { recursive: true });
    await writeFile(path, ids.map((id) => JSON.stringify(immunization({ id }))).join('\n'));
    await utimes(path, OLD, OLD);
  };
  // The same content in both, at the same moment, and something of each one's own.
  await Promise.all([
    drop('north', 'same.ndjson', ['1', '2']),
    drop('south', 'same.ndjson', ['1', '2']),
    drop('north', 'own.ndjson', ['3']),
    drop('south', 'own.ndjson', ['4', '1']),
  ]);
  const { sources } = resolveSources(
    ['north', 'south'].map((name) => declareSource(folder, { dataset: 'immunizations' }, name)),
  );
  const passes = await new LakeSources(lake, sources).pass();
  expect(passes.map(({ source, problems }) => [source, problems])).toEqual([
    ['north', []],
    ['south', []],
  ]);
  const landed = passes.reduce((sum, { taken }) => sum + taken, 0);
  const [report] = await lake.transform();
  // North sent 1, 2 and 3; south 1 twice, 2 and 4.
  expect(report).toMatchObject({
    dataset: 'immunizations',
    landed,
    inserted: 6,
    quarantined: 0,
    unaccounted: 0,
  });
  expect(await lake.query('SELECT count(*) AS n FROM silver.immunizations')).toEqual([{ n: 6 }]);
});

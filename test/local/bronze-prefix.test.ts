import { join } from 'node:path';
import { defineDataset } from '../../core/contracts';
import { LocalLake } from '../../local/lake';
import { MemorySpool } from '../../lambdas/intake/body/spool';
import { intakeDeps } from '../../local/sources/intake/intake-deps';
import { put } from '../../local/sources/intake/put';
import { Readable } from 'node:stream';
import { temporaryDirectory } from '../support/temporary-directory';

const directory = temporaryDirectory();

/** A dataset whose place in bronze isn't called like the dataset. */
const visits = defineDataset({
  name: 'visits',
  version: '1.0.0',
  description: 'Visits of a clinic.',
  domain: 'care',
  owner: 'care',
  bronze: 'visits_raw',
  key: ['visit_id'],
  columns: {
    visit_id: {
      type: 'string',
      sensitivity: 'internal',
      required: true,
      from: '$.id',
      description: 'The visit',
    },
  },
});

test('a dataset whose prefix in bronze differs from its name goes from put to silver', async () => {
  const lake = new LocalLake({
    root: join(directory(), 'lake'),
    datasets: [visits],
    defaultDataset: 'visits',
    clock: { now: () => new Date('2026-11-21T12:00:00Z') },
  });
  const records = ['a', 'b', 'c'].map((id) => `{"id":"${id}"}\n`).join('');
  const answer = await put(visits, Readable.from([Buffer.from(records)]), await intakeDeps(lake), {
    spool: () => new MemorySpool(),
  });
  expect(answer).toMatchObject({ accepted: 3 });
  expect(await lake.land()).toBe(3);
  await lake.transform();
  expect(await lake.query('SELECT count(*) AS n FROM silver.visits')).toEqual([{ n: 3 }]);
  expect(await lake.status()).toMatchObject([
    { dataset: 'visits', landed: 3, silver: 3, duplicates: 0, quarantined: 0, pending: 0 },
  ]);
  await lake.close();
});

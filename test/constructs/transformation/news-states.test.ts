import jsonata from 'jsonata';
import { vaccines } from '../../../datasets/vaccines/contract';
import type { State } from '../../../lib/constructs/transformation/asl';
import { advanceStates, newsStates } from '../../../lib/constructs/transformation/news-states';

const states = new Map<string, State>([
  ...newsStates(vaccines, 'vaccines: clear'),
  ...advanceStates(vaccines),
]);

async function assigned(name: string, variables: object): Promise<Record<string, unknown>> {
  const found = states.get(name)?.Assign as Record<string, unknown>;
  const values = Object.entries(found).map(async ([key, value]) => {
    const text = String(value);
    const evaluated: unknown = text.startsWith('{% ')
      ? await jsonata(text.slice(3, -3)).evaluate({}, { ...variables })
      : value;
    return [key, evaluated] as const;
  });
  return Object.fromEntries(await Promise.all(values));
}

const listed = (...names: readonly string[]): object => ({
  last_key: 'vaccines/',
  loaded_days: {
    '2026/02/20': { objects: 9, bytes: 90 },
    '2026/02/28': { objects: 5, bytes: 50 },
    '2026/03/01': { objects: 1, bytes: 7 },
  },
  asked_from: '2026/02/27',
  bronze_bucket: 'bucket',
  states: {
    result: {
      IsTruncated: false,
      KeyCount: names.length,
      ...(names.length > 0 && { Contents: names.map((name) => ({ Key: `vaccines/${name}`, Size: 10 })) }),
    },
  },
});

it('reads the objects that are listed, on the days of their names', async () => {
  expect(
    await assigned('vaccines: list', listed('2026/03/01/a.json', '2026/03/02/b.json', '2026/03/02/c.txt')),
  ).toEqual({
    window_from: '2026/03/01',
    window_to: '2026/03/02',
    path_after: 's3://bucket/vaccines/',
    path_until: 's3://bucket/vaccines/2026/03/02/c.txt',
    next_key: 'vaccines/2026/03/02/c.txt',
    objects_listed: 2,
    has_more: false,
    next_days: {
      '2026/02/28': { objects: 5, bytes: 50 },
      '2026/03/01': { objects: 2, bytes: 17 },
      '2026/03/02': { objects: 1, bytes: 10 },
    },
  });
});

it('lets no name of an object end the text of a statement', async () => {
  expect(await assigned('vaccines: list', listed("2026/03/01/x' OR '1'='1.json"))).toMatchObject({
    path_until: "s3://bucket/vaccines/2026/03/01/x'' OR ''1''=''1.json",
  });
});

it('takes one object as it takes many', async () => {
  expect(await assigned('vaccines: list', listed('2026/03/01/a.json'))).toMatchObject({
    window_from: '2026/03/01',
    window_to: '2026/03/01',
    objects_listed: 1,
  });
});

it('has nothing new when nothing is listed', async () => {
  expect(await assigned('vaccines: list', listed())).toMatchObject({
    next_key: 'vaccines/',
    objects_listed: 0,
  });
  expect(states.get('vaccines: anything new?')).toMatchObject({
    Choices: [{ Condition: '{% $next_key = $last_key %}', Next: 'vaccines: sweep?' }],
  });
});

it('goes past names that are no objects of a day', async () => {
  expect(await assigned('vaccines: list', listed('readme', '2026/03/01/_hidden.json'))).toMatchObject({
    window_from: '2026/03/01',
    objects_listed: 0,
    next_key: 'vaccines/2026/03/01/_hidden.json',
  });
  expect(await assigned('vaccines: list', listed('readme'))).toMatchObject({
    window_from: '0001/01/01',
    objects_listed: 0,
  });
});

it('begins at the first object when its position is lost', async () => {
  expect(await assigned('vaccines: position', { states: { result: {} } })).toEqual({
    last_key: 'vaccines/',
    loaded_days: {},
  });
  expect(
    await assigned('vaccines: position', {
      states: { result: { Item: { object: { S: 'vaccines/2026/x.json' } } } },
    }),
  ).toEqual({ last_key: 'vaccines/2026/x.json', loaded_days: {} });
});

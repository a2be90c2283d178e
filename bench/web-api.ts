import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { declareSource, resolveSources } from '../core/sources';
import { randomUsers } from '../datasets/random_users/contract';
import { webApi } from '../lambdas/web-api/kind';
import { LocalLake } from '../local/lake';
import { LakeSources } from '../local/sources/lake-sources';
import { median, milliseconds, round, type BenchRow } from './bench-row';

const [PAGES, RECORDS, TURNS] = [200, 100, 3];

/** Pages of a web API to bronze, each answer kept as it came, against a loop that fetches and parses them. */
export async function benchWebApi(): Promise<BenchRow[]> {
  const root = mkdtempSync(join(tmpdir(), 'bench-api-'));
  const pages = Array.from({ length: PAGES }, (_, page) => pageOf(page));
  const server = createServer((request, response) => {
    const page = Number(new URL(request.url ?? '', 'http://127.0.0.1').searchParams.get('cursor') ?? 0);
    response.setHeader('content-type', 'application/json');
    response.end(pages[page]);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/people`;
  try {
    const [fetched, landed]: [number[], number[]] = [[], []];
    for (let turn = 0; turn < TURNS; turn++) {
      fetched.push(await milliseconds(() => fetchAll(url)));
      landed.push(await milliseconds(() => landAll(url, join(root, `lake-${turn}`))));
    }
    const perSecond = (times: readonly number[]): number => round((PAGES / median(times)) * 1_000);
    return [
      {
        name: `fetch and parse pages of ${RECORDS} records by cursor`,
        value: perSecond(fetched),
        unit: 'pages/s',
      },
      {
        name: 'pages to bronze, synced, with the answers as they came',
        value: perSecond(landed),
        unit: 'pages/s',
        against: 'the loop',
        ratio: round(median(fetched) / median(landed)),
      },
    ];
  } finally {
    server.closeAllConnections();
    server.close();
    rmSync(root, { recursive: true, force: true });
  }
}

function pageOf(page: number): string {
  const results = Array.from({ length: RECORDS }, (_, index) => {
    const number = page * RECORDS + index;
    const hex = number.toString(16).padStart(12, '0');
    return {
      login: { uuid: `00000000-0000-4000-8000-${hex}`, username: `user${number}` },
      name: { title: 'Ms', first: `First${number}`, last: `Last${number}` },
      email: `user${number}@example.org`,
      dob: { date: '1990-01-01T00:00:00.000Z', age: 36 },
      nat: 'CH',
    };
  });
  return JSON.stringify({ results, next: page + 1 < PAGES ? page + 1 : null });
}

async function fetchAll(url: string): Promise<void> {
  for (let next: number | null = 0; next !== null;) {
    const answer = await fetch(`${url}?cursor=${next}`);
    next = ((await answer.json()) as { next: number | null }).next;
  }
}

async function landAll(url: string, root: string): Promise<void> {
  const lake = new LocalLake({ root, datasets: [randomUsers], defaultDataset: randomUsers.name });
  const settings = {
    url,
    dataset: randomUsers.name,
    paging: { kind: 'cursor', path: '$.next' },
    records: { as: 'array', path: '$.results' },
  } as const;
  const { sources } = resolveSources([declareSource(webApi, settings)]);
  const [report] = await new LakeSources(lake, sources).pass();
  await lake.close();
  if (report?.taken !== PAGES * RECORDS)
    throw new Error(`expected ${PAGES * RECORDS} records, not ${JSON.stringify(report)}`);
}

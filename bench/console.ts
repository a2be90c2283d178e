import { openConsole } from '../test/console/browser';
import { median, milliseconds, round, type BenchRow } from './bench-row';
import { millionRecords, RECORDS } from './million-records';

/** Browsers that haven't seen the page. */
const TURNS = 5;

/** The first view of the console over a million records, in Chromium: from the link to figures that can be read. */
export async function benchConsole(): Promise<BenchRow[]> {
  const open = await openConsole(millionRecords);
  try {
    const unbuilt = await view(open);
    const times: number[] = [];
    for (let turn = 0; turn < TURNS; turn++) times.push(await view(open));
    return [
      {
        name: `First view of the console over ${RECORDS.toLocaleString('en')} records of silver, from the link to the figures`,
        value: round(median(times)),
        unit: 'ms',
        target: 1000,
      },
      {
        name: '  when the page has to be built first: opened as the link is printed',
        value: round(unbuilt),
        unit: 'ms',
      },
    ];
  } finally {
    await open.close();
  }
}

async function view({ browser, link }: Awaited<ReturnType<typeof openConsole>>): Promise<number> {
  const context = await browser.newContext();
  const page = await context.newPage();
  try {
    return await milliseconds(async () => {
      await page.goto(link());
      await page.getByRole('row', { name: /^immunizations / }).waitFor();
    });
  } finally {
    await context.close();
  }
}

import { openConsole } from '../test/console/browser';
import { milliseconds, round, type BenchRow } from './bench-row';
import { millionRecords, RECORDS } from './million-records';

/** The first view of the console over a million records, in Chromium: from the link to figures that can be read. */
export async function benchConsole(): Promise<BenchRow[]> {
  const open = await openConsole(millionRecords);
  try {
    const first = await view(open);
    const again = await view(open);
    const name = `records of silver, from the link to the figures`;
    return [
      {
        name: `First view of the console over ${RECORDS.toLocaleString('en')} ${name}`,
        value: round(first),
        unit: 'ms',
        target: 1000,
      },
      { name: '  the page built already, in a browser that hasn’t seen it', value: round(again), unit: 'ms' },
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

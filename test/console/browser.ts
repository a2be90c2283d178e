import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium, type Browser, type Page } from 'playwright-core';
import { modelTable, quarantineTable, silverTable } from '../../core/tables';
import { datasets } from '../../datasets';
import { immunizations } from '../../datasets/immunizations/contract';
import { addConsole } from '../../local/console';
import { Door } from '../../local/door';
import { LocalLake } from '../../local/lake';
import { lakeServer, listen } from '../../local/server';
import { fill, personas } from '../local/door/door';

/** What a sender who means harm puts into every text. */
export const HOSTILE = `<img src=x onerror="document.title='owned'"><script>document.title='owned'</script>'"&amp;{{7*7}}`;
const hostile = `'${HOSTILE.replaceAll("'", "''")}'`;

export interface OpenConsole {
  readonly lake: LocalLake;
  readonly url: string;
  /** Changes when it is used. */
  readonly link: () => string;
  readonly browser: Browser;
  readonly close: () => Promise<void>;
}

/** A console over a small lake full of markup, and a browser. */
export async function openConsole(): Promise<OpenConsole> {
  const directory = await mkdtemp(join(tmpdir(), 'headwater-console-'));
  const lake = new LocalLake({ root: join(directory, 'lake'), datasets, defaultDataset: 'immunizations' });
  const [byVaccine, byMonth] = ['immunizations_by_vaccine', 'immunizations_by_month'].map((name) =>
    modelTable(immunizations.models.find((model) => model.name === name)!),
  );
  const vaccines = ['Influenza', 'Td', 'HPV'].map((name, i) => ({
    cvx_code: `'${140 + i}'`,
    vaccine_name: `'${name}, preservative free'`,
    doses: String(976 - 300 * i),
    patients: String(130 - 20 * i),
    suppressed: 'false',
  }));
  await fill(lake, byVaccine!, [
    ...vaccines,
    { cvx_code: "'1'", vaccine_name: hostile, doses: '20', patients: '12', suppressed: 'false' },
  ]);
  await fill(
    lake,
    byMonth!,
    Array.from({ length: 24 }, (_, i) => ({
      year: String(2020 + Math.floor(i / 12)),
      month: `DATE '${2020 + Math.floor(i / 12)}-${String((i % 12) + 1).padStart(2, '0')}-01'`,
      cvx_code: "'140'",
      vaccine_name: i % 2 === 0 ? "'Influenza'" : hostile,
      doses: String(20 + ((i * 7) % 13)),
      patients: '15',
      suppressed: 'false',
    })),
  );
  await fill(
    lake,
    silverTable(immunizations),
    ['completed', 'completed', 'entered-in-error'].map((status, i) => ({
      immunization_id: `'imm-${i}'`,
      patient_id: `'secret-person-${i}'`,
      status: `'${status}'`,
      cvx_code: "'140'",
      lot_number: hostile,
    })),
  );
  await fill(lake, quarantineTable, [
    {
      dataset: "'immunizations'",
      reason: "'required'",
      column_name: "'status'",
      record: hostile,
      record_hash: "'h'",
      event_id: "'e'",
    },
  ]);
  const server = lakeServer();
  const door = await Door.open(server, { lake, personas });
  const link = await addConsole(server, { lake, personas, sources: [], asking: door.asking });
  const url = await listen(server, 0);
  const browser = await chromium.launch({ executablePath: '/usr/bin/chromium', args: ['--no-sandbox'] });
  return {
    lake,
    url,
    link: () => url + link(),
    browser,
    close: async () => {
      await browser.close();
      door.close();
      await server.close();
      await lake.close();
      await rm(directory, { recursive: true, force: true });
    },
  };
}

export interface Visit {
  readonly page: Page;
  /** Whatever the browser complained of: errors of scripts, and what the policy has kept out. */
  readonly complaints: readonly string[];
}

/** Opens the link in a browser of its own. */
export async function visit(
  { browser, link }: OpenConsole,
  options: Parameters<Browser['newContext']>[0] = {},
): Promise<Visit> {
  const context = await browser.newContext({ viewport: { width: 1200, height: 800 }, ...options });
  const page = await context.newPage();
  page.setDefaultTimeout(30_000);
  const complaints: string[] = [];
  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning') complaints.push(message.text());
  });
  page.on('pageerror', (error) => complaints.push(error.message));
  page.on('dialog', (dialog) => complaints.push(dialog.message()));
  await page.goto(link());
  await page.getByRole('heading', { level: 1 }).waitFor();
  return { page, complaints };
}

export async function turnTo(page: Page, title: string, persona?: string): Promise<void> {
  if (persona !== undefined) await page.getByLabel('View as').selectOption(persona);
  await page.getByRole('navigation').getByRole('link', { name: title, exact: true }).click();
  await page.getByRole('heading', { level: 1, name: title }).waitFor();
}

import { readFileSync } from 'node:fs';
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
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

/** Tables full of markup, as no run has made them. */
async function fillTables(lake: LocalLake): Promise<void> {
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
}

/**
 * A console over a small lake, and a browser.
 *
 * @param prepare fills the lake. @default with tables full of markup
 */
export async function openConsole(
  prepare: (lake: LocalLake) => Promise<void> = fillTables,
): Promise<OpenConsole> {
  const directory = await mkdtemp(join(tmpdir(), 'headwater-console-'));
  const lake = new LocalLake({ root: join(directory, 'lake'), datasets, defaultDataset: 'immunizations' });
  await prepare(lake);
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

const AXE = readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8');

interface Finding {
  readonly id: string;
  readonly nodes: readonly { readonly html: string; readonly failureSummary: string }[];
}

/** What axe finds. It is evaluated by the browser's own tools, which the page's policy doesn't concern. */
export async function findings(on: Page): Promise<readonly string[]> {
  await on.evaluate(AXE);
  const found = await on.evaluate(async () => {
    const { axe } = globalThis as unknown as {
      axe: { run: () => Promise<{ violations: readonly Finding[] }> };
    };
    return (await axe.run()).violations;
  });
  return found.flatMap(({ id, nodes }) =>
    nodes.map(({ html, failureSummary }) => `${id}: ${html} ${failureSummary}`),
  );
}

/** Waits for what a page asks for. */
export async function settled(on: Page): Promise<void> {
  await on.waitForLoadState('networkidle');
  await on.getByText('Loading …').first().waitFor({ state: 'detached' });
}

/** Keeps a picture for the documentation, where one is asked for. */
export async function pictured(on: Page, title: string): Promise<void> {
  const folder = process.env.HEADWATER_PICTURES;
  if (folder === undefined) return;
  await mkdir(folder, { recursive: true });
  const name = title.toLowerCase().replaceAll(' ', '-');
  await on.screenshot({ path: join(folder, `${name}.png`), fullPage: true });
}

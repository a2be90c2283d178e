import { readFileSync } from 'node:fs';
import type { Page } from 'playwright-core';
import { needs } from '../support/needs';
import {
  findings,
  HOSTILE,
  openConsole,
  pictured,
  settled,
  turnTo,
  visit,
  type OpenConsole,
  type Visit,
} from './browser';

needs('chromium');

let open: OpenConsole;
let seen: Visit;
let page: Page;

beforeAll(async () => {
  open = await openConsole();
  seen = await visit(open);
  page = seen.page;
});
afterAll(async () => open.close());
/** No script of a record has run, nothing was kept out that the page itself wanted, no error went by. */
afterEach(async () => {
  expect(await page.title()).not.toBe('owned');
  expect(seen.complaints).toEqual([]);
});

async function run(sql: string): Promise<void> {
  const editor = page.getByRole('textbox', { name: 'Statement in Athena SQL' });
  await editor.click();
  await page.keyboard.press('Control+A');
  await page.keyboard.press('Delete');
  await page.keyboard.insertText(sql);
  await page.keyboard.press('Control+Enter');
}

const text = (): Promise<string> => page.getByRole('main').innerText();

test('the link leaves no token in the address, and the page opens again without it', async () => {
  expect(page.url()).toBe(`${open.url}/console#/overview`);
  await page.reload();
  await page.getByRole('heading', { name: 'Datasets' }).waitFor();
});

test('overview: figures of datasets, and only those that the persona may count', async () => {
  await turnTo(page, 'Overview', 'data-steward');
  const row = page.getByRole('row', { name: /^immunizations / });
  await row.waitFor();
  expect((await row.getByRole('cell').allInnerTexts()).slice(1, 6)).toEqual([
    '0',
    '3',
    '0',
    expect.any(String),
    '1',
  ]);
  await turnTo(page, 'Overview', 'clinician');
  await row.waitFor();
  // Rows entered in error are none of a clinician's, so their number isn't either.
  expect((await row.getByRole('cell').allInnerTexts()).slice(1, 6)).toEqual(['0', '–', '–', '–', '1']);
});

test('catalog: a clinician sees columns and rows that an analyst doesn’t learn of', async () => {
  const look = async (persona: string): Promise<string> => {
    await turnTo(page, 'Catalog', persona);
    await page.getByLabel('Search tables').fill('silver.immunizations');
    await page.locator('summary', { hasText: /^silver\.immunizations / }).click();
    await page.getByRole('region', { name: /^Rows of silver.immunizations,/ }).waitFor();
    return text();
  };
  const analyst = await look('analyst');
  expect(analyst).not.toMatch(/patient_id|lot_number|secret-person/);
  const clinician = await look('clinician');
  expect(clinician).toContain('patient_id');
  expect(clinician).toContain('secret-person-0');
  // Entered in error.
  expect(clinician).not.toContain('secret-person-2');
  expect(clinician).toContain(HOSTILE);
});

describe('SQL', () => {
  beforeEach(async () => turnTo(page, 'SQL', 'analyst'));

  test('rows, in full, with markup as text; a chart; a file', async () => {
    await run('SELECT vaccine_name, doses FROM gold.immunizations_by_vaccine ORDER BY doses DESC');
    const result = page.getByRole('region', { name: 'Result' });
    await result.waitFor();
    expect(await result.getByRole('cell').allInnerTexts()).toEqual([
      ...[
        'Influenza, preservative free',
        '976',
        'Td, preservative free',
        '676',
        'HPV, preservative free',
        '376',
      ],
      ...[HOSTILE, '20'],
    ]);
    await page.getByText('Chart of doses by vaccine_name').click();
    await page.locator('.chart svg rect').first().waitFor();
    const [file] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: 'Download CSV' }).click(),
    ]);
    expect(readFileSync(await file.path(), 'utf8')).toContain('"Influenza, preservative free","976"');
  });

  test('a long result holds only rows in view, and brings the others as they are looked for', async () => {
    await run('SELECT n FROM UNNEST(sequence(1, 2500)) AS u(n) ORDER BY n');
    const result = page.getByRole('region', { name: 'Result' });
    await result.waitFor();
    expect(await result.getByRole('row').count()).toBeLessThan(50);
    const end = result.getByRole('cell', { name: '2500', exact: true });
    while ((await end.count()) === 0) await result.press('End');
  });

  test('an error at its place, without telling what is hidden', async () => {
    await run('SELECT\n  patient_id FROM silver.immunizations');
    await page.getByRole('alert').waitFor();
    expect(await page.getByRole('alert').innerText()).toMatch(
      /COLUMN_NOT_FOUND: line 2:3: Column 'patient_id'/,
    );
    expect(await page.locator('.cm-lintRange-error').innerText()).toBe('patient_id');
  });

  test('names of the catalog are offered, those of hidden columns not', async () => {
    await run('SELECT 1');
    await page.getByRole('region', { name: 'Result' }).waitFor();
    await page.getByRole('textbox', { name: 'Statement in Athena SQL' }).click();
    await page.keyboard.press('Control+A');
    await page.keyboard.press('Delete');
    await page.keyboard.type('SELECT gold.immun');
    await page.getByRole('option', { name: 'immunizations_by_month' }).waitFor();
    await page.keyboard.press('Escape');
  });

  test('a saved query runs, and a running one can be stopped', async () => {
    await page.getByLabel('Saved queries').selectOption({ label: 'Doses and patients per vaccine' });
    await page.getByRole('button', { name: 'Run as analyst' }).click();
    await page.getByRole('region', { name: 'Result' }).waitFor();
    await run(
      'SELECT count(*) FROM UNNEST(sequence(1, 10000)) AS a(x) CROSS JOIN UNNEST(sequence(1, 10000)) AS b(y) CROSS JOIN UNNEST(sequence(1, 10000)) AS c(z) WHERE (x * y + z) % 7 = 1',
    );
    await page.getByRole('button', { name: 'Stop' }).click();
    await page.getByText('Running …').waitFor({ state: 'detached' });
    expect(await page.getByRole('region', { name: 'Result' }).count()).toBe(0);
  });
});

test('catalog: from a column of gold to a path in bronze, as far as the persona sees it', async () => {
  const look = async (persona: string): Promise<string> => {
    await turnTo(page, 'Catalog', persona);
    await page.getByLabel('Search tables').fill('gold.immunizations_by_vaccine');
    await page.locator('summary', { hasText: /^gold\.immunizations_by_vaccine / }).click();
    await page.getByRole('region', { name: /^Rows of gold.immunizations_by_vaccine,/ }).waitFor();
    return page.getByRole('row', { name: /^patients / }).innerText();
  };
  expect(await look('analyst')).toContain('what this persona doesn’t see');
  const clinician = await look('clinician');
  expect(clinician).toContain('silver.immunizations.patient_id');
  expect(clinician).toContain('bronze.immunizations $.patient');
  expect(await text()).toContain('4 rows that clinician sees');
});

test('documents: no page for whoever doesn’t see people’s health', async () => {
  await turnTo(page, 'Overview', 'analyst');
  expect(await page.getByRole('navigation').getByRole('link').allInnerTexts()).not.toContain('Documents');
  await page.evaluate("location.hash = '#/documents'");
  await page.getByRole('heading', { level: 1, name: 'Overview' }).waitFor();
});

test('charts: a model over time and one by its groups, from their contracts', async () => {
  await turnTo(page, 'Charts', 'analyst');
  await page.getByLabel('Model').selectOption('gold.immunizations_by_month');
  await page.locator('.chart svg [aria-label="line"] path').first().waitFor();
  await page.getByLabel('Model').selectOption('gold.immunizations_by_vaccine');
  await page.locator('.chart svg rect').first().waitFor();
  expect(await page.getByLabel('Figure').locator('option').allInnerTexts()).toEqual(
    expect.arrayContaining(['doses', 'patients']),
  );
});

test('access: why a persona sees a column, and nothing of columns that it doesn’t', async () => {
  await turnTo(page, 'Access', 'clinician');
  await page.getByLabel('Table').selectOption('silver.immunizations');
  const row = page.getByRole('row', { name: /^patient_id / });
  await row.waitFor();
  expect(await row.innerText()).toMatch(/clearance internal doesn’t cover/);
  expect(await row.innerText()).toMatch(/rows pass immunizations\./);
  await turnTo(page, 'Access', 'analyst');
  await page.getByLabel('Table').selectOption('silver.immunizations');
  expect(await text()).not.toContain('patient_id');
});

test('quarantine: reasons for an analyst, records for who sees them', async () => {
  await turnTo(page, 'Quarantine', 'analyst');
  await page.getByText('can’t replay them').waitFor();
  expect(await text()).not.toContain('onerror');
  await turnTo(page, 'Quarantine', 'data-steward');
  await page.getByRole('region', { name: 'Records in quarantine' }).waitFor();
  expect(await text()).toContain(HOSTILE);
  expect(await page.getByRole('button', { name: 'Replay immunizations' }).isEnabled()).toBe(true);
});

const TITLES = ['Overview', 'Catalog', 'SQL', 'Charts', 'Access', 'Quarantine', 'Documents'] as const;

test.each(['light', 'dark'] as const)('axe finds nothing on any page, in %s colours', async (colorScheme) => {
  const other = await visit(open, { colorScheme });
  for (const title of TITLES) {
    await turnTo(other.page, title, 'data-steward');
    await settled(other.page);
    expect([title, ...(await findings(other.page))]).toEqual([title]);
    await pictured(other.page, colorScheme === 'light' ? title : `${title} ${colorScheme}`);
  }
  expect(other.complaints).toEqual([]);
  await other.page.context().close();
});

test('figures of a lake of millions have room on a small screen', async () => {
  await turnTo(page, 'Overview', 'data-steward');
  await settled(page);
  const beyond = await page.evaluate<number>(`(() => {
    for (const cell of document.querySelectorAll('.wide .figure')) cell.textContent = '1,234,567';
    for (const row of document.querySelectorAll('.wide tbody tr'))
      row.children[8].innerHTML = '2026-11-26 10:00:00<small> late: asked within 26 hours</small>';
    const table = document.querySelector('.wide');
    return table.scrollWidth - table.clientWidth;
  })()`);
  await pictured(page, 'Overview of millions');
  expect(beyond).toBe(0);
});

test('on a phone no page is wider than the screen', async () => {
  const phone = await visit(open, { viewport: { width: 390, height: 800 } });
  for (const title of TITLES) {
    await turnTo(phone.page, title, 'data-steward');
    await settled(phone.page);
    const width = await phone.page.evaluate<number>('document.documentElement.scrollWidth');
    expect([title, width]).toEqual([title, 390]);
    await pictured(phone.page, `${title} phone`);
  }
  await phone.page.context().close();
});

import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium, type Browser, type Page } from 'playwright-core';
import { datasets } from '../../datasets';
import { localPort } from '../../local/console/local-port';
import { Door } from '../../local/door';
import { LocalLake } from '../../local/lake';
import { lakeServer } from '../../local/server';
import { personas } from '../local/door/door';
import { needs } from '../support/needs';
import { findings, settled } from './browser';
import { deployedPage, person, type DeployedPage } from './deployed-page';

needs('chromium');

const NOT_HERE = 'How sources stand: the dashboard has it.';

let deployed: DeployedPage;
let browser: Browser;
let close: () => Promise<void>;

/** A lake whose console does what that of a deployed one does. */
beforeAll(async () => {
  const directory = await mkdtemp(join(tmpdir(), 'headwater-deployed-page-'));
  const lake = new LocalLake({ root: join(directory, 'lake'), datasets, defaultDataset: 'immunizations' });
  const server = lakeServer();
  const door = await Door.open(server, { lake, personas });
  const port = localPort({ lake, personas, sources: [], asking: door.asking });
  deployed = await deployedPage({
    ...port,
    leavesOut: [NOT_HERE],
    givesFiles: false,
    mayReview: () => false,
    mayReplay: () => false,
  });
  browser = await chromium.launch({ executablePath: '/usr/bin/chromium', args: ['--no-sandbox'] });
  close = async () => {
    await browser.close();
    await deployed.close();
    door.close();
    await server.close();
    await lake.close();
    await rm(directory, { recursive: true, force: true });
  };
});
afterAll(async () => close());

async function opened(address = deployed.url): Promise<Page> {
  const page = await (await browser.newContext()).newPage();
  page.setDefaultTimeout(30_000);
  await page.goto(address);
  return page;
}

async function signedIn(...groups: readonly string[]): Promise<Page> {
  deployed.somebody = person(...groups);
  const page = await opened();
  await page.getByRole('button', { name: 'Sign in' }).click();
  return page;
}

test('somebody signs in, sees what their groups see, and what is done elsewhere', async () => {
  const page = await signedIn('analyst', 'clinician');
  await page.getByRole('heading', { level: 1, name: 'Overview' }).waitFor();
  await settled(page);
  expect(await page.getByLabel('View as').locator('option').allTextContents()).toEqual([
    'clinician',
    'analyst',
  ]);
  expect(await page.getByText(NOT_HERE).count()).toBe(1);
  expect(await findings(page)).toEqual([]);
});

test('no token is kept where another page could find it, and none is in the address', async () => {
  const page = await signedIn('analyst');
  await page.getByRole('heading', { level: 1, name: 'Overview' }).waitFor();
  const kept = await page.evaluate<readonly string[]>(
    '[...Object.keys(localStorage), ...Object.keys(sessionStorage), document.cookie, location.search]',
  );
  expect(kept).toEqual(['', '']);
});

test('who signs out is out: the token is revoked, and going back shows nothing', async () => {
  const page = await signedIn('analyst');
  await page.getByRole('button', { name: 'Sign out' }).click();
  await page.getByRole('button', { name: 'Sign in' }).waitFor();
  expect(deployed.asked.slice(-2)).toEqual(['/oauth2/revoke', '/logout']);
  await page.goBack();
  await page.getByRole('button', { name: 'Sign in' }).waitFor();
});

test('a sign-in that this page has not begun is refused, and its code isn’t spent', async () => {
  const before = deployed.asked.length;
  const page = await opened(`${deployed.url}?code=of-somebody-else&state=guessed`);
  await page.getByRole('alert').waitFor();
  expect(await page.getByRole('alert').textContent()).toContain('This sign-in was not begun here');
  expect(deployed.asked.slice(before)).toEqual([]);
});

test('who is refused is told so, and who is in no group sees nothing of the lake', async () => {
  deployed.somebody = undefined;
  const refused = await opened();
  await refused.getByRole('button', { name: 'Sign in' }).click();
  await refused.getByRole('alert').waitFor();
  const outside = await signedIn('visitors');
  await outside.getByRole('alert').waitFor();
  expect(await outside.getByRole('navigation').count()).toBe(0);
});

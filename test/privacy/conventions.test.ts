import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { REPOSITORY } from '../../lib/constructs/lake-function';
import { canariesIn, canary } from './support/canaries';

function sources(folder: string): string[] {
  const all = readdirSync(join(REPOSITORY, folder), { recursive: true, encoding: 'utf8' });
  return all.filter((path) => path.endsWith('.ts')).map((path) => `${folder}/${path}`);
}

const textOf = (path: string): string => readFileSync(join(REPOSITORY, path), 'utf8');
const handlers = sources('lambdas').filter((path) => path.endsWith('/handler.ts'));

test.each(handlers)('canaries are sent through %s', (handler) => {
  const tests = sources('test/privacy').filter((path) => path.endsWith('.test.ts'));
  expect(tests.filter((path) => textOf(path).includes(`'${handler}'`))).not.toEqual([]);
});

test.each(handlers)('%s throws nothing but what may be told', (handler) => {
  expect(textOf(handler)).toMatch(/^export const handler = discreetly\(/m);
});

test('every client of a service is discreet', () => {
  const clients = sources('lambdas').flatMap((path) => textOf(path).match(/.*new \w+Client\(/g) ?? []);
  expect(clients).not.toEqual([]);
  expect(clients.filter((line) => !/discreetClient\(new \w+Client\($/.test(line))).toEqual([]);
});

test.each([
  ['as it is', (text: string) => `x${text}x`],
  ['cut short', (text: string) => text.slice(0, 10)],
  ['in other letters', (text: string) => text.toLowerCase()],
  [
    'percent-encoded',
    (text: string) => [...Buffer.from(text)].map((byte) => `%${byte.toString(16)}`).join(''),
  ],
  ['in base64', (text: string) => Buffer.from(`{"a":"${text}"}`).toString('base64')],
  [
    'in base64 behind a word',
    (text: string) => `key/${Buffer.from(`${text} and more`).toString('base64url')}`,
  ],
])('a canary is found %s', (_how, hidden) => {
  expect(canariesIn(`before ${hidden(canary('place'))} after`)).not.toEqual([]);
  expect(canariesIn(`before ${hidden('something else')} after`)).toEqual([]);
});

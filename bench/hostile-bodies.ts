import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import type { HttpRequest } from '../lambdas/intake/http';
import { MAX_BODY_BYTES, MAX_RECORD_BYTES } from '../lambdas/intake/limits';

const SAMPLE = join(__dirname, '../datasets/immunizations/sample/immunizations.ndjson');
const sample = readFileSync(SAMPLE, 'utf8').trimEnd().split('\n');
const valid = sample[0] ?? '{}';

/** A unit again and again between two ends, up to the largest body or a size. */
function filled(unit: string, before = '', after = '', size = MAX_BODY_BYTES): string {
  return before + unit.repeat(Math.floor((size - before.length - after.length) / unit.length)) + after;
}

/** As many whole ones as a body holds. */
function many(one: string, between: string, before = '', after = ''): string {
  return filled(`${one}${between}`, before, `${one}${after}`);
}

const withMember = (member: string): string => `${valid.slice(0, -1)},${member}}`;
const bundle = (entry: string): string => many(entry, ',', '{"resourceType":"Bundle","entry":[', ']}');
const LARGE = MAX_RECORD_BYTES - valid.length - 1000;
/** Four records as large as they may be. */
const large = (member: string): string =>
  `[${Array.from({ length: 4 }, () => withMember(member)).join(',')}]`;
const items = (unit: string): string => `[${filled(`${unit},`, '', unit, LARGE - 20)}]`;
const names = (of: (place: number) => string, count: number): string =>
  Array.from({ length: count }, (_, place) => `"${of(place)}":1`).join(',');

const TEXTS: Readonly<Record<string, () => string>> = {
  'honest NDJSON': () => filled(`${sample.join('\n')}\n`),
  'an honest array': () => `[${filled(`${sample.join(',')},`).slice(0, -1)}]`,
  'an honest Bundle': () => bundle(`{"resource":${valid}}`),
  'an honest Bundle of one patient': () =>
    filled(
      `{"resource":${valid}},`,
      '{"resourceType":"Bundle","entry":[{"fullUrl":"urn:uuid:0c3151bd-1cbf-4d64-b04d-cd9187a4c6e0","resource":{"resourceType":"Patient"}},',
      `{"resource":${valid}}]}`,
    ),
  'a Bundle of Patients': () =>
    bundle(
      '{"fullUrl":"https://a.example/Patient/1","resource":{"resourceType":"Patient","identifier":[{"value":"1"}]}}',
    ),
  'a Bundle of servers': () => bundle(`{"fullUrl":"https://a.example/Immunization/1","resource":${valid}}`),
  brackets: () => filled('['),
  braces: () => filled('{"a":'),
  'an array of brackets': () => filled('[', '['),
  'closed brackets': () => filled('[', '', filled(']', '', '', MAX_BODY_BYTES / 2)),
  'tiny records': () => many('{}', ',', '[', ']'),
  'tiny lines': () => filled('{}\n'),
  'broken lines': () => filled('{"a":{\n'),
  'broken records': () => filled('{"resourceType":"Immunization",\n'),
  'lines of a wrong byte': () => filled('{"a":"\n'),
  commas: () => filled(',', '['),
  numbers: () => many('1', ',', '[', ']'),
  'line ends': () => filled('\n'),
  'white space': () => filled(' ', '[', ']'),
  quotes: () => filled('"'),
  backslashes: () => filled('\\', '["'),
  'a string of escapes': () => `["${filled('\\u0041', '', '', 4_000_000)}"]`,
  'a huge number': () => filled('9', '[', ']'),
  'a huge number of its own': () => filled('9'),
  'a huge exponent': () => `[1e${filled('9', '', '', 4_000_000)}]`,
  'records of a huge number': () => large(`"doseQuantity":{"value":${filled('9', '', '', LARGE - 30)}}`),
  'records of a long string': () => large(`"lotNumber":"${filled('x', '', '', LARGE - 30)}"`),
  'records of escapes': () => large(`"lotNumber":"${filled('\\u00e9', '', '', LARGE - 30)}"`),
  'records of surrogates': () => large(`"lotNumber":"${filled('\\ud83d\\ude00', '', '', LARGE - 30)}"`),
  'records of backslashes': () => large(`"lotNumber":"${filled('\\\\', '', '', LARGE - 30)}"`),
  'records of many escaped strings': () => large(`"note":${items('{"text":"\\n"}')}`),
  'one name again and again': () => large(`"a":{${filled('"x":1,', '', '"x":1', LARGE - 20)}}`),
  'an escaped name again and again': () => large(`"a":{${filled('"\\u0078":1,', '', '"x":1', LARGE - 20)}}`),
  'many names': () => large(names((place) => `n${place}`, 90_000)),
  'many names that collide': () => large(names((place) => `${place % 7}${'a'.repeat(60)}${place}`, 14_000)),
  'many numbers for names': () =>
    large(`"a":{${names((place) => String(4_000_000_000 - place * 7), 70_000)}}`),
  'wrong items': () => large(`"note":${items('1')}`),
  'good items': () => large(`"note":${items('{"text":"x"}')}`),
  'empty items': () => large(`"note":${items('{}')}`),
  'null items': () => large(`"extension":${items('null')}`),
  'many codings': () => large(`"reasonCode":[{"coding":${items('{"system":"http://x","code":"1"}')}}]`),
  'many contained': () => large(`"contained":${items('{"resourceType":"Patient","id":"a"}')}`),
  'contained and a reference': () =>
    `[${filled('{"resourceType":"Patient","id":"a","identifier":[{"value":"1"}]},', `${valid.slice(0, -1)},"contained":[`, '{"resourceType":"Patient","id":"b"}]}', LARGE)}]`,
  'nested items': () =>
    large(`"extension":${items('{"url":"x","extension":[{"url":"y","valueString":"z"}]}')}`),
  'deep items': () =>
    large(`"extension":${items(`${'{"url":"x","extension":['.repeat(40)}1${']}'.repeat(40)}`)}`),
  'long words for a pattern': () =>
    large(`"occurrenceDateTime":"${filled('2021-01-01T', '', '', LARGE - 40)}"`),
  'spaces for a pattern': () => large(`"status":"${filled('a ', '', '', LARGE - 40)}"`),
  'a long reference': () =>
    `[${filled('/a', `${valid.slice(0, -1).replace(/"reference":"[^"]*"/, '"reference":"https://x')}`, '', LARGE)}"}}]`,
  'a long search': () =>
    bundle(
      `{"resource":${valid.replace(/"reference":"[^"]*"/, '"reference":"Patient?identifier=%41%41|%41"')}}`,
    ),
  'many deletions': () => bundle('{"request":{"method":"DELETE","url":"Immunization/1"}}'),
  'deletions of long addresses': () => bundle(`{"request":{"method":"DELETE","url":"${'a/'.repeat(500)}"}}`),
  'empty entries': () => bundle('{}'),
  'entries twice': () => filled('{},', '{"resourceType":"Bundle","entry":[{}],"entry":[', '{}]}'),
  'Bundles in an array': () => many('{"resourceType":"Bundle","entry":[]}', ',', '[', ']'),
  'Bundles a line': () => filled('{"resourceType":"Bundle","entry":[{}]}\n'),
  'a Bundle of one huge entry': () =>
    `{"resourceType":"Bundle","entry":[{"resource":${withMember(`"note":${items('{"text":"x"}')}`)}}]}`,
  'a Bundle with a huge frame': () =>
    `{"resourceType":"Bundle","entry":[],"link":[${filled('{"url":"x"},', '', '1', 1_000_000)}]}`,
};

const gzipped = (bytes: number, fill: string): (() => Partial<HttpRequest>) => {
  return () => ({ body: gzipSync(Buffer.alloc(bytes, fill)), contentEncoding: 'gzip' });
};

/** Requests that could keep the event loop busy: bodies of up to the largest size, honest ones and others. */
export const HOSTILE_BODIES: Readonly<Record<string, () => Partial<HttpRequest>>> = {
  ...Object.fromEntries(
    Object.entries(TEXTS).map(([name, text]) => [name, () => ({ body: Buffer.from(text()) })]),
  ),
  'a gzip bomb': gzipped(MAX_BODY_BYTES * 250, ' '),
  'gzip of lines': gzipped(MAX_BODY_BYTES - 1, '{}\n'),
  'gzip of one key, kept': () => ({ ...gzipped(MAX_BODY_BYTES - 1, '{}\n')(), idempotencyKey: 'k' }),
};

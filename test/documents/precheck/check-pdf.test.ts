import { mkdtempSync, openSync, rmSync, truncateSync, writeFileSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { checkPdf, MAX_DOCUMENT_BYTES } from '../../../lambdas/documents/precheck/check-pdf';
import { FileAccess, inMemory } from '../../../lambdas/documents/precheck/random-access';
import { blankPdf, encrypted, formPdf, scannedPdf, textPdf, xfaPdf } from '../support/pdfs';
import { testWith } from '../../support/needs';

const check = (bytes: Uint8Array): ReturnType<typeof checkPdf> => checkPdf(inMemory(bytes));

it('accepts what can be read, with its number of pages', async () => {
  expect(await check(await textPdf([['one'], ['two']]))).toEqual({ ok: true, pages: 2 });
  expect(await check(await formPdf())).toEqual({ ok: true, pages: 1 });
  expect(await check(await scannedPdf(['a scan']))).toEqual({ ok: true, pages: 1 });
});

it('accepts a file with something before its header', async () => {
  expect(
    await check(Buffer.concat([Buffer.from('\r\nmail gateway\r\n'), await textPdf([['one']])])),
  ).toMatchObject({ ok: true });
});

it('rejects a file without content', async () => {
  expect(await check(new Uint8Array())).toMatchObject({ ok: false, reason: 'empty' });
});

it('rejects what is no PDF', async () => {
  expect(await check(Buffer.from('PK\u0003\u0004 a zip archive'))).toMatchObject({
    ok: false,
    reason: 'not-a-pdf',
  });
});

testWith('qpdf')('rejects a file that asks for a password, and accepts one that opens without', async () => {
  const pdf = await textPdf([['secret']]);
  expect(await check(encrypted(pdf, 'abc'))).toMatchObject({ ok: false, reason: 'encrypted' });
  expect(await check(encrypted(pdf, ''))).toMatchObject({ ok: true, pages: 1 });
});

it('rejects a file that is damaged', async () => {
  const pdf = await textPdf([['one']]);
  expect(await check(Buffer.from('%PDF-1.7\ngarbage'))).toMatchObject({ ok: false, reason: 'corrupt' });
  expect(await check(pdf.subarray(0, 120))).toMatchObject({ ok: false, reason: 'corrupt' });
});

it('rejects an XFA form', async () => {
  expect(await check(await xfaPdf())).toMatchObject({ ok: false, reason: 'xfa' });
});

it('accepts 3,000 pages and rejects 3,001, naming both numbers', async () => {
  expect(await check(await blankPdf(3_000))).toEqual({ ok: true, pages: 3_000 });
  const rejected = await check(await blankPdf(3_001));
  expect(rejected).toMatchObject({ ok: false, reason: 'too-many-pages' });
  expect(rejected).toHaveProperty('explanation', expect.stringMatching(/3001 .* 3000/));
});

it('rejects a page of more than 9,000 points', async () => {
  expect(await check(await blankPdf(1, [9_001, 100]))).toMatchObject({ ok: false, reason: 'page-too-large' });
});

it('rejects one byte too many without reading the file', async () => {
  const source = {
    origin: '',
    size: MAX_DOCUMENT_BYTES + 1,
    read: () => {
      throw new Error('read');
    },
  };
  expect(await checkPdf(source)).toMatchObject({ ok: false, reason: 'too-large' });
});

it('checks a file of the greatest size without holding it in memory', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'headwater-large-'));
  const path = join(folder, 'large.pdf');
  // A stream of zeros in the middle, kept by the file system as a hole.
  const [head, tail] = await largeParts();
  writeFileSync(path, head);
  const end = MAX_DOCUMENT_BYTES - tail.length;
  truncateSync(path, end);
  writeSync(openSync(path, 'r+'), tail, 0, tail.length, end);
  const before = process.memoryUsage().rss;
  const file = new FileAccess(path);
  const result = await checkPdf(file);
  file.close();
  rmSync(folder, { recursive: true });
  expect(result).toEqual({ ok: true, pages: 1 });
  expect(process.memoryUsage().rss - before).toBeLessThan(64 * 1024 * 1024);
});

/** A PDF of one page, and a stream that fills what is between its two parts. */
async function largeParts(): Promise<[Buffer, Buffer]> {
  const objects = [
    '<</Type/Catalog/Pages 2 0 R>>',
    '<</Type/Pages/Kids[3 0 R]/Count 1>>',
    '<</Type/Page/Parent 2 0 R/MediaBox[0 0 100 100]>>',
  ];
  let head = '%PDF-1.7\n';
  const offsets = objects.map((body, at) => {
    const offset = head.length;
    head += `${at + 1} 0 obj${body}endobj\n`;
    return offset;
  });
  const stream = head.length;
  const xref = [0, ...offsets].map(
    (offset, at) => `${offset.toString().padStart(10, '0')} ${at === 0 ? '65535 f' : '00000 n'} \n`,
  );
  const table = (at: number): string =>
    `xref\n0 4\n${xref.join('')}trailer<</Size 4/Root 1 0 R>>\nstartxref\n${at}\n%%EOF`;
  head += `4 0 obj<</Length ${MAX_DOCUMENT_BYTES - stream - 1_000}>>stream\n`;
  const tail = (at: number): string => `\nendstream endobj\n${table(at)}`;
  const length = tail(MAX_DOCUMENT_BYTES).length;
  const at = MAX_DOCUMENT_BYTES - length + '\nendstream endobj\n'.length;
  return [Buffer.from(head), Buffer.from(tail(at))];
}

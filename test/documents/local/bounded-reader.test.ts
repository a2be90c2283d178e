import { PDFDocument, PDFName, StandardFonts } from 'pdf-lib';
import { inMemory } from '../../../lambdas/documents/precheck/random-access';
import { BoundedReader } from '../../../local/sources/documents/bounded-reader';

/** Each form draws the next one twenty times: more strokes than any machine ends. */
const DEPTH = 12;
const TIMES = 20;

/** Pages of text, of which some never end. */
async function pdfWith(pages: readonly ('text' | 'endless')[]): Promise<Buffer> {
  const document = await PDFDocument.create();
  const font = await document.embedFont(StandardFonts.Helvetica);
  const { context } = document;
  const form = (
    content: string,
    inner?: ReturnType<typeof context.register>,
  ): ReturnType<typeof context.register> =>
    context.register(
      context.flateStream(content, {
        Type: 'XObject',
        Subtype: 'Form',
        BBox: [0, 0, 612, 792],
        Resources: inner === undefined ? {} : { XObject: { Next: inner } },
      }),
    );
  let next = form('0 0 m 600 700 l S '.repeat(TIMES));
  for (let depth = 0; depth < DEPTH; depth += 1) next = form('/Next Do '.repeat(TIMES), next);
  pages.forEach((kind, at) => {
    const page = document.addPage([612, 792]);
    page.drawText(`Page ${at + 1} has a line that is long enough to be sure of.`, {
      x: 72,
      y: 700,
      size: 12,
      font,
    });
    if (kind === 'text') return;
    page.node.setXObject(PDFName.of('Next'), next);
    page.node.addContentStream(context.register(context.flateStream('/Next Do')));
  });
  return Buffer.from(await document.save());
}

async function read(pdf: Buffer): Promise<string[]> {
  const reader = new BoundedReader({ pageMs: 5_000, pagesGivenUp: 1 });
  try {
    const told: string[] = [];
    for await (const page of reader.read(inMemory(pdf))) {
      told.push('unread' in page ? `${page.page} unread` : `${page.page} ${page.text.slice(0, 6)}`);
    }
    return told;
  } finally {
    await reader.close();
  }
}

it('gives up an endless page, and reads those before and behind it', async () => {
  expect(await read(await pdfWith(['text', 'endless', 'text']))).toEqual([
    '1 Page 1',
    '2 unread',
    '3 Page 3',
  ]);
}, 60_000);

it('gives up a document of endless pages', async () => {
  await expect(read(await pdfWith(['endless', 'endless', 'text']))).rejects.toThrow('too long');
}, 60_000);

it('says as before whether a document can be opened', async () => {
  const reader = new BoundedReader();
  expect(await reader.check(inMemory(Buffer.from('%PDF-1.7 and no more')))).toMatchObject({
    reason: 'corrupt',
  });
  expect(await reader.check(inMemory(await pdfWith(['text', 'endless'])))).toEqual({ ok: true, pages: 2 });
  await reader.close();
}, 60_000);

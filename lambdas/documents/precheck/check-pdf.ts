import { PdfDocument, PdfOpenError } from './pdf-document';
import { discardPdfium } from './pdfium-module';
import type { RandomAccess } from './random-access';
import { isWasmTrap } from './wasm';

/**
 * What Textract takes, asynchronously. It calls a size "500 MB" without saying which; the greater is
 * assumed, so that nothing is turned away that it would read.
 *
 * @see https://docs.aws.amazon.com/textract/latest/dg/limits-document.html
 */
export const MAX_DOCUMENT_BYTES = 500 * 1024 * 1024;
export const MAX_DOCUMENT_PAGES = 3_000;
/** Points, 1/72 inch. */
export const MAX_PAGE_POINTS = 9_000;
/** Readers look for the header in this much of a file; mail gateways and scanners put things before it. */
const HEADER_WITHIN_BYTES = 1_024;

export type RejectionReason =
  | 'empty'
  | 'too-large'
  | 'not-a-pdf'
  | 'encrypted'
  | 'corrupt'
  | 'xfa'
  | 'no-pages'
  | 'too-many-pages'
  | 'page-too-large'
  | 'too-costly';

export interface Accepted {
  readonly ok: true;
  readonly pages: number;
}

export interface Rejected {
  readonly ok: false;
  readonly reason: RejectionReason;
  /** What to tell the sender. */
  readonly explanation: string;
}

/** Whether a document can be read, found out before any call is paid for. */
export async function checkPdf(source: RandomAccess): Promise<Accepted | Rejected> {
  if (source.size === 0) return rejected('empty', 'The file has no content. Send it again.');
  if (source.size > MAX_DOCUMENT_BYTES) {
    return rejected(
      'too-large',
      `The file has ${source.size} bytes, the limit is ${MAX_DOCUMENT_BYTES}. Split it.`,
    );
  }
  const start = Buffer.from(source.read(0, Math.min(HEADER_WITHIN_BYTES, source.size)));
  if (!start.includes('%PDF-')) return rejected('not-a-pdf', 'The file does not start like a PDF.');
  try {
    return await checkContent(source);
  } catch (error) {
    const broken = isWasmTrap(error);
    if (broken) discardPdfium();
    if (!broken && !(error instanceof PdfOpenError)) throw error;
    return error instanceof PdfOpenError && error.problem === 'encrypted'
      ? rejected('encrypted', 'The file asks for a password. Send it without one.')
      : rejected('corrupt', 'The file is damaged or incomplete: no reader can open it. Send it again.');
  }
}

async function checkContent(source: RandomAccess): Promise<Accepted | Rejected> {
  const document = await PdfDocument.open(source);
  try {
    const pages = document.pageCount;
    if (document.hasXfa) {
      return rejected('xfa', 'The file is an XFA form, which only Adobe Reader can show. Print it to a PDF.');
    }
    if (pages === 0) return rejected('no-pages', 'The file has no pages.');
    if (pages > MAX_DOCUMENT_PAGES) {
      return rejected(
        'too-many-pages',
        `The file has ${pages} pages, the limit is ${MAX_DOCUMENT_PAGES}. Split it.`,
      );
    }
    for (let index = 0; index < pages; index += 1) {
      const size = document.pageSize(index);
      if (size === undefined)
        return rejected('corrupt', `Page ${index + 1} is damaged. Send the file again.`);
      if (Math.max(size.width, size.height) > MAX_PAGE_POINTS) {
        return rejected('page-too-large', `Page ${index + 1} is larger than ${MAX_PAGE_POINTS / 72} inches.`);
      }
    }
    return { ok: true, pages };
  } finally {
    document.close();
  }
}

function rejected(reason: RejectionReason, explanation: string): Rejected {
  return { ok: false, reason, explanation };
}

import { loadPdfium, type Pdfium } from './pdfium-module';
import type { RandomAccess } from './random-access';
import { wasm } from './wasm';

/** FPDF_GetLastError. */
const PASSWORD_ERROR = 4;
const SECURITY_ERROR = 5;

export type PdfProblem = 'encrypted' | 'corrupt';

/** A document PDFium cannot open. */
export class PdfOpenError extends Error {
  constructor(readonly problem: PdfProblem) {
    super(`PDFium cannot open the document: ${problem}`);
    this.name = 'PdfOpenError';
  }
}

/** FPDF_GetFormType: how much of the document is XFA. */
const XFA_FORM_TYPES = [2, 3];

export interface PdfPageSize {
  /** Points, 1/72 inch. */
  readonly width: number;
  readonly height: number;
}

/** An open document. PDFium reads from it what it needs, when it needs it. */
export class PdfDocument {
  private constructor(
    readonly pdfium: Pdfium,
    readonly handle: number,
    private readonly release: () => void,
  ) {}

  /** @throws PdfOpenError */
  static async open(source: RandomAccess): Promise<PdfDocument> {
    const pdfium = await loadPdfium();
    const { pointer, release } = fileAccess(pdfium, source);
    const handle = pdfium._FPDF_LoadCustomDocument(pointer, 0);
    if (handle !== 0) return new PdfDocument(pdfium, handle, release);
    const error = pdfium._FPDF_GetLastError();
    release();
    throw new PdfOpenError(error === PASSWORD_ERROR || error === SECURITY_ERROR ? 'encrypted' : 'corrupt');
  }

  get pageCount(): number {
    return this.pdfium._FPDF_GetPageCount(this.handle);
  }

  get hasXfa(): boolean {
    return XFA_FORM_TYPES.includes(this.pdfium._FPDF_GetFormType(this.handle));
  }

  /** @returns undefined when the page is damaged */
  pageSize(index: number): PdfPageSize | undefined {
    const { malloc, free } = this.pdfium.wasmExports;
    const size = malloc(8);
    try {
      if (this.pdfium._FPDF_GetPageSizeByIndexF(this.handle, index, size) === 0) return undefined;
      const [width = 0, height = 0] = readFloats(this.pdfium, size, 2);
      return { width, height };
    } finally {
      free(size);
    }
  }

  close(): void {
    this.pdfium._FPDF_CloseDocument(this.handle);
    this.release();
  }
}

export function readFloats(pdfium: Pdfium, pointer: number, count: number): number[] {
  const view = new DataView(pdfium.HEAPU8.buffer, pointer, count * 4);
  const floats: number[] = [];
  for (let at = 0; at < count; at += 1) floats.push(view.getFloat32(at * 4, true));
  return floats;
}

export function readDoubles(pdfium: Pdfium, pointer: number, count: number): number[] {
  const view = new DataView(pdfium.HEAPU8.buffer, pointer, count * 8);
  const doubles: number[] = [];
  for (let at = 0; at < count; at += 1) doubles.push(view.getFloat64(at * 8, true));
  return doubles;
}

/** FPDF_FILEACCESS: length of the file, function that reads a block, what the function gets to tell files apart. */
function fileAccess(pdfium: Pdfium, source: RandomAccess): { pointer: number; release: () => void } {
  const { malloc, free } = pdfium.wasmExports;
  const id = (lastSource += 1);
  sources.set(id, source);
  const readBlock = readBlocks.get(pdfium) ?? addReadBlock(pdfium);
  const pointer = malloc(12);
  const view = new DataView(pdfium.HEAPU8.buffer, pointer, 12);
  view.setUint32(0, source.size, true);
  view.setUint32(4, readBlock, true);
  view.setUint32(8, id, true);
  const release = (): void => {
    sources.delete(id);
    free(pointer);
  };
  return { pointer, release };
}

/** Files that PDFium has open, by the number it is given for them. */
const sources = new Map<number, RandomAccess>();
let lastSource = 0;
const readBlocks = new WeakMap<Pdfium, number>();

function addReadBlock(pdfium: Pdfium): number {
  const index = addFunction(pdfium, (which, position, buffer, length) => {
    const bytes = sources.get(which)?.read(position >>> 0, length);
    if (bytes?.length !== length) return 0;
    pdfium.HEAPU8.set(bytes, buffer);
    return 1;
  });
  readBlocks.set(pdfium, index);
  return index;
}

/** A module of one function, (i32 i32 i32 i32) -> i32, that passes the call on to JavaScript. */
// prettier-ignore
const TRAMPOLINE = new Uint8Array([
  0, 0x61, 0x73, 0x6d, 1, 0, 0, 0, // magic, version
  1, 9, 1, 0x60, 4, 0x7f, 0x7f, 0x7f, 0x7f, 1, 0x7f, // one type
  2, 7, 1, 1, 0x65, 1, 0x66, 0, 0, // import e.f
  7, 5, 1, 1, 0x66, 0, 0, // export f
]);

type ReadBlock = (which: number, position: number, buffer: number, length: number) => number;

/** Makes a JavaScript function callable for PDFium. @returns its index, which is what C calls its address */
function addFunction({ wasmExports }: Pdfium, f: ReadBlock): number {
  const { exports } = new wasm.Instance(new wasm.Module(TRAMPOLINE), { e: { f } });
  const table = wasmExports.__indirect_function_table;
  const index = table.grow(1);
  table.set(index, exports.f);
  return index;
}

import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { PDFiumModule } from '@hyzyla/pdfium';
import type { WasmTable } from './wasm';

/**
 * PDFium's own functions, as far as they are used here: the package's classes don't reach character
 * boxes, form fields, XFA or reading from a file.
 *
 * @see https://pdfium.googlesource.com/pdfium/+/refs/heads/main/public/
 */
export interface Pdfium {
  readonly HEAPU8: Uint8Array;
  readonly wasmExports: {
    readonly malloc: (bytes: number) => number;
    readonly free: (pointer: number) => void;
    readonly __indirect_function_table: WasmTable;
  };
  _FPDF_InitLibraryWithConfig(config: number): void;
  _FPDF_LoadCustomDocument(fileAccess: number, password: number): number;
  _FPDF_CloseDocument(document: number): void;
  _FPDF_GetLastError(): number;
  _FPDF_GetPageCount(document: number): number;
  _FPDF_GetFormType(document: number): number;
  _FPDF_GetPageSizeByIndexF(document: number, index: number, size: number): number;
  _FPDF_LoadPage(document: number, index: number): number;
  _FPDF_ClosePage(page: number): void;
  _FPDF_GetPageWidthF(page: number): number;
  _FPDF_GetPageHeightF(page: number): number;
  _FPDF_PageToDevice(
    page: number,
    startX: number,
    startY: number,
    sizeX: number,
    sizeY: number,
    rotate: number,
    pageX: number,
    pageY: number,
    deviceX: number,
    deviceY: number,
  ): number;
  _FPDFPage_CountObjects(page: number): number;
  _FPDFPage_GetObject(page: number, index: number): number;
  _FPDFPageObj_GetType(object: number): number;
  _FPDFPageObj_GetBounds(object: number, left: number, bottom: number, right: number, top: number): number;
  _FPDFPageObj_GetMatrix(object: number, matrix: number): number;
  _FPDFPath_CountSegments(path: number): number;
  _FPDFPath_GetPathSegment(path: number, index: number): number;
  _FPDFFormObj_CountObjects(form: number): number;
  _FPDFFormObj_GetObject(form: number, index: number): number;
  _FPDFText_GetTextObject(textPage: number, index: number): number;
  _FPDFTextObj_GetTextRenderMode(object: number): number;
  _FPDFTextObj_GetFont(object: number): number;
  _FPDFText_LoadStandardFont(document: number, name: number): number;
  _FPDFFont_Close(font: number): void;
  _FPDFFont_GetIsEmbedded(font: number): number;
  _FPDFFont_GetBaseFontName(font: number, buffer: number, bytes: number): number;
  _FPDFFont_GetGlyphPath(font: number, character: number, size: number): number;
  _FPDFGlyphPath_CountGlyphSegments(path: number): number;
  _FPDFGlyphPath_GetGlyphPathSegment(path: number, index: number): number;
  _FPDFPathSegment_GetPoint(segment: number, x: number, y: number): number;
  _FPDFPathSegment_GetType(segment: number): number;
  _FPDFText_LoadPage(page: number): number;
  _FPDFText_ClosePage(textPage: number): void;
  _FPDFText_CountChars(textPage: number): number;
  _FPDFText_GetUnicode(textPage: number, index: number): number;
  _FPDFText_GetCharAngle(textPage: number, index: number): number;
  _FPDFText_IsGenerated(textPage: number, index: number): number;
  _FPDFText_HasUnicodeMapError(textPage: number, index: number): number;
  _FPDFText_GetCharBox(
    textPage: number,
    index: number,
    left: number,
    right: number,
    bottom: number,
    top: number,
  ): number;
  _FPDFBitmap_CreateEx(width: number, height: number, format: number, buffer: number, stride: number): number;
  _FPDFBitmap_FillRect(
    bitmap: number,
    left: number,
    top: number,
    width: number,
    height: number,
    color: number,
  ): void;
  _FPDFBitmap_Destroy(bitmap: number): void;
  _FPDF_RenderPageBitmap(
    bitmap: number,
    page: number,
    startX: number,
    startY: number,
    sizeX: number,
    sizeY: number,
    rotate: number,
    flags: number,
  ): void;
  _FPDFDOC_InitFormFillEnvironment(document: number, formInfo: number): number;
  _FPDFDOC_ExitFormFillEnvironment(form: number): void;
  _FORM_OnAfterLoadPage(page: number, form: number): void;
  _FORM_OnBeforeClosePage(page: number, form: number): void;
  _FPDF_FFLDraw(
    form: number,
    bitmap: number,
    page: number,
    startX: number,
    startY: number,
    sizeX: number,
    sizeY: number,
    rotate: number,
    flags: number,
  ): void;
  _FPDFPage_GetAnnotCount(page: number): number;
  _FPDFPage_GetAnnot(page: number, index: number): number;
  _FPDFPage_CloseAnnot(annotation: number): void;
  _FPDFAnnot_GetSubtype(annotation: number): number;
  _FPDFAnnot_GetFlags(annotation: number): number;
  _FPDFAnnot_GetFormFieldType(form: number, annotation: number): number;
  _FPDFAnnot_IsChecked(form: number, annotation: number): number;
  _FPDFAnnot_GetRect(annotation: number, rectangle: number): number;
  _FPDFAnnot_GetFormFieldName(form: number, annotation: number, buffer: number, bytes: number): number;
  _FPDFAnnot_GetFormFieldAlternateName(
    form: number,
    annotation: number,
    buffer: number,
    bytes: number,
  ): number;
  _FPDFAnnot_GetFormFieldValue(form: number, annotation: number, buffer: number, bytes: number): number;
  _FPDFAnnot_GetFormFieldExportValue(form: number, annotation: number, buffer: number, bytes: number): number;
}

/** PDFium's code; in a bundle it has to lie beside the JavaScript under this name. */
export const PDFIUM_WASM_FILE = 'pdfium.wasm';

let loading: Promise<Pdfium> | undefined;

/** PDFium, loaded once per process: it keeps no state between documents. */
export function loadPdfium(): Promise<Pdfium> {
  loading ??= instantiate();
  return loading;
}

/** Drops a PDFium that broke; the next document gets a new one. */
export function discardPdfium(): void {
  loading = undefined;
}

async function instantiate(): Promise<Pdfium> {
  const beside = join(__dirname, PDFIUM_WASM_FILE);
  const path = existsSync(beside) ? beside : require.resolve('@hyzyla/pdfium/pdfium.wasm');
  const code = withLimits(readFileSync(path));
  const wasmBinary = new Uint8Array(code).buffer;
  // The package's types name a part of the module only.
  const pdfium = (await PDFiumModule({ wasmBinary, locateFile: () => '' })) as unknown as Pdfium;
  const config = pdfium.wasmExports.malloc(CONFIG_BYTES);
  pdfium.HEAPU8.fill(0, config, config + CONFIG_BYTES);
  pdfium.HEAPU8[config] = 2;
  pdfium._FPDF_InitLibraryWithConfig(config);
  return pdfium;
}

/** FPDF_LIBRARY_CONFIG, version 2: five words. */
const CONFIG_BYTES = 20;
const TABLE_SECTION = 4;
const MEMORY_SECTION = 5;
/** Of 64 KiB: one gigabyte. What a document needs beyond that, PDFium fails to get. */
const MAX_MEMORY_PAGES = 16_384;

/**
 * The package fixes the size of the function table, so that no JavaScript function could be handed to
 * PDFium, and without one it reads documents from memory only: half a gigabyte of it for a large one.
 * Raising the table's maximum to its double is all that is missing. The memory's maximum is lowered, so that a document
 * which unpacks to gigabytes ends its own reading and not the process.
 *
 * @see https://webassembly.github.io/spec/core/binary/modules.html#table-section
 */
function withLimits(code: Buffer): Buffer {
  for (let at = 8; at < code.length;) {
    const section = code[at] ?? 0;
    const { value: length, next } = readLeb(code, at + 1);
    if (section === TABLE_SECTION) {
      // One table: count, type of reference, "has a maximum", minimum, maximum.
      const minimum = readLeb(code, next + 3);
      const maximum = readLeb(code, minimum.next);
      const last = maximum.next - 1;
      if (code[next + 2] === 1) code[last] = (code[last] ?? 0) | 0x40;
    }
    if (section === MEMORY_SECTION) {
      // One memory: count, "has a maximum", minimum, maximum, which takes as many bytes as the one it replaces.
      const { next: maximum } = readLeb(code, next + 2);
      if (code[next + 1] === 1)
        code.set(leb(MAX_MEMORY_PAGES, readLeb(code, maximum).next - maximum), maximum);
      return code;
    }
    at = next + length;
  }
  return code;
}

function readLeb(code: Buffer, at: number): { value: number; next: number } {
  let value = 0;
  for (let shift = 0; ; shift += 7) {
    const byte = code[at] ?? 0;
    value |= (byte & 0x7f) << shift;
    at += 1;
    if ((byte & 0x80) === 0) return { value, next: at };
  }
}

function leb(value: number, length: number): Uint8Array {
  return Uint8Array.from({ length }, (_, at) => ((value >>> (7 * at)) & 0x7f) | (at < length - 1 ? 0x80 : 0));
}

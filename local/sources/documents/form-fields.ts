import { type PdfDocument, readFloats } from '../../../lambdas/documents/precheck/pdf-document';
import type { Pdfium } from '../../../lambdas/documents/precheck/pdfium-module';
import type { BoundingBox, DocumentField } from '../../../core/ports';
import type { PdfPage } from './pdf-page';

/** FPDF_FORMFILLINFO, version 1, with none of its callbacks: they serve a viewer. */
const FORM_INFO_BYTES = 256;
const WIDGET = 20;
/** FPDF_ANNOT_FLAG_HIDDEN | FPDF_ANNOT_FLAG_NOVIEW: a field that nobody sees. */
const UNSEEN_FLAGS = 0x02 | 0x20;
const CHECKBOX = 2;
const RADIO_BUTTON = 3;
/** Combo box, list box, text field. */
const VALUE_TYPES = [4, 5, 6];

export interface PlacedField {
  readonly field: DocumentField;
  readonly box: BoundingBox;
}

/** The fillable form (AcroForm) of a document. To be closed before the document. */
export class PdfForm {
  private readonly info: number;
  readonly handle: number;

  constructor(private readonly document: PdfDocument) {
    const { pdfium } = document;
    this.info = pdfium.wasmExports.malloc(FORM_INFO_BYTES);
    pdfium.HEAPU8.fill(0, this.info, this.info + FORM_INFO_BYTES);
    pdfium.HEAPU8[this.info] = 1;
    this.handle = pdfium._FPDFDOC_InitFormFillEnvironment(document.handle, this.info);
  }

  close(): void {
    this.document.pdfium._FPDFDOC_ExitFormFillEnvironment(this.handle);
    this.document.pdfium.wasmExports.free(this.info);
  }

  /** The fields of a page, filled or not, with what they hold: it is exact, so the confidence is 100. */
  fields(page: PdfPage): PlacedField[] {
    const { pdfium } = page;
    const placed: PlacedField[] = [];
    // Without it, no button is known to be checked.
    pdfium._FORM_OnAfterLoadPage(page.handle, this.handle);
    const count = pdfium._FPDFPage_GetAnnotCount(page.handle);
    for (let index = 0; index < count; index += 1) {
      const annotation = pdfium._FPDFPage_GetAnnot(page.handle, index);
      if (annotation === 0) continue;
      try {
        const field = this.field(pdfium, annotation);
        if (field !== undefined) placed.push({ field, box: page.boxOf(rectangle(pdfium, annotation)) });
      } finally {
        pdfium._FPDFPage_CloseAnnot(annotation);
      }
    }
    pdfium._FORM_OnBeforeClosePage(page.handle, this.handle);
    return placed;
  }

  private field(pdfium: Pdfium, annotation: number): DocumentField | undefined {
    if (pdfium._FPDFAnnot_GetSubtype(annotation) !== WIDGET) return undefined;
    if ((pdfium._FPDFAnnot_GetFlags(annotation) & UNSEEN_FLAGS) !== 0) return undefined;
    const type = pdfium._FPDFAnnot_GetFormFieldType(this.handle, annotation);
    const ask = (name: StringFunction): string =>
      readString(pdfium, (at, bytes) => pdfium[name](this.handle, annotation, at, bytes));
    const label = ask('_FPDFAnnot_GetFormFieldAlternateName') || ask('_FPDFAnnot_GetFormFieldName');
    if (type === CHECKBOX || type === RADIO_BUTTON) {
      const value = pdfium._FPDFAnnot_IsChecked(this.handle, annotation) === 1 ? 'SELECTED' : 'NOT_SELECTED';
      const choice = type === RADIO_BUTTON ? ask('_FPDFAnnot_GetFormFieldExportValue') : '';
      const key = choice === '' ? label : `${label}: ${choice}`;
      return { key, value, confidence: 100, selection: true };
    }
    if (!VALUE_TYPES.includes(type)) return undefined;
    return { key: label, value: ask('_FPDFAnnot_GetFormFieldValue'), confidence: 100, selection: false };
  }
}

type StringFunction =
  | '_FPDFAnnot_GetFormFieldAlternateName'
  | '_FPDFAnnot_GetFormFieldName'
  | '_FPDFAnnot_GetFormFieldExportValue'
  | '_FPDFAnnot_GetFormFieldValue';

/** PDFium's strings: UTF-16 with a closing zero, asked for their length first. */
function readString(pdfium: Pdfium, get: (buffer: number, bytes: number) => number): string {
  const bytes = get(0, 0);
  if (bytes <= 2) return '';
  const buffer = pdfium.wasmExports.malloc(bytes);
  try {
    get(buffer, bytes);
    return Buffer.from(pdfium.HEAPU8.subarray(buffer, buffer + bytes - 2))
      .toString('utf16le')
      .trim();
  } finally {
    pdfium.wasmExports.free(buffer);
  }
}

/** FS_RECTF: left, top, right, bottom. */
function rectangle(
  pdfium: Pdfium,
  annotation: number,
): { left: number; right: number; bottom: number; top: number } {
  const at = pdfium.wasmExports.malloc(16);
  try {
    pdfium._FPDFAnnot_GetRect(annotation, at);
    const [left = 0, top = 0, right = 0, bottom = 0] = readFloats(pdfium, at, 4);
    return { left, right, bottom, top };
  } finally {
    pdfium.wasmExports.free(at);
  }
}

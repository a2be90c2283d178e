import type { Block } from '@aws-sdk/client-textract';
import type { DocumentLine, DocumentPage } from '../../../core/ports';
import { pageText } from '../page-text';
import { readingOrder } from '../reading-order';
import { BlockIndex, slimBlock, type SlimBlock } from './block-index';
import { mapFields } from './map-fields';
import { mapMarks } from './map-marks';
import { mapTables } from './map-tables';

/**
 * Collects the blocks of one result as its parts arrive and maps them to pages. Where a part ends is of
 * no meaning: a line and its words, or a key and its value, may come in different ones.
 */
export class PageMapper {
  private readonly byPage = new Map<number, SlimBlock[]>();

  add(blocks: readonly Block[]): void {
    for (const block of blocks) {
      const slim = slimBlock(block);
      const page = this.byPage.get(slim.page);
      if (page === undefined) this.byPage.set(slim.page, [slim]);
      else page.push(slim);
    }
  }

  /** Pages in order, one at a time, so that a long document is never held twice. */
  *pages(): Generator<DocumentPage> {
    for (const page of [...this.byPage.keys()].sort((a, b) => a - b)) {
      yield mapPage(page, this.byPage.get(page) ?? []);
      this.byPage.delete(page);
    }
  }
}

/** Maps the blocks of a whole result, whichever way it was split. */
export function mapPages(blocks: readonly Block[]): DocumentPage[] {
  const mapper = new PageMapper();
  mapper.add(blocks);
  return [...mapper.pages()];
}

function mapPage(page: number, blocks: readonly SlimBlock[]): DocumentPage {
  const index = new BlockIndex(blocks);
  const lines = orderedLines(index);
  return {
    page,
    text: pageText(lines),
    meanConfidence: meanConfidence(blocks),
    lines,
    fields: mapFields(index),
    tables: mapTables(index),
    marks: mapMarks(index),
    reader: 'textract',
  };
}

/** By Textract's own layout analysis where the result has one, else by where the lines stand. */
function orderedLines(index: BlockIndex): DocumentLine[] {
  const lines = index.blocks.filter(({ type }) => type === 'LINE');
  const layouts = index.blocks.filter(({ type }) => type.startsWith('LAYOUT_'));
  const laidOut = [...new Set(layouts.flatMap((layout) => index.related(layout, 'CHILD')))].filter(
    ({ type }) => type === 'LINE',
  );
  const seen = new Set(laidOut);
  const rest = lines.filter((line) => !seen.has(line));
  const ordered = laidOut.length > 0 ? [...laidOut, ...readingOrder(rest)] : readingOrder(lines);
  return ordered.map(({ text, confidence, box }) => ({ text, confidence, box }));
}

function meanConfidence(blocks: readonly SlimBlock[]): number | null {
  const words = blocks.filter(({ type }) => type === 'WORD');
  const weighed = words.length > 0 ? words : blocks.filter(({ type }) => type === 'LINE');
  if (weighed.length === 0) return null;
  return weighed.reduce((sum, { confidence }) => sum + confidence, 0) / weighed.length;
}

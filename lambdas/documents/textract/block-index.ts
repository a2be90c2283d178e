import type { Block } from '@aws-sdk/client-textract';
import type { BoundingBox } from '../../../core/ports';
import { readingOrder } from '../reading-order';

/**
 * What the mapping needs of a Textract block. Polygons and the rest are dropped as a result arrives,
 * because a document of 3,000 pages comes as close to a million blocks.
 */
export interface SlimBlock {
  readonly id: string;
  readonly type: string;
  /** 1-based; Textract leaves it out of a one-page answer. */
  readonly page: number;
  /** Percent, 0..100. */
  readonly confidence: number;
  readonly text: string;
  readonly selected: boolean;
  readonly box: BoundingBox;
  readonly entityTypes: readonly string[];
  readonly related: Readonly<Record<string, readonly string[]>>;
  readonly row: number;
  readonly column: number;
  readonly rowSpan: number;
  readonly columnSpan: number;
}

/** @see https://docs.aws.amazon.com/textract/latest/dg/API_Block.html */
export function slimBlock(block: Block): SlimBlock {
  const related: Record<string, string[]> = {};
  for (const { Type, Ids } of block.Relationships ?? []) {
    if (Type !== undefined && Ids !== undefined) related[Type] = [...(related[Type] ?? []), ...Ids];
  }
  const box = block.Geometry?.BoundingBox;
  return {
    id: block.Id ?? '',
    type: block.BlockType ?? '',
    page: block.Page ?? 1,
    confidence: block.Confidence ?? 0,
    text: block.Text ?? block.Query?.Text ?? '',
    selected: block.SelectionStatus === 'SELECTED',
    box: { left: box?.Left ?? 0, top: box?.Top ?? 0, width: box?.Width ?? 0, height: box?.Height ?? 0 },
    entityTypes: block.EntityTypes ?? [],
    related,
    row: block.RowIndex ?? 0,
    column: block.ColumnIndex ?? 0,
    rowSpan: block.RowSpan ?? 1,
    columnSpan: block.ColumnSpan ?? 1,
  };
}

/** What the words and marks below a block say together. */
export interface BlockContent {
  readonly text: string;
  /** Whether there is nothing but selection marks. */
  readonly selection: boolean;
  /** Percent, 0..100: the lowest of the words and marks; 100 without any. */
  readonly confidence: number;
}

/** Blocks by id; a relationship to a block that isn't there (a partial result) is passed over. */
export class BlockIndex {
  private readonly byId: ReadonlyMap<string, SlimBlock>;

  constructor(readonly blocks: readonly SlimBlock[]) {
    this.byId = new Map(blocks.map((block) => [block.id, block]));
  }

  related(block: SlimBlock, relationship: string): SlimBlock[] {
    const ids = block.related[relationship] ?? [];
    return ids.map((id) => this.byId.get(id)).filter((found) => found !== undefined);
  }

  /** Words joined by a blank, selection marks as `SELECTED` or `NOT_SELECTED`. */
  content(...owners: readonly SlimBlock[]): BlockContent {
    const parts = owners.flatMap((owner) => this.related(owner, 'CHILD'));
    const marks = parts.filter(({ type }) => type === 'SELECTION_ELEMENT');
    const words = parts.filter(({ type }) => type === 'WORD');
    const confidence = Math.min(100, ...[...words, ...marks].map((part) => part.confidence));
    if (words.length === 0 && marks.length > 0) {
      const text = marks.some(({ selected }) => selected) ? 'SELECTED' : 'NOT_SELECTED';
      return { text, selection: true, confidence };
    }
    // Textract tells marks before words; in its place, a mark stands beside the word that it marks.
    const said = (marks.length > 0 ? readingOrder(parts) : parts).flatMap((part) => {
      if (part.type === 'WORD') return [part.text];
      return part.type === 'SELECTION_ELEMENT' ? [part.selected ? 'SELECTED' : 'NOT_SELECTED'] : [];
    });
    return { text: said.join(' '), selection: false, confidence };
  }
}

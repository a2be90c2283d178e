import type { DocumentMark } from '../../../core/ports';
import { readingOrder } from '../reading-order';
import type { BlockIndex } from './block-index';

/** What tells a mark's meaning by itself: fields and tables say what its children are. */
const OWNERS = ['KEY_VALUE_SET', 'KEY', 'VALUE', 'CELL'];

/**
 * Selection marks of one page that neither a key-value pair nor a table has taken up.
 *
 * @see https://docs.aws.amazon.com/textract/latest/dg/how-it-works-selectables.html
 */
export function mapMarks(index: BlockIndex): DocumentMark[] {
  const owners = index.blocks.filter(({ type }) => OWNERS.includes(type));
  const taken = new Set(owners.flatMap(({ related }) => related.CHILD ?? []));
  const loose = index.blocks.filter(({ type, id }) => type === 'SELECTION_ELEMENT' && !taken.has(id));
  return readingOrder(loose).map(({ selected, confidence, box }) => ({ selected, confidence, box }));
}

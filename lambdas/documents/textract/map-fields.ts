import type { DocumentField } from '../../../core/ports';
import { pairOrder } from '../pair-order';
import { readingOrder } from '../reading-order';
import type { BlockIndex, SlimBlock } from './block-index';

/**
 * Key-value pairs of one page, in the order of their keys on it. A key without a value is kept with an empty one:
 * a form says as much by what was left blank.
 *
 * @see https://docs.aws.amazon.com/textract/latest/dg/how-it-works-kvp.html
 */
export function mapFields(index: BlockIndex): DocumentField[] {
  const keys = readingOrder(index.blocks.filter(isKey));
  return pairOrder(keys, (key) => index.content(key).text).map((key) => {
    const values = index.related(key, 'VALUE');
    const label = index.content(key);
    const content = index.content(...values);
    const confidence = Math.min(
      label.confidence,
      content.confidence,
      ...[key, ...values].map((block) => block.confidence),
    );
    return { key: label.text, value: content.text, confidence, selection: content.selection };
  });
}

function isKey(block: SlimBlock): boolean {
  return block.type === 'KEY' || (block.type === 'KEY_VALUE_SET' && block.entityTypes.includes('KEY'));
}

import { setImmediate as turn } from 'node:timers/promises';
import type { ResourceRules } from '../../core/validation/resource-rules';
import { pieces } from './body/pieces';
import type { Spool } from './body/spool';
import { bundleEntries } from './bundle';
import { MAX_RECORD_BYTES } from './limits';
import type { Received } from './received';
import { tooLong } from './refusals';
import type { Sender } from './sender';

/** Pieces after which others get a turn. */
const TURN_PIECES = 128;

export interface ReceiveOptions {
  /** Where the entries of a Bundle wait until all of it is there. */
  readonly spool: () => Spool;
  /** What the dataset knows of resources. */
  readonly rules?: ResourceRules | undefined;
  /** Most entries of a Bundle. @default any number */
  readonly maxEntries?: number | undefined;
  readonly sender: Sender;
  readonly time: Date;
}

/**
 * What stands at each place of a body: one JSON object, several one a line, an array, FHIR Bundles. Each
 * record's text is the body's own, so that numbers keep the digits they were sent with.
 */
export async function* receive(
  body: AsyncIterable<Buffer>,
  { spool, rules, sender, time, maxEntries }: ReceiveOptions,
): AsyncGenerator<Received> {
  let index = 0;
  let read = 0;
  for await (const piece of pieces(body, { limit: MAX_RECORD_BYTES, spool, maxEntries })) {
    // A piece may hold nothing: a body of empty Bundles is work, too.
    if (++read % TURN_PIECES === 0) await turn();
    if ('bundle' in piece) {
      for await (const entry of bundleEntries(piece.bundle, { rules, sender, time }))
        yield { index: index++, ...entry };
    } else if ('unreadable' in piece) {
      yield { index: index++, refused: { path: '$', expected: 'a JSON object', found: piece.unreadable } };
    } else if ('tooLong' in piece) yield { index: index++, refused: tooLong(piece.tooLong) };
    else if ('tooMany' in piece) {
      const expected = `a Bundle of at most ${piece.tooMany} entries; send it in parts`;
      yield { index, refused: { path: '$.entry', expected, found: 'more', isTooLarge: true } };
      return;
    } else yield { index: index++, record: piece, source: await sender.sourceOf() };
  }
}

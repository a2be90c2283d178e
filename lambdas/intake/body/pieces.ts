import { bundleParts, type BundleParts } from './bundle-parts';
import { elements } from './elements';
import { Input } from './input';
import { jsonText, type JsonText } from './json-text';
import { turnFor } from '../turns';
import type { Spool } from './spool';

/** What a body is made of, in order: values, Bundles, and what can't be read. */
export type Piece =
  | JsonText
  | { readonly bundle: BundleParts }
  | { readonly unreadable: string }
  | { readonly tooLong: number | undefined }
  /** A Bundle with more entries than this. */
  | { readonly tooMany: number };

export interface SplitOptions {
  /** Longest record. Bytes. */
  readonly limit: number;
  /** Most entries of a Bundle. @default any number */
  readonly maxEntries?: number | undefined;
  readonly spool: () => Spool;
}

const [OPEN_ARRAY, OPEN_OBJECT] = [0x5b, 0x7b];
const WRONG_LINE = 'a line that is not JSON';
/** First bytes of lines that go on with a value printed over several lines. */
const CONTINUES = new Set([...' \t\r\n"}],'].map((character) => character.charCodeAt(0)));

/**
 * Splits a body of any size: one value or several, one a line or printed over lines, arrays of them, FHIR
 * Bundles. Memory holds one record at a time. What can't be read is told in its place, and the rest goes on.
 */
export async function* pieces(chunks: AsyncIterable<Buffer>, options: SplitOptions): AsyncGenerator<Piece> {
  const input = new Input(chunks, options.limit);
  for (;;) {
    await input.skipByteOrderMark();
    const byte = await input.next();
    if (byte === undefined) return;
    if (byte === OPEN_ARRAY) yield* arrayPieces(input, options);
    else if (byte === OPEN_OBJECT) yield await objectPiece(input, options);
    else {
      const line = await input.line();
      await input.nextLine();
      const read = line === undefined ? WRONG_LINE : jsonText(line, WRONG_LINE);
      yield typeof read === 'string' ? { unreadable: read } : read;
    }
  }
}

async function* arrayPieces(input: Input, options: SplitOptions): AsyncGenerator<Piece> {
  for await (const taken of elements(input)) {
    if (taken === 'unended') {
      yield { unreadable: 'an array that does not end' };
      // What is left has been looked through: arrays in it don't end either.
      await input.toEnd();
    } else if (taken === 'broken') {
      yield { unreadable: 'an array that is not JSON' };
      await input.nextLine();
    } else if ('tooLong' in taken) yield taken;
    else {
      await turnFor(taken.bytes);
      const read = jsonText(taken.bytes);
      if (typeof read === 'string') yield { unreadable: read };
      else if (isBundle(read.value))
        yield await objectPiece(new Input(once(taken.bytes), options.limit), options);
      else yield read;
    }
  }
}

/** The object that starts here: most often a line of its own. */
async function objectPiece(
  input: Input,
  { limit, spool, maxEntries = Infinity }: SplitOptions,
): Promise<Piece> {
  await input.next();
  input.mark();
  // What others stand before is no line of its own, and looking for its end again would cost the line each time.
  const line = input.isWithinLine ? undefined : await input.line();
  const known = line === undefined ? undefined : wholeRecord(line);
  if (line !== undefined && known !== undefined) {
    input.skip(line.length);
    return known;
  }
  const kept = spool();
  const parts = await bundleParts(input, kept, { bytes: limit, entries: maxEntries });
  if (parts === 'too many') return { tooMany: maxEntries };
  if (parts !== 'broken' && isBundle(parts.frame.value)) return { bundle: parts };
  await kept.close();
  const text = input.sinceMark();
  if (parts !== 'broken') {
    if (text === undefined) return { tooLong: undefined };
    const read = jsonText(text);
    return typeof read === 'string' ? { unreadable: read } : read;
  }
  if (!input.rewind()) await input.nextLine();
  else {
    let byte = await input.nextLine();
    while (byte !== undefined && CONTINUES.has(byte)) byte = await input.nextLine();
  }
  return text === undefined ? { tooLong: undefined } : { unreadable: WRONG_LINE };
}

/** A line that is JSON by itself and no Bundle. */
function wholeRecord(line: Buffer): Piece | undefined {
  const read = jsonText(line);
  if (typeof read !== 'string') return isBundle(read.value) ? undefined : read;
  // Were its bytes characters, would it be JSON? Then only they are wrong with it.
  const bytes = jsonText(Buffer.from(line.toString('latin1')));
  return typeof bytes === 'string' || isBundle(bytes.value) ? undefined : { unreadable: read };
}

function isBundle(value: unknown): boolean {
  return (
    typeof value === 'object' && value !== null && 'resourceType' in value && value.resourceType === 'Bundle'
  );
}

async function* once(bytes: Buffer): AsyncGenerator<Buffer> {
  yield bytes;
}

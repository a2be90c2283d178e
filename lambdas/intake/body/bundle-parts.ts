import { createHash } from 'node:crypto';
import { setImmediate as turn } from 'node:timers/promises';
import { elements } from './elements';
import type { Input } from './input';
import { jsonText, type JsonText } from './json-text';
import type { Spool } from './spool';

/** A Bundle in parts: all of it but its entries, and the entries set aside. */
export interface BundleParts {
  /** The Bundle with `0` in place of each entry. */
  readonly frame: JsonText;
  readonly spool: Spool;
  /** SHA-256 of the Bundle's values, hex: the same for the same Bundle. */
  readonly digest: string;
}

const [QUOTE, COLON, COMMA, OPEN_ARRAY, CLOSE_OBJECT] = [0x22, 0x3a, 0x2c, 0x5b, 0x7d];

/** Entries after which others get a turn. */
export const TURN_ENTRIES = 1024;

/**
 * Reads the object that starts here, setting the elements of its member `entry` aside. What comes back
 * may be any object; who calls looks at its `resourceType`.
 *
 * @param limit most bytes of the object without its entries, and most entries
 */
export async function bundleParts(
  input: Input,
  spool: Spool,
  limit: { readonly bytes: number; readonly entries: number },
): Promise<BundleParts | 'broken' | 'too many'> {
  const frame: Buffer[] = [Buffer.from('{')];
  const hash = createHash('sha256');
  let size = 1;
  const add = (bytes: Buffer): void => {
    size += bytes.length;
    frame.push(bytes);
    hash.update(bytes);
  };
  input.skip(1);
  for (;;) {
    const byte = await input.next();
    if (size > limit.bytes) return 'broken';
    if (byte === COMMA || byte === CLOSE_OBJECT) {
      input.skip(1);
      add(Buffer.from([byte]));
      if (byte === COMMA) continue;
      const read = jsonText(Buffer.concat(frame));
      return typeof read === 'string' ? 'broken' : { frame: read, spool, digest: hash.digest('hex') };
    }
    if (byte !== QUOTE) return 'broken';
    const name = await input.value(true);
    if (typeof name === 'string' || 'tooLong' in name || (await input.next()) !== COLON) return 'broken';
    input.skip(1);
    add(name.bytes);
    add(Buffer.from(':'));
    if ((await input.next()) === OPEN_ARRAY && nameOf(name.bytes) === 'entry') {
      add(Buffer.from('['));
      let count = 0;
      for await (const taken of elements(input)) {
        if (typeof taken === 'string') return 'broken';
        if (count === limit.entries) return 'too many';
        if (count % TURN_ENTRIES === TURN_ENTRIES - 1) await turn();
        // An entry that is too long is kept as an empty one: its place is what is left of it.
        const entry = 'bytes' in taken ? taken.bytes : Buffer.alloc(0);
        hash.update(entry);
        await spool.add(entry);
        count++;
      }
      frame.push(Buffer.from('0,'.repeat(count).slice(0, -1)));
      add(Buffer.from(']'));
      continue;
    }
    const value = await input.value(true);
    if (typeof value === 'string' || 'tooLong' in value) return 'broken';
    add(value.bytes);
  }
}

function nameOf(bytes: Buffer): unknown {
  const name = jsonText(bytes);
  return typeof name === 'string' ? undefined : name.value;
}

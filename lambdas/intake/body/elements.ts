import type { Input, Taken } from './input';

const [COMMA, CLOSE_ARRAY] = [0x2c, 0x5d];

/** The elements of the array that starts here; what is broken or doesn't end comes last. */
export async function* elements(input: Input): AsyncGenerator<Taken> {
  input.skip(1);
  let byte = await input.next();
  let isFirst = true;
  while (byte !== undefined) {
    if (byte === CLOSE_ARRAY) {
      input.skip(1);
      if (!isFirst) yield 'broken';
      return;
    }
    const taken = await input.value(false);
    yield taken;
    if (taken === 'unended') return;
    byte = await input.next();
    if (byte !== COMMA) break;
    input.skip(1);
    isFirst = false;
    byte = await input.next();
  }
  if (byte === CLOSE_ARRAY) return input.skip(1);
  yield byte === undefined ? 'unended' : 'broken';
}

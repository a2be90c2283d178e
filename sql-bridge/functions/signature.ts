import signatures from './signatures.json';

/** A type with variables, as signatures write it. */
export interface Pattern {
  readonly name: string;
  readonly args: readonly Pattern[];
  readonly zone?: boolean;
}

export interface Signature {
  readonly kind: 'scalar' | 'aggregate' | 'window';
  readonly args: readonly Pattern[];
  readonly result: Pattern;
  /** Whether the last argument may be repeated. */
  readonly variadic: boolean;
}

const KINDS = { s: 'scalar', a: 'aggregate', w: 'window' } as const;

/** What `SHOW FUNCTIONS` doesn't tell: these repeat their last argument. */
const VARIADIC = new Set(['greatest', 'least', 'map_concat', 'concat', 'concat_ws']);

/** Signatures that the list leaves out. */
const MORE: Readonly<Record<string, readonly string[]>> = {
  concat: [
    's: (array(E), array(E)) array(E)',
    's: (varbinary, varbinary) varbinary',
    's: (varchar, varchar) varchar',
  ],
  greatest: ['s: (E) E'],
  least: ['s: (E) E'],
};

const parsed = new Map<string, readonly Signature[] | undefined>();

/** The signatures of a function of Trino, as its `SHOW FUNCTIONS` lists them; undefined when it has none of the name. */
export function signaturesOf(name: string): readonly Signature[] | undefined {
  if (!parsed.has(name)) {
    const known = (signatures as Readonly<Record<string, readonly string[]>>)[name];
    parsed.set(name, known && [...(MORE[name] ?? []), ...known].map((text) => parseSignature(name, text)));
  }
  return parsed.get(name);
}

/** Every function of Trino that is called by its name. */
export const functionNames = (): readonly string[] => Object.keys(signatures);

/** Reads a signature such as `s: (bigint, double) bigint`. */
export function parseSignature(name: string, text: string): Signature {
  const kind = KINDS[text[0] as keyof typeof KINDS];
  const reader = { text: text.slice(3), at: 1 };
  const args: Pattern[] = [];
  while (reader.text[reader.at] !== ')') {
    args.push(pattern(reader));
    if (reader.text[reader.at] === ',') reader.at += 2;
  }
  reader.at += 2;
  const result = pattern(reader);
  return { kind, args, result, variadic: VARIADIC.has(name) && kind === 'scalar' };
}

const NAME = /interval \w+ to \w+|\w+/y;

function pattern(reader: { readonly text: string; at: number }): Pattern {
  NAME.lastIndex = reader.at;
  const name = NAME.exec(reader.text)?.[0];
  if (name === undefined) throw new Error(`The signature ${reader.text} cannot be read at ${reader.at}`);
  reader.at += name.length;
  const args: Pattern[] = [];
  if (reader.text[reader.at] === '(') {
    while (reader.text[reader.at] !== ')') {
      reader.at++;
      while (reader.text[reader.at] === ' ') reader.at++;
      args.push(pattern(reader));
    }
    reader.at++;
  }
  const zone = reader.text.startsWith(' with time zone', reader.at);
  if (zone) reader.at += ' with time zone'.length;
  return { name, args, ...(zone && { zone }) };
}

import { javaFloat } from './floating';

/** A JSON number keeps its digits until someone asks for its value. */
export class JsonNumber {
  constructor(readonly text: string) {}

  get isWhole(): boolean {
    return !/[.eE]/.test(this.text);
  }
}

export type Json = null | boolean | string | JsonNumber | readonly Json[] | JsonObject;
/** Fields in the order of the text; of a repeated name the last. */
export type JsonObject = ReadonlyMap<string, Json>;

export class NotJson extends Error {
  override readonly name = 'NotJson';
}

/** @throws NotJson for text that is no JSON value */
export function parseJson(text: string): Json {
  const reader = new JsonReader(text);
  const value = reader.value();
  reader.end();
  return value;
}

const NUMBER = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y;
// eslint-disable-next-line no-control-regex -- JSON strings hold none of these.
const PLAIN = /[^"\\\u0000-\u001f]*/y;
const SPACE = /[ \t\n\r]*/y;
const ESCAPES: Readonly<Record<string, string>> = {
  b: '\b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
  '"': '"',
  '\\': '\\',
  '/': '/',
};

/** Reads JSON from left to right, so that what lies behind the wanted value needn't be valid. */
export class JsonReader {
  private at = 0;

  constructor(private readonly text: string) {}

  value(): Json {
    const char = this.next();
    if (char === '{') return this.object();
    if (char === '[') return this.array();
    if (char === '"') return this.string();
    for (const [word, value] of [
      ['true', true],
      ['false', false],
      ['null', null],
    ] as const) {
      if (this.text.startsWith(word, this.at)) {
        this.at += word.length;
        return value;
      }
    }
    return new JsonNumber(this.match(NUMBER));
  }

  /** The value at a path; undefined when there is none. */
  find(path: readonly string[]): Json | undefined {
    const [step, ...rest] = path;
    if (step === undefined) return this.value();
    const char = this.next();
    if (char === '{') return this.findField(step, rest);
    if (char === '[') return this.findItem(step, rest);
    this.value();
    return undefined;
  }

  end(): void {
    this.next();
    if (this.at < this.text.length) throw new NotJson('There is text behind the value');
  }

  private findField(name: string, rest: readonly string[]): Json | undefined {
    this.at++;
    while (this.next() !== '}') {
      const found = this.key();
      if (found === name) return this.find(rest);
      this.value();
      if (!this.comma('}')) break;
    }
    this.at++;
    return undefined;
  }

  private findItem(step: string, rest: readonly string[]): Json | undefined {
    const index = /^\d{1,9}$/.test(step) ? Number(step) : -1;
    this.at++;
    for (let i = 0; this.next() !== ']'; i++) {
      if (i === index) return this.find(rest);
      this.value();
      if (!this.comma(']')) break;
    }
    this.at++;
    return undefined;
  }

  private object(): JsonObject {
    const fields = new Map<string, Json>();
    this.at++;
    while (this.next() !== '}') {
      const key = this.key();
      fields.set(key, this.value());
      if (!this.comma('}')) break;
    }
    this.at++;
    return fields;
  }

  private array(): readonly Json[] {
    const items: Json[] = [];
    this.at++;
    while (this.next() !== ']') {
      items.push(this.value());
      if (!this.comma(']')) break;
    }
    this.at++;
    return items;
  }

  private key(): string {
    if (this.next() !== '"') throw new NotJson('A name is missing');
    const key = this.string();
    if (this.next() !== ':') throw new NotJson('A colon is missing');
    this.at++;
    return key;
  }

  /** Whether another item follows. */
  private comma(close: string): boolean {
    const char = this.next();
    if (char === close) return false;
    if (char !== ',') throw new NotJson('A comma is missing');
    this.at++;
    if (this.next() === close) throw new NotJson('A comma too many');
    return true;
  }

  private string(): string {
    this.at++;
    let text = '';
    for (;;) {
      text += this.match(PLAIN);
      const char = this.text[this.at++];
      if (char === '"') return text;
      if (char !== '\\') throw new NotJson('A string does not end');
      text += this.escape();
    }
  }

  private escape(): string {
    const char = this.text[this.at++] ?? '';
    const plain = ESCAPES[char];
    if (plain !== undefined) return plain;
    const code = this.text.slice(this.at, this.at + 4);
    if (char !== 'u' || !/^[0-9a-fA-F]{4}$/.test(code)) throw new NotJson('An escape is wrong');
    this.at += 4;
    return String.fromCharCode(Number.parseInt(code, 16));
  }

  private next(): string | undefined {
    this.match(SPACE);
    return this.text[this.at];
  }

  private match(pattern: RegExp): string {
    pattern.lastIndex = this.at;
    const found = pattern.exec(this.text)?.[0];
    if (found === undefined) throw new NotJson('A value is missing');
    this.at += found.length;
    return found;
  }
}

const ESCAPED: Readonly<Record<string, string>> = {
  '\b': '\\b',
  '\f': '\\f',
  '\n': '\\n',
  '\r': '\\r',
  '\t': '\\t',
  '"': '\\"',
  '\\': '\\\\',
};

/** What JSON asks to be escaped, and signs beyond 16 bits, of which Trino escapes both halves. */
// eslint-disable-next-line no-control-regex -- JSON asks for these to be escaped.
const UNSAFE = /["\\\u0000-\u001f\ud800-\udfff]/g;

export function jsonString(text: string): string {
  return `"${text.replace(UNSAFE, (char) => ESCAPED[char] ?? `\\u${char.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}`)}"`;
}

/** A number in Trino's form: whole ones keep their digits, others are doubles. */
export function jsonNumber({ text, isWhole }: JsonNumber): string {
  if (isWhole) return String(BigInt(text));
  const value = Number(text);
  return Number.isFinite(value) ? javaFloat(value) : jsonString(javaFloat(value));
}

/** The text of a value. @param sorted whether fields are put in the order of their names */
export function jsonText(value: Json, sorted: boolean): string {
  if (value === null || typeof value === 'boolean') return String(value);
  if (typeof value === 'string') return jsonString(value);
  if (value instanceof JsonNumber) return jsonNumber(value);
  if (value instanceof Map) {
    const fields = [...(value as JsonObject)];
    if (sorted) fields.sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0));
    return `{${fields.map(([name, field]) => `${jsonString(name)}:${jsonText(field, sorted)}`).join(',')}}`;
  }
  return `[${(value as readonly Json[]).map((item) => jsonText(item, sorted)).join(',')}]`;
}

import { parseTree, type Node } from 'jsonc-parser';
import { pathSteps } from '../../core/contracts/json-path';
import { AnswerShapeError } from './errors';
import type { Answer } from './http/caller';
import type { ApiSettings } from './settings';

/** A JSON value where it stands in an answer, with its text as received. */
export class Value {
  constructor(
    private readonly text: string,
    private readonly node: Node,
    readonly host: string,
  ) {}

  /** The value at a path; undefined when there is none. */
  at(path: string): Value | undefined {
    let node: Node | undefined = this.node;
    for (const step of pathSteps(path) ?? []) node = childOf(node, step);
    return node && new Value(this.text, node, this.host);
  }

  /** What kind of thing it is, for words about it that show nothing of it. */
  get kind(): string {
    return this.node.type;
  }

  get json(): string {
    return this.text.slice(this.node.offset, this.node.offset + this.node.length);
  }

  /** A text, a number or a boolean as text; undefined for null and what has parts. */
  get scalar(): string | undefined {
    const { type, value } = this.node as { readonly type: string; readonly value?: unknown };
    if (type === 'string') return String(value);
    return type === 'number' || type === 'boolean' ? this.json : undefined;
  }

  get isNull(): boolean {
    return this.node.type === 'null';
  }

  /** Elements of an array; undefined for what is none. */
  get elements(): Value[] | undefined {
    if (this.node.type !== 'array') return undefined;
    return (this.node.children ?? []).map((node) => new Value(this.text, node, this.host));
  }

  /** Members of an object by name; undefined for what is none. */
  get members(): [string, Value][] | undefined {
    if (this.node.type !== 'object') return undefined;
    return (this.node.children ?? []).flatMap(({ children: [key, value] = [] }) =>
      key && value ? [[String(key.value), new Value(this.text, value, this.host)]] : [],
    );
  }
}

/**
 * The JSON of an answer.
 *
 * @throws AnswerShapeError when it isn't JSON in UTF-8
 */
export function valueOf({ body, host }: Pick<Answer, 'body' | 'host'>): Value {
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(body);
    // The strict one of the two parsers; the other one knows where things stand.
    JSON.parse(text);
    return new Value(text, parseTree(text) as Node, host);
  } catch {
    throw new AnswerShapeError(host, `it is no JSON in UTF-8, but ${body.length} bytes of something else`);
  }
}

/**
 * The records in an answer, each with its text as received.
 *
 * @throws AnswerShapeError when they aren't where they are said to be
 */
export function recordsOf(answer: Value, records: ApiSettings['records']): Value[] {
  if (records.as === 'columns')
    return (answer.elements ?? [answer]).flatMap((each) => rowsOf(each, records.path));
  const found = answer.at(records.path);
  const elements = found?.elements;
  if (elements) return elements;
  throw new AnswerShapeError(
    answer.host,
    `expected an array at ${records.path}, there is ${found?.kind ?? 'nothing'}`,
  );
}

/** The answer once for each place in its columns, with the value of that place instead of the column. */
function rowsOf(answer: Value, path: string): Value[] {
  const fail = (problem: string): never => {
    throw new AnswerShapeError(answer.host, problem);
  };
  const found = answer.at(path);
  const columns = found?.members ?? fail(`expected columns at ${path}, there is ${found?.kind ?? 'nothing'}`);
  const values = columns.map(
    ([name, column]) =>
      [name, column.elements ?? fail(`expected arrays below ${path}, there is ${column.kind}`)] as const,
  );
  const lengths = [...new Set(values.map(([, column]) => column.length))];
  const [length = fail(`expected columns at ${path}, there is none`)] = lengths;
  if (lengths.length > 1) fail(`expected columns of one length at ${path}, there are ${lengths.join(', ')}`);
  const steps = pathSteps(path) ?? [];
  const [first, name = ''] = [steps[0], steps.at(-1)];
  const beside = (answer.members ?? []).filter(
    ([key, value]) => key !== first && !value.elements && !hasColumns(value),
  );
  return Array.from({ length }, (_, place) => {
    const row = values.map(([column, { [place]: value }]) => member(column, value?.json ?? 'null'));
    const members = [
      ...beside.map(([key, value]) => member(key, value.json)),
      member(String(name), `{${row.join(',')}}`),
    ];
    const text = `{${members.join(',')}}`;
    return new Value(text, parseTree(text) as Node, answer.host);
  });
}

const hasColumns = (value: Value): boolean =>
  value.members?.some(([, each]) => each.elements !== undefined) ?? false;

const member = (name: string, json: string): string => `${JSON.stringify(name)}:${json}`;

function childOf(node: Node | undefined, step: string | number): Node | undefined {
  if (typeof step === 'number') return node?.type === 'array' ? node.children?.[step] : undefined;
  if (node?.type !== 'object') return undefined;
  // Of two members of one name the last counts, as it does for JSON.parse.
  return node.children?.findLast(({ children: [key] = [] }) => key?.value === step)?.children?.[1];
}

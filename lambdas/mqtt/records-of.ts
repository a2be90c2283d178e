import { isUtf8 } from 'node:buffer';
import { parseTree, type Node } from 'jsonc-parser';
import { isJson } from '../../core/json/is-json';
import { textFault } from '../../core/json/text-fault';

/** Texts of JSON objects, or undefined where the payload is nothing that readers agree on. */
export type Records = readonly string[] | undefined;

/** Elements of one message: more is no burst of a device that was offline. */
const MOST_ELEMENTS = 10_000;

/**
 * The records of a payload: an object, a bare value, or a list of them as a device sends after it was offline. Digits
 * stay as they were written.
 *
 * @param fields what the topic says. A member that says otherwise makes a payload that nobody can read
 */
export function recordsOf(payload: Uint8Array, fields: Readonly<Record<string, string>>): Records {
  if (!isUtf8(payload)) return undefined;
  const text = Buffer.from(payload)
    .toString('utf8')
    .replace(/^\ufeff/, '')
    .trim();
  if (!isJson(text) || textFault(text) !== undefined) return undefined;
  const tree = parseTree(text, [], { disallowComments: true });
  if (!tree) return undefined;
  const elements = tree.type === 'array' ? (tree.children ?? []) : [tree];
  if (elements.length > MOST_ELEMENTS) return undefined;
  const records = elements.map((element) => recordOf(element, text, fields));
  return records.every((record) => record !== undefined) ? records : undefined;
}

function recordOf(node: Node, text: string, fields: Readonly<Record<string, string>>): string | undefined {
  const own = text.slice(node.offset, node.offset + node.length);
  if (node.type === 'array') return undefined;
  if (node.type !== 'object') return withMembers(`{"value":${own}}`, Object.entries(fields));
  const told = new Map(
    (node.children ?? []).map(({ children: [name, value] = [] }) => [
      name?.value as unknown,
      value?.value as unknown,
    ]),
  );
  const missing = Object.entries(fields).filter(([name]) => !told.has(name));
  const agrees = Object.entries(fields).every(([name, value]) => !told.has(name) || told.get(name) === value);
  return agrees ? withMembers(own, missing) : undefined;
}

function withMembers(object: string, members: readonly (readonly [string, string])[]): string {
  if (members.length === 0) return object;
  const inside = object.slice(1).trimStart();
  const first = members.map(([name, value]) => `${JSON.stringify(name)}:${JSON.stringify(value)}`).join(',');
  return `{${first}${inside === '}' ? '' : ','}${inside}`;
}

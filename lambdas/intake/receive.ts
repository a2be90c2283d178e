import { isUtf8 } from 'node:buffer';
import { findNodeAtLocation, parseTree, type Node } from 'jsonc-parser';

/** One record as found in a request body. */
export type ReceivedRecord =
  | { readonly index: number; readonly text: string; readonly value: unknown }
  | { readonly index: number; readonly unreadable: string };

/**
 * Splits a request body into records: one JSON object, a JSON array, NDJSON, or a FHIR Bundle (the
 * resources of its entries). Each record's text is the body's own, so that numbers keep the digits they
 * were sent with.
 *
 * A line or body that isn't JSON is returned as unreadable, in its place, and the rest goes through.
 */
export function receive(body: Buffer): readonly ReceivedRecord[] {
  if (!isUtf8(body)) return [{ index: 0, unreadable: 'bytes that are not UTF-8' }];
  const text = body
    .toString('utf8')
    .replace(/^\uFEFF/, '')
    .trim();
  if (text === '') return [];
  const whole = parsed(text);
  if (whole === undefined)
    return text.includes('\n') ? lines(text) : [{ index: 0, unreadable: 'text that is not JSON' }];
  if (Array.isArray(whole.value)) return pieces(text, whole.value, parseTree(text)?.children ?? []);
  if (isBundle(whole.value)) {
    const tree = parseTree(text);
    const entries = whole.value.entry ?? [];
    const resources = entries.map((entry) => (entry as { resource?: unknown } | null)?.resource ?? null);
    const nodes = entries.map((_, index) => tree && findNodeAtLocation(tree, ['entry', index, 'resource']));
    return pieces(text, resources, nodes);
  }
  return [{ index: 0, text, value: whole.value }];
}

function lines(text: string): ReceivedRecord[] {
  return text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')
    .map((line, index) => {
      const found = parsed(line);
      return found
        ? { index, text: line, value: found.value }
        : { index, unreadable: 'a line that is not JSON' };
    });
}

function pieces(
  text: string,
  values: readonly unknown[],
  nodes: readonly (Node | undefined)[],
): ReceivedRecord[] {
  return values.map((value, index) => {
    const node = nodes[index];
    return { index, text: node ? text.slice(node.offset, node.offset + node.length) : 'null', value };
  });
}

function isBundle(value: unknown): value is { entry?: unknown[] } {
  if (typeof value !== 'object' || value === null) return false;
  const { resourceType, entry } = value as { resourceType?: unknown; entry?: unknown };
  return resourceType === 'Bundle' && (entry === undefined || Array.isArray(entry));
}

function parsed(text: string): { value: unknown } | undefined {
  try {
    return { value: JSON.parse(text) as unknown };
  } catch {
    return undefined;
  }
}

import { setImmediate as turn } from 'node:timers/promises';
import { jsonPath } from '../../core/json/json-path';
import { memberSpans } from '../../core/json/member-spans';
import { textFault } from '../../core/json/text-fault';
import { kindOf } from '../../core/validation/finding';
import type { ResourceBundle, ResourceRules } from '../../core/validation/resource-rules';
import { TURN_ENTRIES, type BundleParts } from './body/bundle-parts';
import { jsonText } from './body/json-text';
import type { Spool } from './body/spool';
import type { Deletion, Received, Refusal } from './received';
import { tooLong } from './refusals';

type Json = Readonly<Record<string, unknown>>;
type What = Received extends infer R ? (R extends unknown ? Omit<R, 'index'> : never) : never;

/** Names a finding may show: those of a Bundle and its entries. */
const NAMES = new Set(
  (
    'resourceType id meta implicitRules language identifier type timestamp total link entry signature relation url ' +
    'fullUrl resource search request response method ifNoneMatch ifModifiedSince ifMatch ifNoneExist status ' +
    'location etag lastModified outcome mode score extension modifierExtension'
  ).split(' '),
);

/**
 * The entries of a Bundle: records with what they refer to in it, deletions, and others. A Bundle whose
 * own members say two things is refused as a whole.
 *
 * @param rules what the dataset knows of resources; without them a reference means nothing more in a Bundle
 */
export async function* bundleEntries(
  parts: BundleParts,
  rules?: ResourceRules,
  source = '',
): AsyncGenerator<What> {
  try {
    const refusal = faultIn(parts.frame.text, '$');
    if (refusal) yield { refused: refusal };
    else {
      const bundle = rules?.openBundle(parts.digest, source);
      if (bundle) await addTargets(parts.spool, bundle);
      let place = 0;
      for await (const bytes of parts.spool.entries()) yield entry(bytes, `$.entry[${place++}]`, bundle);
    }
  } finally {
    await parts.spool.close();
  }
}

function faultIn(text: string, root: string): Refusal | undefined {
  const fault = textFault(text);
  if (!fault) return undefined;
  return {
    path: jsonPath(fault.place, (name) => NAMES.has(name), root),
    expected: fault.expected,
    found: fault.found,
  };
}

const PATIENT = Buffer.from('"Patient"');

async function addTargets(spool: Spool, bundle: ResourceBundle): Promise<void> {
  let count = 0;
  for await (const bytes of spool.entries()) {
    addTarget(bytes, bundle);
    if (++count % TURN_ENTRIES === 0) await turn();
  }
}

function addTarget(bytes: Buffer, bundle: ResourceBundle): void {
  if (!bytes.includes(PATIENT)) return;
  const read = jsonText(bytes);
  if (typeof read === 'string' || !isObject(read.value) || textFault(read.text)) return;
  const { fullUrl, resource } = read.value;
  if (isObject(resource)) bundle.add(typeof fullUrl === 'string' ? fullUrl : undefined, resource);
}

function entry(bytes: Buffer, path: string, bundle: ResourceBundle | undefined): What {
  if (bytes.length === 0) return { refused: tooLong(undefined) };
  const read = jsonText(bytes);
  if (typeof read === 'string') return { refused: { path, expected: 'an entry of a Bundle', found: read } };
  if (!isObject(read.value)) {
    return { refused: { path, expected: 'an entry of a Bundle', found: kindOf(read.value) } };
  }
  const { resource, fullUrl, request, response } = read.value;
  const spans = memberSpans(read.text);
  const [start, end] = spans.get('resource') ?? [0, 0];
  // What the record says is judged with the record; this is about what stands around it.
  const around = start === end ? read.text : `${read.text.slice(0, start)}0${read.text.slice(end)}`;
  const refused = faultIn(around, path);
  if (refused) return { refused };
  const method = isObject(request) ? request.method : undefined;
  if (method === 'DELETE') return deletionOf(request as Json, path);
  if (resource !== undefined && resource !== null) {
    return {
      record: { text: read.text.slice(start, end), value: resource },
      ...(bundle && { bundle }),
      ...(typeof fullUrl === 'string' && { fullUrl }),
    };
  }
  if (method === 'GET' || method === 'HEAD' || (method === undefined && isObject(response)))
    return { other: true };
  return { refused: { path: `${path}.resource`, expected: 'a resource', found: kindOf(resource) } };
}

function deletionOf({ url }: Json, path: string): What {
  const deletion = typeof url === 'string' ? deletionAt(url) : undefined;
  if (deletion) return { deletion };
  return {
    refused: { path: `${path}.request.url`, expected: 'Type/id of what to delete', found: kindOf(url) },
  };
}

/** `Type/id`, also behind a server's address. */
export function deletionAt(url: string): Deletion | undefined {
  const [, type, id] = /(?:^|\/)([A-Z][A-Za-z]+)\/([A-Za-z0-9\-.]{1,64})$/.exec(url) ?? [];
  return type === undefined || id === undefined ? undefined : { type, id };
}

function isObject(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

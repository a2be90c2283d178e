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
import type { Sender } from './sender';
import { turnFor } from './turns';
import { VersionDates } from './version-dates';

type Json = Readonly<Record<string, unknown>>;
/** A `Received` without its place. */
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
 */
export async function* bundleEntries(
  parts: BundleParts,
  { rules, sender, time }: BundleContext,
): AsyncGenerator<What> {
  try {
    const refusal = faultIn(parts.frame.text, '$');
    if (refusal) yield { refused: refusal };
    else {
      const bundle = rules?.openBundle(parts.digest);
      if (bundle && rules)
        await addTargets(parts.spool, bundle, (url) => sender.sourceOf(url && rules.serverOf(url)));
      const { type } = parts.frame.value as Json;
      const context: EntryContext = {
        rules,
        sender,
        bundle,
        dates: new VersionDates(type === 'history', time),
      };
      let place = 0;
      for await (const bytes of parts.spool.entries())
        yield await entry(bytes, `$.entry[${place++}]`, context);
    }
  } finally {
    await parts.spool.close();
  }
}

export interface BundleContext {
  /** What the dataset knows of resources; without them a reference means nothing more in a Bundle. */
  readonly rules?: ResourceRules | undefined;
  readonly sender: Sender;
  /** When the Bundle was received. */
  readonly time: Date;
}

interface EntryContext extends Omit<BundleContext, 'time'> {
  readonly bundle: ResourceBundle | undefined;
  readonly dates: VersionDates;
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

async function addTargets(
  spool: Spool,
  bundle: ResourceBundle,
  sourceOf: (fullUrl: string | undefined) => Promise<string>,
): Promise<void> {
  let count = 0;
  for await (const bytes of spool.entries()) {
    if (++count % TURN_ENTRIES === 0) await turn();
    if (!bytes.includes(PATIENT)) continue;
    const read = jsonText(bytes);
    await turnFor(bytes);
    if (typeof read === 'string' || !isObject(read.value) || textFault(read.text)) continue;
    const { fullUrl, resource } = read.value;
    const url = typeof fullUrl === 'string' ? fullUrl : undefined;
    if (isObject(resource)) bundle.add(url, resource, await sourceOf(url));
  }
}

async function entry(bytes: Buffer, path: string, context: EntryContext): Promise<What> {
  const { bundle, rules, sender, dates } = context;
  if (bytes.length === 0) return { refused: tooLong(undefined) };
  const read = jsonText(bytes);
  if (typeof read === 'string') return { refused: { path, expected: 'an entry of a Bundle', found: read } };
  if (!isObject(read.value)) return refusedAt(path, 'an entry of a Bundle', read.value);
  await turnFor(bytes);
  const { resource, fullUrl, request, response } = read.value;
  const spans = memberSpans(read.text);
  const [start, end] = spans.get('resource') ?? [0, 0];
  // What the record says is judged with the record; this is about what stands around it.
  const around = start === end ? read.text : `${read.text.slice(0, start)}0${read.text.slice(end)}`;
  const refused = faultIn(around, path);
  if (refused) return { refused };
  const method = isObject(request) ? request.method : undefined;
  const server = typeof fullUrl === 'string' ? rules?.serverOf(fullUrl) : undefined;
  const modified = dates.of(lastUpdatedOf(resource), isObject(response) ? response.lastModified : undefined);
  if (method === 'DELETE') {
    const { url } = request as Json;
    const deletion = typeof url === 'string' ? deletionAt(url) : undefined;
    if (!deletion || typeof url !== 'string')
      return refusedAt(`${path}.request.url`, 'Type/id of what to delete', url);
    const source = await sender.sourceOf(server ?? rules?.serverOf(url));
    return { deletion: { ...deletion, source, ...(modified !== undefined && { modified }) } };
  }
  if (resource !== undefined && resource !== null) {
    return {
      record: { text: read.text.slice(start, end), value: resource },
      source: await sender.sourceOf(server),
      ...(modified !== undefined && { modified }),
      ...(bundle && { bundle }),
      ...(typeof fullUrl === 'string' && { fullUrl }),
    };
  }
  if (method === 'GET' || method === 'HEAD' || (method === undefined && isObject(response)))
    return { other: true };
  return refusedAt(`${path}.resource`, 'a resource', resource);
}

function lastUpdatedOf(resource: unknown): unknown {
  return isObject(resource) && isObject(resource.meta) ? resource.meta.lastUpdated : undefined;
}

function refusedAt(path: string, expected: string, value: unknown): What {
  return { refused: { path, expected, found: kindOf(value) } };
}

/** `Type/id`, also behind a server's address. */
function deletionAt(url: string): Pick<Deletion, 'type' | 'id'> | undefined {
  const [, type, id] = /(?:^|\/)([A-Z][A-Za-z]+)\/([A-Za-z0-9\-.]{1,64})$/.exec(url) ?? [];
  return type === undefined || id === undefined ? undefined : { type, id };
}

function isObject(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

import { deletionType, type Dataset } from '../contracts';

/**
 * How every envelope made by the lake starts. Landing knows such a record by these bytes and needn't parse it.
 *
 * @see https://github.com/cloudevents/spec/blob/v1.0.2/cloudevents/formats/json-format.md
 */
export const ENVELOPE_START = '{"specversion":"1.0","dataset":"';

export interface EventAttributes {
  /** Unique per source. */
  readonly id: string;
  readonly source: string;
  /** When the event was accepted. */
  readonly time: Date;
  /** Extension attributes by name: what the payload alone doesn't tell. @default none */
  readonly extensions?: Readonly<Record<string, string>>;
}

/**
 * One CloudEvents 1.0 envelope on one line, its data the payload exactly as received but for line breaks
 * between tokens.
 *
 * @param payload JSON text
 */
export function cloudEvent(dataset: Dataset, attributes: EventAttributes, payload: string): string {
  return `${head(dataset, attributes)},"datacontenttype":"${dataset.contentType}","data":${onOneLine(payload)}}`;
}

/** What the envelopes of one source and time share. */
export interface EventFrame {
  /** Up to the id, which needs no escape. */
  readonly beforeId: string;
  /** From there up to the payload. */
  readonly beforeData: string;
  readonly end: string;
}

/** For who writes many envelopes, see {@link cloudEvent}. */
export function eventFrame(
  dataset: Dataset,
  { source, time }: Pick<EventAttributes, 'source' | 'time'>,
): EventFrame {
  const [before = '', after = ''] = cloudEvent(dataset, { id: '', source, time }, '').split('"id":""');
  return { beforeId: `${before}"id":"`, beforeData: `"${after.slice(0, -1)}`, end: '}' };
}

/**
 * The event that takes a record away.
 *
 * @param payload JSON text with at least the fields that the dataset's key comes from
 */
export function deletionEvent(dataset: Dataset, attributes: EventAttributes, payload: string): string {
  const start = head(dataset, attributes, deletionType(dataset));
  return `${start},"datacontenttype":"${dataset.contentType}","data":${onOneLine(payload)}}`;
}

/** An envelope around what isn't JSON: text stays text, other bytes become base64. */
export function opaqueEvent(
  dataset: Dataset,
  attributes: EventAttributes,
  payload: Buffer,
  isText: boolean,
): string {
  const data = isText
    ? `"datacontenttype":"text/plain","data":${JSON.stringify(payload.toString('utf8'))}`
    : `"datacontenttype":"application/octet-stream","data_base64":"${payload.toString('base64')}"`;
  return `${head(dataset, attributes)},${data}}`;
}

function head(
  dataset: Dataset,
  { id, source, time, extensions }: EventAttributes,
  type = dataset.eventType,
): string {
  let more = '';
  for (const name in extensions) more += `,"${name}":${JSON.stringify(extensions[name])}`;
  return (
    `${ENVELOPE_START}${dataset.name}","id":${JSON.stringify(id)},"source":${JSON.stringify(source)}` +
    `,"type":"${type}","time":"${isoText(time)}"${more}`
  );
}

let latest = { milliseconds: Number.NaN, text: '' };

/** Most events were accepted together with the one before. */
function isoText(time: Date): string {
  const milliseconds = time.getTime();
  if (milliseconds !== latest.milliseconds) latest = { milliseconds, text: time.toISOString() };
  return latest.text;
}

/** JSON has raw line breaks between tokens only, so a space in their place changes nothing. */
export function onOneLine(json: string): string {
  return /[\r\n]/.test(json) ? json.trim().replaceAll(/[\r\n]+/g, ' ') : json;
}

import type { Dataset } from '../contracts';

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
}

/**
 * One CloudEvents 1.0 envelope on one line, its data the payload exactly as received but for line breaks
 * between tokens.
 *
 * @param payload JSON text
 */
export function cloudEvent(dataset: Dataset, { id, source, time }: EventAttributes, payload: string): string {
  return (
    `${ENVELOPE_START}${dataset.name}","id":${JSON.stringify(id)},"source":${JSON.stringify(source)}` +
    `,"type":"${dataset.eventType}","time":"${time.toISOString()}","datacontenttype":"${dataset.contentType}"` +
    `,"data":${onOneLine(payload)}}`
  );
}

/** An envelope around what isn't JSON: text stays text, other bytes become base64. */
export function opaqueEvent(
  dataset: Dataset,
  { id, source, time }: EventAttributes,
  payload: Buffer,
  isText: boolean,
): string {
  const data = isText
    ? `"datacontenttype":"text/plain","data":${JSON.stringify(payload.toString('utf8'))}`
    : `"datacontenttype":"application/octet-stream","data_base64":"${payload.toString('base64')}"`;
  return (
    `${ENVELOPE_START}${dataset.name}","id":${JSON.stringify(id)},"source":${JSON.stringify(source)}` +
    `,"type":"${dataset.eventType}","time":"${time.toISOString()}",${data}}`
  );
}

/** JSON has raw line breaks between tokens only, so a space in their place changes nothing. */
export function onOneLine(json: string): string {
  return /[\r\n]/.test(json) ? json.trim().replaceAll(/[\r\n]+/g, ' ') : json;
}

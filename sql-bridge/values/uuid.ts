/** The text of a UUID in small letters; undefined for other text. */
export const uuidOf = (text: string): string | undefined =>
  /^[0-9a-f]{8}-([0-9a-f]{4}-){3}[0-9a-f]{12}$/i.test(text) ? text.toLowerCase() : undefined;

export const uuidBytes = (uuid: string): Uint8Array =>
  new Uint8Array(Buffer.from(uuid.replaceAll('-', ''), 'hex'));

/** undefined unless there are 16 bytes. */
export function uuidText(bytes: Uint8Array): string | undefined {
  if (bytes.length !== 16) return undefined;
  return Buffer.from(bytes)
    .toString('hex')
    .replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}

/** A value that stands for personal data. Its place says on which way it left when it turns up. */
export function canary(place: string): string {
  return `CANARY-${place}-7731`;
}

/** Also a part of one: JavaScript's errors quote ten characters around a mistake. */
const CANARY = /CANARY[\w-]*/gi;
/** Shorter runs of base64 cannot hold one. */
const BASE64 = /[A-Za-z0-9+/_-]{24,}/g;

/** The canaries in a text: as they are, percent-encoded, in base64, or both. */
export function canariesIn(text: string): string[] {
  const plain = text.replace(/(?:%[0-9a-f]{2})+/gi, (bytes) =>
    Buffer.from(bytes.replaceAll('%', ''), 'hex').toString(),
  );
  const runs = plain.match(BASE64) ?? [];
  // A run may start with what belongs to the text around it.
  const decoded = runs.flatMap((run) =>
    [0, 1, 2, 3].map((skip) => Buffer.from(run.slice(skip), 'base64').toString('latin1')),
  );
  return [...new Set([plain, ...decoded].flatMap((each) => each.match(CANARY) ?? []))];
}

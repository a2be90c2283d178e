import { createHash } from 'node:crypto';
import { isObject } from './identifier';

/** How the names of people start who are known by a card alone. */
export const CARD = 'urn:sha256:';

/**
 * SHA-256 of a Patient's first name and date of birth, hex, however they are spelled out: of two cards of one person
 * it is the same. So may it be of two people, and it names nobody; but whose differ are two.
 */
export function likenessOf({ name, birthDate }: Readonly<Record<string, unknown>>): string {
  const [first] = Array.isArray(name) ? name.filter(isObject) : [];
  const given: readonly unknown[] = Array.isArray(first?.given) ? first.given : [];
  const parts = [first?.family, ...given].filter((part) => typeof part === 'string');
  const words = plain(parts.length > 0 ? parts.join(' ') : first?.text).split(' ');
  const likeness = JSON.stringify([words.sort(), birthDate ?? null]);
  return createHash('sha256').update(likeness).digest('hex');
}

/** Letters without accents and case; what stands between them is one space. */
function plain(text: unknown): string {
  if (typeof text !== 'string') return '';
  const letters = text.normalize('NFKD').replaceAll(/\p{M}/gu, '').toLowerCase();
  return letters.replaceAll(/[^\p{L}\p{N}]+/gu, ' ').trim();
}

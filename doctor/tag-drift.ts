import { SENSITIVITIES } from '../core/contracts';
import type { ObservedTags } from './observation';

/** What is set on a resource itself, and what it has from those above it. */
export interface Placed {
  readonly own: ObservedTags;
  readonly inherited: ObservedTags;
}

/** One LF-tag of a resource that isn't as the contracts say. */
export interface TagDrift {
  readonly key: string;
  /** Undefined: it isn't set. */
  readonly found: string | undefined;
  /** Undefined: it must not be set. */
  readonly wanted: string | undefined;
  /** Whether the tag now lets somebody in whom the contracts keep out. */
  readonly isOpen: boolean;
}

/**
 * Differences between the tags of a resource and those it should have. What a tag is worth depends on what the
 * resource inherits: without one of its own it has that of its table or database.
 *
 * @see https://docs.aws.amazon.com/lake-formation/latest/dg/TBAC-assigning-tags.html
 */
export function tagDrifts(found: Placed, wanted: Placed): TagDrift[] {
  const keys = [...new Set([...Object.keys(wanted.own), ...Object.keys(found.own)])];
  return keys
    .filter((key) => found.own[key] !== wanted.own[key])
    .map((key) => ({
      key,
      found: found.own[key],
      wanted: wanted.own[key],
      isOpen: opens(key, effective(found, key), effective(wanted, key)),
    }));
}

function effective({ own, inherited }: Placed, key: string): string | undefined {
  return own[key] ?? inherited[key];
}

/** Grants ask for `zone`, `sensitivity` and `rows`: whoever lacks one of them matches none. */
function opens(key: string, found: string | undefined, wanted: string | undefined): boolean {
  if (found === undefined || found === wanted) return false;
  switch (key) {
    case 'sensitivity':
      return rank(found) < rank(wanted);
    case 'rows':
      return found === 'all';
    case 'domain':
      return false;
    default:
      // Another zone's people, or people of a tag that isn't the lake's.
      return true;
  }
}

/** A class that nobody knows counts as the most public one. */
function rank(sensitivity: string | undefined): number {
  return SENSITIVITIES.findIndex((each) => each === sensitivity);
}

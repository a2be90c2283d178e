import type { Finding } from './finding';

/** Where a resource stood when it was received. */
export interface ResourcePlace {
  /** The CloudEvents source: who sent it, or the server of which they did. */
  readonly source: string;
  /** The Bundle it came in. @default it came alone */
  readonly bundle?: ResourceBundle;
  /** Its entry's `fullUrl`. */
  readonly fullUrl?: string;
  /** The resource's own text. */
  readonly text: string;
}

/** What the other entries of a Bundle say. */
export interface ResourceBundle {
  /** SHA-256 of the Bundle, hex. */
  readonly digest: string;
  /** Remembers an entry that others may refer to. @param source as a record in its place would have */
  add(fullUrl: string | undefined, resource: Readonly<Record<string, unknown>>, source: string): void;
  /** The entry a reference means to an entry with that `fullUrl`. */
  find(reference: string, fullUrl: string | undefined): BundleTarget | undefined;
}

export interface BundleTarget {
  /** A name for it that means the same everywhere; undefined when it has none. */
  readonly identity: string | undefined;
}

/** Context attribute with the time of a version that carries none of its own, ISO 8601. */
export const LAST_MODIFIED = 'lastmodified';

/** Context attributes for the envelope: what the payload alone would not tell. */
export type ResourceAttributes = Readonly<Record<string, string>>;

/** What the edge does for a dataset of FHIR resources beside validation. */
export interface ResourceRules {
  readonly resourceType: string;
  openBundle(digest: string): ResourceBundle;
  /** The server that the URL of a resource names; undefined for a URL that is relative or none of a server. */
  serverOf(url: string): string | undefined;
  /** What the envelope has to say of a valid resource, or why it can't be taken. */
  attributes(
    resource: Readonly<Record<string, unknown>>,
    place: ResourcePlace,
  ): { readonly attributes: ResourceAttributes } | { readonly finding: Finding };
}

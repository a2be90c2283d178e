import type { ResourceBundle } from '../../core/validation/resource-rules';
import type { Finding } from '../../core/validation/finding';
import type { JsonText } from './body/json-text';

/** What stands at one place of a body. */
export type Received = { readonly index: number } & (
  | ReceivedRecord
  | { readonly deletion: Deletion }
  /** An entry that holds nothing to take, such as a search's outcome. */
  | { readonly other: true }
  | { readonly refused: Refusal }
);

export interface ReceivedRecord {
  readonly record: JsonText;
  /** CloudEvents source. */
  readonly source: string;
  /** What its Bundle says of the version's date; see `VersionDates`. */
  readonly modified?: string;
  /** The Bundle it came in. @default it came alone */
  readonly bundle?: ResourceBundle;
  readonly fullUrl?: string;
}

export interface Deletion {
  readonly type: string;
  readonly id: string;
  /** CloudEvents source. */
  readonly source: string;
  /** When it was deleted, ISO 8601. @default when it arrives */
  readonly modified?: string;
}

export type Refusal = Omit<Finding, 'rule'> & { readonly isTooLarge?: boolean };

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
  /** The Bundle it came in. @default it came alone */
  readonly bundle?: ResourceBundle;
  readonly fullUrl?: string;
}

export interface Deletion {
  readonly type: string;
  readonly id: string;
}

export type Refusal = Omit<Finding, 'rule'> & { readonly isTooLarge?: boolean };

/** What the lake needs of one quota of the account. */
export interface QuotaNeed {
  /** As Service Quotas calls them. */
  readonly service: string;
  readonly code?: string;
  /** As Service Quotas lists it; finds the quota where the code isn't known or has changed. */
  readonly name: string;
  /** What the lake needs, beside whatever else the account is used for. */
  readonly need: number;
  /** Where the figure comes from. */
  readonly because: string;
  /** What to change instead of the quota. */
  readonly instead: string;
}

/** Invocations of Lambda that a source causes at its busiest. */
export interface FunctionLoad {
  /** Each with how many at once, and in words where they come from. */
  readonly atOnce: readonly { readonly count: number; readonly because: string }[];
  /** Of these, kept free for it, which others cannot use. @default none */
  readonly reserved?: { readonly count: number; readonly because: string };
  /** Settings to lower instead of raising the quota. @default none */
  readonly instead?: string;
}

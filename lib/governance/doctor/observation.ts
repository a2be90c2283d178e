/** A permission as Lake Formation lists it, as far as a diagnosis needs it. */
export interface ObservedPermission {
  /** ARN of a role, or the name of a group such as IAM_ALLOWED_PRINCIPALS. */
  readonly principal: string;
  readonly permissions: readonly string[];
  readonly resource:
    | {
        readonly kind: 'tags';
        readonly resourceType: string;
        readonly expression: Readonly<Record<string, readonly string[]>>;
      }
    | { readonly kind: 'cells'; readonly database: string; readonly table: string; readonly filter: string }
    | { readonly kind: 'database'; readonly database: string }
    | { readonly kind: 'table'; readonly database: string; readonly table: string }
    | { readonly kind: 'other' };
}

export interface ObservedLocation {
  readonly arn: string;
  readonly roleArn?: string;
  readonly isHybrid: boolean;
}

/** What an account says of its Lake Formation. Reading it changes nothing. */
export interface Observation {
  /** ARN of whoever asks. */
  readonly caller: string;
  readonly administrators: readonly string[];
  /** Whether new databases or tables are given to IAM_ALLOWED_PRINCIPALS. */
  readonly isOpenByDefault: boolean;
  readonly locations: readonly ObservedLocation[];
  /** LF-tags with their values. */
  readonly vocabulary: Readonly<Record<string, readonly string[]>>;
  readonly permissions: readonly ObservedPermission[];
}

/** What the configuration asks of the account. */
export interface Expectation {
  readonly account: string;
  /** Starts the names of the personas' roles. */
  readonly namePrefix: string;
  /** IAM path of the lake's own roles. */
  readonly servicePath: string;
  /** ARNs of the buckets that hold tables. */
  readonly bucketArns: readonly string[];
  readonly databases: readonly string[];
  readonly vocabulary: Readonly<Record<string, readonly string[]>>;
  readonly grants: readonly ExpectedGrant[];
}

export interface ExpectedGrant extends Pick<ObservedPermission, 'permissions'> {
  readonly persona: string;
  readonly resource: Extract<ObservedPermission['resource'], { readonly kind: 'tags' | 'cells' }>;
}

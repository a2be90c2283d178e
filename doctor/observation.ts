/** A permission as Lake Formation lists it, as far as a diagnosis needs it. */
export interface ObservedPermission {
  /** ARN of a role, or the name of a group such as IAM_ALLOWED_PRINCIPALS. */
  readonly principal: string;
  readonly permissions: readonly string[];
  /** Those of the permissions that the principal may pass on. */
  readonly grantable: readonly string[];
  readonly resource: ObservedResource;
  /** The resource in the words of the API, to revoke the permission with. */
  readonly listed: object;
}

export type ObservedResource =
  | {
      readonly kind: 'tags';
      readonly resourceType: string;
      readonly expression: Readonly<Record<string, readonly string[]>>;
    }
  /** A saved tag expression that could not be read. */
  | { readonly kind: 'saved-expression'; readonly name: string }
  | { readonly kind: 'cells'; readonly database: string; readonly table: string; readonly filter: string }
  | { readonly kind: 'database'; readonly database: string }
  | { readonly kind: 'table'; readonly database: string; readonly table: string }
  | { readonly kind: 'location'; readonly arn: string }
  /** An LF-tag itself: who has it may put it on or change it. */
  | { readonly kind: 'lf-tag'; readonly key: string }
  | { readonly kind: 'catalog' }
  | { readonly kind: 'other' };

export interface ObservedLocation {
  readonly arn: string;
  readonly roleArn?: string;
  readonly isHybrid: boolean;
  /** Whoever registered it has every permission on it. */
  readonly isPrivileged: boolean;
}

export interface ObservedSettings {
  readonly administrators: readonly string[];
  /** Those who see everything and change nothing. */
  readonly readers: readonly string[];
  /** Whether new databases or tables are given to IAM_ALLOWED_PRINCIPALS. */
  readonly isOpenByDefault: boolean;
}

export interface ObservedFilter {
  readonly database: string;
  readonly table: string;
  readonly name: string;
  /** Undefined: all columns, with or without exceptions. */
  readonly columns?: readonly string[];
  /** Undefined: all rows. */
  readonly predicate?: string;
}

/** LF-tags by key, as they are set on a resource itself. */
export type ObservedTags = Readonly<Record<string, string>>;

export interface ObservedDatabase {
  readonly name: string;
  /** `s3://bucket/prefix` */
  readonly location?: string;
  /** Whether tables made in it are given to IAM_ALLOWED_PRINCIPALS. */
  readonly isOpenByDefault: boolean;
  /** Undefined: they could not be read. */
  readonly tags?: ObservedTags;
}

export interface ObservedTable {
  readonly database: string;
  readonly name: string;
  readonly tags: ObservedTags;
  /** Tags of columns that have some. */
  readonly columns: Readonly<Record<string, ObservedTags>>;
}

/** What was found of resources that should be there; those in neither list could not be looked for. */
export interface Found<T> {
  readonly present: readonly T[];
  /** Names of those that weren't shown. */
  readonly absent: readonly string[];
}

export interface ObservedQuota {
  readonly service: string;
  readonly code: string;
  readonly name: string;
  readonly value: number;
  readonly isAdjustable: boolean;
}

/** What an account says of itself. Reading it changes nothing; what could not be read is undefined. */
export interface Observation {
  /** ARN of whoever asks. */
  readonly caller: string;
  readonly settings?: ObservedSettings;
  readonly locations?: readonly ObservedLocation[];
  /** LF-tags with their values. */
  readonly vocabulary?: Readonly<Record<string, readonly string[]>>;
  readonly databases?: Found<ObservedDatabase>;
  readonly tables?: Found<ObservedTable>;
  readonly permissions?: readonly ObservedPermission[];
  readonly filters?: readonly ObservedFilter[];
  readonly quotas?: readonly ObservedQuota[];
}

/** The part of JSON Schema draft-07 that the compiler reads itself; Ajv takes all the rest as well. */
export interface JsonSchema {
  readonly $ref?: string;
  readonly definitions?: Readonly<Record<string, JsonSchema | boolean>>;
  readonly type?: string | readonly string[];
  readonly const?: unknown;
  readonly enum?: readonly unknown[];
  readonly pattern?: string;
  readonly format?: string;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly properties?: Readonly<Record<string, JsonSchema | boolean>>;
  readonly required?: readonly string[];
  readonly additionalProperties?: JsonSchema | boolean;
  readonly minProperties?: number;
  readonly items?: JsonSchema | boolean;
  readonly minItems?: number;
  readonly maxItems?: number;
  readonly anyOf?: readonly (JsonSchema | boolean)[];
  readonly choice?: readonly Choice[];
  readonly content?: true;
  readonly expected?: string;
  readonly rule?: string;
  readonly [keyword: string]: unknown;
}

/**
 * The keyword `choice`: how many of some properties may stand beside each other. A property and its
 * FHIR extension (`occurrenceDateTime`, `_occurrenceDateTime`) count as one.
 * @see https://hl7.org/fhir/R4/formats.html#choice
 */
export interface Choice {
  readonly of: readonly string[];
  /** 1 when one of them has to be there, 0 when all may be absent. */
  readonly min: 0 | 1;
  /** @default any number */
  readonly max?: 1;
  /** What is expected, in words. */
  readonly expected: string;
  /** The rule to name in the finding. */
  readonly rule: string;
  /** The property to name in the finding, `occurrence[x]`. @default the object itself */
  readonly at?: string;
}

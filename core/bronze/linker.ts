/** What came together with a record: the other files and records of the same delivery. */
export interface Delivery {
  /** What a field holds in the records of a dataset that came with it. */
  values(dataset: string, field: string): ReadonlySet<string>;
  /** Key in bronze of the file whose path ends with a name; undefined when there is none, or more than one. */
  keyOf(name: string): string | undefined;
}

/**
 * Says of a record what only its delivery tells, such as whom it is about: attributes of its envelope, while the
 * payload stays as it came.
 */
export interface Linker {
  /** Fields of other datasets that it asks for. */
  readonly needs: readonly { readonly dataset: string; readonly field: string }[];
  /** @returns extension attributes: names of lower-case letters and digits */
  attributes(
    record: Readonly<Record<string, string>>,
    delivery: Delivery,
  ): Readonly<Record<string, string | undefined>>;
}

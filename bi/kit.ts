/** A file of a connection kit. */
export interface KitFile {
  readonly name: string;
  readonly content: string;
}

/** Settings that connect one tool to the lake, and where to put them. */
export interface Kit {
  readonly files: readonly KitFile[];
  /** What to do with the files, one step each. */
  readonly steps: readonly string[];
}

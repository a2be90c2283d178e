/** A file of a connection kit. */
export interface KitFile {
  readonly name: string;
  readonly content: string;
  /** Whether it holds a key, and is for its owner alone. @default it holds none */
  readonly isSecret?: boolean;
}

/** Settings that connect one tool to the lake, and where to put them. */
export interface Kit {
  readonly files: readonly KitFile[];
  /** What to do with the files, one step each. */
  readonly steps: readonly string[];
}

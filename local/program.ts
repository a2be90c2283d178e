/** Path of the compiled command line, whose name changes with any source; undefined where sources run as they are. */
export const PROGRAM = __filename.endsWith('.cjs') ? __filename : undefined;

/** Another one with any source; undefined where sources run as they are. */
export const VERSION = /-([0-9a-f]+)\.cjs$/.exec(__filename)?.[1];

/** Stands at the end of what an invocation has written to each stream. */
export const END_OF_INVOCATION = '\u0000end of invocation\u0000\n';

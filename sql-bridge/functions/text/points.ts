/** The code points of a text, which are Trino's characters. */
export const points = (text: string): string[] => [...text];

/** What the lake refused, with its place in the statement where it has one. */
export class Refusal extends Error {
  constructor(
    message: string,
    readonly status: number,
    readonly code?: string,
  ) {
    super(message);
  }
}

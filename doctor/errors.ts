/** The account could not be looked at at all: why, and what to do about it. */
export class AccountError extends Error {
  override readonly name = 'AccountError';
}

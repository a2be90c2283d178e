import { TerminalError } from '../../core/errors';

/** Under the name of an object that landing wants to write stands one that it can't have written. */
export class ForeignObjectError extends TerminalError {
  override readonly name = 'ForeignObjectError';

  constructor(key: string, why: string) {
    super(`Bronze object ${key} was not written by landing: ${why}. Move it away and try again`);
  }
}

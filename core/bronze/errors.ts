import { TerminalError } from '../errors';

/** Under the name of an object that the writer of bronze wants to write stands one that it can't have written. */
export class ForeignObjectError extends TerminalError {
  override readonly name = 'ForeignObjectError';

  constructor(key: string, why: string) {
    super(`Bronze object ${key} was not written by the lake: ${why}. Move it away and try again`);
  }
}

/** A source hands over records whose place can't be written down. */
export class InvalidPositionError extends TerminalError {
  override readonly name = 'InvalidPositionError';

  constructor(stream: string, problem: string) {
    super(`Records of stream ${stream} can't be landed: ${problem}`);
  }
}

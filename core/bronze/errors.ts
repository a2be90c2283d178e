import { TerminalError } from '../errors';

/** Under every name that the writer of bronze would give an object stands one that it didn't write. */
export class ForeignObjectError extends TerminalError {
  override readonly name = 'ForeignObjectError';

  constructor(key: string) {
    super(
      `Bronze object ${key} and those numbered after it were not written by the lake. Move them away and try again`,
    );
  }
}

/** A source hands over records whose place can't be written down. */
export class InvalidPositionError extends TerminalError {
  override readonly name = 'InvalidPositionError';

  constructor(stream: string, problem: string) {
    super(`Records of stream ${stream} can't be landed: ${problem}`);
  }
}

/** What one of the user's streams shows its text on. */
export interface Terminal {
  readonly isTTY: boolean;
  readonly columns?: number;
}

/** A command as it was typed, and where. */
export interface CommandLine {
  readonly args: readonly string[];
  readonly directory: string;
  readonly stdout: Terminal;
  readonly stderr: Terminal;
}

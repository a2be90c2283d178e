/** All that the lake deploys, as it was reviewed. */
export interface Shape {
  /** By type and name, with placeholders for personas and tables where it is the same for each. */
  readonly resources: Readonly<Record<string, ResourceShape>>;
}

export interface ResourceShape {
  /** Environments that have it. @default all that are recorded */
  readonly in?: readonly string[];
  /** How many there are, for each persona and table. @default 1 */
  readonly count?: number;
  /** What every one says. */
  readonly says: readonly string[];
  /** What every one of an environment says beside that, by environment. @default nothing */
  readonly saysIn?: Readonly<Record<string, readonly string[]>>;
  /** What some say, by environment. @default nothing */
  readonly maySay?: Readonly<Record<string, readonly string[]>>;
}

import type { Command } from 'commander';
import type { FastifyInstance } from 'fastify';
import type { z } from 'zod';
import type { Dataset } from '../../core/contracts';
import type { Secrets } from '../../core/ports';
import type { PassReport, Source } from '../../core/sources';
import type { LocalLake } from '../lake';

/** What a source of one machine works with. */
export interface SourceContext<S extends z.ZodType = z.ZodType> {
  readonly source: Source<S>;
  readonly lake: LocalLake;
  readonly secrets: Secrets;
  /** Aborted when there is no more time, or the lake stops. What a pass has landed by then stays landed. */
  readonly signal: AbortSignal;
}

/** What a source has opened while the lake runs. */
export interface OpenSource {
  /** What a person needs to know to use it. */
  readonly lines: readonly string[];
  /** A pass over what was opened, beside the source's own. @default there is nothing to pass over */
  pass?(context: SourceContext): Promise<PassReport>;
  close(): Promise<void>;
}

/** A form of files that `lake put --format` takes. */
export interface RecordedFormat {
  /** What such a file holds, in words. */
  readonly summary: string;
  put(file: RecordedFile): Promise<RecordedOutcome>;
}

export interface RecordedFile {
  readonly lake: LocalLake;
  readonly dataset: Dataset;
  readonly input: AsyncIterable<Buffer>;
  /** Called with the number of messages dealt with so far. */
  readonly onProgress?: (messages: number) => void;
}

export interface RecordedOutcome {
  /** Records that are in bronze now. */
  readonly accepted: number;
  /** Of these, those that silver will quarantine since nobody knows what they are. */
  readonly rejected: number;
  /** What else there is to say, without a value of the data. */
  readonly remarks: readonly string[];
}

/** The face of a kind of source on one machine: what `local/sources/<kind>/index.ts` exports as `face`. */
export interface LocalSource<S extends z.ZodType = z.ZodType> {
  /** Adds the kind's own commands to the command line. @default none */
  addCommands?(program: Command): void;
  /** Forms of files, by the name that `--format` knows them by. @default none */
  readonly formats?: Readonly<Record<string, RecordedFormat>>;
  /** Fills a lake that is empty with something to look at. @returns what, in words */
  fill?(context: SourceContext<S>): Promise<string>;
  /** Adds what others send to, to the lake's server on loopback. @returns lines for a person, given its address */
  routes?(server: FastifyInstance, context: SourceContext<S>): Promise<(url: string) => string[]>;
  /** Opens what has a door of its own. */
  open?(context: SourceContext<S>): Promise<OpenSource>;
  /** Takes what is there and not in bronze yet. @default data come by themselves */
  pass?(context: SourceContext<S>): Promise<PassReport>;
  /** Longest that a pass may take while the lake serves. Milliseconds. @default LONGEST_PASS_MS */
  readonly longestMs?: number;
  /** When the next pass starts after one has ended well; one with problems is made again within the hour. @default a minute later */
  next?(settings: z.output<S>, after: Date): Date;
}

import { setImmediate as turn } from 'node:timers/promises';
import type { Dataset } from '../../core/contracts';
import type { Clock, Ledger } from '../../core/ports';
import type { Validator } from '../../core/validation/finding';
import type { ResourceRules } from '../../core/validation/resource-rules';
import type { Spool } from './body/spool';
import { Judge, type Verdict } from './judge';
import { receive } from './receive';
import type { Received } from './received';
import { Sender } from './sender';

export interface JudgedBody {
  readonly dataset: Dataset;
  /** See {@link Sender}. */
  readonly caller?: string | undefined;
  readonly server?: string | undefined;
  readonly body: AsyncIterable<Buffer>;
  readonly spool: () => Spool;
  /** Most entries of a Bundle. @default any number */
  readonly maxEntries?: number;
  /** The event id for a place. */
  readonly idOf: (index: number) => string;
  /** Whether somebody will read why the next record is refused. */
  readonly explains: () => boolean;
}

export interface JudgedDeps {
  readonly clock: Clock;
  /** Remembers senders. */
  readonly ledger: Ledger;
  readonly validatorOf: (dataset: Dataset) => Validator;
  readonly resourceRulesOf: (dataset: Dataset) => ResourceRules | undefined;
}

export interface Judged {
  readonly received: Received;
  readonly id: string;
  readonly verdict: Verdict;
}

/** Work after which others get a turn: places and characters. */
const [TURN_PLACES, TURN_CHARACTERS] = [128, 65_536];

/** Every place of a body with its verdict, in order. However large or hostile it is, the process stays answerable. */
export async function* judged(
  { dataset, caller, server, body, spool, maxEntries, idOf, explains }: JudgedBody,
  { clock, ledger, validatorOf, resourceRulesOf }: JudgedDeps,
): AsyncGenerator<Judged> {
  const rules = resourceRulesOf(dataset);
  const time = clock.now();
  const sender = new Sender({ dataset, caller, server }, ledger);
  const judge = new Judge({ dataset, validate: validatorOf(dataset), rules, time });
  let places = 0;
  let characters = 0;
  for await (const received of receive(body, { spool, maxEntries, rules, sender, time })) {
    const id = idOf(received.index);
    yield { received, id, verdict: await judge.judge(received, id, explains()) };
    characters += 'record' in received ? received.record.text.length : 0;
    if (++places < TURN_PLACES && characters < TURN_CHARACTERS) continue;
    await turn();
    places = 0;
    characters = 0;
  }
}

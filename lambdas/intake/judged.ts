import { setImmediate as turn } from 'node:timers/promises';
import type { Dataset } from '../../core/contracts';
import type { Clock } from '../../core/ports';
import type { Validator } from '../../core/validation/finding';
import type { ResourceRules } from '../../core/validation/resource-rules';
import type { Spool } from './body/spool';
import { Judge, type Verdict } from './judge';
import { receive } from './receive';
import type { Received } from './received';

export interface JudgedBody {
  readonly dataset: Dataset;
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
  readonly validatorOf: (dataset: Dataset) => Validator;
  readonly resourceRulesOf: (dataset: Dataset) => ResourceRules | undefined;
}

export interface Judged {
  readonly received: Received;
  readonly id: string;
  readonly verdict: Verdict;
}

/** Work after which others get a turn: places and characters. */
const [TURN_PLACES, TURN_CHARACTERS] = [256, 262_144];

/** Every place of a body with its verdict, in order. However large or hostile it is, the process stays answerable. */
export async function* judged(
  { dataset, body, spool, maxEntries, idOf, explains }: JudgedBody,
  { clock, validatorOf, resourceRulesOf }: JudgedDeps,
): AsyncGenerator<Judged> {
  const source = `/headwater/api/${dataset.name}`;
  const rules = resourceRulesOf(dataset);
  const judge = new Judge({ dataset, validate: validatorOf(dataset), rules, source, time: clock.now() });
  let places = 0;
  let characters = 0;
  for await (const received of receive(body, { spool, maxEntries, rules, source })) {
    const id = idOf(received.index);
    yield { received, id, verdict: judge.judge(received, id, explains()) };
    characters += 'record' in received ? received.record.text.length : 0;
    if (++places < TURN_PLACES && characters < TURN_CHARACTERS) continue;
    await turn();
    places = 0;
    characters = 0;
  }
}

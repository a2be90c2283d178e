import type { Dataset } from '../../core/contracts';
import { cloudEvent, deletionEvent } from '../../core/bronze';
import { jsonPath } from '../../core/json/json-path';
import { textFault } from '../../core/json/text-fault';
import { withWholeNumbers } from '../../core/json/whole-numbers';
import { kindOf, type Finding, type Validator } from '../../core/validation/finding';
import { LAST_MODIFIED, type ResourceRules } from '../../core/validation/resource-rules';
import { MAX_RECORD_BYTES } from './limits';
import type { Deletion, Received, ReceivedRecord, Refusal } from './received';
import { tooLong } from './refusals';
import { turnFor } from './turns';

/** An event to send, why there is none, or that the place holds nothing of this dataset. */
export type Verdict = { readonly event: string } | { readonly refusals: readonly Refusal[] } | 'other';

export interface JudgeDeps {
  readonly dataset: Dataset;
  readonly validate: Validator;
  readonly rules: ResourceRules | undefined;
  readonly time: Date;
}

/** Decides about one place of a body. What it takes, silver holds: both go by the same rules. */
export class Judge {
  constructor(private readonly deps: JudgeDeps) {}

  /**
   * @param id the event's
   * @param explains whether somebody will read why a record is refused; whether it is costs much less
   */
  async judge(received: Received, id: string, explains: boolean): Promise<Verdict> {
    if ('other' in received) return 'other';
    if ('refused' in received) return { refusals: [received.refused] };
    return 'deletion' in received ? this.delete(received.deletion, id) : this.take(received, id, explains);
  }

  private async take(received: ReceivedRecord, id: string, explains: boolean): Promise<Verdict> {
    const { dataset, validate, rules } = this.deps;
    const { text, value } = received.record;
    if (received.bundle && rules && typeOf(value) !== rules.resourceType && typeof typeOf(value) === 'string')
      return 'other';
    await turnFor(text);
    const fault = textFault(text);
    if (fault) {
      const path = jsonPath(fault.place, (name) => validate.knows(name));
      return { refusals: [{ path, expected: fault.expected, found: fault.found }] };
    }
    await turnFor(text);
    const judged = validate.wantsDigits ? withWholeNumbers(text, value) : value;
    if (!validate.accepts(judged)) {
      await turnFor(text);
      return { refusals: explains ? told(validate(judged), judged) : [] };
    }
    const more = rules?.attributes(value as Readonly<Record<string, unknown>>, {
      ...received,
      text,
    });
    if (more && 'finding' in more) return { refusals: [told([more.finding], value)[0] as Refusal] };
    const { source, modified } = received;
    const extensions = { ...more?.attributes, ...(modified !== undefined && { [LAST_MODIFIED]: modified }) };
    return sized(cloudEvent(dataset, { id, source, time: this.deps.time, extensions }, text), id);
  }

  private delete({ type, id: resource, source, modified }: Deletion, id: string): Verdict {
    const { dataset, rules } = this.deps;
    if (rules?.resourceType !== type) return 'other';
    const meta = modified === undefined ? {} : { meta: { lastUpdated: modified } };
    const payload = JSON.stringify({ resourceType: type, id: resource, ...meta });
    return sized(deletionEvent(dataset, { id, source, time: this.deps.time }, payload), id);
  }
}

function sized(event: string, id: string): Verdict {
  const size = Buffer.byteLength(event) + id.length;
  return size > MAX_RECORD_BYTES ? { refusals: [tooLong(size)] } : { event };
}

function told(findings: readonly Finding[], value: unknown): readonly Refusal[] {
  if (findings.length === 0) return [{ path: '$', expected: 'a valid record', found: kindOf(value) }];
  return findings.map(({ path, expected, found }) => ({ path, expected, found }));
}

function typeOf(value: unknown): unknown {
  return typeof value === 'object' && value !== null && 'resourceType' in value
    ? value.resourceType
    : undefined;
}

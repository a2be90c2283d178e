import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { immunizations } from '../../datasets/immunizations/contract';
import { cloudEvent } from '../../core/bronze/cloud-event';
import { immunization, sampleLines } from '../support/immunization';
import { bronzeLines, type BronzeLine } from './support/bronze';
import type { FunctionConfiguration, Outcome } from './support/deployed-function';
import { findDeployment, type Deployment } from './support/deployment';
import { deliver, placesOf, shardRecords, type ShardRecord } from './support/event-source';
import { FaultyLink, type Call, type Fault, type Rule } from './support/faulty-link';
import { post } from './support/ingestion-api';
import { DeployedStream } from './support/stream';

let lake: Deployment;
let stream: DeployedStream;
let link: FaultyLink;
let deployed: FunctionConfiguration;

/** Long enough for a cold start. Seconds. */
const SHORT_TIMEOUT = 3;

beforeAll(async () => {
  lake = await findDeployment();
  stream = new DeployedStream(lake);
  link = await FaultyLink.to(lake.endpoint);
  deployed = await lake.landing.configuration();
  const Variables = { ...deployed.Environment.Variables, AWS_ENDPOINT_URL: link.url };
  await lake.landing.configure({ Timeout: SHORT_TIMEOUT, Environment: { Variables } });
});

afterEach(() => link.behave());

afterAll(async () => {
  await lake.landing.configure(deployed);
  await link.close();
  stream.close();
});

/** Six records, three before and three after midnight: two objects. */
function twoDays(): ShardRecord[] {
  const payloads = Array.from({ length: 6 }, () => {
    const attributes = { id: randomUUID(), source: '/e2e', time: new Date() };
    return cloudEvent(immunizations, attributes, JSON.stringify(immunization({ id: attributes.id })));
  });
  return shardRecords(payloads, new Date('2026-03-01T23:59:59.997Z'));
}

const isWrite = ({ method, target }: Call): boolean => method === 'PUT' && target === undefined;

/** Delivers under a rule that holds for the first invocation only. */
async function deliverBroken(records: readonly ShardRecord[], rule: Rule): Promise<Outcome[]> {
  link.behave(rule);
  let invocations = 0;
  return deliver(
    records,
    async (event) => {
      if (invocations++ > 0) link.behave();
      return lake.landing.invoke(event);
    },
    [6, 2, 6, 1, 5],
  );
}

async function expectEachOnce(records: readonly ShardRecord[]): Promise<void> {
  const places = placesOf(records);
  const lines = (await bronzeLines(lake)).filter(({ event }) => places.includes(event.sequence));
  const inOrder = lines.sort((a, b) => (a.event.sequence < b.event.sequence ? -1 : 1));
  expect(inOrder.map(({ event }) => event.sequence)).toEqual(places);
  expect(inOrder.map(({ text }) => text.replace(/^.*?"specversion"/, '{"specversion"'))).toEqual(
    records.map(({ data }) => data),
  );
  expect(new Set(lines.map(({ key }) => key.split('/').slice(0, 4).join('/')))).toEqual(
    new Set(['immunizations/2026/03/01', 'immunizations/2026/03/02']),
  );
}

function failed(outcome: Outcome | undefined): boolean {
  return outcome !== undefined && ('error' in outcome || outcome.answer.batchItemFailures.length > 0);
}

describe('a batch during which the network breaks lands each record once', () => {
  test.each<[string, Fault]>([
    ['before the call is made', 'refused'],
    ['before the answer comes', 'answer lost'],
  ])('at whichever call, %s, for the rest of the run', async (_when, fault) => {
    let cut = 1;
    for (let hit = true; hit; cut++) {
      const records = twoDays();
      let broken = 0;
      const outcomes = await deliverBroken(records, (nth) => {
        if (nth < cut) return undefined;
        broken++;
        return fault;
      });
      hit = broken > 0;
      expect(failed(outcomes[0])).toBe(hit);
      await expectEachOnce(records);
    }
    // At the least: read how far landing has come, write two objects, note twice how far it has come now.
    expect(cut).toBeGreaterThan(5);
  });

  test('at whichever call, for a moment that the SDK itself overcomes', async () => {
    for (let cut = 1, hit = true; hit; cut++) {
      const records = twoDays();
      let broken = false;
      const outcomes = await deliverBroken(records, (nth) => {
        if (nth !== cut) return undefined;
        broken = true;
        return 'answer lost';
      });
      hit = broken;
      expect(outcomes).toEqual([{ answer: { batchItemFailures: [] } }]);
      await expectEachOnce(records);
    }
  });
});

test('a batch that is delivered again after it has landed changes nothing', async () => {
  const records = twoDays();
  await deliverBroken(records, () => undefined);
  const before = (await bronzeLines(lake)).length;
  await deliver(records, (event) => lake.landing.invoke(event), [4, 3, 1]);
  expect(await bronzeLines(lake)).toHaveLength(before);
  await expectEachOnce(records);
});

test('a write that arrives after a later try has landed its records changes nothing', async () => {
  const records = twoDays();
  // The first try writes three records, the second two of them, and then the first's write arrives.
  await deliverBroken(records, (nth, call) => {
    if (isWrite(call)) return 'late';
    return nth > 1 ? 'refused' : undefined;
  });
  expect(await link.arrive()).toBeGreaterThan(0);
  await expectEachOnce(records);
});

describe('the deployed event source mapping', () => {
  async function until(condition: () => boolean): Promise<void> {
    for (const deadline = Date.now() + 20_000; !condition(); await sleep(50)) {
      if (Date.now() > deadline) throw new Error('The function has not come to where it was to fail.');
    }
  }

  function countById(lines: readonly BronzeLine[], ids: readonly string[]): number[] {
    return ids.map((id) => lines.filter(({ event }) => event.id === id).length);
  }

  test('hands a batch to landing again that was killed after it had written the object', async () => {
    let killed: Call | undefined;
    link.behave((_nth, call) => {
      if (killed || !isWrite(call)) return undefined;
      killed = call;
      return 'never answered';
    });
    const sample = await post(lake, sampleLines.join('\n'));
    await until(() => killed !== undefined);
    // Arrives while landing hangs, so that the next try's batch is a longer one.
    const later = await post(lake, JSON.stringify(immunization()));
    const lines = await stream.landed();
    const ids = [sample, later].flatMap(({ answer }) => answer.receipts.map(({ id }) => id));
    expect(countById(lines, ids)).toEqual(ids.map(() => 1));
    expect(link.calls.filter((call) => isWrite(call) && call.path === killed?.path)).toHaveLength(2);
  });

  test('hands a batch to landing again that found the ledger unreachable', async () => {
    link.behave((_nth, { target }) => (target?.startsWith('DynamoDB') ? 'refused' : undefined));
    const sample = await post(lake, sampleLines.join('\n'));
    // More than the SDK's own tries of one invocation.
    await until(() => link.faults > 4);
    link.behave();
    const lines = await stream.landed();
    const ids = sample.answer.receipts.map(({ id }) => id);
    expect(countById(lines, ids)).toEqual(ids.map(() => 1));
  });
});

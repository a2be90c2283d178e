import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';

const LAKE = join(__dirname, '../../bin/lake.js');
const DOSE = {
  resourceType: 'Immunization',
  status: 'completed',
  vaccineCode: { coding: [{ system: 'http://hl7.org/fhir/sid/cvx', code: '140' }] },
  occurrenceDateTime: '2020-05-01T10:00:00Z',
};

interface Answers {
  /** Ids of the events that the API has promised to keep. */
  readonly acknowledged: readonly string[];
  /** Requests that were answered with an error. */
  readonly refused: number;
}

export interface Serving {
  readonly kill: () => Promise<void>;
  /** Posts until nobody answers. @param prefix of the records' ids */
  readonly postUntilGone: (prefix: string) => Promise<Answers>;
}

/** `lake start` in a process of its own, ready to take records. */
export async function startLake(directory: string): Promise<Serving> {
  const child = spawn(process.execPath, [LAKE, 'start', '--lake', directory, '--port', '0'], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const ended = once(child, 'close');
  let output = '';
  const url = await new Promise<string>((ready, failed) => {
    const look = (chunk: Buffer): void => {
      output += chunk.toString('utf8');
      const found = /http:\/\/127\.0\.0\.1:\d+\/immunizations/.exec(output)?.[0];
      if (found) ready(found);
    };
    child.stdout.on('data', look);
    child.stderr.on('data', look);
    child.once('close', () => failed(new Error(`lake start ended before it served:\n${output}`)));
  });
  return {
    kill: async () => {
      child.kill('SIGKILL');
      await ended;
    },
    postUntilGone: (prefix) => postUntilGone(url, prefix),
  };
}

async function postUntilGone(url: string, prefix: string): Promise<Answers> {
  const acknowledged: string[] = [];
  let refused = 0;
  for (let request = 0; ; request++) {
    const records = Array.from({ length: 1 + (request % 20) }, (_, index) => ({
      ...DOSE,
      id: `${prefix}-${request}-${index}`,
      patient: { reference: `Patient/p-${index}` },
    }));
    try {
      const response = await fetch(url, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(records),
      });
      const answer = (await response.json()) as { receipts?: readonly { readonly id: string }[] };
      if (response.status === 202) acknowledged.push(...(answer.receipts ?? []).map(({ id }) => id));
      else refused++;
    } catch {
      return { acknowledged, refused };
    }
  }
}

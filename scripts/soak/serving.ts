import { startLake as start } from '../../test/support/lake-process';

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
  const { url, stop } = await start(directory);
  return {
    kill: async () => void (await stop('SIGKILL')),
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

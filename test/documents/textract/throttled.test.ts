import { parseCollectMessage } from '../../../lambdas/documents/collect/collect-message';
import { collectReading } from '../../../lambdas/documents/collect/collect-reading';
import { startReading } from '../../../lambdas/documents/start/start-reading';
import { isPassing } from '../../../lambdas/aws/passing-error';
import { eventsOf } from '../support/memory';
import { blankPdf } from '../support/pdfs';
import { readingSetup } from '../support/reading-setup';

/** A queue that hands out each message until it is handled, some twice. */
class Queue {
  private readonly messages: string[] = [];
  handled = 0;
  returned = 0;

  send(message: string): void {
    this.messages.push(message);
    if (Math.random() < 0.05) this.messages.push(message);
  }

  async work(handle: (message: string) => Promise<void>, over: () => boolean): Promise<void> {
    while (!over()) {
      const message = this.messages.shift();
      if (message === undefined) await new Promise((resolve) => setTimeout(resolve, 1));
      else {
        try {
          await handle(message);
          this.handled += 1;
        } catch (error) {
          if (!isPassing(error)) throw error;
          this.returned += 1;
          await new Promise((resolve) => setTimeout(resolve, 5 * Math.random()));
          this.messages.push(message);
        }
      }
    }
  }
}

it('reads 500 documents exactly once, ten at a time, however the service throttles', async () => {
  const errors = [
    'ProvisionedThroughputExceededException',
    'ThrottlingException',
    'LimitExceededException',
    'InternalServerError',
  ];
  const fail = (): string | undefined =>
    Math.random() < 0.25 ? errors[Math.floor(Math.random() * 4)] : undefined;
  const collect = new Queue();
  const setup = await readingSetup({
    limit: 10,
    slots: 10,
    duration: 5,
    fail,
    notify: (message) => collect.send(message),
  });
  const start = new Queue();
  const pdf = await blankPdf(1);
  const ids: string[] = [];
  for (let at = 0; at < 500; at += 1)
    ids.push(await setup.arrive(Buffer.concat([pdf, Buffer.from(`\n% ${at}`)])));
  ids.forEach((id) => start.send(id));
  let read = 0;
  const over = (): boolean => read === 500;
  const starters = Array.from({ length: 6 }, () =>
    start.work(async (id) => void (await startReading(id, setup)), over),
  );
  const collectors = Array.from({ length: 4 }, () =>
    collect.work(async (message) => {
      if ((await collectReading(parseCollectMessage(message), setup)) === 'read') read += 1;
    }, over),
  );
  await Promise.all([...starters, ...collectors]).finally(() => setup.close());

  expect(setup.fake.started.map(({ JobTag }) => JobTag).sort()).toEqual([...ids].sort());
  expect(setup.fake.mostAtOnce).toBeLessThanOrEqual(10);
  expect(setup.fake.mostAtOnce).toBeGreaterThan(3);
  expect(start.returned + collect.returned).toBeGreaterThan(100);
  const pages = (await eventsOf(setup.bronze, 'document_pages/')).map(
    ({ data }) => (data as { document_id: string }).document_id,
  );
  expect(pages.sort()).toEqual([...ids].sort());
  for (const id of ids) expect((await setup.documents.get(id))?.value.state).toBe('read');
});

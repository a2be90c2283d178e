import fc from '../../support/properties';
import { LedgerCursor, CursorMovedError } from '../../../core/sources';
import { FileLedger } from '../../../local/store/file-ledger';
import { temporaryDirectory } from '../../support/temporary-directory';

const directory = temporaryDirectory();
let count = 0;
const cursor = (): LedgerCursor<number> => new LedgerCursor(new FileLedger(directory()), `c${(count += 1)}`);

it('advances only after what it covers is in bronze', async () => {
  const read = cursor();
  const start = await read.read();
  await expect(read.advance(start, 5, () => Promise.reject(new Error('bronze is away')))).rejects.toThrow();
  expect(await read.read()).toEqual({ value: undefined, version: 0 });
  let landed = false;
  await read.advance(start, 5, async () => {
    landed = true;
    expect((await read.read()).value).toBeUndefined();
  });
  expect(landed).toBe(true);
  expect((await read.read()).value).toBe(5);
});

it('lets one of two readers advance, and the other knows', async () => {
  const read = cursor();
  const from = await read.read();
  await read.advance(from, 1, async () => undefined);
  await expect(read.advance(from, 2, async () => undefined)).rejects.toThrow(CursorMovedError);
  expect((await read.read()).value).toBe(1);
});

it('loses nothing and goes back never, whoever crashes where', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(fc.constantFrom('ok', 'before', 'after'), { maxLength: 12 }), async (steps) => {
      const read = cursor();
      const bronze = new Set<number>();
      for (const step of steps) {
        const from = await read.read();
        const next = (from.value ?? 0) + 1;
        const land = async (): Promise<void> => {
          if (step === 'before') throw new Error('crash');
          bronze.add(next);
          if (step === 'after') throw new Error('crash');
        };
        await read.advance(from, next, land).catch(() => undefined);
        const now = (await read.read()).value ?? 0;
        expect(now).toBeGreaterThanOrEqual(from.value ?? 0);
        for (let covered = 1; covered <= now; covered++) expect(bronze).toContain(covered);
      }
    }),
    { numRuns: 30 },
  );
});

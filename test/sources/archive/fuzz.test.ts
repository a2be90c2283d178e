import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import fc from '../../support/properties';
import { landBlobs } from '../../../core/bronze';
import { archiveFiles, manifestRecords, type FileOutcome } from '../../../lambdas/archive/manifest';
import {
  ArchiveRefusedError,
  extractGroup,
  groupsOf,
  piecesOf,
  readDirectory,
} from '../../../lambdas/archive/zip';
import { contentsOf, LIMITS } from './contents';
import { archivesOf, SUITES } from './suites';
import { buildZip, inMemory, type BuiltEntry } from './zip-builder';

const FIXTURES = join(__dirname, '../../fixtures/archives');
const real = [
  ...readdirSync(FIXTURES)
    .filter((name) => name.endsWith('.zip'))
    .map((name) => readFileSync(join(FIXTURES, name))),
  ...SUITES.flatMap((suite) => archivesOf(suite).map(({ bytes }) => bytes)),
];

/** Reads whatever it is; only a refusal may come of it, and no path that leads elsewhere. */
async function survives(bytes: Buffer): Promise<void> {
  try {
    const { files, damaged } = await contentsOf(inMemory(bytes));
    for (const path of [...files.keys(), ...damaged.keys()])
      expect(path).not.toMatch(/^[/\\]|^[A-Za-z]:|(^|[/\\])\.\.([/\\]|$)|\0/);
  } catch (error) {
    expect(error).toBeInstanceOf(ArchiveRefusedError);
  }
}

const mutation = fc.record({
  at: fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }),
  bytes: fc.oneof(fc.uint8Array({ minLength: 1, maxLength: 4 }), fc.constant(new Uint8Array(4).fill(0xff))),
});

it('survives every mutation of real archives', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom(...real),
      fc.array(mutation, { minLength: 1, maxLength: 4 }),
      async (archive, all) => {
        const mutated = Buffer.from(archive);
        for (const { at, bytes } of all)
          mutated.set(
            bytes.subarray(0, mutated.length - Math.floor(at * mutated.length)),
            Math.floor(at * mutated.length),
          );
        await survives(mutated);
      },
    ),
    { numRuns: 500 },
  );
});

it('survives every cut, and what is glued together', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom(...real),
      fc.constantFrom(...real),
      fc.nat(),
      fc.nat(),
      async (one, other, from, to) => {
        await survives(
          Buffer.concat([one.subarray(from % one.length), other.subarray(0, to % other.length)]),
        );
      },
    ),
    { numRuns: 500 },
  );
});

const name = fc.string({
  unit: fc.constantFrom('a', 'b', 'ü', '/', '.', '\\', ':', ' '),
  minLength: 1,
  maxLength: 8,
});
const entry: fc.Arbitrary<BuiltEntry> = fc.record({
  name,
  content: fc.string({ maxLength: 300 }),
  method: fc.constantFrom(0, 8),
  descriptor: fc.boolean(),
  zip64: fc.boolean(),
});

it('gives back what was packed, in groups of any size, or refuses the names', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.uniqueArray(entry, { selector: ({ name: key }) => key, maxLength: 12 }),
      fc.record({ bytes: fc.integer({ min: 1, max: 400 }), entries: fc.integer({ min: 1, max: 5 }) }),
      fc.boolean(),
      async (entries, size, zip64) => {
        const reader = inMemory(buildZip(entries, { zip64 }));
        const directory = await readDirectory(reader, LIMITS).catch(() => undefined);
        if (!directory) return;
        const found = new Set<string>();
        for (const group of groupsOf(directory, size)) {
          expect(group.entries.length).toBeLessThanOrEqual(size.entries);
          await extractGroup(piecesOf(reader, group.start, group.end), group, {
            whole: (_, content) => void found.add(content.toString('utf8')),
            large: async () => undefined,
            damaged: (_, problem) => {
              throw new Error(problem);
            },
          });
        }
        const files = entries.filter(({ name: path }) => !String(path).endsWith('/'));
        expect(found).toEqual(new Set(files.map(({ content }) => content)));
      },
    ),
    { numRuns: 150 },
  );
});

const outcome = fc.record(
  {
    entry: fc.record({
      path: fc.oneof(fc.string(), fc.string({ unit: 'binary' })),
      size: fc.maxSafeNat(),
      packed: fc.maxSafeNat(),
      crc: fc.nat({ max: 0xffff_ffff }),
    }),
    state: fc.constantFrom('taken', 'known', 'damaged', 'differs'),
    reason: fc.string(),
    container: fc.string(),
  },
  { requiredKeys: ['entry', 'state'] },
) as fc.Arbitrary<FileOutcome>;

it('tells of every file whatever its name and numbers, on one line of JSON each', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(outcome, { minLength: 1, maxLength: 120 }), async (outcomes) => {
      let said = '';
      const bronze = {
        putIfAbsent: async (_: string, lines: Uint8Array | string) => {
          said = Buffer.from(lines).toString('utf8');
          return 'written' as const;
        },
        get: async () => undefined,
      };
      const manifest = { source: 'pictures', archiveId: '0a', arrivedAt: 1_764_201_234_567 };
      const records = manifestRecords(manifest, outcomes.length, (at) => outcomes[at] as FileOutcome);
      const claim = { id: 'pictures/0a/7', arrivedAt: manifest.arrivedAt, attempt: 1 };
      await landBlobs(claim, { dataset: archiveFiles, records }, bronze);
      expect(said.endsWith('\n')).toBe(true);
      const lines = said.slice(0, -1).split('\n');
      expect(lines.map((line) => JSON.parse(line) as unknown)).toEqual(
        outcomes.map(({ entry, state, reason, container }, at) => ({
          recordedtime: '2025-11-26T23:53:54.567Z',
          sequence: `${String(at + 1).padStart(56, '0')}-pictures-0a-7-1`,
          specversion: '1.0',
          dataset: 'archive_files',
          id: `pictures-0a-7-1:${at + 1}`,
          source: '/headwater/blobs/pictures/0a/7',
          type: archiveFiles.eventType,
          time: '2025-11-26T23:53:54.567Z',
          datacontenttype: 'application/json',
          data: {
            archive_id: '0a',
            source: 'pictures',
            path: entry.path,
            size: entry.size,
            packed: entry.packed,
            crc32: entry.crc.toString(16).padStart(8, '0'),
            state,
            ...(reason !== undefined && { reason }),
            ...(['taken', 'known'].includes(state) && {
              key: `pictures/files/${entry.path}`,
              ...(container !== undefined && { container }),
            }),
            at: '2025-11-26T23:53:54.567Z',
          },
        })),
      );
    }),
    { numRuns: 60 },
  );
});

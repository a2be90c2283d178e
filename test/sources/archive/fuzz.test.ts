import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import fc from '../../support/properties';
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

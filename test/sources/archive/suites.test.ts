import { crc32 } from 'node:zlib';
import { ArchiveRefusedError } from '../../../lambdas/archive/zip';
import { contentsOf } from './contents';
import { archivesOf, SUITES } from './suites';
import { inMemory } from './zip-builder';

/** Bytes and CRC-32 of a content in latin1. */
function measured(content: string): [number, string] {
  const bytes = Buffer.from(content, 'latin1');
  return [bytes.length, crc32(bytes).toString(16).padStart(8, '0')];
}

describe.each(SUITES)('archives of the test suite of %s', (suite) => {
  it.each(archivesOf(suite).map((archive) => [archive.name, archive] as const))(
    '%s is read whole, or what is missing is told',
    async (_, { bytes, refused, damaged, files }) => {
      const found = await contentsOf(inMemory(bytes)).catch((error: unknown) => error);
      if (refused !== undefined) {
        expect(found).toBeInstanceOf(ArchiveRefusedError);
        expect(String(found)).toContain(refused);
        return;
      }
      if (found instanceof Error) throw found;
      const contents = found as Awaited<ReturnType<typeof contentsOf>>;
      expect(Object.fromEntries(contents.damaged)).toEqual(damaged);
      expect(
        Object.fromEntries([...contents.files].map(([path, content]) => [path, measured(content)])),
      ).toEqual(files);
    },
  );
});

it('nothing is taken of an archive that others read in part', () => {
  const inPart = SUITES.flatMap((suite) => archivesOf(suite)).filter(
    ({ zipfile, refused, damaged }) =>
      zipfile !== 'whole' && refused === undefined && Object.keys(damaged).length === 0,
  );
  // Its extra fields are cut, which matters to nobody: what it holds fits its CRC-32.
  expect(inPart.map(({ name }) => name)).toEqual(['incons-ef-central-size-wrong.zip']);
});

import { once } from 'node:events';
import { createWriteStream, mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { arrivalAttributes } from '../core/bronze/arrival';
import { cloudEvent } from '../core/bronze/cloud-event';
import { immunizations } from '../datasets/immunizations/contract';

/** Patients among the records; the sample's thirteen would make gold trivial. */
const PATIENTS = 50_000;
/** More than any lake here has. */
const RECORDS = 10_000_000;
const DAY = Date.UTC(2026, 0, 15);

/**
 * Writes immunizations of many patients into a lake's bronze, as landing would have.
 *
 * @param root the lake's directory
 * @param first number of the first record; loads of one lake don't overlap
 * @param version how often these records have been changed
 * @returns the object's path
 */
export async function syntheticBronze(root: string, size: number, first = 0, version = 0): Promise<string> {
  const sample = readFileSync(
    join(__dirname, '../datasets/immunizations/sample/immunizations.ndjson'),
    'utf8',
  )
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as { id: string; patient: { reference: string } });
  const directory = join(root, 'bronze/immunizations/2026/01/15');
  mkdirSync(directory, { recursive: true });
  const file = join(directory, `000000000Z-bench-${first}-${version}.json`);
  const out = createWriteStream(file);
  for (let index = first; index < first + size; index++) {
    const resource = sample[index % sample.length];
    const payload = {
      ...resource,
      id: `imm-${index}`,
      patient: { reference: `Patient/${index % PATIENTS}` },
      ...(version > 0 && { lotNumber: `changed ${version} times` }),
    };
    const nth = index + version * RECORDS;
    const attributes = { id: `event-${nth}`, source: '/bench', time: new Date(DAY) };
    const head = arrivalAttributes(
      { sequenceNumber: String(nth), arrivedAt: DAY + Math.floor(nth / 100) },
      'bench',
    );
    const line = `${head}${cloudEvent(immunizations, attributes, JSON.stringify(payload)).slice(1)}\n`;
    if (!out.write(line)) await once(out, 'drain');
  }
  out.end();
  await once(out, 'finish');
  return file;
}

import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

export type Json = Record<string, unknown>;

const FIXTURES = join(__dirname, '../../fixtures/fhir');

/** The 161 immunizations of the SMART bulk sample. */
export function bulkSample(): readonly Json[] {
  const text = readFileSync(join(FIXTURES, 'immunizations-10-patients.ndjson'), 'utf8');
  return text
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as Json);
}

/** The five Immunization examples of FHIR R4, by file name. */
export function officialExamples(): readonly (readonly [name: string, record: Json])[] {
  const folder = join(FIXTURES, 'hl7-examples');
  return readdirSync(folder).map((name) => [
    name,
    JSON.parse(readFileSync(join(folder, name), 'utf8')) as Json,
  ]);
}

/** A small valid immunization with the given changes; `undefined` leaves a property out. */
export function immunization(changes: Json = {}): Json {
  const record = {
    resourceType: 'Immunization',
    id: 'imm-1',
    status: 'completed',
    vaccineCode: { coding: [{ system: 'http://hl7.org/fhir/sid/cvx', code: '140' }], text: 'Influenza' },
    patient: { reference: 'Patient/p1' },
    occurrenceDateTime: '2013-01-10',
    ...changes,
  };
  return JSON.parse(JSON.stringify(record)) as Json;
}

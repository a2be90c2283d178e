import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** 161 resources of 13 synthetic patients, as text. */
export const sampleLines: readonly string[] = readFileSync(
  join(__dirname, '../fixtures/fhir/immunizations-10-patients.ndjson'),
  'utf8',
)
  .trim()
  .split('\n');

export interface Immunization extends Record<string, unknown> {
  readonly id: string;
}

/** A valid FHIR R4 Immunization with what the test needs changed. */
export function immunization(changes: Record<string, unknown> = {}): Immunization {
  return {
    resourceType: 'Immunization',
    id: 'imm-1',
    status: 'completed',
    vaccineCode: {
      coding: [{ system: 'http://hl7.org/fhir/sid/cvx', code: '140', display: 'Influenza' }],
      text: 'Flu',
    },
    patient: { reference: 'Patient/p-1' },
    occurrenceDateTime: '2020-05-01T10:00:00Z',
    primarySource: true,
    ...changes,
  };
}

import { defineDataset } from '../../core/contracts';
import { LAST_MODIFIED } from '../../core/validation/resource-rules';
import { immunizationsByMonth } from './immunizations_by_month';
import { immunizationsByVaccine } from './immunizations_by_vaccine';
import { cvxCode, cvxDisplay, firstCoding, instantOf, person, resourceId } from './fhir/sql';

/**
 * FHIR R4 Immunization resources.
 *
 * @see https://hl7.org/fhir/R4/immunization.html
 */
export const immunizations = defineDataset({
  name: 'immunizations',
  version: '3.0.0',
  description: 'Immunization events: one row per FHIR R4 Immunization, the latest version.',
  domain: 'immunization',
  owner: 'immunization-registry',
  contentType: 'application/fhir+json',
  eventTime: 'occurred_at',
  key: ['server', 'immunization_id'],
  versionedBy: 'last_updated_at',
  columns: {
    server: {
      type: 'string',
      sensitivity: 'personal',
      required: true,
      from: { sql: ({ attribute }) => attribute('source') },
      description: 'Where immunization_id means something: the server whose id it is, else who sent it',
    },
    immunization_id: {
      type: 'string',
      sensitivity: 'personal',
      required: true,
      from: { sql: resourceId },
      description: 'Logical id of the Immunization; where the sender gave none, one made from its content',
    },
    patient_id: {
      type: 'string',
      sensitivity: 'personal',
      required: true,
      from: { sql: person },
      description:
        'Who it was given to: system|value of an identifier, else the URL of the Patient or its urn:uuid:',
    },
    status: {
      type: 'string',
      sensitivity: 'health',
      required: true,
      oneOf: ['completed', 'entered-in-error', 'not-done'],
      from: '$.status',
      description: 'completed, entered-in-error or not-done',
    },
    cvx_code: {
      type: 'string',
      sensitivity: 'health',
      from: { sql: cvxCode },
      description: 'CDC CVX code of the vaccine, two digits at least; NULL when it is coded otherwise',
    },
    code_system: {
      type: 'string',
      sensitivity: 'health',
      from: { sql: (record) => firstCoding(record, 'system') },
      description: 'System of the first coding when none is CVX',
    },
    code: {
      type: 'string',
      sensitivity: 'health',
      from: { sql: (record) => firstCoding(record, 'code') },
      description: 'Code of the first coding when none is CVX',
    },
    vaccine_name: {
      type: 'string',
      sensitivity: 'health',
      from: {
        sql: (record) =>
          `coalesce(${cvxDisplay(record)}, ${record.scalar('$.vaccineCode.text')}, ${record.scalar('$.vaccineCode.coding[0].display')})`,
      },
      description: 'Name of the vaccine as sent',
    },
    occurred_at: {
      type: 'timestamp',
      sensitivity: 'health',
      from: { path: '$.occurrenceDateTime', as: instantOf },
      description: 'When it was given, UTC; a partial date stands for its first moment',
    },
    occurred_text: {
      type: 'string',
      sensitivity: 'health',
      from: {
        sql: ({ scalar }) => `coalesce(${scalar('$.occurrenceDateTime')}, ${scalar('$.occurrenceString')})`,
      },
      description: 'When it was given, as sent: a partial date or words keep their precision here',
    },
    primary_source: {
      type: 'boolean',
      sensitivity: 'internal',
      from: '$.primarySource',
      description: 'Whether the record comes from who gave it',
    },
    lot_number: {
      type: 'string',
      sensitivity: 'health',
      from: '$.lotNumber',
      description: 'Lot number of the vaccine',
    },
    location_name: {
      type: 'string',
      sensitivity: 'personal',
      from: '$.location.display',
      description: 'Where it was given',
    },
    dose_number: {
      type: 'string',
      sensitivity: 'health',
      from: {
        sql: ({ scalar }) =>
          `coalesce(${scalar('$.protocolApplied[0].doseNumberPositiveInt')}, ${scalar('$.protocolApplied[0].doseNumberString')})`,
      },
      description: 'Number of the dose in the first protocol applied',
    },
    is_subpotent: {
      type: 'boolean',
      sensitivity: 'health',
      from: '$.isSubpotent',
      description: 'Whether the dose was too weak to count',
    },
    last_updated_at: {
      type: 'timestamp',
      sensitivity: 'health',
      from: { path: '$.meta.lastUpdated', as: instantOf, attribute: LAST_MODIFIED },
      description: 'When the sender last changed the resource, UTC; what its Bundle says where it does not',
    },
  },
  checks: [
    {
      name: 'resource_type',
      description: 'The resource is an Immunization',
      sql: ({ scalar }) => `(${scalar('$.resourceType')} = 'Immunization')`,
    },
    {
      name: 'one_occurrence',
      description: 'Exactly one of occurrenceDateTime and occurrenceString is there',
      sql: ({ scalar }) =>
        `((${scalar('$.occurrenceDateTime')} IS NULL) <> (${scalar('$.occurrenceString')} IS NULL))`,
    },
    {
      name: 'patient_reference',
      description: 'The reference to the patient leads to a person',
      sql: (record) => `(${record.scalar('$.patient.reference')} IS NULL OR ${person(record)} IS NOT NULL)`,
    },
  ],
  rowFilters: [
    {
      name: 'not_in_error',
      description: 'Records entered in error are hidden',
      visible: "status <> 'entered-in-error'",
    },
  ],
  models: [immunizationsByVaccine, immunizationsByMonth],
});

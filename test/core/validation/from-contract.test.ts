import { defineDataset, type ColumnContract } from '../../../core/contracts';
import { validatorFrom } from '../../../core/validation/from-contract';

const column = (change: Partial<ColumnContract> & Pick<ColumnContract, 'type' | 'from'>): ColumnContract => ({
  sensitivity: 'internal',
  description: 'A column',
  ...change,
});

const validate = validatorFrom(
  defineDataset({
    name: 'positions',
    version: '1.0.0',
    description: 'Positions of transport units.',
    domain: 'transport',
    owner: 'test',
    key: ['unit'],
    columns: {
      unit: column({ type: 'string', from: '$.unit.id', required: true }),
      mode: column({ type: 'string', from: '$.mode', oneOf: ['air', 'sea', 'land'] }),
      passengers: column({ type: 'int', from: '$.passengers' }),
      speed: column({ type: 'double', from: '$.readings[0].speed' }),
      moving: column({ type: 'boolean', from: '$.moving' }),
      at: column({ type: 'timestamp', from: '$.at' }),
      built: column({ type: 'date', from: '$.built' }),
      tolls: column({ type: 'decimal(10,2)', from: '$.tolls' }),
      odd: column({
        type: 'timestamp',
        from: { path: '$.odd', as: (text) => `date_parse(${text}, '%d.%m.%Y')` },
      }),
    },
  }),
);

const good = { unit: { id: 7 }, mode: 'sea', readings: [{ speed: '12.5' }], at: '2026-01-01T10:00:00+01:00' };

test.each<[string, unknown]>([
  ['only what is required', { unit: { id: 'u' } }],
  [
    'all of it',
    { ...good, passengers: 12, moving: 'true', built: '2020-02-29', tolls: '10.50', odd: '31.12.2020' },
  ],
  ['numbers as text', { ...good, passengers: '12' }],
  ['null for what is optional', { ...good, passengers: null }],
])('takes %s', (_name, record) => {
  expect(validate(record)).toEqual([]);
});

test.each<[string, unknown, string, string]>([
  ['an array', [], '$', 'type'],
  ['a record without its key', { unit: {} }, '$.unit.id', 'required'],
  ['an object for text', { unit: { id: {} } }, '$.unit.id', 'type'],
  ['a value outside the list', { ...good, mode: 'CANARY' }, '$.mode', 'enum'],
  ['a fraction for a whole number', { ...good, passengers: 1.5 }, '$.passengers', 'type'],
  ['words for a number', { ...good, readings: [{ speed: 'CANARY' }] }, '$.readings[0].speed', 'type'],
  ['a day that is none', { ...good, built: '2020-13-01' }, '$.built', 'type'],
  ['a time that is none', { ...good, at: 'CANARY' }, '$.at', 'type'],
])('refuses %s', (_name, record, path, rule) => {
  const findings = validate(record);
  expect(findings).toEqual([expect.objectContaining({ path, rule })]);
  expect(JSON.stringify(findings)).not.toContain('CANARY');
});

import { distinct } from '../../../core/tables';
import { things } from '../../local/loads/things';

it('lets no two datasets have one place in bronze', () => {
  const others = things({ name: 'others', bronze: 'things' });
  expect(() => distinct([things(), others])).toThrow(
    'Dataset "others" and dataset "things" both have bronze.things: give one of them another place in bronze (`bronze` in its contract).',
  );
  expect(distinct([things(), things({ name: 'others' })])).toHaveLength(2);
});

it.each([
  ['things', 'staging.things'],
  ['things_history', 'silver.things_history'],
  ['load_audit', 'silver.load_audit'],
])('lets no dataset named %s take another’s table', (name, table) => {
  const history = things({ history: true });
  expect(() => distinct([history, things({ name, bronze: 'elsewhere' })])).toThrow(`both have`);
  expect(() => distinct([history, things({ name, bronze: 'elsewhere' })])).toThrow(table);
});

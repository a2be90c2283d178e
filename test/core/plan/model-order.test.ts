import { datasets } from '../../../datasets';
import { defineDataset, defineModel, type Dataset, type GoldModel } from '../../../core/contracts';
import { loadSqlParser, orderedLoads, orderedModels, orderModels, tableReferences } from '../../../core/plan';

beforeAll(loadSqlParser);

function model(name: string, sql: string): GoldModel {
  return defineModel({
    name,
    description: 'Test',
    domain: 'test',
    grain: ['n'],
    sql: () => sql,
    columns: { n: { type: 'bigint', sensitivity: 'public', description: 'Number' } },
  });
}

function dataset(name: string, models: readonly GoldModel[] = [], reads?: string): Dataset {
  return defineDataset({
    name,
    version: '1.0.0',
    description: 'Test',
    domain: 'test',
    owner: 'test',
    key: ['id'],
    models,
    columns: {
      id: {
        type: 'string',
        sensitivity: 'internal',
        required: true,
        description: 'Id',
        from: reads === undefined ? '$.id' : { sql: () => `(SELECT max(id) FROM ${reads})` },
      },
    },
  });
}

describe('models', () => {
  it('come in the order in which they were declared when nothing else decides', () => {
    const declared = datasets.flatMap(({ models }) => models).map(({ name }) => name);
    expect(orderModels(datasets).map(({ name }) => name)).toEqual(declared);
  });

  it('come after those they read', () => {
    const late = model('late', 'SELECT n FROM gold.early');
    const early = model('early', 'SELECT count(*) AS n FROM silver.things');
    expect(orderModels([dataset('things', [late, early])])).toEqual([early, late]);
  });

  it('name the tables that have to be filled first', () => {
    const [first] = orderedModels(datasets);
    expect(first?.dependsOn).toEqual(['silver.immunizations', 'silver.vaccines']);
  });

  it('may not read a table that nobody fills', () => {
    const lost = model('lost', 'SELECT n FROM silver.thinsg');
    expect(() => orderModels([dataset('things', [lost])])).toThrow(
      /Model gold\.lost reads silver\.thinsg, which doesn't exist\. It may read gold\.lost, silver\..*silver\.things/,
    );
  });

  it('may not read bronze', () => {
    const raw = model('raw', 'SELECT count(*) AS n FROM bronze.things');
    expect(() => orderModels([dataset('things', [raw])])).toThrow('reads bronze.things');
  });

  it('may not read each other in a circle', () => {
    const a = model('a', 'SELECT n FROM gold.b');
    const b = model('b', 'SELECT n FROM gold.c');
    const c = model('c', 'SELECT n FROM gold.a');
    expect(() => orderModels([dataset('things', [a, b, c])])).toThrow(
      'Models read each other in a circle: gold.a reads gold.b reads gold.c reads gold.a. Take one reference out.',
    );
  });

  it('may not read themselves', () => {
    expect(() => orderModels([dataset('things', [model('self', 'SELECT n FROM gold.self')])])).toThrow(
      'gold.self reads gold.self',
    );
  });
});

describe('loads', () => {
  it('come after those whose silver table they read', () => {
    const lookup = dataset('lookup');
    const facts = dataset('facts', [], 'silver.lookup');
    expect(orderedLoads([facts, lookup]).map(({ item }) => item.name)).toEqual(['lookup', 'facts']);
    expect(orderedLoads([facts, lookup])[1]?.dependsOn).toEqual(['silver.lookup']);
  });

  it('of the lake depend on nothing but their own records', () => {
    for (const { dependsOn } of orderedLoads(datasets)) expect(dependsOn).toEqual([]);
  });
});

describe('table references', () => {
  it('are found in subqueries, joins and set operations, without names given by WITH', () => {
    const sql = `WITH mine AS (SELECT 1 AS n FROM silver.a WHERE EXISTS (SELECT 1 FROM silver.b))
      SELECT n FROM mine JOIN gold.c USING (n) UNION ALL SELECT n FROM silver.D`;
    expect(tableReferences(sql)).toEqual(['gold.c', 'silver.a', 'silver.b', 'silver.d']);
  });

  it('of text that is no SQL are an error', () => {
    expect(() => tableReferences('SELEKT 1 FROM')).toThrow('not Athena SQL');
  });
});

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Block } from '@aws-sdk/client-textract';
import { type ApiResponsePage, TextractDocument } from 'amazon-textract-response-parser';
import fc from '../../support/properties';
import { mapPages, PageMapper } from '../../../lambdas/documents/textract/map-pages';

const fixture = join(__dirname, '../../fixtures/documents/textract/patient-intake-form.json');
const response = JSON.parse(readFileSync(fixture, 'utf8')) as { Blocks: Block[] };
const oracle = new TextractDocument(JSON.parse(readFileSync(fixture, 'utf8')) as ApiResponsePage).pageNumber(
  1,
);

describe('a real response of Textract', () => {
  const [page] = mapPages(response.Blocks);

  it('gives every line with its confidence and box', () => {
    const expected = oracle.listLines().map((line) => ({
      text: line.text,
      confidence: line.confidence,
      left: line.geometry.boundingBox.left,
      top: line.geometry.boundingBox.top,
    }));
    const mapped = page?.lines.map(({ text, confidence, box: { left, top } }) => ({
      text,
      confidence,
      left,
      top,
    }));
    expect(mapped).toHaveLength(42);
    expect(mapped).toEqual(expect.arrayContaining(expected));
  });

  it('gives the text in the order a person reads the form', () => {
    const text = page?.text ?? '';
    const order = [
      'Patient Information',
      'ALEJANDRO',
      'Date of Birth',
      'MARRIED',
      'Emergency Contact 1',
      'Emergency Contact 2',
    ];
    const places = order.map((words) => text.indexOf(words));
    expect(places).toEqual([...places].sort((a, b) => a - b));
    expect(places).not.toContain(-1);
  });

  it('gives the same key-value pairs and selection marks as the parser of aws-samples', () => {
    const expected = oracle.form.listFields().map((field) => ({
      key: field.key.text,
      value: field.isCheckbox ? (field.isSelected ? 'SELECTED' : 'NOT_SELECTED') : (field.value?.text ?? ''),
      selection: field.isCheckbox,
    }));
    const mapped = page?.fields.map(({ key, value, selection }) => ({ key, value, selection }));
    expect(mapped).toHaveLength(31);
    expect(mapped).toEqual(expect.arrayContaining(expected));
    expect(expected).toEqual(expect.arrayContaining(mapped ?? []));
  });

  it('is as sure of a pair as of its least sure part', () => {
    const byId = new Map(response.Blocks.map((block) => [block.Id, block]));
    const related = (block: Block | undefined, type: string): Block[] =>
      (block?.Relationships ?? [])
        .filter(({ Type }) => Type === type)
        .flatMap(({ Ids }) => Ids ?? [])
        .flatMap((id) => byId.get(id) ?? []);
    const least = response.Blocks.filter(({ EntityTypes }) => EntityTypes?.includes('KEY')).map((key) => {
      const sets = [key, ...related(key, 'VALUE')];
      const all = [...sets, ...sets.flatMap((set) => related(set, 'CHILD'))];
      return Math.min(...all.map(({ Confidence }) => Confidence ?? 0));
    });
    const mapped = page?.fields.map(({ confidence }) => confidence) ?? [];
    expect([...mapped].sort()).toEqual([...least].sort());
  });

  it('is as sure of a pair or a cell as of a single word of it', () => {
    const smudged = (text: string): Block[] =>
      response.Blocks.map((block) =>
        block.BlockType === 'WORD' && block.Text === text ? { ...block, Confidence: 21 } : block,
      );
    const named = mapPages(smudged('ALEJANDRO'))[0]?.fields ?? [];
    expect(named.filter(({ confidence }) => confidence === 21).map(({ value }) => value)).toEqual([
      'ALEJANDRO',
    ]);
    const [table] = mapPages(smudged('Yes'))[0]?.tables ?? [];
    expect(table?.confidences.map((row) => row.map((confidence) => confidence === 21))).toEqual(
      table?.cells.map((row) => row.map((text) => /\bYes\b/.test(text))),
    );
  });

  it('gives the marks that neither a pair nor a table has taken up', () => {
    expect(page?.marks).toEqual([]);
    const marks = response.Blocks.filter(({ BlockType }) => BlockType === 'SELECTION_ELEMENT');
    const loose = response.Blocks.filter(({ BlockType }) => !/^(KEY|VALUE|CELL)/.test(BlockType ?? ''));
    const [unowned] = mapPages(loose);
    expect(unowned?.marks).toHaveLength(marks.length);
    expect(unowned?.marks.filter(({ selected }) => selected)).toHaveLength(
      marks.filter(({ SelectionStatus }) => SelectionStatus === 'SELECTED').length,
    );
    expect(unowned?.marks.map(({ confidence }) => confidence).sort()).toEqual(
      marks.map(({ Confidence }) => Confidence).sort(),
    );
    const tops = unowned?.marks.map(({ box }) => Math.round(box.top * 20)) ?? [];
    expect(tops).toEqual([...tops].sort((a, b) => a - b));
  });

  it('gives the table cell by cell', () => {
    const [table] = oracle.listTables();
    const expected = table?.listRows().map((row) => row.listCells().map((cell) => cell.text));
    expect(page?.tables).toHaveLength(1);
    expect(page?.tables[0]).toMatchObject({ rows: 6, columns: 2 });
    const withoutMarks = page?.tables[0]?.cells.map((row) =>
      row.map((text) => text.replace(/(NOT_)?SELECTED /g, '')),
    );
    expect(withoutMarks?.map((row) => row[0])).toEqual(expected?.map((row) => row[0]));
    expect(page?.tables[0]?.cells[0]?.[1]).toBe('SELECTED Yes NOT_SELECTED No');
  });

  it('gives the mean of the confidences of its words', () => {
    const words = oracle.listLines().flatMap((line) => line.listWords().map(({ confidence }) => confidence));
    expect(page?.meanConfidence).toBeCloseTo(words.reduce((a, b) => a + b, 0) / words.length, 8);
  });
});

it('maps a result the same wherever it was split into parts', () => {
  const twoPages = [1, 2].flatMap((page) =>
    response.Blocks.map((block) => ({
      ...block,
      Page: page,
      Id: `${page}-${block.Id}`,
      Relationships: block.Relationships?.map(({ Type, Ids }) => ({
        Type,
        Ids: Ids?.map((id) => `${page}-${id}`),
      })),
    })),
  );
  const whole = mapPages(twoPages);
  expect(whole.map(({ page }) => page)).toEqual([1, 2]);
  const cuts = fc.uniqueArray(fc.integer({ min: 0, max: twoPages.length }), { maxLength: 12 });
  fc.assert(
    fc.property(cuts, (places) => {
      const edges = [0, ...places.sort((a, b) => a - b), twoPages.length];
      const mapper = new PageMapper();
      edges.slice(1).forEach((end, at) => mapper.add(twoPages.slice(edges[at], end)));
      expect([...mapper.pages()]).toEqual(whole);
    }),
    { numRuns: 40 },
  );
});

const word = (id: string, text: string): Block => ({
  BlockType: 'WORD',
  Id: id,
  Text: text,
  Confidence: 90,
  Page: 1,
});
const cell = (
  id: string,
  row: number,
  column: number,
  words: string[],
  extra: Partial<Block> = {},
): Block => ({
  BlockType: 'CELL',
  Id: id,
  RowIndex: row,
  ColumnIndex: column,
  RowSpan: 1,
  ColumnSpan: 1,
  Confidence: 98,
  Page: 1,
  Relationships: [{ Type: 'CHILD', Ids: words }],
  ...extra,
});

it('puts the text of a merged cell once, in its top left place, and says what it spans', () => {
  const blocks: Block[] = [
    { BlockType: 'PAGE', Id: 'p', Page: 1, Relationships: [{ Type: 'CHILD', Ids: ['t'] }] },
    {
      BlockType: 'TABLE',
      Id: 't',
      Page: 1,
      Confidence: 97,
      Relationships: [
        { Type: 'CHILD', Ids: ['c11', 'c12', 'c21', 'c22'] },
        { Type: 'MERGED_CELL', Ids: ['m'] },
      ],
    },
    cell('c11', 1, 1, ['w1']),
    cell('c12', 1, 2, ['w2']),
    cell('c21', 2, 1, ['w3']),
    cell('c22', 2, 2, ['w4']),
    cell('m', 1, 1, ['c11', 'c12'], { BlockType: 'MERGED_CELL', ColumnSpan: 2 }),
    word('w1', 'Doses'),
    word('w2', 'given'),
    word('w3', 'Tdap'),
    word('w4', '03/04/2026'),
  ];
  expect(mapPages(blocks)[0]?.tables).toEqual([
    {
      rows: 2,
      columns: 2,
      confidence: 97,
      cells: [
        ['Doses given', ''],
        ['Tdap', '03/04/2026'],
      ],
      confidences: [
        [90, 90],
        [90, 90],
      ],
      merged: [{ row: 0, column: 0, rowSpan: 1, columnSpan: 2 }],
    },
  ]);
});

it('follows the layout analysis where the result has one', () => {
  const line = (id: string, top: number): Block => ({
    BlockType: 'LINE',
    Id: id,
    Text: id,
    Confidence: 99,
    Page: 1,
    Geometry: { BoundingBox: { Left: 0.1, Top: top, Width: 0.2, Height: 0.02 }, Polygon: [] },
  });
  const layout = (id: string, lines: string[]): Block => ({
    BlockType: 'LAYOUT_TEXT',
    Id: id,
    Page: 1,
    Relationships: [{ Type: 'CHILD', Ids: lines }],
  });
  const blocks = [line('second', 0.1), line('first', 0.5), layout('a', ['first']), layout('b', ['second'])];
  expect(mapPages(blocks)[0]?.text).toBe('first\nsecond');
});

it('passes over relationships to blocks that a partial result lacks', () => {
  const blocks: Block[] = [
    {
      BlockType: 'KEY_VALUE_SET',
      Id: 'k',
      EntityTypes: ['KEY'],
      Confidence: 80,
      Page: 3,
      Relationships: [
        { Type: 'VALUE', Ids: ['gone'] },
        { Type: 'CHILD', Ids: ['w'] },
      ],
    },
    { ...word('w', 'Name:'), Page: 3 },
  ];
  expect(mapPages(blocks)).toMatchObject([
    { page: 3, fields: [{ key: 'Name:', value: '', confidence: 80 }] },
  ]);
});

it('gives a pair the lower of two confidences that differ', () => {
  const pair = (
    id: string,
    entity: 'KEY' | 'VALUE',
    confidence: number,
    words: string[],
    value: string[],
  ): Block => ({
    BlockType: 'KEY_VALUE_SET',
    Id: id,
    EntityTypes: [entity],
    Confidence: confidence,
    Page: 1,
    Relationships: [
      { Type: 'CHILD', Ids: words },
      { Type: 'VALUE', Ids: value },
    ],
  });
  const blocks = [
    pair('k', 'KEY', 95, ['w1'], ['v']),
    pair('v', 'VALUE', 60, ['w2'], []),
    word('w1', 'Lot:'),
    word('w2', 'AB1'),
  ];
  expect(mapPages(blocks)[0]?.fields).toEqual([
    { key: 'Lot:', value: 'AB1', confidence: 60, selection: false },
  ]);
});

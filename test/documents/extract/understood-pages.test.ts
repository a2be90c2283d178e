import fc from '../../support/properties';
import { honest, type FormShape } from '../support/form-generator';
import { found } from '../support/forms';
import { pageOfForm } from '../support/page-of-form';

const trusted = (shape: FormShape): unknown[] =>
  found(pageOfForm(shape)).filter(({ needsReview }) => !needsReview);

/** Words that make a sheet of paper worth nothing; the last ones are on no list. */
const WORDS = (
  'void,annulled,revoked,rescinded,superseded,fictitious,counterfeit,unverified,disputed,excluded,disregard,erased,anulado,borrador,' +
  'annulé,révoqué,ungültig,storniert,entwurf,annullato,ongeldig,anulowano,ogiltig,iptal,недействительно,отменено,άκυρο,無効,作废,ملغى,' +
  'zorgle,brimaxed,quorbled,phantomish,wibbly,snörfad,trävlig'
).split(',');
const capital = (word: string): string => `${word.charAt(0).toUpperCase()}${word.slice(1)}`;
const CYRILLIC: Readonly<Record<string, string>> = { a: 'а', e: 'е', o: 'о', p: 'р', c: 'с', x: 'х', i: 'і' };
const FULL_WIDTH = 0xfee0;

/** How a word is written, to be seen and not understood. */
const WRITTEN: Readonly<Record<string, (word: string) => string>> = {
  'as it is': (word) => word,
  'with a capital': capital,
  'in capitals': (word) => word.toUpperCase(),
  'letters apart': (word) => [...word.toUpperCase()].join(' '),
  'small letters apart': (word) => [...word].join(' '),
  'with dots': (word) => [...word.toUpperCase()].join('.'),
  'letters of another alphabet': (word) => [...capital(word)].map((sign) => CYRILLIC[sign] ?? sign).join(''),
  'full width': (word) =>
    word.toUpperCase().replace(/[A-Z]/g, (sign) => String.fromCodePoint(sign.charCodeAt(0) + FULL_WIDTH)),
  'blanks of no width': (word) => [...capital(word)].join('\u200b'),
  'a soft hyphen': (word) => capital(`${word.slice(0, 2)}\u00ad${word.slice(2)}`),
  'letters that look alike': (word) =>
    capital(word).replace(/m/g, 'rn').replace(/w/g, 'vv').replace(/d/g, 'cl'),
  digits: (word) =>
    capital(word).replace(/o/g, '0').replace(/[il]/g, '1').replace(/e/g, '3').replace(/s/g, '5'),
  'a footnote': (word) => `* ${capital(word)}`,
  'a dagger': (word) => `† ${capital(word)}`,
  'in brackets': (word) => `[${capital(word)}]`,
  'of a record': (word) => `${capital(word)} Record`,
  'as a sentence': (word) => `This Record Is ${capital(word)}`,
  'with who did it': (word) => `${capital(word)} By Dr. Smith`,
  'with a date': (word) => `${capital(word)} 2024-03-04`,
  'behind a clinic': (word) => `Greenfield Clinic ${capital(word)}`,
};
const spoken = fc.record({ word: fc.constantFrom(...WORDS), way: fc.constantFrom(...Object.keys(WRITTEN)) });

/** Places where nothing but what is understood may stand. */
const PLACES: Readonly<Record<string, (shape: FormShape, said: string) => FormShape>> = {
  'a title': (shape, said) => ({ ...shape, title: [...shape.title, said] }),
  'a heading with a colon': (shape, said) => ({ ...shape, title: [...shape.title, `${said}:`] }),
  'a question': (shape, said) => ({ ...shape, extra: [...shape.extra, [said, 'yes']] }),
  status: (shape, said) => ({ ...shape, extra: [...shape.extra, ['Status', said]] }),
  given: (shape, said) => ({ ...shape, extra: [...shape.extra, ['Given', said]] }),
  comments: (shape, said) => ({ ...shape, extra: [...shape.extra, ['Comments', said]] }),
  'behind the vaccine': (shape, said) => ({
    ...shape,
    doses: shape.doses.map((dose) => ({ ...dose, vaccine: `${dose.vaccine} ${said}` })),
  }),
  'behind the date': (shape, said) => ({
    ...shape,
    doses: shape.doses.map((dose) => ({ ...dose, date: `${dose.date} ${said}` })),
  }),
  'behind the lot': (shape, said) => ({
    ...shape,
    doses: shape.doses.map((dose) => ({ ...dose, lot: `${dose.lot} ${said}` })),
  }),
  'behind the name': (shape, said) => ({
    ...shape,
    doses: shape.doses.map((dose) => ({ ...dose, patient: `${dose.patient} - ${said}` })),
  }),
};

it('trusts nothing beside a word that is not understood, however it is written and wherever it stands', () => {
  fc.assert(
    fc.property(honest, spoken, fc.constantFrom(...Object.keys(PLACES)), (shape, { word, way }, where) => {
      const said = WRITTEN[way]?.(word) ?? word;
      expect(trusted(PLACES[where]?.(shape, said) ?? shape)).toEqual([]);
    }),
    { numRuns: 2_000 },
  );
});

it.each([
  'Expiration date',
  'Manufacturer',
  'Administered by',
  'Route',
  'Dose',
  'Clinic',
  'Signature',
  'Date of birth',
])('trusts nothing where a word that is not understood stands under %s', (label) => {
  for (const said of ['Zorgle', 'zorgle', 'Zorgle!', '* Zorgle', 'Z O R G L E', 'Zorgle Record', 'ZORGLED']) {
    const shape: FormShape = {
      layout: 'colons',
      labels: { patient: 'Patient name', vaccine: 'Vaccine', date: 'Date given', lot: 'Lot' },
      doses: [{ patient: 'Rosa Example', vaccine: 'MMR', date: '2020-01-20', lot: 'K1234' }],
      title: [],
      extra: [[label, said]],
    };
    expect(trusted(shape)).toEqual([]);
  }
});

it('trusts every dose of an honest form', () => {
  fc.assert(
    fc.property(honest, (shape) => {
      expect(trusted(shape)).toHaveLength(shape.doses.length);
    }),
    { numRuns: 500 },
  );
});

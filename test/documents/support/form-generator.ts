import fc from '../../support/properties';
import { PDFDocument, StandardFonts } from 'pdf-lib';

/** What a form really says of one dose. */
export interface Dose {
  readonly patient: string;
  readonly vaccine: string;
  /** ISO 8601. */
  readonly date: string;
  readonly lot: string;
}

/** Text on a page: where it begins in points from the left, in rows from the top. */
interface Placed {
  readonly text: string;
  readonly x: number;
  readonly row: number;
}

export const layouts = ['colons', 'no colons', 'table', 'side by side', 'boxes', 'boxed rows'] as const;
export type Layout = (typeof layouts)[number];

export interface Labels {
  readonly patient: string;
  readonly vaccine: string;
  readonly date: string;
  readonly lot: string;
}

export interface FormShape {
  readonly layout: Layout;
  readonly labels: Labels;
  readonly doses: readonly Dose[];
  /** Lines above all else. */
  readonly title: readonly string[];
  /** Pairs that say something else, after those of the doses. */
  readonly extra: readonly (readonly [string, string])[];
}

const VACCINES = ['MMR', 'Varicella', 'Tdap', 'IPV', 'Rotarix', 'Shingrix', 'Gardasil 9', 'DTaP'];
const LEFT = 72;
/** Points from one row to the next. */
export const ROW = 18;

export async function formOf(shape: FormShape): Promise<Buffer> {
  const document = await PDFDocument.create();
  const font = await document.embedFont(StandardFonts.Helvetica);
  const page = document.addPage([612, 792]);
  for (const { text, x, row } of place(shape)) {
    if (text !== '') page.drawText(text, { x, y: 740 - row * ROW, size: 10, font });
  }
  return Buffer.from(await document.save());
}

export function place(shape: FormShape): Placed[] {
  const { labels, doses, title, extra, layout } = shape;
  const texts: Placed[] = title.map((text, row) => ({ text, x: LEFT, row }));
  let row = title.length + 1;
  const pair = (key: string, value: string, x = LEFT, at = row): void => {
    if (layout === 'no colons') texts.push({ text: key, x, row: at }, { text: value, x: x + 170, row: at });
    else texts.push({ text: `${key}: ${value}`, x, row: at });
  };
  const next = (key: string, value: string): void => {
    pair(key, value);
    row += 1;
  };
  next(labels.patient, doses[0]?.patient ?? '');
  if (layout === 'table') {
    row += 1;
    const across = [LEFT, LEFT + 150, LEFT + 320];
    const line = (cells: readonly string[]): void => {
      texts.push(...cells.map((text, at) => ({ text, x: across[at] ?? LEFT, row })));
      row += 1;
    };
    line([labels.vaccine, labels.date, labels.lot]);
    for (const { vaccine, date, lot } of doses) line([vaccine, date, lot]);
    row += 3;
  } else if (layout === 'side by side') {
    for (const part of ['vaccine', 'date', 'lot'] as const) {
      doses.forEach((dose, at) => pair(labels[part], dose[part], LEFT + at * 240));
      row += 1;
    }
  } else if (layout === 'boxed rows') {
    for (const { vaccine, date, lot } of doses) {
      texts.push({ text: `[x] ${vaccine}`, x: LEFT, row });
      texts.push({ text: `${labels.date}: ${date}`, x: LEFT + 100, row });
      texts.push({ text: `${labels.lot}: ${lot}`, x: LEFT + 350, row });
      row += 1;
    }
  } else {
    for (const { vaccine, date, lot } of doses) {
      const open = VACCINES.filter((name) => name !== vaccine).slice(0, 2);
      const boxes = `[ ] ${open[0] ?? ''}  [x] ${vaccine}  [ ] ${open[1] ?? ''}`;
      next(labels.vaccine, layout === 'boxes' ? boxes : vaccine);
      next(labels.date, date);
      next(labels.lot, lot);
    }
  }
  for (const [key, value] of extra) next(key, value);
  return texts;
}

const day = fc
  .integer({ min: 0, max: 3_000 })
  .map((days) => new Date(Date.UTC(2016, 0, 5) + days * 86_400_000).toISOString().slice(0, 10));
const dose = fc.record({
  vaccine: fc.constantFrom(...VACCINES),
  date: day,
  lot: fc
    .tuple(fc.constantFrom('K', 'AB', 'EX'), fc.integer({ min: 1_000, max: 99_999 }))
    .map(([a, b]) => `${a}${b}`),
});

/** Forms that say what they seem to say, in words that forms use. */
export const honest: fc.Arbitrary<FormShape> = fc
  .record({
    layout: fc.constantFrom(...layouts),
    labels: fc.record({
      patient: fc.constantFrom(
        'Patient name',
        "Patient's Name",
        'Name of patient',
        'Child name',
        'Patient',
        'Student Name (print)',
      ),
      vaccine: fc.constantFrom(
        'Vaccine',
        'Vaccine name',
        'Immunization',
        'Vaccine administered',
        'Vaccination',
        'Vaccine given',
        'Vaccine type',
      ),
      date: fc.constantFrom(
        'Date given',
        'Date administered',
        'Date of vaccination',
        'Vaccination date',
        'Given on',
        'Date of immunization',
        'DATE GIVEN (mm/dd/yyyy)',
      ),
      lot: fc.constantFrom(
        'Lot',
        'Lot number',
        'Lot #',
        'Lot No.',
        'Batch number',
        'Batch no',
        'Lot/Batch No',
      ),
    }),
    patient: fc.constantFrom(
      'Rosa Example',
      "Mary-Ann O'Neil",
      'José García',
      'Example, Rosa',
      'Nadia Okafor',
    ),
    doses: fc.uniqueArray(dose, { minLength: 1, maxLength: 2, selector: ({ vaccine }) => vaccine }),
    title: fc.constantFrom(
      ['Immunization record'],
      ['Vaccination certificate of the clinic'],
      ['Greenfield Clinic', 'Vaccine record card'],
      [],
    ),
    extra: fc.subarray([
      ['Date of birth', '1984-01-02'],
      ['Manufacturer', 'Merck'],
      ['Clinic', 'Greenfield Family Clinic'],
      ['Administered by', 'A. Nurse'],
      ['Expiration date', '2030-01-31'],
      ['Next dose due', '2031-05-06'],
    ] as const),
  })
  .map(({ patient, doses, ...form }) => ({ ...form, doses: doses.map((one) => ({ ...one, patient })) }));

/** Words that take back, put off or turn round what stands beside them, words that happen to, and words that are none. */
const QUALIFIERS = (
  'refused,declined,allergic to,contraindicated,missed,next,due,overdue,exempt from,scheduled,not given,consent,signature,deferred,' +
  'recommended,planned,ordered,return,printed,expiry,expiration,leaflet,VIS,titer,history of disease,serology,postponed,requested,' +
  'cancelled,wasted,proposed,unwanted,future,follow-up,appointment,reaction to,adverse,wrong,sibling’s,mother’s,previous,outside,' +
  'rechazada,próxima,refusé,prochain,abgelehnt,geplant,nächste,preferred,alternate,blue,Tuesday,usual,zorgle,brimax,quarterly,' +
  'NOT GIVEN,pt declined,DEFERRED,contraindication,hx of,h/o,allergy to,next due,booster due on,VIS date,exp.,EXP,mfg date,' +
  'consent date,D.O.B.,rcvd,f/u,resched,on hold,cxl,no show,appt.,elig,prior,per mom,approx,~,reactive,had disease,rxn,AE,' +
  'spoiled,drawn up,PPD,collected,run date,valid until,auth,twin,household,wrong pt,EIE,NOT RECD,decl,exempt (med),too early,' +
  'scadenza,geweigerd,validade,n0t given,REFUSEO,c0ntraindicated,dec1ined,3xclude,p0stponed,V0ID,' +
  'would like,needs,lacking,no,never,without,if any,tentative,estimated,last known,published,manufactured,opened,thawed,mixed,billing,claim'
).split(',');
const qualifier = fc.constantFrom(...QUALIFIERS);
const otherDay = fc.constant('2024-03-04');
const blank = fc.constantFrom(
  '',
  '____________',
  '..........',
  'N/A',
  'n/a',
  '-',
  '<name>',
  '[enter here]',
  '{{field}}',
  'mm/dd/yyyy',
  'XXXX',
  'TBD',
  '__/__/____',
  'unknown',
  'not recorded',
  '. . . . . .',
);
const negative = fc.constantFrom(
  'not given',
  'NOT GIVEN',
  'N/A',
  'N.A.',
  'pt declined',
  'DEFERRED',
  'C/I',
  '~',
  'rxn',
  'refused',
  'declined by parent',
  'deferred',
  'postponed: fever',
  'No',
  'cancelled',
  'see notes',
  'scheduled',
  'pending',
  'no administrada',
  'refusé',
  'nicht gegeben',
  'wasted',
  'given to sibling',
  'entered in error',
  'held',
  'rescheduled',
  'N',
  'void',
);

export interface Adversarial {
  readonly shape: FormShape;
  /** What the page really states: nothing else may be trusted. */
  readonly truth: readonly Dose[];
  readonly twist: string;
}

type Twist = (shape: FormShape, word: string, other: string) => { shape: FormShape; truth: readonly Dose[] };
const relabel =
  (part: keyof Labels, make: (word: string) => string, falsified: keyof Dose | 'all') =>
  (shape: FormShape, word: string): { shape: FormShape; truth: readonly Dose[] } => ({
    shape: { ...shape, labels: { ...shape.labels, [part]: make(word) } },
    truth: falsified === 'all' ? [] : shape.doses.map((one) => ({ ...one, [falsified]: '' })),
  });

const twists: Readonly<Record<string, Twist>> = {
  'vaccine label, before': relabel('vaccine', (word) => `${word} vaccine`, 'all'),
  'vaccine label, after': relabel('vaccine', (word) => `Vaccine ${word}`, 'all'),
  'vaccine label, in brackets': relabel('vaccine', (word) => `Vaccine (${word})`, 'all'),
  'date label, before': relabel('date', (word) => `${word} date`, 'date'),
  'date label, between': relabel('date', (word) => `Date ${word} given`, 'date'),
  'date label, after': relabel('date', (word) => `Date ${word}`, 'date'),
  'date label, whole': relabel('date', (word) => `Date given (${word})`, 'date'),
  'lot label, before': relabel('lot', (word) => `${word} lot`, 'lot'),
  'lot label, after': relabel('lot', (word) => `Lot ${word} date`, 'lot'),
  'patient label': relabel('patient', (word) => `${word} patient name`, 'patient'),
  'vaccine value': (shape, word) => ({
    shape: { ...shape, doses: shape.doses.map((one) => ({ ...one, vaccine: `${one.vaccine} (${word})` })) },
    truth: [],
  }),
  'date value': (shape, word) => ({
    shape: { ...shape, doses: shape.doses.map((one) => ({ ...one, date: `${one.date} ${word}` })) },
    truth: shape.doses.map((one) => ({ ...one, date: '' })),
  }),
  'a title': (shape, word) => ({ shape: { ...shape, title: [`Vaccines ${word}`] }, truth: [] }),
  'a title, before': (shape, word) => ({ shape: { ...shape, title: [`${word} immunizations`] }, truth: [] }),
  'a stamp': (shape, word, other) => ({
    shape: { ...shape, title: [...shape.title, (word.length > 3 ? word : other).toUpperCase()] },
    truth: /^(?:(?:see notes|given to sibling)|.{0,3})$/.test(other) && word.length <= 3 ? shape.doses : [],
  }),
  'a status': (shape, _word, other) => ({
    shape: { ...shape, extra: [...shape.extra, ['Status', other]] },
    truth: [],
  }),
  'an answer': (shape, word) => ({
    shape: { ...shape, extra: [...shape.extra, [`${word} dose`, 'yes']] },
    // What is to come takes nothing back.
    truth: /^(?:next|due|overdue|follow-up|return)$/.test(word) ? shape.doses : [],
  }),
  'a remark': (shape, word) => ({
    shape: { ...shape, extra: [...shape.extra, ['Remarks', `${word} ${shape.doses[0]?.vaccine ?? ''}`]] },
    truth: [],
  }),
  'only another date': (shape, word) => ({
    shape: {
      ...shape,
      doses: shape.doses.map((one) => ({ ...one, date: '' })),
      extra: [...shape.extra, [`Date ${word}`, '2024-03-04']],
    },
    truth: [],
  }),
};

export const adversarial: fc.Arbitrary<Adversarial> = fc.oneof(
  {
    weight: 4,
    arbitrary: fc
      .record({
        shape: honest,
        word: qualifier,
        other: negative,
        name: fc.constantFrom(...Object.keys(twists)),
      })
      .map(({ shape, word, other, name }) => {
        const twisted = twists[name]?.(shape, word, other);
        // In a layout of boxes beside rows, nothing is called a vaccine.
        const isTold = !(shape.layout === 'boxed rows' && name.startsWith('vaccine label'));
        return {
          shape: twisted?.shape ?? shape,
          truth: isTold ? (twisted?.truth ?? []) : shape.doses,
          twist: `${name}: ${word}/${other}`,
        };
      }),
  },
  {
    weight: 1,
    arbitrary: fc
      .record({ shape: honest, empty: blank, part: fc.constantFrom('patient', 'date', 'lot', 'vaccine') })
      .map(({ shape, empty, part }) => {
        const doses = shape.doses.map((one) => ({ ...one, [part]: empty }));
        return {
          shape: { ...shape, doses },
          truth: shape.doses.map((one) => ({ ...one, [part]: '' })),
          twist: `blank ${part}: ${empty}`,
        };
      }),
  },
  {
    weight: 1,
    arbitrary: fc.record({ shape: honest, date: otherDay }).map(({ shape, date }) => ({
      shape: {
        ...shape,
        doses: shape.doses.map((one) => ({ ...one, date: '' })),
        extra: [...shape.extra, ['Signature of parent', '______'] as const, ['Date', date] as const],
      },
      truth: [],
      twist: 'a signature',
    })),
  },
);

import { isRecord, placed, at } from './opening';

type Json = Readonly<Record<string, unknown>>;

/** A machine of states, or one within a state of another. */
export interface Machine {
  readonly StartAt: string;
  readonly States: Readonly<Record<string, Json>>;
}

/** A change of what a machine does that nobody has agreed to. */
export interface Deed {
  readonly kind: string;
  readonly machine: () => Machine;
}

const isMachine = (value: unknown): value is Machine =>
  isRecord(value) && typeof value.StartAt === 'string' && isRecord(value.States);

/** A definition and every machine in it, each without those within it. */
export function machinesOf(value: unknown): Machine[] {
  if (Array.isArray(value)) return value.flatMap(machinesOf);
  if (!isRecord(value)) return [];
  return [...(isMachine(value) ? [withoutNested(value)] : []), ...Object.values(value).flatMap(machinesOf)];
}

/** Of a statement it is enough to know how it begins; another text is another statement. */
const BEGINNING = 60;

function withoutNested(machine: Machine): Machine {
  const short = JSON.parse(
    JSON.stringify(machine, (field, each: unknown) =>
      field === 'QueryString' && typeof each === 'string' ? each.slice(0, BEGINNING) : each,
    ),
  ) as Machine;
  const flat = ([name, state]: [string, Json]): [string, Json] => [
    name,
    Object.fromEntries(
      Object.entries(state).filter(([field]) => !['Branches', 'ItemProcessor'].includes(field)),
    ),
  ];
  return { ...short, States: Object.fromEntries(Object.entries(short.States).map(flat)) };
}

/** Every state bypassed, begun with, doubled or exchanged, and every value of every state left out or changed. */
export function deeds(machine: Machine, generic: (name: string) => string): Deed[] {
  const { States } = machine;
  const deed = (kind: string, changes: () => Json): Deed => ({
    kind,
    machine: () => ({ ...machine, ...changes() }),
  });
  return Object.entries(States).flatMap(([name, state]) => {
    const known = generic(name);
    const having = (what: string, now: () => Json): Deed =>
      deed(`${known} ${what}`, () => ({ States: { ...States, [name]: now() } }));
    const { Next: next } = state;
    const again = `${name} again`;
    const alike = Object.entries(States).find(([other, { Type }]) => other !== name && Type === state.Type);
    return [
      ...(name === machine.StartAt ? [] : [deed(`begins with ${known}`, () => ({ StartAt: name }))]),
      ...(typeof next === 'string' ? [deed(`${known} bypassed`, () => bypassed(machine, name, next))] : []),
      deed(`${known} twice`, () => ({
        States: { ...States, [again]: state, [name]: { ...state, Next: again } },
      })),
      ...(alike
        ? [deed(`${known} exchanged`, () => ({ States: { ...States, [name]: alike[1], [alike[0]]: state } }))]
        : []),
      having('with credentials', () => ({ ...state, Credentials: { RoleArn: 'elsewhere' } })),
      having('with another output', () => ({ ...state, Output: '{% $states.result %}' })),
      having('with another variable', () => ({
        ...state,
        Assign: { ...(state.Assign as Json), rows: '{% $states.result %}' },
      })),
      having('that goes on after any error', () => ({
        ...state,
        Catch: [{ ErrorEquals: ['States.ALL'], Next: name }],
      })),
      ...pathsOf(state).flatMap((path) => {
        const what = path.filter((step) => !/^\d+$/.test(step)).join('.');
        return Object.entries(CHANGES).flatMap(([how, change]) => {
          const now = change(at(state, path));
          return now === at(state, path)
            ? []
            : [having(`${what} ${how}`, () => placed(state, path, () => now) as Json)];
        });
      }),
    ];
  });
}

/** Whatever led to a state leads to the one after it. */
function bypassed({ StartAt, States }: Machine, name: string, next: string): Json {
  const field = new RegExp(`"(Next|Default)":${escaped(JSON.stringify(name))}`, 'g');
  const past = (state: Json): Json => {
    const text = JSON.stringify(state);
    const now = text.replaceAll(field, (_, each: string) => `"${each}":${JSON.stringify(next)}`);
    return now === text ? state : (JSON.parse(now) as Json);
  };
  return {
    StartAt: StartAt === name ? next : StartAt,
    States: Object.fromEntries(Object.entries(States).map(([each, state]) => [each, past(state)])),
  };
}

const escaped = (text: string): string => text.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`);

const CHANGES: Readonly<Record<string, (old: unknown) => unknown>> = {
  'left out': () => undefined,
  changed: (old) => (typeof old === 'boolean' ? !old : typeof old === 'number' ? old + 1 : 'elsewhere'),
  'taken from the input': () => '{% $states.input.chosen %}',
};

/** A comment says nothing, and a statement is judged as a whole. */
const UNSAID = ['Comment'];

function pathsOf(value: unknown, above: readonly string[] = []): string[][] {
  if (typeof value !== 'object' || value === null) return above.length > 0 ? [[...above]] : [];
  const below = Object.entries(value)
    .filter(([name]) => above.length > 0 || !UNSAID.includes(name))
    .flatMap(([name, each]) => pathsOf(each, [...above, name]));
  return [...(above.length > 0 ? [[...above]] : []), ...below];
}

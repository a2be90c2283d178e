import { datasets } from '../../../datasets';
import { governedTables } from '../../../core/governance';
import { EXAMPLE_ENVIRONMENT } from '../../../access-proof';
import { environmentTemplates } from '../../../access-proof/lake-access';
import { InstanceReader } from '../../../access-proof/shape';
import { statementsOf } from '../../../access-proof/shape/definition-lines';
import reviewed from '../../../access-proof/reviewed.json';
import type { ResourceJson, TemplateJson } from '../../../access-proof/template';
import { deeds, machinesOf, type Machine } from './definitions';

const tables = governedTables(datasets).map(({ name }) => name);
/** A name of a state with any table in the place of one. */
const pattern = new RegExp(
  `(?<![A-Za-z0-9_])(${tables.toSorted((a, b) => b.length - a.length).join('|')})(?![A-Za-z0-9_])`,
  'g',
);

interface Place {
  readonly template: TemplateJson;
  readonly logicalId: string;
  readonly resource: ResourceJson;
  readonly substitutions: unknown;
  readonly definition: unknown;
}

let reader: InstanceReader;
let places: Place[];

beforeAll(async () => {
  const templates = await environmentTemplates({ environment: 'prod', datasets });
  reader = new InstanceReader(templates, { ...EXAMPLE_ENVIRONMENT, personas: [], tables });
  places = templates.flatMap((template) =>
    Object.entries(template.Resources ?? {})
      .filter(([, { Type }]) => Type === 'AWS::StepFunctions::StateMachine')
      .map(([logicalId, resource]) => {
        const { 'Fn::Sub': sub } = resource.Properties?.DefinitionString as {
          readonly 'Fn::Sub': readonly [string, unknown];
        };
        return {
          template,
          logicalId,
          resource,
          substitutions: sub[1],
          definition: JSON.parse(sub[0]) as unknown,
        };
      }),
  );
});

/** What a machine by itself says, each as it stands and for any table. */
function linesOf(
  { template, logicalId, resource, substitutions }: Place,
  machine: Machine,
): [string, string][] {
  const text = JSON.stringify(machine);
  const changed = { ...resource, Properties: { DefinitionString: { 'Fn::Sub': [text, substitutions] } } };
  return reader
    .resource(template, logicalId, changed)
    .lines.filter(({ literal }) => literal.startsWith('DefinitionString: '))
    .map(({ literal, generic }) => [literal, generic]);
}

/** What is known of a machine: its lines, and its statements. */
interface Known {
  readonly lines: ReadonlySet<string>;
  readonly statements: ReadonlySet<unknown>;
}

function passes(place: Place, before: Machine, after: Machine, { lines, statements }: Known): boolean {
  const isKnown = (machine: Machine, said: (literal: string) => boolean): boolean =>
    linesOf(place, machine)
      .filter(([literal]) => said(literal))
      .every((names) => names.some((line) => lines.has(line)));
  const changed = Object.entries(after.States).filter(([name, state]) => before.States[name] !== state);
  const part = { ...after, States: Object.fromEntries(changed) };
  return (
    statementsOf(part).every((each) => statements.has(each)) &&
    // Which is quicker, and all that most changes need; what leads to a state is told by the whole.
    isKnown(part, (literal) => !literal.endsWith('nothing leads to it')) &&
    isKnown(after, () => true)
  );
}

test('anything else that a state machine does is found, wherever in its definition it stands', () => {
  const kinds = new Set<string>();
  const unnoticed: string[] = [];
  for (const place of places) {
    const { key } = reader.resource(place.template, place.logicalId, place.resource);
    const resources: Readonly<Record<string, { readonly says: readonly string[] }>> = reviewed.resources;
    const { says } = resources[key.literal] ?? resources[key.generic] ?? { says: [] };
    for (const machine of machinesOf(place.definition)) {
      const known = {
        lines: new Set([...says, ...linesOf(place, machine).flat()]),
        statements: new Set(statementsOf(machine)),
      };
      for (const deed of deeds(machine, (name) => name.replaceAll(pattern, '{table}'))) {
        const kind = `${key.generic} ${deed.kind}`;
        if (kinds.has(kind)) continue;
        kinds.add(kind);
        if (passes(place, machine, deed.machine(), known)) unnoticed.push(kind);
      }
    }
  }
  expect(unnoticed).toEqual([]);
  expect(kinds.size).toBeGreaterThan(1500);
});

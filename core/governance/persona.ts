import { z } from 'zod';
import { MOST_RESTRICTED, SENSITIVITIES } from '../contracts';
import type { Zone } from '../tables';
import { SERVICES } from './services';
import { DEFAULT_TRUST, trustSchema } from './trust';

/** AWS tag by which a persona's role is found. */
export const PERSONA_TAG = 'headwater:persona';

/** Databases a persona can be let into. Staging isn't one: what it holds is there for the length of a run. */
const PERSONA_ZONES = ['bronze', 'silver', 'gold', 'discovery'] as const satisfies readonly Zone[];

const KEBAB = /^[a-z][a-z0-9]*(-[a-z0-9]+)*$/;

/** Names of what isn't a persona but has a workgroup, results or a role named like one. */
const RESERVED_NAMES: readonly string[] = [...SERVICES, 'break-glass', 'console'];

/**
 * Every persona has statements of its own in the policy of the bucket with results, which may have 20 KB.
 *
 * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucket-policies.html
 */
export const MAX_PERSONAS = 25;

const personaSchema = z.strictObject({
  /** Kebab case; names the role and the workgroup. */
  name: z.string().max(32).regex(KEBAB, 'expected kebab case'),
  description: z.string().min(1),
  /** Covers columns of this class and all before it. */
  clearance: z.enum(SENSITIVITIES),
  /** Databases the persona may look into. */
  zones: z.array(z.enum(PERSONA_ZONES)).min(1),
  /** Row filters that don't apply, as `dataset.filter`; `all` for none. @default [] */
  rowFilterExemptions: z
    .union([z.literal('all'), z.array(z.string().regex(/^[a-z0-9_]+\.[a-z0-9_]+$/))])
    .default([]),
  /** @default principals of the lake's own account, with a second factor */
  trust: trustSchema.default(DEFAULT_TRUST),
  /** Hours, 1 to 12. @default 8 */
  sessionHours: z.number().int().min(1).max(12).default(8),
});

export type PersonaConfig = z.infer<typeof personaSchema>;
export type PersonaInput = z.input<typeof personaSchema>;

/** The personas of a new lake: whoever works with people's data sees all of it, everybody else none of it. */
export const DEFAULT_PERSONAS: readonly PersonaInput[] = [
  {
    name: 'lake-admin',
    description: 'Runs the lake and answers for it.',
    clearance: MOST_RESTRICTED,
    zones: [...PERSONA_ZONES],
    rowFilterExemptions: 'all',
    sessionHours: 1,
  },
  {
    name: 'data-engineer',
    description: 'Builds and repairs the way of the data; sees how it runs, not whom it is about.',
    clearance: 'internal',
    zones: ['silver', 'gold'],
    rowFilterExemptions: 'all',
  },
  {
    name: 'data-steward',
    description: 'Answers for correctness; looks into raw and quarantined records.',
    clearance: MOST_RESTRICTED,
    zones: [...PERSONA_ZONES],
    rowFilterExemptions: 'all',
  },
  {
    name: 'clinician',
    description: 'Treats patients; sees their records, without those entered in error.',
    clearance: MOST_RESTRICTED,
    zones: ['silver', 'gold'],
  },
  {
    name: 'data-scientist',
    description: 'Joins records of one person across datasets by their keys; sees nothing of their health.',
    clearance: 'personal',
    zones: ['silver', 'gold'],
  },
  {
    name: 'analyst',
    description: 'Reports on figures and on the quality of the data.',
    clearance: 'internal',
    zones: ['silver', 'gold'],
  },
  {
    name: 'bi-service',
    description: 'The account with which dashboards for a wide audience refresh themselves.',
    clearance: 'public',
    zones: ['gold'],
  },
];

const tooMany = `expected ${MAX_PERSONAS} personas at most: the bucket with their results has room for no more in its policy`;

export const personasSchema = z
  .array(personaSchema)
  .max(MAX_PERSONAS, tooMany)
  .superRefine((personas, context) => {
    const names = personas.map(({ name }) => name);
    for (const [index, name] of names.entries()) {
      if (!RESERVED_NAMES.includes(name)) continue;
      context.addIssue({
        code: 'custom',
        path: [index, 'name'],
        message: `a part of the lake has this name, with a workgroup, results or a role of its own; expected any but ${RESERVED_NAMES.join(', ')}`,
      });
    }
    for (const name of new Set(names.filter((each, i) => names.indexOf(each) !== i))) {
      context.addIssue({ code: 'custom', message: `persona "${name}" is declared twice; names must differ` });
    }
  });

/** Name of the role of a persona. */
export function personaRoleName(namePrefix: string, persona: string): string {
  return `${namePrefix}-${persona}`;
}

/** Name of the role with which the console takes on personas' roles. */
export function consoleRoleName(namePrefix: string): string {
  return `${namePrefix}-console`;
}

/** Starts the names of the console's sessions in a persona's role. */
export const CONSOLE_SESSION = 'console-';

/** Parses personas as a configuration gives them. @throws ZodError naming the persona and the field */
export function parsePersonas(input: unknown = DEFAULT_PERSONAS): readonly PersonaConfig[] {
  return personasSchema.parse(input);
}

/** @throws Error naming the personas there are */
export function personaNamed(personas: readonly PersonaConfig[], name: string): PersonaConfig {
  const found = personas.find((persona) => persona.name === name);
  if (found) return found;
  throw new Error(
    `There is no persona "${name}"; there are ${personas.map((each) => each.name).join(', ')}.`,
  );
}

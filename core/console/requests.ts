import { z } from 'zod';
import type { ConsolePort } from './port';

const id = z.strictObject({ id: z.uuid() });
const place = {
  documentId: z.string().regex(/^[0-9a-f]{64}$/),
  page: z.number().int().min(1).max(1_000_000),
};

/** What a document says of something; null where it says nothing. */
const said = z.string().min(1).max(1_000).nullable();

type OperationName = Exclude<keyof ConsolePort, 'mayReview' | 'mayReplay' | 'givesFiles' | 'leavesOut'>;

/** What each operation takes beside the persona. */
export const INPUTS = {
  overview: z.strictObject({}),
  catalog: z.strictObject({}),
  charts: z.strictObject({}),
  access: z.strictObject({}),
  saved: z.strictObject({}),
  query: z.strictObject({ sql: z.string().min(1).max(262_144) }),
  result: z.strictObject({ id: z.uuid(), from: z.string().min(1).max(4_096).optional() }),
  stop: id,
  replay: z.strictObject({ dataset: z.string().max(100) }),
  decide: z.strictObject({
    ...place,
    field: z.number().int().min(1).max(1_000_000),
    value: z.string().max(10_000),
  }),
  decideImmunization: z.strictObject({
    ...place,
    candidate: z.number().int().min(1).max(1_000_000),
    isRejected: z.boolean(),
    stated: z.strictObject({
      vaccine_name: said,
      cvx_code: said,
      occurred_on: z.iso.date().nullable(),
      lot_number: said,
      body_site: said,
      patient_name: said,
    }),
  }),
  picture: z.strictObject(place),
  download: id,
} satisfies { readonly [Name in OperationName]: z.ZodType };

export const isOperation = (name: string): name is OperationName => Object.hasOwn(INPUTS, name);

import { FeatureType } from '@aws-sdk/client-textract';
import { z } from 'zod';
import { DOCUMENTS_ENV } from './names';
import { SettingsError } from '../../core/errors';
import { dateOrders } from './extract/parse-date';
import { documentSourceSchema } from './pull/document-source';

export { DOCUMENTS_ENV };

const text = z.string().min(1);

const storage = { bronzeBucket: text, ledgerTable: text };
const textract = {
  textractFeatures: z
    .string()
    .transform((list) => list.split(',').filter((feature) => feature !== ''))
    .pipe(z.array(z.enum(FeatureType))),
  textractTopicArn: text,
  textractRoleArn: text,
  textractConcurrency: z.coerce.number().int().min(1),
};

export const pullEnvironment = z.object({
  ...storage,
  sources: z
    .string()
    .transform((json, context): unknown => {
      try {
        return JSON.parse(json);
      } catch {
        context.addIssue({ code: 'custom', message: 'is not JSON' });
        return z.NEVER;
      }
    })
    .pipe(z.array(documentSourceSchema.extend({ secretArn: text })).min(1)),
});
export const startEnvironment = z.object({ ...storage, ...textract, startQueueUrl: text });
export const collectEnvironment = z.object({
  ...storage,
  ...textract,
  collectQueueUrl: text,
  dateOrder: z.enum(dateOrders).optional(),
});
export const redriveEnvironment = z.object({
  ...storage,
  startQueueUrl: text,
  startDeadLettersUrl: text,
  collectQueueUrl: text,
  collectDeadLettersUrl: text,
});

/**
 * Reads the variables that a schema names.
 *
 * @throws SettingsError naming every variable that is missing or wrong, never its value
 */
export function readDocumentsEnvironment<T extends z.ZodObject>(
  schema: T,
  environment: NodeJS.ProcessEnv = process.env,
): z.infer<T> {
  const names: Readonly<Record<string, string>> = DOCUMENTS_ENV;
  const values = Object.keys(schema.shape).map((key) => [key, environment[names[key] ?? key]] as const);
  const parsed = schema.safeParse(Object.fromEntries(values));
  if (parsed.success) return parsed.data;
  const wrong = parsed.error.issues.map(({ path: [key, ...rest], message }) =>
    [names[String(key)] ?? String(key), ...rest.map(String)].join('.').concat(` ${message}`),
  );
  throw new SettingsError(`environment: ${wrong.join('; ')}`);
}

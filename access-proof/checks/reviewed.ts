import type { Evaluation } from '../evaluate';
import type { Finding } from '../finding';
import type { Proof } from '../proof';
import { deviationsFrom, InstanceReader, type Shape } from '../shape';
import reviewed from '../reviewed.json';

/** Templates, and the names that their owner has chosen. */
interface Deployed extends Omit<Proof, 'evaluation'> {
  readonly evaluation: Pick<Evaluation, 'templates'>;
}

/**
 * The templates deploy what was reviewed and nothing else: every resource, property and permission is one of
 * `reviewed.json`, whatever it may be good for. The other checks say what a difference opens; this one needs no
 * knowledge of that, so that what nobody has thought of is found too.
 */
export function checkReviewed(proof: Deployed): Finding[] {
  const deployed = readerOf(proof);
  return deviationsFrom(reviewed as Shape, deployed.environment, deployed.all()).map(
    ({ subject, problem }) => ({
      rule: 'unreviewed',
      subject,
      message: `${subject} ${problem}`,
    }),
  );
}

/** Reads what the templates of a proof deploy, in the form in which it is recorded. */
export function readerOf({ evaluation: { templates }, personas, tables }: Deployed): InstanceReader {
  return new InstanceReader(templates.json, {
    ...templates.environment,
    personas: personas.map(({ name }) => name),
    tables: tables.map(({ name }) => name),
  });
}

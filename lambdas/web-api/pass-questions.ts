import { problemOf, type PassReport } from '../../core/sources';
import { recordsOf, valueOf, type Value } from './answer';
import { Asked } from './asked';
import { AnswerShapeError, ApiRefusedError } from './errors';
import type { ApiWork, Asking } from './asking';
import { filled, lackingOf, questionsOf, type Lacking, type Question, type Questions } from './questions';

/** Questions of a pass that may be refused before the others aren't asked. */
const MOST_PROBLEMS = 5;

/**
 * Asks for what a table of the lake says is lacking, each hour of each thing once. An answer lands before the question
 * counts as asked; when there is no more time, the next pass goes on.
 */
export async function passQuestions(work: ApiWork, asking: Asking, settings: Questions): Promise<PassReport> {
  const { source, ledger, clock, signal } = work;
  const asked = new Asked(source.name, ledger, clock, settings.again);
  const due = await dueOf(work, settings, asked);
  const questions = questionsOf(due, settings);
  let answers = 0;
  const problems: string[] = [];
  for (const question of questions.slice(0, settings.mostPerPass)) {
    if (signal.aborted) break;
    try {
      await askOne(work, asking, settings, question);
    } catch (error) {
      if (!isAboutQuestion(error) || problems.length === MOST_PROBLEMS) throw error;
      problems.push(problemOf(error));
    }
    await asked.answered(question);
    answers += 1;
  }
  const left = questions.length - answers;
  return {
    taken: asking.landing.landed,
    problems,
    ...(answers > 0 && { line: `${answers} questions, ${asking.landing.landed} records` }),
    cursor: left > 0 ? `${left} questions are left for the next pass` : 'nothing is lacking',
  };
}

async function dueOf({ tables }: ApiWork, settings: Questions, asked: Asked): Promise<Lacking[]> {
  const columns = [...settings.of, settings.over].join(', ');
  const rows = await tables.query(`SELECT ${columns} FROM ${settings.table} ORDER BY ${settings.over}`);
  const due: Lacking[] = [];
  for (const row of rows) {
    const lacking = lackingOf(row, settings);
    if (await asked.isDue(lacking)) due.push(lacking);
  }
  return due;
}

/** A record of the answer says what was asked for: an API may answer for the nearest place that it knows. */
async function askOne(
  { source: { settings } }: ApiWork,
  { url, client, landing }: Asking,
  { of }: Questions,
  question: Question,
): Promise<void> {
  const asked = new URL(url);
  for (const [name, value] of Object.entries(settings.query))
    asked.searchParams.set(name, filled(value, question, of));
  const answer = await client.ask(asked);
  await landing.keep(answer);
  const records = recordsOf(valueOf(answer), settings.records);
  const about = JSON.stringify(Object.fromEntries(of.map((column, index) => [column, question.of[index]])));
  const marked = records.flatMap((record) =>
    record.members
      ? [valueOf({ body: Buffer.from(withMember(record, about)), host: answer.host })]
      : [record],
  );
  landing.land(marked, answer);
  await landing.flushed();
}

/** What another question needn't end with. */
function isAboutQuestion(error: unknown): boolean {
  if (error instanceof AnswerShapeError) return true;
  return error instanceof ApiRefusedError && [400, 404, 422].includes(error.status);
}

/** `asked` beside what the record says itself. */
function withMember({ json }: Value, about: string): string {
  const rest = json.trim().slice(1);
  return `{"asked":${about}${/^\s*\}$/.test(rest) ? '' : ','}${rest}`;
}

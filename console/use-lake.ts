import { useEffect, useState } from 'preact/hooks';
import { Refusal } from './refusal';

export interface Loaded<T> {
  readonly value: T | undefined;
  readonly problem: string | undefined;
  readonly again: () => void;
}

/** What the lake answers; asked again when something that the question depends on changes. */
export function useLake<T>(question: () => Promise<T>, depends: readonly unknown[]): Loaded<T> {
  const [value, setValue] = useState<T>();
  const [problem, setProblem] = useState<string>();
  const [turn, setTurn] = useState(0);
  useEffect(() => {
    let isCurrent = true;
    setValue(undefined);
    setProblem(undefined);
    question().then(
      (found) => isCurrent && setValue(found),
      (error: unknown) =>
        isCurrent &&
        setProblem(error instanceof Refusal ? error.message : 'The lake does not answer; is it running?'),
    );
    return () => {
      isCurrent = false;
    };
    // The question is another function at every turn; what it depends on says when it is another question.
  }, [...depends, turn]);
  return { value, problem, again: () => setTurn(turn + 1) };
}

import { useState } from 'preact/hooks';
import { Refusal } from './refusal';

type Decide = (ask: () => Promise<{ readonly review: string }>) => Promise<void>;

/**
 * What is told of a decision about what was read, and the way to make one.
 *
 * @param before what is told until then
 */
export function useDecision(before: string, onDecided: () => void): readonly [told: string, decide: Decide] {
  const [told, setTold] = useState(before);
  const decide: Decide = async (ask) => {
    setTold('Deciding …');
    try {
      setTold(`${(await ask()).review} by you`);
      onDecided();
    } catch (error) {
      setTold(error instanceof Refusal ? error.message : 'It could not be decided.');
    }
  };
  return [told, decide];
}

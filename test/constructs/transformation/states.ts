import type { Machine, State } from '../../../lib/constructs/transformation/asl';

const MAX_NAME = 80;

/**
 * Every state of a machine and its branches, by name.
 *
 * @throws Error for a name used twice or too long, a transition to nowhere and a state nothing leads to
 */
export function statesOf(machine: Machine, found = new Map<string, State>()): Map<string, State> {
  const names = Object.keys(machine.States);
  const reached = new Set([machine.StartAt]);
  for (const [name, state] of Object.entries(machine.States)) {
    if (found.has(name)) throw new Error(`two states are named "${name}"`);
    if (name.length > MAX_NAME) throw new Error(`"${name}" is longer than ${MAX_NAME} characters`);
    found.set(name, state);
    for (const target of targetsOf(state)) {
      if (!names.includes(target)) throw new Error(`"${name}" leads to "${target}", which doesn't exist`);
      reached.add(target);
    }
    const ends = state.End === true || ['Succeed', 'Fail'].includes(state.Type);
    if (!ends && targetsOf(state).length === 0) throw new Error(`"${name}" leads nowhere`);
    for (const branch of (state.Branches ?? []) as Machine[]) statesOf(branch, found);
  }
  const orphan = names.find((name) => !reached.has(name));
  if (orphan !== undefined) throw new Error(`nothing leads to "${orphan}"`);
  return found;
}

function targetsOf(state: State): string[] {
  const rules = [
    ...((state.Choices ?? []) as { Next: string }[]),
    ...((state.Catch ?? []) as { Next: string }[]),
  ];
  return [state.Next, state.Default as string | undefined, ...rules.map(({ Next: next }) => next)].filter(
    (target) => target !== undefined,
  );
}

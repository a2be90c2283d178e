/** Topics whose messages are taken, and what their levels say. */
export interface TopicPattern {
  /** As brokers are asked for it. */
  readonly filter: string;
  /** What a topic's levels say, by name; undefined for a topic of another pattern. */
  readonly fieldsOf: (topic: string) => Readonly<Record<string, string>> | undefined;
}

/** A level of a pattern. */
const LEVEL = /^(?:\+|#|\{[a-z][a-z0-9_]*\}|[^+#{}\0]*)$/;
const NAMED = /^\{(.+)\}$/;

/** Why a text is no pattern; undefined for one that is. */
export function patternProblem(text: string): string | undefined {
  const levels = text.split('/');
  if (text === '' || Buffer.byteLength(text) > 65_535) return 'expected 1 to 65535 bytes';
  if (!levels.every((level) => LEVEL.test(level)))
    return 'expected levels that are text, + for any, {name} for any that becomes a member of the record, or # at the end';
  if (levels.indexOf('#') >= 0 && levels.indexOf('#') < levels.length - 1)
    return 'expected # at the end only';
  const names = levels.flatMap((level) => NAMED.exec(level)?.[1] ?? []);
  return new Set(names).size < names.length ? 'expected each {name} once' : undefined;
}

/**
 * Reads `sensors/{sensor_id}/+`: the second level of a topic is the record's `sensor_id`.
 *
 * @see https://docs.oasis-open.org/mqtt/mqtt/v5.0/os/mqtt-v5.0-os.html#_Toc3901241
 */
export function topicPattern(text: string): TopicPattern {
  const levels = text.split('/');
  const hasRest = levels.at(-1) === '#';
  const fixed = hasRest ? levels.slice(0, -1) : levels;
  return {
    filter: levels.map((level) => (NAMED.test(level) ? '+' : level)).join('/'),
    fieldsOf: (topic) => {
      const found = topic.split('/');
      if (hasRest ? found.length < fixed.length : found.length !== fixed.length) return undefined;
      // Wildcards in front don't reach a broker's own topics.
      if (topic.startsWith('$') && levels[0] !== found[0]) return undefined;
      const fields: Record<string, string> = {};
      for (const [place, level] of fixed.entries()) {
        const name = NAMED.exec(level)?.[1];
        if (name !== undefined) fields[name] = found[place] as string;
        else if (level !== '+' && level !== found[place]) return undefined;
      }
      return fields;
    },
  };
}

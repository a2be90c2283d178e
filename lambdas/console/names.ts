/** Environment variables of the console's function. */
export const CONSOLE_ENV = {
  /** JSON: the personas, without whom they trust. */
  personas: 'PERSONAS',
  /** ARNs of the personas' roles up to the persona's name. */
  rolePrefix: 'PERSONA_ROLE_PREFIX',
  /** Names of their work groups up to the persona's name. */
  workGroupPrefix: 'WORK_GROUP_PREFIX',
} as const;

/** How a unit of transport moves. */
export const MODES = ['aerial', 'maritime', 'terrestrial'] as const;

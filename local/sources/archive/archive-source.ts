import type { Source } from '../../../core/sources';
import type { archive } from '../../../lambdas/archive/kind';

/** A source of archives, as far as taking one goes: its kind is known, and this can be sent to another process. */
export type ArchiveSource = Pick<Source<typeof archive.settings>, 'name' | 'settings'>;

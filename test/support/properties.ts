import fc from 'fast-check';

/**
 * Property tests try other inputs in every run, and the same ones in the gate (`CI`), where what is red has to come
 * from the change. `FC_SEED` repeats a run: a failure names its seed.
 */
const seed = process.env['FC_SEED'] ?? (process.env['CI'] === undefined ? undefined : '20261126');
if (seed !== undefined) fc.configureGlobal({ ...fc.readConfigureGlobal(), seed: Number(seed) });

export default fc;

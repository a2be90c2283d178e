import { MemorySpool } from '../../../lambdas/intake/body/spool';
import { createReadStream } from 'node:fs';
import { join } from 'node:path';
import type { intake } from '../../../lambdas/intake/kind';
import { immunizations } from '../../../datasets/immunizations/contract';
import type { LocalSource } from '../local-source';
import { intakeDeps } from './intake-deps';
import { put } from './put';
import { addPut } from './put-command';
import { addIntake } from './server';

const SAMPLE = join(__dirname, '../../../datasets/immunizations/sample/immunizations.ndjson');

/** The API on loopback, and `lake put`, which takes records as it would. */
export const face: LocalSource<typeof intake.settings> = {
  addCommands: addPut,
  async fill({ lake }) {
    const answer = await put(immunizations, createReadStream(SAMPLE), await intakeDeps(lake), {
      spool: () => new MemorySpool(),
    });
    return `${answer.accepted} FHIR R4 Immunization resources`;
  },
  async routes(server, { lake }) {
    await addIntake(server, lake);
    return (url) => [`API           ${url}/immunizations (POST)`];
  },
};

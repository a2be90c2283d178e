import { FRAMES_PREFIX } from '../../../lambdas/frames/names';
import type { frames } from '../../../lambdas/frames/kind';
import type { SourceContext } from '../local-source';

/** Collection of the ledger that holds the day until which pictures have gone. */
const COLLECTION = 'expired-frames';
const DAY_MS = 86_400_000;

/** Deletes pictures that were kept for longer than they may be, as a lifecycle rule does on AWS: once a day. */
export async function expireFrames({ source, lake }: SourceContext<typeof frames.settings>): Promise<void> {
  const { bronze, ledger, clock } = lake;
  const today = Math.floor(clock.now().getTime() / DAY_MS);
  const known = await ledger.get<number>(COLLECTION, source.name);
  if (known?.value === today) return;
  const oldest = clock.now().getTime() - source.settings.retentionDays * DAY_MS;
  for await (const { key, lastModified } of bronze.list(`${FRAMES_PREFIX}/${source.name}/`))
    if (lastModified.getTime() < oldest) await bronze.delete(key);
  await ledger.put<number>(COLLECTION, source.name, today, known?.version ?? 0);
}

import { mkdir } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { datasetOf } from '../../../lambdas/frames/dataset-of';
import type { frames } from '../../../lambdas/frames/kind';
import type { FrameDeps } from '../../../lambdas/frames/take-frame';
import type { LocalSource, SourceContext } from '../local-source';
import { expireFrames } from './expire';
import { addFrames } from './server';
import { watchFrames } from './watch';

type Context = SourceContext<typeof frames.settings>;

/** Milliseconds between two looks into the directory. */
const LOOK_MS = 2_000;

/** `PUT /frames/{dataset}/{camera}`, and a directory that is looked into. */
export const face: LocalSource<typeof frames.settings> = {
  async pass(context) {
    const directory = directoryOf(context);
    const report =
      directory === undefined
        ? { taken: 0, problems: [] }
        : await watchFrames(context, directory, depsOf(context));
    await expireFrames(context);
    return report;
  },
  next: (_settings, after) => new Date(after.getTime() + LOOK_MS),
  async open(context) {
    const directory = directoryOf(context);
    if (directory !== undefined) await mkdir(directory, { recursive: true });
    const lines =
      directory === undefined ? [] : [`Frames        JPEG or PNG into ${join(directory, '<camera>')}`];
    return { lines, close: async () => undefined };
  },
  async routes(server, context) {
    const { dataset } = context.source.settings;
    await addFrames(server, context.source.settings, depsOf(context));
    return (url) => [`Frames        ${url}/frames/${dataset}/{camera} (PUT)`];
  },
};

function depsOf({ source, lake }: Context): FrameDeps {
  const { name, settings } = source;
  const { bronze, ledger, clock } = lake;
  return {
    source: name,
    dataset: datasetOf(settings, lake.datasets),
    limits: settings,
    bronze,
    ledger,
    clock,
  };
}

function directoryOf({ source, lake }: Context): string | undefined {
  const { directory } = source.settings;
  return directory === undefined ? undefined : resolve(lake.layout.root, directory);
}

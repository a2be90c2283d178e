import { join } from 'node:path';
import { PAGE } from '../../console/bundle';

const ROOT = join(__dirname, '../..');

export interface Page {
  readonly script: string;
  readonly style: string;
}

let built: Promise<Page> | undefined;

/** Script and style of the page, made at the first request. */
export function page(): Promise<Page> {
  return (built ??= build().catch((error: unknown) => {
    built = undefined;
    throw error;
  }));
}

async function build(): Promise<Page> {
  const esbuild = await import('esbuild');
  const { outputFiles } = await esbuild.build({
    absWorkingDir: ROOT,
    ...PAGE,
    write: false,
    logLevel: 'silent',
  });
  const textOf = (ending: string): string =>
    outputFiles.find(({ path }) => path.endsWith(ending))?.text ?? '';
  return { script: textOf('.js'), style: textOf('.css') };
}

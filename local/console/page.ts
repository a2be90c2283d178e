import { basename, extname, join } from 'node:path';
import { PAGE } from '../../console/bundle';

const ROOT = join(__dirname, '../..');
const TYPES: Readonly<Record<string, string>> = {
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
};

export interface PageFile {
  /** Media type. */
  readonly type: string;
  readonly text: string;
}

let built: Promise<ReadonlyMap<string, PageFile>> | undefined;

/** Scripts and style of the page by their names, made once: at the first request, or ahead of it. */
export function page(): Promise<ReadonlyMap<string, PageFile>> {
  return (built ??= build().catch((error: unknown) => {
    built = undefined;
    throw error;
  }));
}

async function build(): Promise<ReadonlyMap<string, PageFile>> {
  const esbuild = await import('esbuild');
  const { outputFiles } = await esbuild.build({
    absWorkingDir: ROOT,
    ...PAGE,
    write: false,
    logLevel: 'silent',
  });
  return new Map(
    outputFiles.map(({ path, text }) => {
      const ending = extname(path);
      // esbuild names the style after the script that asks for it.
      return [
        ending === '.css' ? 'style.css' : basename(path),
        { type: TYPES[ending] ?? 'text/plain', text },
      ];
    }),
  );
}

import type { BuildOptions } from 'esbuild';

/** How esbuild makes the page, from the top of the repository: nothing in it comes from elsewhere when it is opened. */
export const PAGE: BuildOptions = {
  entryPoints: [{ in: 'console/main.tsx', out: 'script' }],
  tsconfig: 'console/tsconfig.json',
  bundle: true,
  minify: true,
  format: 'esm',
  // Pages that aren't seen first are scripts of their own.
  splitting: true,
  chunkNames: 'part-[hash]',
  target: 'es2022',
  outdir: 'console',
  define: { 'process.env.NODE_ENV': '"production"' },
  legalComments: 'none',
};

import { OutputFormat, SourceMapMode, type BundlingOptions } from 'aws-cdk-lib/aws-lambda-nodejs';
import type { BuildOptions, Metafile } from 'esbuild';

/** Bytes that a bundle may have, so that a cold start stays short. */
const BUNDLE_LIMIT = 1_500_000;
/** Of what starts by a schedule, for which nobody waits: a client of databases with its character sets, or of the web. */
const SCHEDULED_LIMIT = 2_500_000;
const OF_SCHEDULED = ['mysql2', 'undici'];

/** @param metafile what esbuild tells of a bundle */
export function bundleLimit(metafile: Metafile): number {
  const packages = packagesOf(metafile);
  return OF_SCHEDULED.some((name) => packages.has(name)) ? SCHEDULED_LIMIT : BUNDLE_LIMIT;
}

export function packagesOf({ inputs }: Metafile): ReadonlySet<string> {
  return new Set(
    Object.keys(inputs).flatMap((path) => /node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(path)?.[1] ?? []),
  );
}

const BUNDLE_URL = 'bundleUrl';

/**
 * How handlers are bundled. The SDK goes in: its version is then ours, it starts faster than the runtime's own,
 * and modules of it that nobody uses are left out.
 */
export const BUNDLING = {
  minify: true,
  sourceMap: true,
  sourceMapMode: SourceMapMode.EXTERNAL,
  sourcesContent: false,
  target: 'node22',
  format: OutputFormat.CJS,
  // Native add-ons of ssh2 stay out; it does the same in JavaScript without them.
  externalModules: ['*.node'],
  mainFields: ['module', 'main'],
  // CommonJS has no import.meta, and PDFium's loader asks it where it is.
  define: { 'import.meta.url': BUNDLE_URL },
  banner: `const ${BUNDLE_URL}=require("node:url").pathToFileURL(__filename).href;`,
} satisfies BundlingOptions;

/** The same options for calling esbuild directly. */
export const ESBUILD: BuildOptions = {
  bundle: true,
  platform: 'node',
  minify: BUNDLING.minify,
  sourcemap: 'external',
  sourcesContent: BUNDLING.sourcesContent,
  target: BUNDLING.target,
  format: BUNDLING.format,
  external: BUNDLING.externalModules,
  mainFields: BUNDLING.mainFields,
  define: BUNDLING.define,
  banner: { js: BUNDLING.banner },
};

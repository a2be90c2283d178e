import { manyFiles } from './lake';

/** One run over what is new, in a process that may be killed. */
manyFiles(process.argv[2]!)
  .lake.transform()
  .catch((error: unknown) => {
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = 1;
  });

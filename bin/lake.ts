import { run } from '../local/commands';

// Whoever reads the output may stop before its end, as `head` does: that is no failure.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
  process.exit(0);
});

// Whatever a lake's directory allows: records and tables are health data, for whoever runs it alone.
process.umask(0o077);

void run(process.argv).then((code) => {
  process.exitCode = code;
});

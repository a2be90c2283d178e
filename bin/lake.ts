import { run } from '../local/commands';
import { ANSWERING, answerOthers } from '../local/served/answer';

// Whatever a lake's directory allows: records and tables are health data, for whoever runs it alone.
process.umask(0o077);

const [command, lakeDir] = process.argv.slice(2);
if (command === ANSWERING && lakeDir !== undefined && process.connected) void answerOthers(lakeDir, run);
else
  void run(process.argv.slice(2)).then((code) => {
    process.exitCode = code;
  });

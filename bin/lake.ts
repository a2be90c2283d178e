import { run } from '../local/commands';

void run(process.argv).then((code) => {
  process.exitCode = code;
});

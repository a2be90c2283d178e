import { takeOver } from './taking';

/** `pass.ts DIRECTORY BROKER`: takes what the topics have and loads it, again and again, until it is killed. */
const [root = '', broker = ''] = process.argv.slice(2);

async function main(): Promise<void> {
  const taking = takeOver(root, broker);
  for (;;) {
    await taking.pull().catch(() => undefined);
    await taking.lake.transform();
  }
}

main().catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});

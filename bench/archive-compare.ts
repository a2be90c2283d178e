import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { keptFiles } from '../local/sources/archive/kept-files';
import { DirectoryObjectStore } from '../local/store/directory-object-store';

/** Compares what a lake keeps of an archive with what another tool has unpacked, byte for byte. Arguments: lake, tree. */
async function main([lake = '', tree = '']: readonly string[]): Promise<void> {
  let [same, different] = [0, 0];
  for await (const { path, open } of keptFiles(new DirectoryObjectStore(join(lake, 'bronze')), 'bench')) {
    const [here, there] = await Promise.all([buffer(open()), readFile(join(tree, path))]);
    if (here.equals(there)) same += 1;
    else different += 1;
  }
  process.stdout.write(JSON.stringify({ same, different }));
}

void main(process.argv.slice(2));

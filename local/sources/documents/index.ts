import { join } from 'node:path';
import type { documents } from '../../../lambdas/documents/kind';
import { documentSourceSchema } from '../../../lambdas/documents/pull/document-source';
import type { LocalSource } from '../local-source';
import { addDocuments } from './commands';
import { loadDocuments } from './heavy';
import { passDirectory, passDocuments } from './pass';

/** Passes over the servers of the settings; while the lake runs, also over one on loopback to drop files on. */
export const face: LocalSource<typeof documents.settings> = {
  addCommands: addDocuments,
  pass: passDocuments,
  async open(context) {
    const { root } = context.lake.layout;
    const directory = join(root, 'sftp');
    const server = await loadDocuments().startSftpServer({
      directory,
      hostKeyFile: join(root, 'sftp-host-key'),
    });
    const { port, username, password, hostKey } = server;
    const source = documentSourceSchema.parse({
      name: 'loopback',
      host: '127.0.0.1',
      port,
      username,
      hostKeys: [hostKey],
    });
    return {
      lines: [
        `SFTP          sftp -P ${port} ${username}@127.0.0.1 (password ${password}), or copy PDFs into ${directory}`,
      ],
      pass: (now) =>
        passDirectory(
          { ...context, signal: now.signal },
          { source, credentials: async () => ({ password }) },
        ),
      close: () => server.close(),
    };
  },
};

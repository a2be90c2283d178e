import { createHash } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { crc32 } from 'node:zlib';
import { S3Client } from '@aws-sdk/client-s3';

interface Stored {
  readonly body: Buffer;
  readonly crc: string;
}

/** As much of S3 as archives need, as its documentation has it: checksums that are verified, conditions, parts, ranges. */
export class S3Double {
  readonly objects = new Map<string, Stored>();
  readonly requests: string[] = [];
  private readonly uploads = new Map<string, Map<number, Stored>>();
  private begun = 0;
  private server: Server | undefined;

  async start(): Promise<S3Client> {
    this.server = createServer((request, response) => {
      const chunks: Buffer[] = [];
      request.on('data', (chunk: Buffer) => chunks.push(chunk));
      request.on('end', () => this.answer(request, unchunked(request, Buffer.concat(chunks)), response));
    });
    await new Promise<void>((resolve) => this.server?.listen(0, '127.0.0.1', resolve));
    const { port } = this.server.address() as AddressInfo;
    return new S3Client({
      endpoint: `http://127.0.0.1:${port}`,
      region: 'eu-central-1',
      forcePathStyle: true,
      maxAttempts: 1,
      credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
    });
  }

  stop(): void {
    this.server?.closeAllConnections();
    this.server?.close();
  }

  put(key: string, body: Buffer): void {
    this.objects.set(key, { body, crc: checksum(body) });
  }

  private answer(request: IncomingMessage, body: Buffer, response: ServerResponse): void {
    const url = new URL(request.url ?? '/', 'http://s3');
    const key = decodeURIComponent(url.pathname).replace(/^\/[^/]+\//, '');
    const { method = '', headers } = request;
    this.requests.push(`${method} ${key}`);
    const reply = (status: number, text: string | Buffer = '', more: Record<string, string> = {}): void => {
      response.writeHead(status, { 'content-length': String(Buffer.byteLength(text)), ...more });
      response.end(method === 'HEAD' ? '' : text);
    };
    const found = this.objects.get(key);
    const upload = url.searchParams.get('uploadId');
    if (method === 'POST' && url.searchParams.has('uploads')) {
      const id = `u${++this.begun}`;
      this.uploads.set(id, new Map());
      return reply(
        200,
        `<InitiateMultipartUploadResult><UploadId>${id}</UploadId></InitiateMultipartUploadResult>`,
      );
    }
    if (upload !== null && !this.uploads.has(upload))
      return reply(404, '<Error><Code>NoSuchUpload</Code></Error>');
    if (method === 'PUT') {
      const given = headers['x-amz-checksum-crc32'];
      if (given !== undefined && given !== checksum(body))
        return reply(400, '<Error><Code>BadDigest</Code></Error>');
      const stored = { body, crc: checksum(body) };
      if (upload !== null) {
        this.uploads.get(upload)?.set(Number(url.searchParams.get('partNumber')), stored);
        return reply(200, '', { etag: '"p"' });
      }
      if (headers['if-none-match'] === '*' && found)
        return reply(412, '<Error><Code>PreconditionFailed</Code></Error>');
      this.objects.set(key, stored);
      return reply(200, '', { etag: '"1"' });
    }
    if (method === 'POST' && upload !== null) {
      const parts = [...(this.uploads.get(upload) ?? [])].sort(([a], [b]) => a - b);
      this.put(key, Buffer.concat(parts.map(([, part]) => part.body)));
      this.uploads.delete(upload);
      return reply(200, '<CompleteMultipartUploadResult/>');
    }
    if (method === 'GET' && upload !== null) {
      const parts = [...(this.uploads.get(upload) ?? [])].map(
        ([number, part]) =>
          `<Part><PartNumber>${number}</PartNumber><ETag>"p"</ETag><Size>${part.body.length}</Size><ChecksumCRC32>${part.crc}</ChecksumCRC32></Part>`,
      );
      return reply(
        200,
        `<ListPartsResult><IsTruncated>false</IsTruncated>${parts.join('')}</ListPartsResult>`,
      );
    }
    if (!found) return reply(404, '<Error><Code>NoSuchKey</Code></Error>');
    if (method === 'HEAD')
      return reply(200, '', {
        'content-length': String(found.body.length),
        'x-amz-checksum-crc32': found.crc,
        // Of what came in one piece.
        etag: `"${createHash('md5').update(found.body).digest('hex')}"`,
      });
    const [, from, to] = /bytes=(\d+)-(\d+)/.exec(headers.range ?? '') ?? [];
    if (from === undefined) return reply(200, found.body);
    return reply(206, found.body.subarray(Number(from), Number(to) + 1));
  }
}

/** Base64 of the CRC-32, big-endian. */
function checksum(body: Buffer): string {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(crc32(body));
  return bytes.toString('base64');
}

/** The content of a body that the client signs in chunks. */
function unchunked({ headers }: IncomingMessage, body: Buffer): Buffer {
  if (!(headers['content-encoding'] ?? '').includes('aws-chunked')) return body;
  const parts: Buffer[] = [];
  for (let at = 0; at < body.length;) {
    const end = body.indexOf('\r\n', at);
    const length = Number.parseInt(body.toString('latin1', at, end), 16);
    if (!(length > 0)) break;
    parts.push(body.subarray(end + 2, end + 2 + length));
    at = end + 4 + length;
  }
  return Buffer.concat(parts);
}

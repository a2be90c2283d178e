import type { Call } from './call';
import { s3Error, type Reply } from './reply';

/** Buckets as S3 answers for them: one object a path. */
export class Objects {
  readonly bodies = new Map<string, Buffer>();

  answer({ operation, path, headers, body }: Call): Reply {
    const [name = ''] = path.split('?');
    const found = this.bodies.get(name);
    switch (operation) {
      case 'PUT':
        return this.put(name, headers, body);
      case 'DELETE':
        this.bodies.delete(name);
        return { status: 204 };
      default:
        if (found === undefined) return s3Error(404, 'NoSuchKey');
        if (headers.range !== undefined) return partOf(found, headers.range);
        return { status: 200, headers: { 'content-length': String(found.length) }, body: found };
    }
  }

  private put(name: string, headers: Call['headers'], body: Buffer): Reply {
    if (headers['if-none-match'] === '*' && this.bodies.has(name)) return s3Error(412, 'PreconditionFailed');
    const source = headers['x-amz-copy-source'];
    if (source !== undefined) {
      this.bodies.set(name, this.bodies.get(`/${decodeURIComponent(String(source))}`) ?? Buffer.alloc(0));
      return { status: 200, body: '<CopyObjectResult><ETag>"e"</ETag></CopyObjectResult>' };
    }
    this.bodies.set(name, headers['content-encoding'] === 'aws-chunked' ? unframed(body) : body);
    return { status: 200, headers: { etag: '"e"' } };
  }
}

function partOf(whole: Buffer, range: string): Reply {
  const [, start = 0, end = 0] = (/^bytes=(\d+)-(\d+)$/.exec(range) ?? []).map(Number);
  const body = whole.subarray(start, end + 1);
  return { status: 206, headers: { 'content-length': String(body.length) }, body };
}

/** @see https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-streaming-trailers.html */
function unframed(body: Buffer): Buffer {
  const chunks: Buffer[] = [];
  for (let at = 0; ;) {
    const end = body.indexOf('\r\n', at);
    const length = Number.parseInt(body.toString('latin1', at, end), 16);
    if (!(length > 0)) return Buffer.concat(chunks);
    chunks.push(body.subarray(end + 2, end + 2 + length));
    at = end + 2 + length + 2;
  }
}

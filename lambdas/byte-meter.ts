import { createHash } from 'node:crypto';
import { Transform, type TransformCallback } from 'node:stream';
import type { StreamedPut } from '../core/ports';

/** Passes bytes on unchanged, counting and hashing them on the way. */
export class ByteMeter extends Transform {
  private readonly hash = createHash('sha256');
  private size = 0;

  override _transform(chunk: Buffer, _encoding: BufferEncoding, done: TransformCallback): void {
    this.hash.update(chunk);
    this.size += chunk.length;
    done(null, chunk);
  }

  /** What has gone through. To be asked once, at the end. */
  measured(): StreamedPut {
    return { size: this.size, sha256: this.hash.digest('hex') };
  }
}

import { Readable } from 'node:stream';
import type { County } from '#platform/county/county.ts';
import { slicesOf, type Piece, type Span } from './rules.ts';

async function* bytesOf(county: County, pieces: readonly Piece[], span: Span): AsyncGenerator<Buffer> {
  for (const { file, from, to } of slicesOf(pieces, span)) {
    let seen = 0;
    for await (const chunk of (await county.files.get(file)) as AsyncIterable<Buffer>) {
      const part = chunk.subarray(Math.max(from - seen, 0), Math.max(to - seen, 0));
      if (part.length > 0) yield part;
      seen += chunk.length;
      if (seen >= to) break;
    }
  }
}

/** The bytes of a span, piece by piece. */
export const openSpan = (county: County, pieces: readonly Piece[], span: Span): Readable =>
  Readable.from(bytesOf(county, pieces, span), { objectMode: false });

import { describe, expect, test } from 'vitest';
import { slicesOf, spanOf, videoTypeOf } from './rules.ts';

describe('a range of a video', () => {
  test.each([
    [undefined, null],
    ['bytes=0-', { start: 0, end: 99 }],
    ['bytes=10-19', { start: 10, end: 19 }],
    ['bytes=90-500', { start: 90, end: 99 }],
    ['bytes=-5', { start: 95, end: 99 }],
    ['bytes=-500', { start: 0, end: 99 }],
    ['bytes=100-', null],
    ['bytes=20-10', null],
    ['bytes=0-1,3-4', null],
    ['lines=0-1', null],
  ])('%s of a hundred bytes is %j', (header, expected) => {
    expect(spanOf(header, 100)).toEqual(expected);
  });

  test('is cut from the pieces that hold it, whatever it is', () => {
    const pieces = [7, 1, 12, 5].map((size, at) => ({ file: String(at), size }));
    const bytes = pieces.flatMap(({ file, size }) => Array.from({ length: size }, (_, at) => `${file}:${at}`));
    for (let start = 0; start < bytes.length; start += 1)
      for (let end = start; end < bytes.length; end += 1) {
        const found = slicesOf(pieces, { start, end }).flatMap(({ file, from, to }) =>
          Array.from({ length: to - from }, (_, at) => `${file}:${from + at}`),
        );
        expect(found).toEqual(bytes.slice(start, end + 1));
      }
  });
});

test('a video is known by its first bytes', () => {
  const mp4 = new Uint8Array([0, 0, 0, 24, ...new TextEncoder().encode('ftypisom')]);
  expect(videoTypeOf(mp4)).toBe('video/mp4');
  expect(videoTypeOf(new Uint8Array([0x1a, 0x45, 0xdf, 0xa3, 1]))).toBe('video/webm');
  expect(videoTypeOf(new TextEncoder().encode('<html>ftyp</html>'))).toBeNull();
});

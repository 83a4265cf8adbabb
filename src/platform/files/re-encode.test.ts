import { createHash, randomBytes } from 'node:crypto';
import { deflateSync } from 'node:zlib';
import fc from 'fast-check';
import { afterAll, describe, expect, test } from 'vitest';
import { AppError } from '#shared/errors.ts';
import { codecs, photo, quarters, secret } from '#test/harness/pictures.ts';
import { readPicture, writePng } from './codecs.ts';
import { pictureFactsOf } from './picture-facts.ts';
import { pictureLimits } from './picture-protocol.ts';
import { fitted, shrunk, turned, type Raster } from './raster.ts';
import { reEncode } from './re-encode.ts';

// The codecs leave it behind in whatever thread they are used.
afterAll(() => Reflect.deleteProperty(globalThis, 'ImageData'));

const at = ({ data, width }: Raster, x: number, y: number): readonly number[] => [
  ...data.subarray((y * width + x) * 4, (y * width + x) * 4 + 4),
];
/** Which corner of `quarters` a colour came from. */
const corner = (picture: Raster, x: number, y: number): string =>
  at(picture, x, y)
    .slice(0, 3)
    .map((value) => (value > 127 ? 1 : 0))
    .join('');

const crcTable = Array.from({ length: 256 }, (_, n) =>
  Array.from({ length: 8 }).reduce<number>((c) => (c & 1 ? 0xedb88320 ^ (c >>> 1) : c >>> 1), n),
);
const crc = (bytes: Buffer): number =>
  (bytes.reduce((c, byte) => (crcTable[(c ^ byte) & 0xff] ?? 0) ^ (c >>> 8), 0xffffffff) ^ 0xffffffff) >>> 0;
const chunk = (name: string, body: Buffer): Buffer => {
  const named = Buffer.concat([Buffer.from(name, 'latin1'), body]);
  const ends = Buffer.alloc(8);
  ends.writeUInt32BE(body.length, 0);
  ends.writeUInt32BE(crc(named), 4);
  return Buffer.concat([ends.subarray(0, 4), named, ends.subarray(4)]);
};
const png = (width: number, height: number, rows: Buffer, ...more: Buffer[]): Buffer => {
  const head = Buffer.alloc(13);
  head.writeUInt32BE(width, 0);
  head.writeUInt32BE(height, 4);
  head.set([8, 2, 0, 0, 0], 8);
  const end = chunk('IEND', Buffer.alloc(0));
  const sign = Buffer.from('89504e470d0a1a0a', 'hex');
  return Buffer.concat([sign, chunk('IHDR', head), ...more, chunk('IDAT', deflateSync(rows)), end]);
};

const webp = Buffer.from('UklGRiQAAABXRUJQVlA4IBgAAAAwAQCdASoBAAEAAgA0JaQAA3AA/vuUAAA=', 'base64');

const refusal = async (bytes: Buffer): Promise<string> => {
  try {
    const { mediaType } = await reEncode(bytes, { longest: 640 });
    return mediaType;
  } catch (error) {
    if (error instanceof AppError) return error.details.problems?.[0]?.message ?? error.code;
    throw error;
  }
};

describe('a picture drawn anew', () => {
  test('loses what its camera wrote, and fits', async () => {
    const sent = await photo(1200, 800);
    expect(sent.includes(secret)).toBe(true);
    const made = await reEncode(sent, { longest: 640 });
    expect([made.mediaType, made.width, made.height]).toEqual(['image/jpeg', 640, 427]);
    const bytes = Buffer.from(made.bytes);
    for (const word of [secret, 'Exif', 'GPS']) expect(bytes.includes(word)).toBe(false);
    expect(pictureFactsOf('image/jpeg', bytes)).toMatchObject({ width: 640, height: 427, orientation: 1 });
  });

  test.each([
    [1, '100 010 001 111'],
    [2, '010 100 111 001'],
    [3, '111 001 010 100'],
    [4, '001 111 100 010'],
    [5, '100 001 010 111'],
    [6, '001 100 111 010'],
    [7, '111 010 001 100'],
    [8, '010 111 100 001'],
  ])('stands upright: orientation %i', async (orientation, corners) => {
    const made = await reEncode(await photo(120, 80, orientation), { longest: 640 });
    const lies = orientation >= 5;
    expect([made.width, made.height]).toEqual(lies ? [80, 120] : [120, 80]);
    const seen = await readPicture(codecs, 'image/jpeg', Buffer.from(made.bytes));
    const [right, below] = [seen.width - 10, seen.height - 10];
    const said = [corner(seen, 9, 9), corner(seen, right, 9), corner(seen, 9, below), corner(seen, right, below)];
    // The corners are painted so that their bits name them.
    expect(said.join(' ')).toBe(corners);
  });

  test('stays a PNG where it can be seen through, and where it is a drawing', async () => {
    const through = await reEncode(await writePng(codecs, quarters(90, 60, 128)), { longest: 640 });
    expect(through.mediaType).toBe('image/png');
    const seen = await readPicture(codecs, 'image/png', Buffer.from(through.bytes));
    expect(at(seen, 2, 2)[3]).toBe(128);
    expect((await reEncode(await writePng(codecs, quarters(900, 600)), { longest: 640 })).mediaType).toBe('image/png');
    const noise: Raster = { width: 400, height: 400, data: new Uint8ClampedArray(randomBytes(400 * 400 * 4)) };
    for (let i = 3; i < noise.data.length; i += 4) noise.data[i] = 255;
    expect((await reEncode(await writePng(codecs, noise), { longest: 640 })).mediaType).toBe('image/jpeg');
  });

  test('is read from WebP', async () => {
    const made = await reEncode(webp, { longest: 640 });
    expect([made.mediaType, made.width, made.height]).toEqual(['image/jpeg', 1, 1]);
  });

  test('is the same for the same file', async () => {
    const sent = await photo(300, 200);
    const [a, b] = await Promise.all([reEncode(sent, { longest: 100 }), reEncode(sent, { longest: 100 })]);
    const digest = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');
    expect(digest(a.bytes)).toBe(digest(b.bytes));
  });
});

/** A JPEG whose header claims more points than it has. */
const claiming = async (width: number, height: number): Promise<Buffer> => {
  const bytes = await photo(64, 64);
  const frame = bytes.findIndex(
    (byte, i) => byte === 0xff && [0xc0, 0xc1, 0xc2].includes(bytes[i + 1] ?? 0) && bytes[i + 4] === 8,
  );
  bytes.writeUInt16BE(height, frame + 5);
  bytes.writeUInt16BE(width, frame + 7);
  return bytes;
};

describe('hostile pictures are refused', () => {
  test.each<readonly [string, () => Promise<Buffer> | Buffer, string]>([
    ['nothing', () => Buffer.alloc(0), 'picture_kind'],
    ['a page', () => Buffer.from('<html><script>alert(1)</script>'), 'picture_kind'],
    [
      'a drawing with script',
      () => Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" onload="x()"/>'),
      'picture_kind',
    ],
    ['an animation', () => Buffer.from('GIF89a'), 'picture_kind'],
    ['a header alone', () => Buffer.from('ffd8ffe0', 'hex'), 'picture_damaged'],
    ['half a photo', async () => (await photo(300, 200)).subarray(0, 1000), 'picture_damaged'],
    [
      'noise behind a header',
      () => Buffer.concat([Buffer.from('ffd8ff', 'hex'), randomBytes(5000)]),
      'picture_damaged',
    ],
    ['a photo of 65,500 by 65,500', () => claiming(65_500, 65_500), 'picture_points'],
    ['a drawing of 30,000 by 30,000', () => png(30_000, 30_000, Buffer.alloc(1000)), 'picture_points'],
    ['a drawing of 2^31 by 2^31', () => png(2 ** 31, 2 ** 31, Buffer.alloc(10)), 'picture_points'],
    ['a drawing without points', () => png(0, 0, Buffer.alloc(0)), 'picture_damaged'],
    ['a drawing with too few rows', () => png(400, 400, Buffer.alloc(100)), 'picture_damaged'],
    ['a cut WebP', () => webp.subarray(0, 40), 'picture_damaged'],
    ['a WebP of no kind', () => Buffer.from('RIFF\x10\0\0\0WEBPVP9 xxxxxxxxxxxx', 'latin1'), 'picture_damaged'],
  ])('%s', async (_what, make, expected) => {
    expect(await refusal(Buffer.from(await make()))).toBe(expected);
  });

  test('a drawing with a packed text of 300 MB costs what its points cost', async () => {
    const text = Buffer.concat([Buffer.from('Comment\0\0', 'latin1'), deflateSync(Buffer.alloc(300_000_000))]);
    const rows = Buffer.alloc(40 * (40 * 3 + 1));
    const before = process.memoryUsage.rss();
    expect(await refusal(png(40, 40, rows, chunk('zTXt', text)))).toBe('image/png');
    expect(process.memoryUsage.rss() - before).toBeLessThan(200e6);
  });

  test('one bit changed anywhere ends in a picture or a refusal, never in a fault', async () => {
    const sound = await photo(48, 32);
    const drawn = Buffer.from(await writePng(codecs, quarters(48, 32)));
    const ends = new Set(['image/jpeg', 'image/png', 'picture_damaged', 'picture_kind', 'picture_points']);
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(sound, drawn, webp), fc.nat(), fc.nat(255), async (file, where, value) => {
        const bytes = Buffer.from(file);
        bytes[where % bytes.length] = value;
        expect(ends).toContain(await refusal(bytes));
      }),
      { numRuns: 15 },
    );
  });

  test('more than wait their turn are sent away', async () => {
    const sent = await photo(64, 64);
    const many = Array.from({ length: pictureLimits.waiting + 5 }, () => refusal(sent));
    const ends = await Promise.all(many);
    expect(ends.filter((end) => end === 'overloaded')).toHaveLength(5);
    expect(ends.filter((end) => end === 'image/jpeg')).toHaveLength(pictureLimits.waiting);
  });
});

describe('rasters', () => {
  test('fit without growing', () => {
    expect(fitted(4000, 3000, 1600)).toEqual([1600, 1200]);
    expect(fitted(30, 20, 1600)).toEqual([30, 20]);
    expect(fitted(5000, 1, 100)).toEqual([100, 1]);
  });

  test('keep their mean when they shrink', () => {
    fc.assert(
      fc.property(fc.integer({ min: 2, max: 40 }), fc.integer({ min: 2, max: 40 }), fc.nat(), (width, height, seed) => {
        const data = new Uint8ClampedArray(width * height * 4);
        let state = seed + 1;
        for (let i = 0; i < data.length; i += 1) {
          state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
          data[i] = i % 4 === 3 ? 255 : state >>> 16;
        }
        const small = shrunk({ width, height, data }, Math.ceil(width / 3), Math.ceil(height / 2));
        const mean = (of: Uint8ClampedArray): number =>
          of.reduce((sum, value, i) => (i % 4 === 0 ? sum + value : sum), 0) / (of.length / 4);
        expect(Math.abs(mean(small.data) - mean(data))).toBeLessThan(1);
        expect(small.data.every((value, i) => i % 4 !== 3 || value === 255)).toBe(true);
      }),
    );
  });

  test('what cannot be seen tints nothing', () => {
    const data = new Uint8ClampedArray([200, 10, 10, 255, 0, 255, 0, 0]);
    expect([...shrunk({ width: 2, height: 1, data }, 1, 1).data]).toEqual([200, 10, 10, 128]);
  });

  test('turn back by the turn that undoes them', () => {
    const picture = quarters(6, 4);
    for (const [there, back] of [
      [2, 2],
      [3, 3],
      [4, 4],
      [5, 5],
      [6, 8],
      [7, 7],
      [8, 6],
    ] as const)
      expect(turned(turned(picture, there), back).data).toEqual(picture.data);
  });
});

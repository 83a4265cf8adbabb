/**
 * Pictures without what a camera writes beside them: place, time, device, previews, films behind the picture. The picture
 * itself is copied byte by byte, so it loses nothing; which way is up is kept.
 */

/** More than any camera in use makes; a picture of a few kilobytes can claim much more and fill a viewer's memory. */
const mostPixels = 120_000_000;

export class BadPicture extends Error {}
/** @throws BadPicture */
export const check = (right: boolean): void => {
  if (!right) throw new BadPicture();
};

const jpeg = {
  exif: Buffer.from('Exif\0\0', 'latin1'),
  profile: Buffer.from('ICC_PROFILE\0', 'latin1'),
  plain: Buffer.from('JFIF\0', 'latin1'),
} as const;
const startsWith = (bytes: Buffer, prefix: Buffer): boolean => bytes.subarray(0, prefix.length).equals(prefix);

export const upright = 1;
const orientationTag = 0x0112;
/** Which way is up, of an EXIF block; upright where it does not say so. */
const orientationOf = (exif: Buffer): number => {
  const tiff = exif.subarray(jpeg.exif.length);
  if (tiff.length < 8) return upright;
  const little = tiff.toString('latin1', 0, 2) === 'II';
  const short = (at: number): number => (little ? tiff.readUInt16LE(at) : tiff.readUInt16BE(at));
  const start = little ? tiff.readUInt32LE(4) : tiff.readUInt32BE(4);
  if (start + 2 > tiff.length) return upright;
  for (let at = start + 2, left = short(start); left > 0 && at + 12 <= tiff.length; at += 12, left -= 1) {
    const value = short(at + 8);
    if (short(at) === orientationTag) return value >= 1 && value <= 8 ? value : upright;
  }
  return upright;
};

/** An EXIF block that says which way is up, and nothing else. */
const orientationBlock = (orientation: number): Buffer => {
  const tiff = Buffer.from('4d4d002a00000008000101120003000000010000000000000000', 'hex');
  tiff.writeUInt16BE(orientation, 18);
  const head = Buffer.from('ffe10000', 'hex');
  head.writeUInt16BE(2 + jpeg.exif.length + tiff.length, 2);
  return Buffer.concat([head, jpeg.exif, tiff]);
};

/** Which way is up, by the segments of a JPEG. */
export const orientationIn = (segments: readonly Segment[]): number => {
  const exif = segments.find(({ marker, payload }) => marker === 0xe1 && startsWith(payload, jpeg.exif));
  return exif === undefined ? upright : orientationOf(exif.payload);
};

/** The first frame of JFIF, without its preview. */
const plainHeader = (payload: Buffer): Buffer => {
  const header = Buffer.concat([Buffer.from('ffe00010', 'hex'), payload.subarray(0, 14)]);
  header.fill(0, 16, 18);
  return header;
};

export const isFrame = (marker: number): boolean =>
  marker >= 0xc0 && marker <= 0xcf && marker !== 0xc4 && marker !== 0xc8 && marker !== 0xcc;

/** Where the picture's data that begin at `from` end: at the next marker that is not part of them. */
const endOfScan = (bytes: Buffer, from: number): number => {
  for (let at = bytes.indexOf(0xff, from); at >= 0 && at + 1 < bytes.length; at = bytes.indexOf(0xff, at + 1)) {
    const next = bytes[at + 1] ?? 0;
    if (next !== 0 && next !== 0xff && !(next >= 0xd0 && next <= 0xd7)) return at;
  }
  throw new BadPicture();
};

interface Segment {
  readonly marker: number;
  /** From the marker to the end of its payload. */
  readonly whole: Buffer;
  readonly payload: Buffer;
}

/** Segments up to the end of the first picture, each scan with its data. */
export const segmentsOf = (bytes: Buffer): Segment[] => {
  const found: Segment[] = [];
  let at = 2;
  for (;;) {
    check(bytes[at] === 0xff);
    while (bytes[at + 1] === 0xff) at += 1;
    const marker = bytes[at + 1] ?? 0;
    if (marker === 0xd9) return found;
    check(marker >= 0xc0 && at + 4 <= bytes.length);
    const length = bytes.readUInt16BE(at + 2);
    const end = at + 2 + length;
    check(length >= 2 && end <= bytes.length);
    const whole = bytes.subarray(at, marker === 0xda ? endOfScan(bytes, end) : end);
    found.push({ marker, whole, payload: bytes.subarray(at + 4, end) });
    at += whole.length;
  }
};

const withoutMetadataJpeg = (bytes: Buffer): Buffer => {
  const segments = segmentsOf(bytes);
  const frame = segments.find(({ marker }) => isFrame(marker));
  check(frame !== undefined && frame.payload.length >= 6 && segments.some(({ marker }) => marker === 0xda));
  const size = frame?.payload ?? Buffer.alloc(6);
  check(size.readUInt16BE(1) * size.readUInt16BE(3) <= mostPixels);
  const orientation = orientationIn(segments);
  const plain = segments.find(
    ({ marker, payload }) => marker === 0xe0 && payload.length >= 14 && startsWith(payload, jpeg.plain),
  );
  const kept = segments.filter(
    ({ marker, payload }) =>
      !((marker >= 0xe0 && marker <= 0xef) || marker === 0xfe) ||
      marker === 0xee ||
      (marker === 0xe2 && startsWith(payload, jpeg.profile)),
  );
  return Buffer.concat([
    bytes.subarray(0, 2),
    ...(plain === undefined ? [] : [plainHeader(plain.payload)]),
    ...(orientation === upright ? [] : [orientationBlock(orientation)]),
    ...kept.map(({ whole }) => whole),
    Buffer.from('ffd9', 'hex'),
  ]);
};

/** Chunks that the picture is made of; texts, times and EXIF are not among them. */
const pictureChunks: ReadonlySet<string> = new Set(
  'IHDR PLTE IDAT IEND tRNS cHRM gAMA iCCP sBIT sRGB cICP bKGD pHYs acTL fcTL fdAT'.split(' '),
);

const withoutMetadataPng = (bytes: Buffer): Buffer => {
  const kept = [bytes.subarray(0, 8)];
  let at = 8;
  for (let name = ''; name !== 'IEND';) {
    check(at + 12 <= bytes.length);
    const end = at + 12 + bytes.readUInt32BE(at);
    check(end <= bytes.length);
    name = bytes.toString('latin1', at + 4, at + 8);
    check((name === 'IHDR') === (at === 8));
    if (name === 'IHDR') check(bytes.readUInt32BE(at + 8) * bytes.readUInt32BE(at + 12) <= mostPixels);
    if (pictureChunks.has(name)) kept.push(bytes.subarray(at, end));
    at = end;
  }
  return Buffer.concat(kept);
};

/** @throws BadPicture for a file that only begins like a picture, or claims to be larger than any camera's */
export const withoutMetadata = (kind: 'image/jpeg' | 'image/png', bytes: Buffer): Buffer => {
  try {
    return kind === 'image/jpeg' ? withoutMetadataJpeg(bytes) : withoutMetadataPng(bytes);
  } catch (error) {
    if (error instanceof RangeError) throw new BadPicture();
    throw error;
  }
};

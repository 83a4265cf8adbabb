/** What a picture says of itself before anything is unpacked. The header alone decides whether its points are worth the memory. */
import { BadPicture, check, isFrame, orientationIn, segmentsOf, upright } from './pictures.ts';

export type PictureKind = 'image/jpeg' | 'image/png' | 'image/webp';

export interface PictureFacts {
  readonly kind: PictureKind;
  readonly width: number;
  readonly height: number;
  /** 1 to 8, as EXIF counts them. */
  readonly orientation: number;
  /** Whether it is unpacked row by row; else the whole is held twice. */
  readonly light: boolean;
}

const jpegFacts = (bytes: Buffer): PictureFacts => {
  const segments = segmentsOf(bytes);
  const frame = segments.find(({ marker }) => isFrame(marker));
  if (frame === undefined || frame.payload.length < 6) throw new BadPicture();
  const { marker, payload } = frame;
  return {
    kind: 'image/jpeg',
    width: payload.readUInt16BE(3),
    height: payload.readUInt16BE(1),
    orientation: orientationIn(segments),
    light: marker === 0xc0 || marker === 0xc1,
  };
};

const pngFacts = (bytes: Buffer): PictureFacts => {
  check(bytes.toString('latin1', 12, 16) === 'IHDR');
  const [width, height] = [bytes.readUInt32BE(16), bytes.readUInt32BE(20)];
  return { kind: 'image/png', width, height, orientation: upright, light: false };
};

const webpSize = (bytes: Buffer): readonly [number, number] => {
  switch (bytes.toString('latin1', 12, 16)) {
    case 'VP8 ':
      return [bytes.readUInt16LE(26) & 0x3fff, bytes.readUInt16LE(28) & 0x3fff];
    case 'VP8L': {
      const bits = bytes.readUInt32LE(21);
      return [(bits & 0x3fff) + 1, ((bits >>> 14) & 0x3fff) + 1];
    }
    case 'VP8X':
      return [bytes.readUIntLE(24, 3) + 1, bytes.readUIntLE(27, 3) + 1];
    default:
      throw new BadPicture();
  }
};

const webpFacts = (bytes: Buffer): PictureFacts => {
  const [width, height] = webpSize(bytes);
  return { kind: 'image/webp', width, height, orientation: upright, light: false };
};

const starts = (bytes: Buffer, hex: string): boolean => bytes.subarray(0, hex.length / 2).toString('hex') === hex;

/** The kind by the first bytes, whatever the name says; undefined for what is no picture that we read. */
export const pictureKindOf = (bytes: Buffer): PictureKind | undefined => {
  if (starts(bytes, 'ffd8ff')) return 'image/jpeg';
  if (starts(bytes, '89504e470d0a1a0a')) return 'image/png';
  return bytes.toString('latin1', 0, 4) === 'RIFF' && bytes.toString('latin1', 8, 12) === 'WEBP'
    ? 'image/webp'
    : undefined;
};

const readers = { 'image/jpeg': jpegFacts, 'image/png': pngFacts, 'image/webp': webpFacts } as const;

/** @throws BadPicture */
export const pictureFactsOf = (kind: PictureKind, bytes: Buffer): PictureFacts => {
  try {
    const facts = readers[kind](bytes);
    check(facts.width > 0 && facts.height > 0);
    return facts;
  } catch (error) {
    if (error instanceof RangeError) throw new BadPicture();
    throw error;
  }
};

/** Pictures for tests: four fields of colour, with what a camera writes beside them. */
import { join } from 'node:path';
import { packageFolder } from '#platform/db/package-folder.ts';
import { writeJpeg, type CodecFiles } from '#platform/files/codecs.ts';
import type { Raster } from '#platform/files/raster.ts';

const packed = (...path: string[]): string => join(packageFolder(), 'node_modules', '@jsquash', ...path);
export const codecs: CodecFiles = {
  jpegDecode: packed('jpeg', 'codec', 'dec', 'mozjpeg_dec.wasm'),
  jpegEncode: packed('jpeg', 'codec', 'enc', 'mozjpeg_enc.wasm'),
  png: packed('png', 'codec', 'pkg', 'squoosh_png_bg.wasm'),
  webpDecode: packed('webp', 'codec', 'dec', 'webp_dec.wasm'),
};

/** Red above left, green above right, blue below left, white below right. */
export const quarters = (width: number, height: number, cover = 255): Raster => {
  const data = new Uint8ClampedArray(width * height * 4);
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) {
      const [left, above] = [x < width / 2, y < height / 2];
      const at = (y * width + x) * 4;
      data.set([left === above ? 255 : 0, left ? 0 : 255, above ? 0 : 255, cover], at);
    }
  }
  return { width, height, data };
};

/** What must not come out again. */
export const secret = 'GPS 31.2304,121.4737 张三的手机';
/** An EXIF block with an orientation and a secret behind it. */
const exif = (orientation: number): Buffer => {
  const tiff = Buffer.from('4d4d002a00000008000101120003000000010000000000000000', 'hex');
  tiff.writeUInt16BE(orientation, 18);
  const body = Buffer.concat([Buffer.from('Exif\0\0', 'latin1'), tiff, Buffer.from(secret)]);
  const head = Buffer.from('ffe10000', 'hex');
  head.writeUInt16BE(body.length + 2, 2);
  return Buffer.concat([head, body]);
};
/** A photo as a phone makes it: with the place, and more behind its end. */
export const photo = async (width: number, height: number, orientation = 1): Promise<Buffer> => {
  const had = 'ImageData' in globalThis;
  const plain = Buffer.from(await writeJpeg(codecs, quarters(width, height)));
  // The codec leaves it behind; a test gives back the process as it was.
  if (!had) Reflect.deleteProperty(globalThis, 'ImageData');
  return Buffer.concat([plain.subarray(0, 2), exif(orientation), plain.subarray(2), Buffer.from(secret)]);
};

/** Codecs in WebAssembly: what a hostile picture breaks stays within their own memory. Loaded by the thread alone, each when it is needed. */
import { readFile } from 'node:fs/promises';
import type { PictureKind } from './picture-facts.ts';
import { BadPicture, withoutMetadata } from './pictures.ts';
import type { Raster } from './raster.ts';

/** Where the compiled codecs lie. */
export interface CodecFiles {
  readonly jpegDecode: string;
  readonly jpegEncode: string;
  readonly png: string;
  readonly webpDecode: string;
}

// The types of the packages describe a browser: how they are started there, and its `ImageData`.
type Start = (compiled: object, options?: object) => Promise<unknown>;
declare const WebAssembly: { compile(bytes: Uint8Array): Promise<object> };
const silent = { print: () => undefined, printErr: () => undefined };

const compiled = async (file: string): Promise<object> => WebAssembly.compile(await readFile(file));

const alone = (bytes: Uint8Array): ArrayBuffer => new Uint8Array(bytes).buffer;

const readJpeg = async (files: CodecFiles, bytes: Buffer): Promise<Raster> => {
  const { init, default: decode } = await import('@jsquash/jpeg/decode.js');
  await (init as unknown as Start)(await compiled(files.jpegDecode), silent);
  return decode(alone(bytes)) as Promise<Raster>;
};

const readPng = async (files: CodecFiles, bytes: Buffer): Promise<Raster> => {
  const { init, decode } = await import('@jsquash/png/decode.js');
  await (init as unknown as Start)(await compiled(files.png));
  // Packed texts are a bomb of their own: only the chunks of the picture are handed over.
  return decode(alone(withoutMetadata('image/png', bytes))) as Promise<Raster>;
};

const readWebp = async (files: CodecFiles, bytes: Buffer): Promise<Raster> => {
  const { init, default: decode } = await import('@jsquash/webp/decode.js');
  await (init as unknown as Start)(await compiled(files.webpDecode), silent);
  return decode(alone(bytes)) as Promise<Raster>;
};

const readers = { 'image/jpeg': readJpeg, 'image/png': readPng, 'image/webp': readWebp } as const;

/** @throws BadPicture for what the codec cannot read */
export const readPicture = async (files: CodecFiles, kind: PictureKind, bytes: Buffer): Promise<Raster> => {
  try {
    return await readers[kind](files, bytes);
  } catch {
    // A codec gives up in many ways: an exit status, a trap, a thrown number.
    throw new BadPicture();
  }
};

export const writeJpeg = async (files: CodecFiles, picture: Raster): Promise<Uint8Array> => {
  const { init, default: encode } = await import('@jsquash/jpeg/encode.js');
  await (init as unknown as Start)(await compiled(files.jpegEncode), silent);
  return new Uint8Array(await encode(picture, { quality: 80 }));
};

export const writePng = async (files: CodecFiles, picture: Raster): Promise<Uint8Array> => {
  const { init, default: encode } = await import('@jsquash/png/encode.js');
  await (init as unknown as Start)(await compiled(files.png));
  return new Uint8Array(await encode(picture));
};

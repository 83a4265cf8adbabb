import { Readable } from 'node:stream';
import type { Download } from '#platform/http/route.ts';
import type { Block, LetterFormat } from '#shared/letter.ts';
import { letterType, writeLetter } from './letter.ts';
import { pdfType, writePdf } from './pdf.ts';

const formats = {
  docx: { mediaType: letterType, write: writeLetter },
  pdf: { mediaType: pdfType, write: writePdf },
} as const;

/** A document in the layout of official letters, as a file to take away. */
export const letterFile = async (name: string, blocks: readonly Block[], as: LetterFormat): Promise<Download> => {
  const { mediaType, write } = formats[as];
  return { name: `${name}.${as}`, mediaType, body: Readable.from([await write(name, blocks)]) };
};

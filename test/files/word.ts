/** Reads what a .docx file holds, and changes it as an editor could. */
import { text } from 'node:stream/consumers';
import yauzl from 'yauzl';
import { WordParts } from '#platform/documents/word-parts.ts';

/** A part of the archive as text; the words of the document by default. */
export const wordPart = async (bytes: Buffer, part = 'word/document.xml'): Promise<string> => {
  const zip = await yauzl.fromBufferPromise(bytes);
  for await (const entry of zip.eachEntry())
    if (entry.fileName === part) return text(await zip.openReadStreamPromise(entry));
  throw new Error(`no ${part} in the document`);
};

const entities: Readonly<Record<string, string>> = { lt: '<', gt: '>', quot: '"', apos: "'", amp: '&' };

/** The paragraphs, one a line. */
export const wordText = async (bytes: Buffer): Promise<string> =>
  (await wordPart(bytes))
    .replaceAll('</w:p>', '\n')
    .replaceAll(/<[^>]+>/g, '')
    .replaceAll(/&(lt|gt|quot|apos|amp);/g, (_, name: string) => entities[name] ?? '');

/** The document with one of its parts changed; a part that it lacks is added. */
export const alteredWord = async (bytes: Buffer, part: string, change: (xml: string) => string): Promise<Buffer> => {
  const parts = await WordParts.of(bytes);
  return parts.file(part, change(parts.text(part))).packed();
};

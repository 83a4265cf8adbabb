/** The gate for files that people hand to each other: told by content and not by name, harmless, without traces of a camera. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { openArchive } from '#platform/sheets/archive.ts';
import { sheetLimits } from '#platform/sheets/limits.ts';
import { invalid } from '#shared/errors.ts';
import type { FileStore, StoredFile } from './file-store.ts';
import { BadPicture, withoutMetadata } from './pictures.ts';

const office = 'application/vnd.openxmlformats-officedocument';
/** Kinds that are taken, with the ending that each has. */
export const screenedKinds = {
  'application/pdf': 'pdf',
  'image/jpeg': 'jpg',
  'image/png': 'png',
  [`${office}.wordprocessingml.document`]: 'docx',
  [`${office}.spreadsheetml.sheet`]: 'xlsx',
  [`${office}.presentationml.presentation`]: 'pptx',
} as const;
export type ScreenedKind = keyof typeof screenedKinds;

export interface Screened extends StoredFile {
  readonly mediaType: ScreenedKind;
}

const starts = (head: Uint8Array, ...bytes: readonly number[]): boolean => bytes.every((byte, at) => head[at] === byte);

const headOf = async (files: FileStore, id: string): Promise<Uint8Array> => {
  const stream = await files.get(id);
  try {
    for await (const chunk of stream) return chunk as Buffer;
    return new Uint8Array();
  } finally {
    stream.destroy();
  }
};

const officeParts = [
  ['word/document.xml', `${office}.wordprocessingml.document`],
  ['xl/workbook.xml', `${office}.spreadsheetml.sheet`],
  ['ppt/presentation.xml', `${office}.presentationml.presentation`],
] as const;
const programs = ['word/vbaproject.bin', 'xl/vbaproject.bin', 'ppt/vbaproject.bin'];

/** What an archive is, by its directory; an archive that is locked, explodes or carries programs is nothing. */
const officeKind = async (files: FileStore, id: string): Promise<ScreenedKind> => {
  const folder = await mkdtemp(join(tmpdir(), 'zhibu-screen-'));
  try {
    const path = join(folder, 'file');
    await files.copyTo(id, path);
    const archive = await openArchive(path, sheetLimits).catch(() => {
      throw invalid('file', 'file_damaged');
    });
    try {
      if (programs.some((name) => archive.has(name))) throw invalid('file', 'file_programs');
      const kind = officeParts.find(([part]) => archive.has(part))?.[1];
      if (kind === undefined || !archive.has('[content_types].xml')) throw invalid('file', 'file_kind');
      return kind;
    } finally {
      archive.close();
    }
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
};

/** The picture stored anew in its place, without what its camera wrote. */
const cleaned = async (files: FileStore, stored: StoredFile, kind: 'image/jpeg' | 'image/png'): Promise<StoredFile> => {
  const bytes = await buffer(await files.get(stored.id));
  let clean: Buffer;
  try {
    clean = withoutMetadata(kind, bytes);
  } catch (error) {
    if (error instanceof BadPicture) throw invalid('file', 'file_damaged');
    throw error;
  }
  if (clean.length === bytes.length) return stored;
  return files.put(Readable.from([clean]), { maxBytes: clean.length, id: stored.id });
};

// A picture is held in memory while it is cleaned: one at a time, however many are sent at once.
let turn: Promise<unknown> = Promise.resolve();
const inTurn = <T>(work: () => Promise<T>): Promise<T> => {
  const mine = turn.then(work, work);
  turn = mine.catch(() => undefined);
  return mine;
};

/** What a file that has just been stored is. @throws AppError invalid: `file_kind`, `file_damaged`, `file_programs` */
export const screenFile = async (files: FileStore, stored: StoredFile): Promise<Screened> => {
  const head = await headOf(files, stored.id);
  if (starts(head, 0x25, 0x50, 0x44, 0x46, 0x2d)) return { ...stored, mediaType: 'application/pdf' };
  if (starts(head, 0x50, 0x4b, 0x03, 0x04)) return { ...stored, mediaType: await officeKind(files, stored.id) };
  const picture = starts(head, 0xff, 0xd8, 0xff)
    ? 'image/jpeg'
    : starts(head, 0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a)
      ? 'image/png'
      : undefined;
  if (picture === undefined) throw invalid('file', 'file_kind');
  return { ...(await inTurn(() => cleaned(files, stored, picture))), mediaType: picture };
};

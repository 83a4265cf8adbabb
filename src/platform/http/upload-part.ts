import type { FastifyRequest } from 'fastify';
import type { FileStore } from '#platform/files/file-store.ts';
import { AppError, invalid, tooLarge } from '#shared/errors.ts';
import type { UploadedFile } from './route.ts';

const longestName = 200;
/** Control characters, halves of characters, and marks that turn the writing round so that one ending looks like another. */
const deceptive = /[\p{Cc}\p{Surrogate}\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu;

/** The name as people may see it again: without a folder, never empty, cut between characters. */
const nameOf = (given: string | undefined): string => {
  const last = (given ?? '').split(/[/\\]/).at(-1) ?? '';
  return [...last.normalize('NFC').replaceAll(deceptive, '').trim()].slice(0, longestName).join('') || 'file';
};

/** What the parser of multipart bodies objects to has no status of its own; faults of the disk are ours. */
const asRefusal = (error: unknown): unknown => {
  const { statusCode, syscall } = error as { statusCode?: number; syscall?: string };
  return error instanceof AppError || statusCode !== undefined || syscall !== undefined
    ? error
    : invalid('file', 'bad_format');
};

/** Stores the one file of a multipart request. @throws AppError invalid, too_large, unsupported_media; nothing is stored then */
export const storePart = async (request: FastifyRequest, files: FileStore, maxBytes: number): Promise<UploadedFile> => {
  try {
    const part = await request.file({ limits: { fileSize: maxBytes, files: 1, fields: 10 } });
    if (!part) throw invalid('file', 'required');
    const stored = await files.put(part.file, { maxBytes });
    if (part.file.truncated) {
      await files.remove(stored.id);
      throw tooLarge(maxBytes);
    }
    return { ...stored, name: nameOf(part.filename), mediaType: part.mimetype };
  } catch (error) {
    throw asRefusal(error);
  }
};

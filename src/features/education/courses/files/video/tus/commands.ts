/** The protocol tus 1.0 over the pieces of a course's videos: loaded with the first upload, since a server at rest has no need of it. */
import type { Readable } from 'node:stream';
import { DataStore, ERRORS, Server, Upload } from '@tus/server';
import { z } from 'zod';
import type { Scope } from '#platform/access/scope.ts';
import type { County } from '#platform/county/county.ts';
import { AppError } from '#shared/errors.ts';
import { newId } from '#shared/ids.ts';
import { addPiece, begin, underWay } from '../commands.ts';
import { pieceBytes, videoBytes } from '../rules.ts';

const told = z.string().trim().min(1).max(60);
const Metadata = z.object({ course: z.uuid(), name: z.string().trim().min(1).max(200), source: told, licence: told });

/** As the protocol has it: a status and a word. */
class Told extends Error {
  readonly status_code: number;
  readonly body: string;
  constructor({ status_code: status, body }: { readonly status_code: number; readonly body: string }) {
    super(body);
    [this.status_code, this.body] = [status, body];
  }
}

const refusal = (error: unknown): unknown => {
  if (!(error instanceof AppError)) return error;
  if (error.code === 'stale') return new Told(ERRORS.INVALID_OFFSET);
  const word = error.details.problems?.[0]?.message ?? error.details.message ?? error.code;
  return new Told({ status_code: error.status, body: word });
};

const asked = async <T>(work: Promise<T>): Promise<T> => {
  try {
    return await work;
  } catch (error) {
    throw refusal(error);
  }
};

/** Keeps uploads as pieces of a course's video, under the scope of whoever sends them. */
class Pieces extends DataStore {
  readonly #county: County;
  readonly #scope: Scope;
  constructor(county: County, scope: Scope) {
    super();
    this.extensions = ['creation'];
    this.#county = county;
    this.#scope = scope;
  }

  override async create(upload: Upload): Promise<Upload> {
    const metadata = Metadata.safeParse(upload.metadata);
    if (!metadata.success || upload.size === undefined) throw new Told(ERRORS.INVALID_METADATA);
    const { course, ...facts } = metadata.data;
    const video = { ...facts, id: upload.id, courseId: course, size: upload.size };
    await asked(this.#county.write(this.#scope, (tx) => begin(tx, this.#scope, video)));
    return upload;
  }

  override async getUpload(id: string): Promise<Upload> {
    if (!z.uuid().safeParse(id).success) throw new Told(ERRORS.FILE_NOT_FOUND);
    const video = await asked(this.#county.write(this.#scope, (tx) => underWay(tx, this.#scope, id)));
    return new Upload({ id, size: video.size, offset: video.received });
  }

  /** Whatever has arrived when the line is cut is kept as well. */
  override async write(stream: Readable, id: string, offset: number): Promise<number> {
    let at = offset;
    let waiting: Buffer[] = [];
    let length = 0;
    const keep = async (): Promise<void> => {
      if (length === 0) return;
      const bytes = Buffer.concat(waiting);
      [waiting, length] = [[], 0];
      at = await asked(addPiece(this.#county, this.#scope, { id, at, bytes }));
    };
    try {
      for await (const chunk of stream as AsyncIterable<Buffer>) {
        for (let from = 0; from < chunk.length;) {
          const part = chunk.subarray(from, from + pieceBytes - length);
          waiting.push(part);
          length += part.length;
          from += part.length;
          if (length === pieceBytes) await keep();
        }
      }
    } finally {
      await keep();
    }
    return at;
  }
}

/** Speaks tus with one person below `path`. */
export const tusServer = (county: County, scope: Scope, path: string): Server =>
  new Server({
    path,
    datastore: new Pieces(county, scope),
    relativeLocation: true,
    maxSize: videoBytes,
    namingFunction: () => newId(),
  });

import { addressOf } from '#webkit/api.ts';
import type { Vault } from '#webkit/offline/vault.ts';
import { filesOf } from '../../content/rules.ts';
import { alongOf } from '../../files/rules.ts';
import { type OwnCourse, ownCourseFile } from '../../own/contract.ts';

/** Sealed piece by piece: no phone has to hold a film in its memory twice. */
const pieceBytes = 4_000_000;

interface KeptFile {
  readonly mediaType: string;
  readonly size: number;
  readonly pieces: number;
}

const below = (course: string): string => `copy:course-file:${course}:`;
const placeOf = (course: string, file: string): string => `${below(course)}${file}`;

const piecesOf = async function* (response: Response): AsyncGenerator<Uint8Array<ArrayBuffer>> {
  const reader = response.body?.getReader();
  let waiting: Uint8Array[] = [];
  let length = 0;
  const joined = (): Uint8Array<ArrayBuffer> => {
    const piece = new Uint8Array(length);
    let at = 0;
    for (const part of waiting) {
      piece.set(part, at);
      at += part.length;
    }
    [waiting, length] = [[], 0];
    return piece;
  };
  for (;;) {
    const read = await reader?.read();
    if (read === undefined || read.done) break;
    waiting.push(read.value);
    length += read.value.length;
    if (length >= pieceBytes) yield joined();
  }
  if (length > 0) yield joined();
};

/** @throws where the line is cut or the device is full: what was kept of the file stays unseen */
const keepOne = async (
  vault: Vault,
  course: string,
  { file, mediaType, size }: OwnCourse['files'][number],
  onBytes: (bytes: number) => void,
): Promise<void> => {
  const response = await fetch(addressOf(ownCourseFile, { params: { id: course, file } }));
  if (!response.ok) throw new Error(`status ${response.status}`);
  const place = placeOf(course, file);
  let [pieces, bytes] = [0, 0];
  for await (const piece of piecesOf(response)) {
    await vault.putBytes(`${place}:${pieces}`, piece);
    pieces += 1;
    bytes += piece.length;
    onBytes(piece.length);
  }
  if (bytes !== size) throw new Error('the line was cut');
  // Named last: a file is there as a whole or not at all.
  await vault.put(place, { mediaType, size, pieces } satisfies KeptFile);
};

/** Takes along what is not on the device yet. @throws where the line is cut or the device is full */
export const keepFiles = async (
  vault: Vault,
  { id, content, files }: OwnCourse,
  onShare: (share: number) => void = () => undefined,
): Promise<void> => {
  const { along } = alongOf(filesOf(content), files);
  const there = await Promise.all(along.map(({ file }) => vault.get<KeptFile>(placeOf(id, file))));
  const missing = along.filter((_one, at) => there[at] === undefined);
  const all = missing.reduce((sum, { size }) => sum + size, 0);
  let sent = 0;
  for (const one of missing)
    await keepOne(vault, id, one, (bytes) => {
      sent += bytes;
      onShare(all === 0 ? 1 : sent / all);
    });
};

export const dropFiles = (vault: Vault, course: string): Promise<void> => vault.dropAll(below(course));

/** The file as it lies on the device; undefined where it does not, or a piece does not open. */
export const keptFile = async (vault: Vault, course: string, file: string): Promise<Blob | undefined> => {
  const place = placeOf(course, file);
  const kept = await vault.get<KeptFile>(place);
  if (kept === undefined) return undefined;
  const pieces: ArrayBuffer[] = [];
  for (let at = 0; at < kept.pieces; at += 1) {
    const piece = await vault.getBytes(`${place}:${at}`);
    if (piece === undefined) return undefined;
    pieces.push(piece);
  }
  return new Blob(pieces, { type: kept.mediaType });
};

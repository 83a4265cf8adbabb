/** A video is kept in pieces, each sealed by itself: what arrived stays when the line is cut, and a range opens only what it needs. */
export const pieceBytes = 4_000_000;
export const videoBytes = 2_000_000_000;

export interface Piece {
  readonly file: string;
  readonly size: number;
  /** Its name in a set; none where it is a stretch of one film. */
  readonly part?: string | null;
}

export type VideoType = 'video/mp4' | 'video/webm';

/** What it is by its first bytes: what browsers play without a plug-in. */
export const videoTypeOf = (head: Uint8Array): VideoType | null => {
  const text = (from: number, to: number): string => String.fromCharCode(...head.subarray(from, to));
  if (head.length >= 12 && text(4, 8) === 'ftyp') return 'video/mp4';
  const ebml = [0x1a, 0x45, 0xdf, 0xa3];
  return ebml.every((byte, at) => head[at] === byte) ? 'video/webm' : null;
};

export interface Span {
  readonly start: number;
  /** The last byte of it. */
  readonly end: number;
}

/** One range of bytes as a browser asks for it; null where there is none that fits, and the whole is sent. */
export const spanOf = (header: string | undefined, size: number): Span | null => {
  const [, first = '', last = ''] = /^bytes=(\d{0,15})-(\d{0,15})$/.exec(header ?? '') ?? [];
  if (first === '' && last === '') return null;
  const start = first === '' ? Math.max(size - Number(last), 0) : Number(first);
  const end = first === '' || last === '' ? size - 1 : Math.min(Number(last), size - 1);
  return start <= end && start < size ? { start, end } : null;
};

/** Which part of each piece lies in a span. */
export const slicesOf = (
  pieces: readonly Piece[],
  { start, end }: Span,
): readonly (Piece & { readonly from: number; readonly to: number })[] => {
  let at = 0;
  return pieces.flatMap((piece) => {
    const [from, to] = [Math.max(start - at, 0), Math.min(end + 1 - at, piece.size)];
    at += piece.size;
    return from < to ? [{ ...piece, from, to }] : [];
  });
};

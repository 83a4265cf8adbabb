import { packageBytes } from '#features/education/packages/rules.ts';
import { setType } from './sets/rules.ts';

/** Files that arrive in one piece; a video comes in parts. */
export const uploadedKinds = ['document', 'slides', 'captions', 'picture', 'package'] as const;
export type UploadedKind = (typeof uploadedKinds)[number];

/** As courseware of others is kept. */
export const packageType = 'application/zip';

export const documentBytes = 30_000_000;
/** What one may be large; courseware of others is sent in one piece, and bounded by its own rules. */
export const mostBytesOf = (kind: UploadedKind): number => (kind === 'package' ? packageBytes : documentBytes);
/** As wide as a page shows it on a sharp screen; a phone line bears it. */
export const longestSide = 1_600;
const captionBytes = 500_000;
export const mostFiles = 100;

/** So much of a course's files is taken along for days without a network: what a phone spares and a bad line bears. */
export const alongBytes = 100 * 1_048_576;

interface Sized {
  readonly file: string;
  readonly size: number;
  readonly mediaType: string;
}
/** Sets of segments and courseware of others are played by the server alone. */
const needsNetwork = (mediaType: string): boolean => mediaType === setType || mediaType === packageType;

/** Which files are taken along, in the order of the course. */
export const alongOf = <F extends Sized>(wanted: readonly string[], files: readonly F[]): { along: F[]; left: F[] } => {
  const ordered = wanted.flatMap((id) => files.find(({ file }) => file === id) ?? []);
  const [along, left]: [F[], F[]] = [[], []];
  let bytes = 0;
  for (const one of ordered) {
    const fits = !needsNetwork(one.mediaType) && bytes + one.size <= alongBytes;
    if (fits) bytes += one.size;
    (fits ? along : left).push(one);
  }
  return { along, left };
};

const office = 'application/vnd.openxmlformats-officedocument';
/** What each kind may be, told by content. */
export const takenAs: Readonly<Record<'document' | 'slides', readonly string[]>> = {
  document: ['application/pdf', `${office}.wordprocessingml.document`],
  slides: ['application/pdf', `${office}.presentationml.presentation`],
};

const cue = /(?:\d{2,}:)?[0-5]\d:[0-5]\d\.\d{3} --> (?:\d{2,}:)?[0-5]\d:[0-5]\d\.\d{3}/;

/** Whether a text is captions that a browser shows (WebVTT): its first line, and at least one cue. */
export const isCaptions = (bytes: Uint8Array): boolean => {
  if (bytes.length > captionBytes) return false;
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    return /^\uFEFF?WEBVTT(?:[ \t][^\r\n]*)?(?:\r?\n|\r)/.test(text) && cue.test(text);
  } catch {
    return false;
  }
};

/** A video as a set (HLS): playlists, and segments of some seconds that they name. It is converted outside the platform. */
export const setType = 'application/vnd.apple.mpegurl';

export const partBytes = 20_000_000;
export const mostParts = 3_000;
const playlistBytes = 1_000_000;

const types = { m3u8: setType, ts: 'video/mp2t', m4s: 'video/iso.segment', mp4: 'video/mp4' } as const;
const named = /^[\w-][\w.-]{0,95}\.(m3u8|ts|m4s|mp4)$/u;

/** What a part is by its name; null where a set has no such part: folders, and anything that is not played. */
export const partType = (name: string): string | null => {
  const ending = named.exec(name)?.[1];
  return ending === undefined ? null : types[ending as keyof typeof types];
};
export const isPlaylist = (name: string): boolean => name.endsWith('.m3u8');

const boxes: ReadonlySet<string> = new Set(['ftyp', 'styp', 'moof', 'sidx', 'emsg']);

/** Whether a part begins as its name says. */
export const isPart = (name: string, bytes: Uint8Array): boolean => {
  const text = (from: number, to: number): string => String.fromCharCode(...bytes.subarray(from, to));
  if (isPlaylist(name)) return bytes.length <= playlistBytes && text(0, 7) === '#EXTM3U';
  if (name.endsWith('.ts')) return bytes[0] === 0x47 && (bytes.length < 189 || bytes[188] === 0x47);
  return boxes.has(text(4, 8));
};

/** Everything that a playlist names: lists of other rates, segments, what initialises them, keys. */
export const namedIn = (playlist: string): string[] =>
  playlist.split(/\r?\n/u).flatMap((line) => {
    const said = line.trim();
    if (said === '') return [];
    if (!said.startsWith('#')) return [said];
    return [...said.matchAll(/[,:]URI="([^"]*)"/gu)].map(([, uri = '']) => uri);
  });

/** What the playlists of a set name and the set has not, each once. */
export const missingOf = (playlists: readonly string[], parts: ReadonlySet<string>): string[] => [
  ...new Set(playlists.flatMap(namedIn).filter((name) => !parts.has(name))),
];

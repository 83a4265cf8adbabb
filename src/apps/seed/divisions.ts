import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { z } from 'zod';

const divisionFile = z.object({
  county: z.string(),
  source: z.string(),
  divisions: z.array(
    z.object({ code: z.string(), name: z.string(), kind: z.enum(['街道', '镇', '乡', '场', '村', '社区']) }),
  ),
});

export interface Place {
  readonly code: string;
  /** 福田村, 孤山社区. */
  readonly name: string;
  readonly isVillage: boolean;
}

export interface Township {
  readonly code: string;
  /** 枫林镇. */
  readonly name: string;
  /** Farms (场) are public institutions, not townships; their Party committees are grassroots committees. */
  readonly isFarm: boolean;
  readonly places: readonly Place[];
}

/** The source shortens 敬仁村村委会 to 敬仁村委会, but writes 梨村村委会 in full. */
const placeName = (official: string): string => {
  if (official.endsWith('村委会')) return official.slice(0, -2).replace(/村村$/, '村');
  if (official.endsWith('社区居委会')) return official.slice(0, -3);
  return official.endsWith('居委会') ? `${official.slice(0, -3)}社区` : official;
};

/** The folder `seed` stands at the root of the package, however deep the built file lies. */
const seedFile = (name: string): string => {
  for (let folder = import.meta.dirname; ; folder = dirname(folder)) {
    const file = join(folder, 'seed', name);
    if (existsSync(file)) return file;
    if (folder === dirname(folder)) throw new Error(`seed/${name} is missing from the installation`);
  }
};

/** The townships of a county with their villages and communities. Throws where the file is missing or malformed. */
export const readTownships = (county = '330324'): readonly Township[] => {
  const { divisions } = divisionFile.parse(JSON.parse(readFileSync(seedFile(`${county}.json`), 'utf8')));
  const townships = divisions.filter((row) => row.code.length === 9);
  return townships.map((row) => ({
    code: row.code,
    name: row.name,
    isFarm: row.kind === '场',
    places: divisions
      .filter((place) => place.code.length === 12 && place.code.startsWith(row.code))
      .map((place) => ({ code: place.code, name: placeName(place.name), isVillage: place.kind === '村' })),
  }));
};

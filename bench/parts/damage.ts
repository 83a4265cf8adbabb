/** Ways in which a backup may come to harm before somebody needs it. */
import {
  cpSync,
  linkSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { archiveName, filesFolder, manifestName, sumsName, walFolder } from '#platform/backup/manifest.ts';

export interface Damage {
  readonly what: string;
  readonly harm: (backup: string) => void;
}

const filesBelow = (folder: string): string[] =>
  readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)));

/** The same backup under another name, without copying what is not harmed. */
export const twinOf = (backup: string, twin: string): void => {
  for (const path of filesBelow(backup)) {
    mkdirSync(dirname(join(twin, path)), { recursive: true });
    linkSync(join(backup, path), join(twin, path));
  }
};

/** Makes the file the twin's own before it is written to. */
const own = (path: string): string => {
  cpSync(path, `${path}.own`);
  rmSync(path);
  cpSync(`${path}.own`, path);
  rmSync(`${path}.own`);
  return path;
};

const flip = (path: string): void => {
  const content = readFileSync(own(path));
  const at = Math.floor(content.length / 2);
  content[at] = (content[at] ?? 0) ^ 1;
  writeFileSync(path, content);
};

const cut = (path: string): void => truncateSync(own(path), Math.floor(statSync(path).size * 0.9));

const rewrite = (path: string, change: (text: string) => string): void => {
  const before = readFileSync(own(path), 'utf8');
  const after = change(before);
  if (after === before) throw new Error(`nothing to change in ${path}`);
  writeFileSync(path, after);
};

const largestIn = (folder: string): string => {
  const [largest] = filesBelow(folder).toSorted(
    (a, b) => statSync(join(folder, b)).size - statSync(join(folder, a)).size,
  );
  if (largest === undefined) throw new Error(`${folder} is empty`);
  return join(folder, largest);
};

export const damages: readonly Damage[] = [
  { what: 'one bit of the database', harm: (backup) => flip(join(backup, archiveName)) },
  { what: 'the end of the database cut off', harm: (backup) => cut(join(backup, archiveName)) },
  { what: 'the database missing', harm: (backup) => rmSync(join(backup, archiveName)) },
  { what: 'one bit of the write-ahead log', harm: (backup) => flip(largestIn(join(backup, walFolder))) },
  { what: 'a piece of the write-ahead log missing', harm: (backup) => rmSync(largestIn(join(backup, walFolder))) },
  { what: 'one bit of an attachment', harm: (backup) => flip(largestIn(join(backup, filesFolder))) },
  { what: 'the end of an attachment cut off', harm: (backup) => cut(largestIn(join(backup, filesFolder))) },
  { what: 'an attachment missing', harm: (backup) => rmSync(largestIn(join(backup, filesFolder))) },
  {
    what: 'another count in the manifest',
    harm: (backup) => rewrite(join(backup, manifestName), (text) => text.replace(/("c\d+\.person": )\d+/, '$11')),
  },
  {
    what: 'no keys asked for by the manifest',
    harm: (backup) =>
      rewrite(join(backup, manifestName), (text) => text.replace(/"keyIds": \[[^\]]*\]/, '"keyIds": []')),
  },
  { what: 'the manifest missing', harm: (backup) => rmSync(join(backup, manifestName)) },
  {
    what: 'a line taken out of the checksums',
    harm: (backup) => rewrite(join(backup, sumsName), (text) => text.slice(text.indexOf('\n') + 1)),
  },
];

import { type Archive, openArchive } from '#platform/sheets/archive.ts';
import { sheetLimits, type SheetLimits } from '#platform/sheets/limits.ts';
import { asRefusal, sheetRefusalOf } from '#platform/sheets/refused.ts';
import { type Attributes, parseXml } from '#platform/sheets/xml.ts';
import { invalid } from '#shared/errors.ts';
import { type PackageFacts, packageBytes } from '../rules.ts';
import { BadManifest, checkParts, type Element, layout, readCmi5, readScorm } from './rules.ts';

const limits: SheetLimits = {
  ...sheetLimits,
  fileBytes: packageBytes,
  entries: 3_000,
  inflatedBytes: 300_000_000,
  xmlDepth: 40,
};
const mostElements = 20_000;

const words: Readonly<Record<string, string>> = {
  encrypted: 'packages.locked',
  bad_entry_name: 'packages.unsafe',
  duplicate_entry: 'packages.unsafe',
  symlink: 'packages.unsafe',
  overlap: 'packages.unsafe',
  too_many_entries: 'packages.too_much',
  bomb: 'packages.too_much',
  file_too_large: 'packages.too_much',
  xml_doctype: 'packages.bad_manifest',
  xml_depth: 'packages.bad_manifest',
  xml_token: 'packages.bad_manifest',
};

interface Growing {
  readonly name: string;
  readonly attributes: Record<string, string>;
  readonly children: Growing[];
  text: string;
}

const local = (name: string): string => name.slice(name.indexOf(':') + 1).toLowerCase();
const plain = (attributes: Attributes): Record<string, string> =>
  Object.fromEntries(Object.entries(attributes).map(([name, value]) => [local(name), value ?? '']));

/** Bytes of an entry; whatever the unpacking throws says that the archive is damaged. */
export async function* bytesIn(archive: Archive, name: string): AsyncGenerator<Buffer> {
  try {
    yield* archive.read(name);
  } catch (error) {
    throw asRefusal(error);
  }
}

/** The manifest as a tree. Entities of its own, which need a DOCTYPE, are refused by the reader. */
const treeOf = async (archive: Archive, name: string): Promise<Element> => {
  const top: Growing = { name: '', attributes: {}, children: [], text: '' };
  const open: Growing[] = [top];
  let count = 0;
  await parseXml(
    bytesIn(archive, name),
    {
      open: (element, attributes) => {
        count += 1;
        if (count > mostElements) throw new BadManifest('packages.bad_manifest');
        const fresh: Growing = { name: element, attributes: plain(attributes), children: [], text: '' };
        open.at(-1)?.children.push(fresh);
        open.push(fresh);
      },
      close: () => {
        open.pop();
      },
      text: (text) => {
        const inside = open.at(-1);
        if (inside !== undefined) inside.text += text;
      },
    },
    limits,
  ).catch((error: unknown) => {
    throw error instanceof BadManifest || sheetRefusalOf(error) ? error : new BadManifest('packages.bad_manifest');
  });
  const [root] = top.children;
  if (root === undefined) throw new BadManifest('packages.bad_manifest');
  return root;
};

export interface ReadPackage {
  readonly facts: PackageFacts;
  /** Names in the archive, by their place below the manifest. */
  readonly files: ReadonlyMap<string, string>;
}

const refusal = (error: unknown): unknown => {
  if (error instanceof BadManifest) return invalid('file', error.key);
  const refused = sheetRefusalOf(error);
  if (refused !== undefined) return invalid('file', words[refused.reason] ?? 'packages.damaged');
  return error;
};

/** Reads an archive on disk and hands it on while it is open. @throws AppError invalid, with the words that say why */
export const withPackage = async <T>(
  path: string,
  use: (read: ReadPackage, archive: Archive) => Promise<T>,
): Promise<T> => {
  const archive = await openArchive(path, limits).catch((error: unknown) => {
    throw refusal(error);
  });
  try {
    const read = await (async (): Promise<ReadPackage> => {
      const { manifest, files } = layout(archive.names);
      const tree = await treeOf(archive, files.get(manifest) ?? manifest);
      const facts = manifest === 'cmi5.xml' ? readCmi5(tree) : readScorm(tree);
      checkParts(facts, new Set(files.keys()));
      return { facts, files };
    })().catch((error: unknown) => {
      throw refusal(error);
    });
    return await use(read, archive);
  } finally {
    archive.close();
  }
};

/** A refusal that came while entries were read. */
export const asProblem = refusal;

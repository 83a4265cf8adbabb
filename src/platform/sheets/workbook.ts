import { posix } from 'node:path';
import type { Archive } from './archive.ts';
import { formatOf, type CellFormat } from './formats.ts';
import type { SheetLimits } from './limits.ts';
import { sheetRefused } from './refused.ts';
import { noStrings, readStrings, type StringTable } from './strings.ts';
import { parseXml, type Attributes } from './xml.ts';

export interface SheetPart {
  readonly name: string;
  readonly hidden: boolean;
  /** Archive entry of the sheet. */
  readonly entry: string;
}

export interface Workbook {
  readonly sheets: readonly SheetPart[];
  readonly strings: StringTable;
  /** Format by style number of a cell. */
  readonly formats: readonly CellFormat[];
  readonly from1904: boolean;
}

interface Relation {
  readonly type: string;
  readonly entry: string;
}

/** Calls `visit` for every opening tag of an entry. */
const eachTag = (
  archive: Archive,
  entry: string,
  limits: SheetLimits,
  visit: (name: string, attributes: Attributes) => void,
  closed: (name: string) => void = () => undefined,
): Promise<void> => parseXml(archive.read(entry), { open: visit, close: closed, text: () => undefined }, limits);

/** Relations of a part ('' is the package) by id. Targets outside the archive are left out: nothing is ever fetched. */
const relationsOf = async (archive: Archive, part: string, limits: SheetLimits): Promise<Map<string, Relation>> => {
  const relations = new Map<string, Relation>();
  const folder = part === '' ? '.' : posix.dirname(part);
  const entry = posix.join(folder, '_rels', `${posix.basename(part)}.rels`);
  if (!archive.has(entry)) return relations;
  await eachTag(archive, entry, limits, (name, { Id: id, Type: type, Target: target, TargetMode: mode }) => {
    if (name !== 'Relationship' || !id || !type || !target || mode === 'External') return;
    const resolved = posix.join(target.startsWith('/') ? '.' : folder, target);
    relations.set(id, { type: type.slice(type.lastIndexOf('/') + 1), entry: resolved.replace(/^\/+/, '') });
  });
  return relations;
};

const truthy = (value: string | undefined): boolean => value === '1' || value === 'true';

interface Listing {
  readonly sheets: { name: string; id: string; hidden: boolean }[];
  readonly from1904: boolean;
}

const readListing = async (archive: Archive, entry: string, limits: SheetLimits): Promise<Listing> => {
  const sheets: Listing['sheets'] = [];
  let from1904 = false;
  let isWorkbook = false;
  await eachTag(archive, entry, limits, (name, attributes) => {
    if (name === 'workbook') isWorkbook = true;
    else if (name === 'workbookPr') from1904 = truthy(attributes['date1904']);
    else if (name === 'sheet') {
      if (sheets.length >= limits.sheets) throw sheetRefused('too_many_sheets', { max: limits.sheets });
      const id = Object.entries(attributes).find(([key]) => key === 'id' || key.endsWith(':id'))?.[1] ?? '';
      const state = attributes['state'] ?? 'visible';
      sheets.push({ name: (attributes['name'] ?? '').slice(0, 255), id, hidden: state !== 'visible' });
    }
  });
  if (!isWorkbook) throw sheetRefused('not_a_workbook');
  return { sheets, from1904 };
};

/** Excel stops at 64,000 cell formats. */
const MAX_FORMATS = 64_000;

const readFormats = async (archive: Archive, entry: string, limits: SheetLimits): Promise<CellFormat[]> => {
  const custom = new Map<number, string>();
  const ids: number[] = [];
  let inCellFormats = false;
  await eachTag(
    archive,
    entry,
    limits,
    (name, attributes) => {
      if (name === 'cellXfs') inCellFormats = true;
      else if (name === 'numFmt' && custom.size < MAX_FORMATS)
        custom.set(Number(attributes['numFmtId']), attributes['formatCode'] ?? '');
      else if (name === 'xf' && inCellFormats && ids.length < MAX_FORMATS)
        ids.push(Number(attributes['numFmtId'] ?? 0));
    },
    (name) => {
      if (name === 'cellXfs') inCellFormats = false;
    },
  );
  return ids.map((id) => formatOf(id, custom));
};

const entryOf = (relations: ReadonlyMap<string, Relation>, type: string): string | undefined =>
  [...relations.values()].find((relation) => relation.type === type)?.entry;

/** Reads what the sheets of a workbook share: their list, texts and formats. */
export const readWorkbook = async (archive: Archive, limits: SheetLimits): Promise<Workbook> => {
  const entry = entryOf(await relationsOf(archive, '', limits), 'officeDocument') ?? 'xl/workbook.xml';
  if (!archive.has(entry)) throw sheetRefused('not_a_workbook');
  const { sheets, from1904 } = await readListing(archive, entry, limits);
  const relations = await relationsOf(archive, entry, limits);
  const strings = entryOf(relations, 'sharedStrings');
  const styles = entryOf(relations, 'styles');
  const parts = sheets.flatMap(({ name, id, hidden }): SheetPart[] => {
    const relation = relations.get(id);
    return relation?.type === 'worksheet' && archive.has(relation.entry)
      ? [{ name, hidden, entry: relation.entry }]
      : [];
  });
  if (parts.length === 0) throw sheetRefused('not_a_workbook');
  return {
    sheets: parts,
    strings: strings && archive.has(strings) ? await readStrings(archive, strings, limits) : noStrings,
    formats: styles && archive.has(styles) ? await readFormats(archive, styles, limits) : [],
    from1904,
  };
};

/** A sheet of organisations against the tree that is there: what is new, what changes, what is wrong. Pure. */
import { isDay } from '#shared/days.ts';
import { unitRelations } from '../contract.ts';
import { mayHang, organisationTypes, typeNames, type OrganisationType } from '../rules.ts';

export const importFields = [
  'code',
  'name',
  'shortName',
  'type',
  'parentCode',
  'parentName',
  'foundedOn',
  'divisionCode',
  'unitRelation',
  'unitCode',
  'phone',
  'address',
] as const;
export type ImportField = (typeof importFields)[number];

/** Heading of the template first, then what other sheets call it. */
export const headings: Readonly<Record<ImportField, readonly string[]>> = {
  code: ['组织代码', '党组织代码', '组织编码', '代码'],
  name: ['组织全称', '党组织全称', '党组织名称', '组织名称', '全称', '名称'],
  shortName: ['组织简称', '党组织简称', '简称'],
  type: ['组织类别', '组织类型', '党组织类别', '党组织类型', '类别', '类型'],
  parentCode: ['上级组织代码', '上级党组织代码', '上级代码'],
  parentName: ['上级组织', '上级党组织', '上级组织全称', '上级党组织全称', '上级党组织名称', '上级'],
  foundedOn: ['成立日期', '建立日期', '批准成立日期', '成立时间'],
  divisionCode: ['行政区划代码', '区划代码'],
  unitRelation: ['所在单位情况', '党组织所在单位情况'],
  unitCode: ['统一社会信用代码', '单位代码', '所在单位代码'],
  phone: ['联系电话', '电话'],
  address: ['地址', '通讯地址', '办公地址'],
};

/** Headings that an export writes and an import need not read. */
export const leftOut: readonly string[] = ['序号', '党员数'];

export const unitRelationNames: Readonly<Record<(typeof unitRelations)[number], string>> = {
  same_as_superior: '与上级相同',
  legal_entity: '法人单位',
  joint_branch: '联合支部',
};

const plain = (text: string): string => text.normalize('NFKC').replaceAll(/[\s*＊:：]/g, '');

/** Type codes of exports of the national system. */
const nationalTypes: Readonly<Record<string, OrganisationType>> = {
  '611': 'grassroots_committee',
  '621': 'general_branch',
  '631': 'branch',
  '632': 'joint_branch',
};
const typeWords = new Map<string, OrganisationType>([
  ...organisationTypes.flatMap((type): [string, OrganisationType][] => [
    [plain(typeNames[type].zh), type],
    [type, type],
  ]),
  ...Object.entries(nationalTypes),
  ['乡镇党委', 'township_committee'],
  ['街道党委', 'township_committee'],
  ['党委', 'grassroots_committee'],
  ['总支', 'general_branch'],
  ['支部', 'branch'],
  ['党支部委员会', 'branch'],
]);

/** Which column of a row of headings holds which field; null where too few are known for a row of headings. */
export const readHeadings = (
  texts: readonly string[],
): { readonly columns: ReadonlyMap<number, ImportField>; readonly ignored: readonly string[] } | null => {
  const columns = new Map<number, ImportField>();
  const ignored: string[] = [];
  texts.forEach((text, column) => {
    const heading = plain(text);
    if (heading === '' || leftOut.includes(heading)) return;
    const field = importFields.find(
      (each) => headings[each].includes(heading) && ![...columns.values()].includes(each),
    );
    if (field === undefined) ignored.push(text.trim());
    else columns.set(column, field);
  });
  const found = new Set(columns.values());
  return found.has('name') && found.size >= 2 ? { columns, ignored } : null;
};

export interface SheetOrganisation {
  readonly line: number;
  readonly values: Readonly<Partial<Record<ImportField, string>>>;
}

export interface KnownOrganisation {
  readonly id: string;
  readonly parentId: string | null;
  readonly type: OrganisationType;
  readonly name: string;
  readonly shortName: string;
  readonly code: string | null;
  readonly foundedOn: string | null;
  readonly divisionCode: string | null;
  readonly unitRelation: string | null;
  readonly unitCode: string | null;
  readonly phone: string | null;
  readonly address: string | null;
}

export interface RowProblem {
  readonly field: string;
  readonly message: string;
  readonly params?: Readonly<Record<string, string | number>>;
}

/** An organisation that is there, or the row of the sheet that will make it. */
export type ParentRef = { readonly id: string } | { readonly line: number };

export interface PlannedRow {
  readonly line: number;
  readonly action: 'new' | 'changed' | 'unchanged' | 'wrong';
  /** Null for a new one. */
  readonly id: string | null;
  readonly name: string;
  readonly type: OrganisationType | null;
  readonly parent: ParentRef | null;
  readonly facts: Readonly<Partial<Record<ImportField, string>>>;
  readonly changes: readonly { readonly field: string; readonly from: string | null; readonly to: string | null }[];
  readonly problems: readonly RowProblem[];
}

interface Index {
  readonly byCode: ReadonlyMap<string, KnownOrganisation>;
  readonly byName: ReadonlyMap<string, readonly KnownOrganisation[]>;
  readonly byId: ReadonlyMap<string, KnownOrganisation>;
  readonly rowByCode: ReadonlyMap<string, readonly SheetOrganisation[]>;
  readonly rowByName: ReadonlyMap<string, readonly SheetOrganisation[]>;
}

const grouped = <T>(items: readonly T[], key: (item: T) => string | undefined | null): Map<string, T[]> => {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const name = key(item);
    if (name === undefined || name === null || name === '') continue;
    const group = groups.get(name);
    if (group) group.push(item);
    else groups.set(name, [item]);
  }
  return groups;
};

const indexOf = (rows: readonly SheetOrganisation[], known: readonly KnownOrganisation[]): Index => ({
  byCode: new Map(known.flatMap((each) => (each.code === null ? [] : [[each.code, each] as const]))),
  byName: grouped(known, (each) => each.name),
  byId: new Map(known.map((each) => [each.id, each])),
  rowByCode: grouped(rows, (row) => row.values.code),
  rowByName: grouped(rows, (row) => row.values.name),
});

interface Reading {
  readonly problems: RowProblem[];
  readonly index: Index;
}

const matchOf = ({ values }: SheetOrganisation, { problems, index }: Reading): KnownOrganisation | null => {
  const byCode = values.code === undefined ? undefined : index.byCode.get(values.code);
  if (byCode !== undefined) return byCode;
  const namesakes = (index.byName.get(values.name ?? '') ?? []).filter(
    (each) => values.code === undefined || each.code === null,
  );
  const inPlace = namesakes.filter(
    (each) => values.parentName === undefined || index.byId.get(each.parentId ?? '')?.name === values.parentName,
  );
  const [only, second] = inPlace.length > 0 ? inPlace : namesakes;
  if (only !== undefined && second !== undefined) problems.push({ field: 'name', message: 'import_name_ambiguous' });
  return second === undefined ? (only ?? null) : null;
};

/** The parent that a row names, by code before name; rows of the sheet come before what is there under the same name. */
const parentOf = ({ line, values }: SheetOrganisation, { problems, index }: Reading): ParentRef | null => {
  const { parentCode, parentName } = values;
  const known = parentCode === undefined ? undefined : index.byCode.get(parentCode);
  if (known !== undefined) return { id: known.id };
  const byCode = parentCode === undefined ? [] : (index.rowByCode.get(parentCode) ?? []);
  const byName = parentCode !== undefined || parentName === undefined ? [] : (index.rowByName.get(parentName) ?? []);
  const there = parentCode !== undefined || parentName === undefined ? [] : (index.byName.get(parentName) ?? []);
  const rows = [...byCode, ...byName].filter((row) => row.line !== line);
  if (there.length === 1 && there[0] !== undefined && rows.length <= 1) return { id: there[0].id };
  if (there.length === 0 && rows.length === 1 && rows[0] !== undefined) return { line: rows[0].line };
  if (parentCode !== undefined || parentName !== undefined) {
    problems.push({
      field: parentCode === undefined ? 'parentName' : 'parentCode',
      message: there.length + rows.length > 1 ? 'import_parent_ambiguous' : 'import_parent_unknown',
    });
  }
  return null;
};

const typeOf = (text: string | undefined): OrganisationType | null | undefined =>
  text === undefined ? undefined : (typeWords.get(plain(text)) ?? null);
const relationOf = (text: string): string | undefined =>
  unitRelations.find((each) => each === text || plain(unitRelationNames[each]) === plain(text));

/** 1992.5.1, 1992/05/01 and 1992年5月1日 as 1992-05-01; anything else as it is. */
const dayOf = (text: string): string => {
  const hit = /^(\d{4})[.\-/年](\d{1,2})[.\-/月](\d{1,2})日?$/.exec(text.normalize('NFKC'));
  return hit ? `${hit[1]}-${hit[2]?.padStart(2, '0')}-${hit[3]?.padStart(2, '0')}` : text;
};

/** Values in the form in which they are stored; what cannot be stored is a problem of its field. */
const factsOf = (
  { values }: SheetOrganisation,
  problems: RowProblem[],
  today: string,
): Partial<Record<ImportField, string>> => {
  const facts: Partial<Record<ImportField, string>> = { ...values };
  delete facts.type;
  delete facts.parentCode;
  delete facts.parentName;
  const limits = { code: 40, name: 120, shortName: 60, unitCode: 40, phone: 40, address: 200 } as const;
  for (const [field, max] of Object.entries(limits)) {
    if ((facts[field as ImportField] ?? '').length > max)
      problems.push({ field, message: 'too_long', params: { max } });
  }
  if (facts.foundedOn !== undefined) facts.foundedOn = dayOf(facts.foundedOn);
  if (facts.foundedOn !== undefined && !isDay(facts.foundedOn))
    problems.push({ field: 'foundedOn', message: 'bad_date' });
  else if (facts.foundedOn !== undefined && facts.foundedOn > today)
    problems.push({ field: 'foundedOn', message: 'event_future', params: { today } });
  if (facts.divisionCode !== undefined && !/^\d{6,12}$/.test(facts.divisionCode))
    problems.push({ field: 'divisionCode', message: 'bad_format' });
  if (facts.unitRelation !== undefined) {
    const relation = relationOf(facts.unitRelation);
    if (relation === undefined) problems.push({ field: 'unitRelation', message: 'bad_value' });
    else facts.unitRelation = relation;
  }
  return facts;
};

const changesOf = (
  node: KnownOrganisation,
  facts: Partial<Record<ImportField, string>>,
  parent: ParentRef | null,
  index: Index,
) => {
  const changes = (
    ['code', 'name', 'shortName', 'divisionCode', 'unitRelation', 'unitCode', 'phone', 'address'] as const
  ).flatMap((field) => {
    const to = facts[field];
    return to === undefined || to === node[field] ? [] : [{ field, from: node[field], to }];
  });
  if (parent === null || ('id' in parent && parent.id === node.parentId)) return changes;
  const to = 'id' in parent ? (index.byId.get(parent.id)?.name ?? null) : `第 ${parent.line} 行`;
  return [...changes, { field: 'parentName', from: index.byId.get(node.parentId ?? '')?.name ?? null, to }];
};

const planRow = (row: SheetOrganisation, index: Index, today: string): PlannedRow => {
  const problems: RowProblem[] = [];
  const reading = { problems, index };
  if ((row.values.name ?? '') === '') problems.push({ field: 'name', message: 'required' });
  if (row.values.code !== undefined && (index.rowByCode.get(row.values.code)?.length ?? 0) > 1)
    problems.push({ field: 'code', message: 'import_code_twice' });
  const node = matchOf(row, reading);
  const parent = parentOf(row, reading);
  const type = typeOf(row.values.type);
  if (type === null) problems.push({ field: 'type', message: 'import_type_unknown' });
  if (node === null && type === undefined) problems.push({ field: 'type', message: 'required' });
  if (node === null && parent === null && problems.every((each) => !each.field.startsWith('parent')))
    problems.push({ field: 'parentName', message: 'required' });
  if (node !== null && type !== undefined && type !== null && type !== node.type)
    problems.push({ field: 'type', message: 'import_type_differs' });
  const facts = factsOf(row, problems, today);
  const changes = node === null ? [] : changesOf(node, facts, parent, index);
  const action = problems.length > 0 ? 'wrong' : node === null ? 'new' : changes.length > 0 ? 'changed' : 'unchanged';
  return {
    line: row.line,
    action,
    id: node?.id ?? null,
    name: row.values.name ?? node?.name ?? '',
    type: node?.type ?? type ?? null,
    parent,
    facts,
    changes,
    problems,
  };
};

/** Rows that would hang below themselves, and rows whose type cannot hang where they want to. */
const checkPlaces = (rows: readonly PlannedRow[], index: Index): PlannedRow[] => {
  const byLine = new Map(rows.map((row) => [row.line, row]));
  const byId = new Map(rows.flatMap((row) => (row.id === null ? [] : [[row.id, row] as const])));
  const keyOf = (ref: ParentRef): string => ('id' in ref ? ref.id : (byLine.get(ref.line)?.id ?? `line ${ref.line}`));
  const above = (key: string): string | null => {
    const row = key.startsWith('line ') ? byLine.get(Number(key.slice(5))) : byId.get(key);
    if (row?.parent) return keyOf(row.parent);
    return index.byId.get(key)?.parentId ?? null;
  };
  const circles = (start: string): boolean => {
    const seen = new Set([start]);
    for (let key = above(start); key !== null; key = above(key)) {
      if (key === start) return true;
      if (seen.has(key)) return false;
      seen.add(key);
    }
    return false;
  };
  const typeAt = (ref: ParentRef): OrganisationType | null =>
    'id' in ref ? (index.byId.get(ref.id)?.type ?? null) : (byLine.get(ref.line)?.type ?? null);
  return rows.map((row) => {
    const moves = row.action === 'new' || row.changes.some((change) => change.field === 'parentName');
    if (row.parent === null || row.type === null || !moves) return row;
    const parentType = typeAt(row.parent);
    const problems: RowProblem[] = [];
    if (parentType !== null && !mayHang(row.type, parentType))
      problems.push({ field: 'parentName', message: 'type_not_below' });
    if (circles(row.id ?? `line ${row.line}`)) problems.push({ field: 'parentName', message: 'target_below' });
    return problems.length === 0 ? row : { ...row, action: 'wrong', problems: [...row.problems, ...problems] };
  });
};

/** What a sheet would do to the tree, row by row in the order of the sheet. */
export const planImport = (
  rows: readonly SheetOrganisation[],
  known: readonly KnownOrganisation[],
  today: string,
): PlannedRow[] => {
  const index = indexOf(rows, known);
  const planned = checkPlaces(
    rows.map((row) => planRow(row, index, today)),
    index,
  );
  const twice = grouped(
    planned.filter((row) => row.id !== null),
    (row) => row.id,
  );
  const wrongLines = new Set(planned.filter((row) => row.action === 'wrong').map((row) => row.line));
  return planned.map((row) => {
    const problems = [...row.problems];
    if (row.id !== null && (twice.get(row.id)?.length ?? 0) > 1)
      problems.push({ field: 'name', message: 'import_row_twice' });
    if (row.parent !== null && 'line' in row.parent && wrongLines.has(row.parent.line))
      problems.push({ field: 'parentName', message: 'import_parent_wrong', params: { line: row.parent.line } });
    return problems.length === row.problems.length ? row : { ...row, action: 'wrong', problems };
  });
};

/** New rows with parents before children. */
export const parentsFirst = (rows: readonly PlannedRow[]): PlannedRow[] => {
  const byLine = new Map(rows.map((row) => [row.line, row]));
  const done = new Set<number>();
  const ordered: PlannedRow[] = [];
  const visit = (row: PlannedRow): void => {
    if (done.has(row.line)) return;
    done.add(row.line);
    const parent = row.parent !== null && 'line' in row.parent ? byLine.get(row.parent.line) : undefined;
    if (parent) visit(parent);
    ordered.push(row);
  };
  rows.forEach(visit);
  return ordered;
};

/** Rosters as counties have them, of any length, for benchmarks: invented people of the demonstration county's generator. */
import { createWriteStream } from 'node:fs';
import { demoCounty } from '#apps/seed/county.ts';
import type { PersonSeed } from '#apps/seed/shapes.ts';
import { codeTables, labelOf, type CodeTable } from '#features/base/members/codes.ts';
import { writeCsv, writeSheet } from '#platform/sheets/write.ts';
import type { WrittenCell, WrittenColumn } from '#platform/sheets/sheet-xml.ts';

/** `national` the export of the national system (27 columns), `coded` its coded rows (13), `enterprise` a template, `village` a disclosure table. */
export type RosterShape = 'national' | 'coded' | 'enterprise' | 'village';

export interface RosterOptions {
  readonly shape?: RosterShape;
  /** `YYYY-MM-DD`; ages and clocks are seen on this day. */
  readonly today?: string;
  /** Another seed gives other people in the same branches. */
  readonly seed?: number;
  /** Names to write instead of those of the demonstration county, in turn. */
  readonly branches?: readonly string[];
}

interface Row {
  readonly person: PersonSeed;
  readonly number: number;
  readonly branch: string;
}

type Column = readonly [
  title: string,
  cell: (row: Row) => WrittenCell,
  kind?: WrittenColumn['kind'],
  required?: boolean,
];

/** The generator's smallest county; shorter rosters are its first people. */
const FEWEST = 4_500;

const label = (table: CodeTable, code: string | null | undefined): string => (code ? labelOf(table, code) : '');
const coded = (table: CodeTable, code: string | null | undefined): string =>
  code ? `${code}_${labelOf(table, code)}` : '';
const yesNo = (value: boolean | undefined): string => (value ? '是' : '否');
const t = codeTables;

const name: Column = ['姓名', ({ person }) => person.name];
const sex: Column = ['性别', ({ person }) => label(t.sex, person.sex)];
const number: Column = ['序号', (row) => row.number, 'number'];
const ethnicity: Column = ['民族', ({ person }) => label(t.ethnicity, person.ethnicity)];
const birth: Column = ['出生日期', ({ person }) => person.birthDate, 'date'];
const education: Column = ['学历', ({ person }) => label(t.education, person.education)];
const category: Column = ['人员类别', ({ person }) => label(t.memberCategory, person.membership?.category)];
const branch: Column = ['所在党支部', (row) => row.branch];
const jobPost: Column = ['工作岗位', ({ person }) => label(t.jobPost, person.membership?.jobPost)];
const joined = (title: string, kind: WrittenColumn['kind'] = 'date'): Column => [
  title,
  ({ person }) => person.membership?.joinedOn,
  kind,
];
const full = (title: string): Column => [title, ({ person }) => person.membership?.fullOn, 'date'];
const idNumber = (title: string): Column => [title, ({ person }) => person.idNumber];
const phone = (title: string): Column => [title, ({ person }) => person.phone];

const shapes: Readonly<Record<RosterShape, readonly Column[]>> = {
  national: [
    number,
    name,
    sex,
    idNumber('公民身份号码'),
    ethnicity,
    birth,
    education,
    category,
    ['学位', ({ person }) => label(t.degree, person.degree)],
    branch,
    phone('手机号码'),
    joined('入党日期'),
    full('转正日期'),
    ['党龄', ({ person }) => Math.max(0, 2026 - Number(person.membership?.joinedOn.slice(0, 4) ?? 2026)), 'number'],
    ['党龄校正值', ({ person }) => person.membership?.partyAgeCorrection, 'number'],
    ['新社会阶层类型', ({ person }) => label(t.socialStratum, person.membership?.newStratum)],
    jobPost,
    ['从事专业技术职务', ({ person }) => label(t.technicalPost, person.membership?.technicalPost)],
    ['是否农民工', ({ person }) => yesNo(person.membership?.isMigrantWorker)],
    ['现居住地', ({ person }) => person.address],
    ['户籍所在地', ({ person }) => person.householdPlace],
    ['是否失联党员', ({ person }) => yesNo(person.lostContact !== null)],
    ['是否流动党员', ({ person }) => yesNo(person.outflows.some((outflow) => outflow.toOn === null))],
    ['入党类型', ({ person }) => label(t.joinKind, person.membership?.joinKind)],
    ['转正情况', ({ person }) => label(t.conversionState, person.membership?.conversion)],
    ['入党时所在支部', ({ person }) => person.membership?.joinBranch],
    ['延长预备期时间', ({ person }) => person.membership?.probationUntil, 'date'],
  ],
  coded: [
    number,
    name,
    ['党员类别', ({ person }) => coded(t.memberCategory, person.membership?.category)],
    ['所在组织', (row) => row.branch],
    ['性别', ({ person }) => coded(t.sex, person.sex)],
    ['出生年月', ({ person }) => person.birthDate],
    ['民族', ({ person }) => coded(t.ethnicity, person.ethnicity)],
    phone('联系电话'),
    ['档案管理单位', ({ person }) => person.membership?.archiveUnit],
    ['党籍状态', ({ person }) => coded(t.standing, person.membership?.standing)],
    joined('加入党组织日期', 'text'),
    idNumber('身份证'),
    joined('入党时间', 'text'),
  ],
  enterprise: [
    ['姓名', name[1], 'text', true],
    ['员工工号', (row) => `E${String(row.number).padStart(6, '0')}`],
    idNumber('身份证号'),
    sex,
    birth,
    ['最高学历', education[1]],
    ['所属党组织名称', (row) => row.branch],
    ['政治面貌', ({ person }) => (person.membership?.category === 'probationary' ? '中共预备党员' : '中共党员')],
    joined('接收预备党员日期'),
    full('正式转正日期'),
    ['生产经营一线(是/否)', ({ person }) => yesNo(person.membership?.isFrontLine)],
  ],
  village: [
    name,
    idNumber('身份证号码'),
    sex,
    ethnicity,
    birth,
    education,
    category,
    branch,
    joined('加入党组织日期'),
    full('转为正式党员日期'),
    jobPost,
    ['家庭住址', ({ person }) => person.address],
    phone('联系电话'),
    ['固定电话', ({ person }) => person.landline],
    ['外出流向', ({ person }) => person.outflows.find((outflow) => outflow.toOn === null)?.place],
  ],
};

function* rowsOf(rows: number, columns: readonly Column[], options: RosterOptions): Generator<WrittenCell[]> {
  const { today = '2026-11-23', seed = 20_261_123, branches } = options;
  const county = demoCounty({ members: Math.max(rows, FEWEST), seed, today });
  const names = new Map(county.organisations.map((organisation) => [organisation.key, organisation.name]));
  let count = 0;
  for (const person of county.people()) {
    if (count >= rows) return;
    if (!person.membership) continue;
    const branchName = branches?.[count % branches.length] ?? names.get(person.membership.branchKey) ?? '';
    const row = { person, number: ++count, branch: branchName };
    yield columns.map(([, cell]) => cell(row));
  }
}

/** Writes a roster of `rows` people as .xlsx or .csv, by the ending of `path`. The same options give the same bytes. */
export const writeRoster = async (path: string, rows: number, options: RosterOptions = {}): Promise<void> => {
  const columns = shapes[options.shape ?? 'national'];
  const sheet = {
    sheetName: '党员花名册',
    columns: columns.map(([title, , kind, required]) => ({
      title,
      ...(kind ? { kind } : {}),
      ...(required ? { required } : {}),
    })),
    rows: rowsOf(rows, columns, options),
  };
  await (path.endsWith('.csv') ? writeCsv : writeSheet)(createWriteStream(path), sheet);
};

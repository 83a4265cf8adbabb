/** 导入一份有错的花名册: who is right is entered, who can be mended is mended, the rest is left out, nobody is doubled. */
import { PassThrough } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { sql } from 'kysely';
import type { County } from '#platform/county/county.ts';
import type { Db } from '#platform/db/types.ts';
import { writeSheet } from '#platform/sheets/write.ts';
import { within, type Scene, type Township } from '#features/education/practice/index.ts';
import { counts } from '#features/education/practice/rules.ts';
import { enlist, idBeside, inventPeople, joined, misread, plantBranch, type DrillPerson } from './people.ts';

interface Entry extends DrillPerson {
  readonly branchId: string;
}

interface Facts {
  /** Of the roster: right as they stand. */
  readonly right: readonly Entry[];
  /** Misread in the roster; the task tells the number of the paper. */
  readonly mended: Entry;
  /** Misread, and there is no paper. */
  readonly unknown: DrillPerson;
  /** On the register already; the roster has the name and the day with another number. */
  readonly twin: DrillPerson;
  /** Belongs to another township. */
  readonly strange: DrillPerson;
  /** Ids of everybody who was on the register before. */
  readonly before: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

const headings = [
  '姓名',
  '公民身份号码',
  '民族',
  '学历',
  '人员类别',
  '所在党支部',
  '入党日期',
  '转正日期',
  '手机号',
  '工作岗位',
];

const rowOf = ({ name, idNumber, phone }: DrillPerson, branch: string): string[] => [
  name,
  idNumber,
  '汉族',
  '大学本科毕业',
  '正式党员',
  branch,
  joined.joinedOn,
  joined.fullOn,
  phone,
  '农牧渔民',
];

const digestOf = (county: County, idNumber: string): Buffer => county.crypto.hash('id_number', idNumber);

/** How many of these are members of the branch of their entry, with their number and their day of joining. */
const entered = async (db: Db, county: County, entries: readonly Entry[]): Promise<number> => {
  const rows = await db
    .selectFrom('person as p')
    .innerJoin('membership as m', 'm.person_id', 'p.id')
    .where('p.voided_at', 'is', null)
    .where('p.merged_into_id', 'is', null)
    .where('m.left_on', 'is', null)
    .where('m.joined_on', '=', joined.joinedOn)
    .where((e) =>
      e.or(
        entries.map((entry) =>
          e.and([
            e('p.id_number_hash', '=', digestOf(county, entry.idNumber)),
            e('p.name', '=', entry.name),
            e('m.branch_id', '=', entry.branchId),
          ]),
        ),
      ),
    )
    .select('p.id')
    .execute();
  return rows.length;
};

const named = async (db: Db, township: Township, name: string): Promise<number> => {
  const { from, to } = within(township);
  const rows = await db
    .selectFrom('person')
    .where('org_path', '>=', from)
    .where('org_path', '<', to)
    .where('name', '=', name)
    .where('voided_at', 'is', null)
    .where('merged_into_id', 'is', null)
    .select('id')
    .execute();
  return rows.length;
};

const stillMembers = async (db: Db, ids: readonly string[]): Promise<number> => {
  const rows = await db
    .selectFrom('membership')
    .where('person_id', '=', sql<string>`any(${ids}::uuid[])`)
    .where('left_on', 'is', null)
    .where('voided_at', 'is', null)
    .select('person_id')
    .execute();
  return rows.length;
};

export const rosterScene: Scene = {
  async prepare(tx, { county, scope, township }) {
    const first = await plantBranch(tx, township, '溪口村党支部');
    const second = await plantBranch(tx, township, '云岭村党支部');
    const people = inventPeople(12);
    const [a, b, c, d, e, strange, twin] = people as [DrillPerson, ...DrillPerson[]];
    if (!b || !c || !d || !e || !strange || !twin) throw new Error('twelve people were asked for');
    const old = people.slice(6);
    const before: string[] = [];
    for (const [index, person] of old.entries())
      before.push(await enlist(tx, { county, scope, branch: index % 2 === 0 ? first : second }, person));
    const known = people[7] ?? twin;
    const wrong = { ...d, idNumber: misread(d.idNumber) };
    const lost = { ...e, idNumber: misread(e.idNumber) };
    const rows = [
      rowOf(a, first.name),
      rowOf(b, first.name),
      rowOf(wrong, first.name),
      rowOf(known, second.name),
      rowOf(c, second.name),
      rowOf(lost, second.name),
      rowOf({ ...twin, idNumber: idBeside(twin.idNumber) }, first.name),
      rowOf(strange, '龙门镇下埠村党支部'),
    ];
    const facts: Facts = {
      right: [
        { ...a, branchId: first.id },
        { ...b, branchId: first.id },
        { ...c, branchId: second.id },
      ],
      mended: { ...d, branchId: first.id },
      unknown: lost,
      twin,
      strange,
      before,
      rows,
    };
    return {
      params: { mended: d.name, number: d.idNumber, unknown: e.name, twin: twin.name, strange: strange.name },
      facts,
    };
  },

  async look(db, county, township, kept) {
    // Written by `prepare` above.
    const facts = kept as Facts;
    const { from } = within(township);
    return [
      counts('roster_entered', await entered(db, county, facts.right), facts.right.length),
      counts('roster_mended', await entered(db, county, [facts.mended]), 1),
      counts('roster_left_out', await named(db, township, facts.unknown.name), 0),
      counts('roster_not_doubled', await named(db, township, facts.twin.name), 1),
      counts('roster_not_strange', await named(db, { ...township, path: from }, facts.strange.name), 0),
      counts('roster_kept', await stillMembers(db, facts.before), facts.before.length),
    ];
  },

  async material(kept) {
    const stream = new PassThrough();
    const whole = buffer(stream);
    const { rows } = kept as Facts;
    await writeSheet(stream, { sheetName: '花名册', columns: headings.map((title) => ({ title })), rows });
    return {
      name: '演练花名册.xlsx',
      mediaType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
      body: await whole,
    };
  },
};

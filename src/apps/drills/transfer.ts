/** 拦下一件错的整建制转出: two units are about to leave, one of them by mistake. That one stays, the other goes on. */
import { sql } from 'kysely';
import type { Scope } from '#platform/access/scope.ts';
import type { County } from '#platform/county/county.ts';
import type { Db, Tx } from '#platform/db/types.ts';
import { counts } from '#features/education/practice/rules.ts';
import type { Scene } from '#features/education/practice/index.ts';
import { beginUnit, walkWhole } from '#features/management/transfers/units/commands.ts';
import { enlist, inventPeople, plantBranch, type Branch, type DrillPerson } from './people.ts';

interface Facts {
  readonly wrong: { readonly unitId: string; readonly branchId: string; readonly people: readonly string[] };
  readonly right: { readonly unitId: string; readonly people: readonly string[] };
}

const each = 4;

/** A unit whose branch has agreed: what comes next is the committee's letter. */
const leaving = async (
  tx: Tx,
  { county, scope }: { readonly county: County; readonly scope: Scope },
  branch: Branch,
  outside: string,
): Promise<string> => {
  const month = county.today().slice(0, 7);
  const id = await beginUnit(tx, scope, county, {
    organisationId: branch.id,
    outside,
    reason: '企业整体迁移，党组织随迁',
    duesPaidTo: month,
  });
  await walkWhole(tx, scope, county, id, { version: 1, step: 'agree' });
  return id;
};

const inStates = async (db: Db, unitId: string, states: readonly string[]): Promise<number> => {
  const rows = await db
    .selectFrom('transfer')
    .where('unit_id', '=', unitId)
    .where(sql<boolean>`state::text = any(${states}::text[])`)
    .select('id')
    .execute();
  return rows.length;
};

export const transferScene: Scene = {
  async prepare(tx, { county, scope, township }) {
    const wrong = await plantBranch(tx, township, '前川村党支部');
    const right = await plantBranch(tx, township, '云帆阀门公司党支部');
    const people = inventPeople(each * 2);
    const place = async (branch: Branch, group: readonly DrillPerson[]): Promise<string[]> => {
      const ids: string[] = [];
      for (const person of group) ids.push(await enlist(tx, { county, scope, branch }, person));
      return ids;
    };
    const [staying, going] = [await place(wrong, people.slice(0, each)), await place(right, people.slice(each))];
    const outside = '中共乐清市柳市镇委员会';
    const facts: Facts = {
      wrong: { unitId: await leaving(tx, { county, scope }, wrong, outside), branchId: wrong.id, people: staying },
      right: { unitId: await leaving(tx, { county, scope }, right, outside), people: going },
    };
    return { params: { wrong: wrong.name, right: right.name, outside, count: each }, facts };
  },

  async look(db, _county, _township, kept) {
    // Written by `prepare` above.
    const { wrong, right } = kept as Facts;
    const stayed = await db
      .selectFrom('membership')
      .where('person_id', '=', sql<string>`any(${wrong.people}::uuid[])`)
      .where('branch_id', '=', wrong.branchId)
      .where('left_on', 'is', null)
      .where('voided_at', 'is', null)
      .select('id')
      .execute();
    return [
      counts('transfer_stopped', await inStates(db, wrong.unitId, ['rejected', 'recalled']), each),
      counts('transfer_stayed', stayed.length, each),
      counts('transfer_went_on', await inStates(db, right.unitId, ['out_committee_ok']), each),
    ];
  },
};

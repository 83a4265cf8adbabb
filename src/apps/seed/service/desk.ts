import type { Scope } from '#platform/access/scope.ts';
import type { County } from '#platform/county/county.ts';
import type { Tx } from '#platform/db/types.ts';
import { readCalendar } from '#features/base/rules/index.ts';
import { fullName } from '../names.ts';
import type { Filed } from '../organisation-rows.ts';
import { mix, random, textSeed, type Random } from '../random.ts';
import type { Loader } from '../loading.ts';
import type { World } from './request-plan.ts';

export interface Holding {
  readonly accountId: string;
  readonly personId: string;
  readonly name: string;
  readonly role: string;
  readonly organisationId: string;
}

export interface ServiceDesk {
  readonly tx: Tx;
  readonly loader: Loader;
  readonly scope: Scope;
  readonly county: County;
  readonly today: string;
  readonly tree: ReadonlyMap<string, Filed>;
}

export interface Service extends ServiceDesk, World {
  readonly holdings: readonly Holding[];
  readonly at: (key: string) => Filed;
}

const handlers = new Set(['county_officer', 'township_worker', 'branch_secretary', 'department_handler']);

const holdingsOf = (tx: Tx): Promise<Holding[]> =>
  tx
    .selectFrom('account as a')
    .innerJoin('role_grant as g', 'g.account_id', 'a.id')
    .select(['a.id as accountId', 'a.display_name as name', 'g.role', 'g.organisation_id as organisationId'])
    .select((e) => e.fn.coalesce('a.person_id', 'a.id').as('personId'))
    .orderBy('a.sign_in_name')
    .execute();

/** An invented name. */
export const someName = (chance: Random): string =>
  fullName(chance, {
    sex: chance.chance(0.5) ? '1' : '2',
    birthYear: chance.whole(1950, 2003),
    ethnicity: '01',
    leading: null,
  });

/** What planning and writing of all that residents bring needs. */
export const openService = async (desk: ServiceDesk): Promise<Service> => {
  const { tx, county, tree, today } = desk;
  const [holdings, calendar, categories] = [
    await holdingsOf(tx),
    await readCalendar(tx),
    await tx.selectFrom('request_category').select(['code', 'name_zh']).execute(),
  ];
  const names = new Map(categories.map(({ code, name_zh }) => [code, name_zh]));
  const staff = new Map(holdings.filter(({ role }) => handlers.has(role)).map((one) => [one.organisationId, one.name]));
  return {
    ...desk,
    holdings,
    calendar,
    now: county.now().getTime(),
    today,
    chance: random(mix(330_324, textSeed('service'))),
    actorOf: (unit) => staff.get(unit.id) ?? someName(random(mix(textSeed(unit.seed.key), 41))),
    categoryName: (code) => names.get(code) ?? code,
    at: (key) => {
      const found = tree.get(key);
      if (found === undefined) throw new Error(`no organisation ${key}`);
      return found;
    },
  };
};

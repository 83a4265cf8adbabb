import { sql } from 'kysely';
import { leafPath, systemScope, type Scope } from '#platform/access/scope.ts';
import { audit } from '#platform/audit/audit.ts';
import { linkAllEvents } from '#platform/audit/chain.ts';
import type { County } from '#platform/county/county.ts';
import type { Tx } from '#platform/db/types.ts';
import { newId } from '#shared/ids.ts';
import { retally } from '#features/base/members/index.ts';
import { putAccounts, type DemoAccount, type Holder } from './account-rows.ts';
import { putYearOfActivities } from './activities.ts';
import { putAdmissions } from './admission.ts';
import { putQuotas } from './admission-quotas.ts';
import { demoCounty, type DemoCounty } from './county.ts';
import { putAppraisals } from './appraisals.ts';
import { putDues, putTreasurers } from './dues-rows.ts';
import { putElections } from './elections.ts';
import { fillHolidays } from './holidays.ts';
import { landmarks } from './landmarks.ts';
import { openLoader, type Loader } from './loading.ts';
import { putMaterials } from './materials.ts';
import { putYearOfMeetings } from './meetings.ts';
import { putNotices, tellDues } from './notices.ts';
import { openTerms, putOrganisations, type Filed } from './organisation-rows.ts';
import { putPerson } from './person-rows.ts';
import type { AccountSeed, PostSeed } from './shapes.ts';
import { putOutflows } from './outflow-rows.ts';
import { openSpelling } from './spelling.ts';
import { putTransfers } from './transfers.ts';
import { putUnderWay } from './underway.ts';
import { putEducation } from './education/put.ts';
import { ofOrThrow } from './known.ts';
import { putService } from './service/put.ts';
import { putUse } from './use.ts';

export interface SeedOptions {
  /** Members of the county, 4,500 or more. */
  readonly members: number;
  readonly seed?: number;
  /** The day on which the county is told; the county's today without it. */
  readonly today?: string;
  /** With false the county has its organisations, people, posts and accounts, and none of the year's meetings and matters. */
  readonly life?: boolean;
  readonly onProgress?: (done: number, total: number) => void;
}

/** Fresh path segments, in order. */
export const takeSegments = async (tx: Tx, count: number): Promise<number[]> => {
  const { rows } = await sql<{
    segment: number;
  }>`select nextval('organisation_segment') as segment from generate_series(1, ${count}::int4)`.execute(tx);
  return rows.map((row) => row.segment);
};

/** Keys of the people whom posts and accounts name; nobody else's id has to be kept. */
const namedPeople = (county: DemoCounty): Set<string> => {
  const keys = new Set(county.accounts.map((account) => account.personKey));
  for (const post of county.posts()) keys.add(post.personKey);
  return keys;
};

interface Named {
  readonly id: string;
  readonly name: string;
}

interface Desk {
  readonly county: County;
  readonly loader: Loader;
  readonly tree: ReadonlyMap<string, Filed>;
}

const putPeople = async (
  tx: Tx,
  { county, loader, tree }: Desk,
  plan: DemoCounty,
  options: SeedOptions,
): Promise<Map<string, Named>> => {
  const wanted = namedPeople(plan);
  const named = new Map<string, Named>();
  const desk = { loader, crypto: county.crypto, tree, spell: openSpelling() };
  let done = 0;
  for (const person of plan.people()) {
    const id = putPerson(desk, person);
    if (wanted.has(person.key)) named.set(person.key, { id, name: person.name });
    done += 1;
    if (done % 500 === 0) options.onProgress?.(done, plan.members);
    await loader.pump();
  }
  return named;
};

/** Returns the holdings of secretaries by organisation and person. */
const putPosts = async (
  loader: Loader,
  tree: ReadonlyMap<string, Filed>,
  named: ReadonlyMap<string, Named>,
  posts: Iterable<PostSeed>,
): Promise<Map<string, string>> => {
  const terms = openTerms(loader, tree);
  for (const [key, { seed }] of tree) terms.idOf({ organisationKey: key, termStartedOn: seed.termStartedOn });
  const secretaries = new Map<string, string>();
  for (const post of posts) {
    const organisation = ofOrThrow(tree, post.organisationKey);
    const person = ofOrThrow(named, post.personKey);
    const id = newId();
    if (post.post === 'secretary' && post.toOn === null)
      secretaries.set(`${post.organisationKey} ${post.personKey}`, id);
    loader.put('post_holding', {
      id,
      organisation_id: organisation.id,
      person_id: person.id,
      org_path: leafPath(organisation.path, person.id),
      post: post.post,
      term_id: terms.idOf(post),
      from_on: post.fromOn,
      to_on: post.toOn,
      version: 1,
      created_at: 'now',
    });
    await loader.pump();
  }
  return secretaries;
};

// Inside the transaction the planner has no statistics of the new rows yet and would join them row by row.
const loading = { statement_timeout: '0', idle_in_transaction_session_timeout: '0', enable_nestloop: 'off' } as const;

const putYear = async (tx: Tx, county: County, { today, own }: { today: string; own: string }): Promise<void> => {
  await putYearOfMeetings(tx, today);
  await putYearOfActivities(tx, today);
  await putMaterials(tx, county);
  await putAppraisals(tx, today, own);
};

interface Office extends Omit<Desk, 'tree'> {
  readonly tx: Tx;
  readonly scope: Scope;
  readonly today: string;
}

/** What is under way in the demonstration township, and what people have been told of it. */
const putMatters = async (desk: Office, tree: ReadonlyMap<string, Filed>): Promise<void> => {
  const { tx, loader, county, today } = desk;
  const { path } = ofOrThrow(tree, landmarks.demoTownship);
  const own = ofOrThrow(tree, landmarks.demoBranch);
  await putUnderWay(tx, { id: own.id, today });
  await putDues(tx, loader, { path, own: own.id, today });
  await putTreasurers(tx, path);
  await putOutflows(tx, county.crypto, { path, branch: own.path }, today);
  await putAdmissions(desk, path);
  await putQuotas(tx, today);
  await putElections(desk, path, own.id);
  const payments = await tellDues(desk);
  await putTransfers(desk, path, own.id);
  await putNotices(desk, payments);
  await putUse(tx, own);
};

/**
 * Writes the demonstration county in one transaction: a kill in its middle leaves the county empty.
 * @throws RangeError for fewer than 4,500 members
 */
export const writeDemoCounty = async (county: County, options: SeedOptions): Promise<DemoAccount[]> => {
  const today = options.today ?? county.today();
  const plan = demoCounty({
    members: options.members,
    today,
    ...(options.seed === undefined ? {} : { seed: options.seed }),
  });
  const scope = systemScope(county.entry.code, '演示数据', { guard: 'accounts', source: 'seed' });
  const accounts = await county.write(
    scope,
    async (tx) => {
      const loader = openLoader(tx);
      const tree = await putOrganisations(
        loader,
        plan.organisations,
        await takeSegments(tx, plan.organisations.length),
      );
      const named = await putPeople(tx, { county, loader, tree }, plan, options);
      const secretaries = await putPosts(loader, tree, named, plan.posts());
      const holderOf = (seed: AccountSeed): Holder => {
        const person = ofOrThrow(named, seed.personKey);
        return {
          personId: person.id,
          name: person.name,
          postHoldingId: secretaries.get(`${seed.organisationKey} ${seed.personKey}`) ?? null,
        };
      };
      const seatOf = (role: AccountSeed['role']): Holder => {
        const seat = plan.accounts.find((one) => one.role === role);
        if (seat === undefined) throw new Error(`no ${role}`);
        return holderOf(seat);
      };
      const accounts = await putAccounts({ loader, crypto: county.crypto, tree }, plan.accounts, holderOf, today);
      await loader.flush();
      const isLived = options.life !== false;
      if (isLived) await putYear(tx, county, { today, own: ofOrThrow(tree, landmarks.demoBranch).id });
      await fillHolidays(tx, scope, today);
      await retally(tx);
      if (isLived) await putMatters({ tx, loader, scope, county, today }, tree);
      if (isLived) await putService({ tx, loader, scope, county, today, tree });
      if (isLived) await putEducation({ tx, county, today, tree }, seatOf);
      audit(tx, {
        action: 'county.seed',
        entity: 'county',
        entityId: null,
        path: '/',
        reason: `${options.members} 名党员`,
      });
      options.onProgress?.(plan.members, plan.members);
      return accounts;
    },
    { settings: loading },
  );
  // Events of months ago are older than what the chain looks back for while the platform runs.
  await linkAllEvents(county);
  return accounts;
};

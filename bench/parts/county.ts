/** A county of a given size to measure on: made once, kept in the cache folder, opened beside the processes under test. */
import { createHash, randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import pg from 'pg';
import { retally } from '#features/base/members/index.ts';
import { plantDrills } from '#features/base/accounts/factory.ts';
import type { Role } from '#features/base/accounts/permissions/rules.ts';
import { drills } from '#features/base/accounts/drills/rules.ts';
import { openDeployment, type Deployment } from '#apps/deployment.ts';
import { isEmpty } from '#apps/seed/is-empty.ts';
import { writeDemoCounty } from '#apps/seed/write.ts';
import { scopeOf } from '#features/base/accounts/access.ts';
import { systemScope, type Scope } from '#platform/access/scope.ts';
import { readConfig } from '#platform/config/config.ts';
import type { County } from '#platform/county/county.ts';
import { asAdmin } from '#platform/db/counties.ts';
import { packageFolder } from '#platform/db/package-folder.ts';
import { openLog } from '#platform/log/log.ts';
import { newId } from '#shared/ids.ts';

export interface BenchSession {
  /** The cookie's value. */
  readonly token: string;
  /** What the platform makes of it. */
  readonly scope: Scope;
}

export interface BenchCounty {
  readonly members: number;
  readonly deployment: Deployment;
  readonly county: County;
  readonly postmaster: number;
  /** For child processes that serve the same folder. */
  readonly environment: Readonly<Record<string, string>>;
  /** A new account, signed in. */
  signIn(role: Role, organisationId: string): Promise<BenchSession>;
  /** The same; the cookie's value only. */
  session(role: Role, organisationId: string): Promise<string>;
  /** Takes the members of that name out again, and what the requests of a bench left behind: the next run meets the same county. */
  tidy(name: string): Promise<void>;
  close(): Promise<void>;
}

const folderOf = (members: number): string => join(packageFolder(), '.cache', 'bench', String(members));

/** As the superuser: the run-time role may delete no person. */
const tidying =
  (deployment: Deployment, county: County) =>
  async (name: string): Promise<void> => {
    await asAdmin(deployment.admin, async (admin) => {
      await admin.query(`set search_path = ${county.entry.schema}, public`);
      await admin.query(`create temporary table gone as select id from person where name = ${pg.escapeLiteral(name)}`);
      for (const table of ['file_reading', 'affiliation', 'membership'])
        await admin.query(`delete from ${table} where person_id in (select id from gone)`);
      await admin.query('delete from person where id in (select id from gone)');
      await admin.query('truncate outbox, idempotency, file_reading');
      await admin.query('vacuum analyze person, membership, affiliation, branch_tally');
    });
    await county.write(systemScope(county.entry.code, 'bench'), (tx) => retally(tx));
  };

const organisationOf = (county: County, id: string): Promise<{ short_name: string; path: string }> =>
  county
    .read(systemScope(county.entry.code, 'bench'))
    .selectFrom('organisation')
    .select(['short_name', 'path'])
    .where('id', '=', id)
    .executeTakeFirstOrThrow();

/** Makes an account with one role, signed in, of nobody in particular. */
export const signingIn =
  (county: County) =>
  async (role: Role, organisationId: string): Promise<BenchSession> => {
    const secret = randomBytes(32).toString('base64url');
    const [accountId, grantId, sessionId] = [newId(), newId(), newId()];
    const now = Date.now();
    await county.write(systemScope(county.entry.code, 'bench', { guard: 'accounts' }), async (tx) => {
      await tx
        .insertInto('account')
        .values({
          id: accountId,
          sign_in_name: `bench-${accountId}`,
          display_name: '测试',
          must_set_password: false,
          totp_confirmed_at: new Date(now).toISOString(),
        })
        .execute();
      await tx
        .insertInto('role_grant')
        .values({ id: grantId, account_id: accountId, role, organisation_id: organisationId, from_on: '2001-07-01' })
        .execute();
      await plantDrills(tx, accountId);
      await tx
        .insertInto('session')
        .values({
          id: sessionId,
          token_hash: createHash('sha256').update(secret).digest(),
          account_id: accountId,
          grant_id: grantId,
          factor: 'totp',
          expires_at: new Date(now + 4 * 3_600_000).toISOString(),
        })
        .execute();
    });
    const organisation = await organisationOf(county, organisationId);
    const grant = {
      id: grantId,
      role,
      organisationId,
      organisationName: organisation.short_name,
      path: organisation.path,
    };
    // As somebody who has passed them all.
    const session = { accountId, personId: null, personPath: null, displayName: '测试', sessionId, grant, drills };
    return { token: `${county.entry.code}.${secret}`, scope: scopeOf(county, session, 'bench') };
  };

/** Opens the county, writing it first where it is missing (minutes at a million, and then without its year of meetings). */
export const openBenchCounty = async (
  members: number,
  say: (line: string) => void,
  { life = true }: { readonly life?: boolean } = {},
): Promise<BenchCounty> => {
  const folder = folderOf(members);
  const environment = {
    ZHIBU_DATA: join(folder, 'data'),
    ZHIBU_KEYS: join(folder, 'keys'),
    ZHIBU_PORT: '0',
    ZHIBU_LOG: 'error',
    ZHIBU_POOL: '12',
  };
  const deployment = await openDeployment(readConfig({ ...process.env, ...environment }), openLog({ level: 'error' }));
  const entry = await deployment.addCounty({ code: '330324', name: '永嘉县', demo: true });
  const county = deployment.open(entry);
  if (await isEmpty(county)) {
    const start = Date.now();
    say(`writing a county of ${members} members`);
    await writeDemoCounty(county, { members, life });
    await deployment.analyse(entry);
    // A county that is at rest: no marks to set on rows that nobody has read yet, nothing to write out while others measure.
    await asAdmin(deployment.admin, async (admin) => {
      await admin.query('vacuum');
      await admin.query('checkpoint');
    });
    say(`written in ${((Date.now() - start) / 1_000).toFixed(0)} s`);
  }
  const pidFile = join(deployment.embedded?.dataDir ?? '', 'postmaster.pid');
  const signIn = signingIn(county);
  return {
    members,
    deployment,
    county,
    postmaster: Number(readFileSync(pidFile, 'utf8').split('\n')[0]),
    environment,
    signIn,
    tidy: tidying(deployment, county),
    session: async (role, organisationId) => (await signIn(role, organisationId)).token,
    async close() {
      await county.close();
      await deployment.close();
    },
  };
};

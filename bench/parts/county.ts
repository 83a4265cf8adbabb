/** A county of a given size to measure on: made once, kept in the cache folder, opened beside the processes under test. */
import { createHash, randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Role } from '#features/base/accounts/permissions/rules.ts';
import { openDeployment, type Deployment } from '#apps/deployment.ts';
import { isEmpty, writeDemoCounty } from '#apps/seed/write.ts';
import { systemScope } from '#platform/access/scope.ts';
import { readConfig } from '#platform/config/config.ts';
import type { County } from '#platform/county/county.ts';
import { packageFolder } from '#platform/db/package-folder.ts';
import { openLog } from '#platform/log/log.ts';
import { newId } from '#shared/ids.ts';

export interface BenchCounty {
  readonly members: number;
  readonly deployment: Deployment;
  readonly county: County;
  readonly postmaster: number;
  /** For child processes that serve the same folder. */
  readonly environment: Readonly<Record<string, string>>;
  /** A signed-in session of a new account; the cookie's value. */
  session(role: Role, organisationId: string): Promise<string>;
  close(): Promise<void>;
}

const folderOf = (members: number): string => join(packageFolder(), '.cache', 'bench', String(members));

/** Opens the county, writing it first where it is missing (minutes at a million). */
export const openBenchCounty = async (members: number, say: (line: string) => void): Promise<BenchCounty> => {
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
    await writeDemoCounty(county, { members });
    await deployment.analyse(entry);
    say(`written in ${((Date.now() - start) / 1_000).toFixed(0)} s`);
  }
  const pidFile = join(deployment.embedded?.dataDir ?? '', 'postmaster.pid');
  return {
    members,
    deployment,
    county,
    postmaster: Number(readFileSync(pidFile, 'utf8').split('\n')[0]),
    environment,
    async session(role, organisationId) {
      const secret = randomBytes(32).toString('base64url');
      const [accountId, grantId] = [newId(), newId()];
      const now = Date.now();
      await county.write(systemScope(entry.code, 'bench', { guard: 'accounts' }), async (tx) => {
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
        await tx
          .insertInto('session')
          .values({
            id: newId(),
            token_hash: createHash('sha256').update(secret).digest(),
            account_id: accountId,
            grant_id: grantId,
            factor: 'totp',
            expires_at: new Date(now + 4 * 3_600_000).toISOString(),
          })
          .execute();
      });
      return `${entry.code}.${secret}`;
    },
    async close() {
      await county.close();
      await deployment.close();
    },
  };
};

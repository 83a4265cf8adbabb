/** A seeded county of its own, as it stood on the last day of the month before: one branch's month lies ahead. */
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type pg from 'pg';
import { openDeployment } from '#apps/deployment.ts';
import { landmarks } from '#apps/seed/landmarks.ts';
import { writeDemoCounty } from '#apps/seed/write.ts';
import { rangeEnd, systemScope } from '#platform/access/scope.ts';
import { readConfig } from '#platform/config/config.ts';
import { asAdmin } from '#platform/db/counties.ts';
import type { County } from '#platform/county/county.ts';
import { openLog } from '#platform/log/log.ts';
import { addDays } from '#shared/days.ts';
import { newId } from '#shared/ids.ts';
import { startChild } from './child.ts';
import { signingIn } from './county.ts';

const members = 4_500;

export interface BranchGround {
  readonly county: County;
  readonly branch: { readonly id: string; readonly path: string; readonly name: string };
  readonly address: string;
  /** The cookie of the branch's secretary. */
  readonly token: string;
  /** As the superuser, in the county's schema: to look at everything that the database holds. */
  look<T extends pg.QueryResultRow>(text: string, values?: readonly unknown[]): Promise<T[]>;
  close(): Promise<void>;
}

/** The dues of a year are fixed in January: a walk in January begins on its first day. */
const seedDay = (today: string): string =>
  today.slice(5, 7) === '01' ? `${today.slice(0, 7)}-01` : addDays(`${today.slice(0, 7)}-01`, -1);

/** A member of the branch asks for a correction: one of the things that wait for its secretary. */
const askCorrection = async (county: County, branch: { readonly path: string }): Promise<void> => {
  const scope = systemScope(county.entry.code, 'proof');
  await county.write(scope, async (tx) => {
    const person = await tx
      .selectFrom('person')
      .select(['id', 'org_path'])
      .where('org_path', '>=', branch.path)
      .where('org_path', '<', rangeEnd(branch.path))
      .orderBy('pinyin')
      .limit(1)
      .executeTakeFirstOrThrow();
    await tx
      .insertInto('correction_request')
      .values({
        id: newId(),
        person_id: person.id,
        org_path: person.org_path,
        field: 'nativePlace',
        wanted: county.crypto.encrypt('浙江省温州市永嘉县'),
        key_id: county.crypto.currentKeyId,
        reason: '籍贯登记有误',
      })
      .execute();
  });
};

export const openBranchGround = async (say: (line: string) => void): Promise<BranchGround> => {
  const folder = mkdtempSync(path.join(tmpdir(), 'zhibu-burden-'));
  chmodSync(folder, 0o755);
  const environment = {
    ZHIBU_DATA: path.join(folder, 'data'),
    ZHIBU_KEYS: path.join(folder, 'keys'),
    ZHIBU_PORT: '0',
    ZHIBU_LOG: 'error',
    BENCH_WORK: 'on',
  };
  const deployment = await openDeployment(readConfig({ ...process.env, ...environment }), openLog({ level: 'error' }));
  const entry = await deployment.addCounty({ code: '330324', name: '永嘉县', demo: true });
  const county = deployment.open(entry);
  const today = seedDay(county.today());
  say(`a county of ${members} members as of ${today}`);
  await writeDemoCounty(county, { members, today });
  await deployment.analyse(entry);
  const look: BranchGround['look'] = (text, values = []) =>
    asAdmin(deployment.admin, async (client) => {
      await client.query(`set search_path = ${entry.schema}, public`);
      return (await client.query(text, [...values])).rows;
    });
  const [branch] = await look<BranchGround['branch']>(
    `select o.id, o.path, o.name from organisation o join role_grant g on g.organisation_id = o.id
      where g.role = 'branch_secretary' limit 1`,
  );
  if (branch === undefined) throw new Error(`no secretary of ${landmarks.demoBranch}`);
  await askCorrection(county, branch);
  // What the last members' meeting agreed on is not done yet.
  await look(
    `update meeting_task set done_at = null where meeting_id = (select id from meeting
      where organisation_id = $1 and type = 'members_meeting' order by starts_at desc limit 1)`,
    [branch.id],
  );
  const { token } = await signingIn(county)('branch_secretary', branch.id);
  // Whoever walks the month keeps the dues as well: the fields and taps are the same, whoever it is.
  await look(
    `insert into dues_treasurer (id, organisation_id, org_path, account_id, name, reason, named_by, from_on)
      select gen_random_uuid(), $1, $2, account_id, '书记', '支部决定', '支部', current_date from role_grant
      where organisation_id = $1 and role = 'branch_secretary' on conflict do nothing`,
    [branch.id, branch.path],
  );
  const server = await startChild('app.ts', { environment });
  return {
    county,
    branch,
    address: `http://127.0.0.1:${server.port}`,
    token,
    look,
    async close() {
      await server.stop();
      await county.close();
      await deployment.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
};

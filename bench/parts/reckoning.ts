/** Holds the database of a stopped or restored county against the ledger of what the clients were told. */
import { createHash } from 'node:crypto';
import type pg from 'pg';
import { openDeployment, type Deployment } from '#apps/deployment.ts';
import { tallyDifferences } from '#features/base/members/index.ts';
import { systemScope } from '#platform/access/scope.ts';
import { verifyChain, type ChainVerdict } from '#platform/audit/chain.ts';
import { readConfig } from '#platform/config/config.ts';
import type { County } from '#platform/county/county.ts';
import { asAdmin } from '#platform/db/counties.ts';
import { openLog } from '#platform/log/log.ts';
import { grouped, type Ledger } from './ledger.ts';
import type { Environment } from './release.ts';

/** A county that nobody else has open. */
export interface Opened {
  readonly deployment: Deployment;
  readonly county: County;
  /** As the owner, whom no policy binds; the county's schema comes first. */
  rows<T>(text: string, values?: readonly unknown[]): Promise<T[]>;
  close(): Promise<void>;
}

export const openAlone = async (environment: Environment): Promise<Opened> => {
  const deployment = await openDeployment(
    readConfig({ ...process.env, ...environment, ZHIBU_PORT: '0' }),
    openLog({ level: 'error' }),
  );
  const [entry] = await deployment.entries();
  if (entry === undefined) throw new Error('no county');
  const county = deployment.open(entry);
  return {
    deployment,
    county,
    rows: <T>(text: string, values: readonly unknown[] = []): Promise<T[]> =>
      asAdmin(deployment.admin, async (client: pg.Client) => {
        await client.query(`set search_path = ${entry.schema}, public`);
        return (await client.query(text, [...values])).rows as T[];
      }),
    async close() {
      await county.close();
      await deployment.close();
    },
  };
};

export interface Reckoned {
  /** Acknowledged and not there. */
  readonly lost: string[];
  /** There more often than it was asked for. */
  readonly doubled: string[];
  /** Imports of which a part is there. */
  readonly halves: string[];
}

type Check = (opened: Opened, ledger: Ledger, found: Reckoned) => Promise<void>;

const judge = (found: Reckoned, what: string, times: number, wanted = 1): void => {
  if (times < wanted) found.lost.push(what);
  if (times > wanted) found.doubled.push(what);
};

interface MemberRow {
  readonly id: string;
  readonly name: string;
  readonly version: number;
  readonly household_place: string | null;
  readonly branch_id: string;
  readonly left_on: string | null;
  readonly memberships: string;
}

const checkMembers: Check = async ({ rows }, ledger, found) => {
  const people = await rows<MemberRow>(`select p.id, p.name, p.version, p.household_place, m.branch_id, m.left_on,
    count(*) over (partition by p.id) as memberships from person p join membership m on m.person_id = p.id where p.name like '测%' and m.voided_at is null`);
  const byName = grouped(people, (person) => person.name);
  const known = new Set<string>();
  for (const member of ledger.members) {
    known.add(member.name);
    const same = byName.get(member.name) ?? [];
    judge(found, `member ${member.name}`, same.length);
    const row = same.find(({ id }) => id === member.id);
    if (row === undefined) {
      if (same.length > 0) found.lost.push(`member ${member.name}: the acknowledged one`);
      continue;
    }
    judge(
      found,
      `changes of ${member.name}: version ${row.version} in place of ${member.version}`,
      row.version,
      member.version,
    );
    if (row.household_place !== member.place) found.lost.push(`the last edit of ${member.name}`);
    if (row.branch_id !== member.branchId) found.lost.push(`the move of ${member.name}`);
    if ((row.left_on !== null) !== member.left) found.lost.push(`the leaving of ${member.name}`);
  }
  for (const name of byName.keys()) if (!known.has(name)) found.doubled.push(`member ${name}, never acknowledged`);
};

const checkTagged =
  (
    table: string,
    column: string,
    like: string,
    list: (ledger: Ledger) => readonly { id: string; tag: string }[],
  ): Check =>
  async ({ rows }, ledger, found) => {
    const there = await rows<{ id: string; tag: string }>(
      `select id, ${column} as tag from ${table} where ${column} like $1`,
      [like],
    );
    const byTag = grouped(there, ({ tag }) => tag);
    for (const { id, tag } of list(ledger)) {
      const same = byTag.get(tag) ?? [];
      judge(found, `${table} ${tag}`, same.length);
      if (same.length > 0 && !same.some((row) => row.id === id))
        found.lost.push(`${table} ${tag}: the acknowledged one`);
      byTag.delete(tag);
    }
    for (const tag of byTag.keys()) found.doubled.push(`${table} ${tag}, never acknowledged`);
  };

const checkSignIns: Check = async ({ rows }, ledger, found) => {
  const there = await rows<{ digest: string; ended: boolean }>(
    `select encode(token_hash, 'hex') as digest, ended_at is not null as ended from session`,
  );
  const byDigest = new Map(there.map((row) => [row.digest, row.ended]));
  for (const { digest, ended } of ledger.signIns) {
    judge(found, 'a sign-in', byDigest.has(digest) ? 1 : 0);
    if (byDigest.get(digest) !== ended) found.lost.push(ended ? 'a sign-out' : 'a session that nobody ended');
  }
};

/** One event for each change of a member, neither fewer nor more. */
const checkEvents: Check = async ({ rows }, ledger, found) => {
  const there = await rows<{ entity_id: string; action: string; n: string }>(
    `select e.entity_id, e.action, count(*) as n from audit_event e join person p on p.id = e.entity_id where p.name like '测%' group by 1, 2`,
  );
  const counts = new Map(there.map(({ entity_id, action, n }) => [`${entity_id} ${action}`, Number(n)]));
  for (const { id, name, edits, moves, left } of ledger.members) {
    const wanted = { 'members.create': 1, 'members.edit': edits, 'members.move': moves, 'members.leave': left ? 1 : 0 };
    for (const [action, n] of Object.entries(wanted))
      judge(found, `audit events ${action} of ${name}`, counts.get(`${id} ${action}`) ?? 0, n);
  }
};

interface BatchCounts {
  readonly state: string;
  readonly people: string;
  readonly memberships: string;
  readonly affiliations: string;
  readonly events: string;
  readonly undone: string;
}

const batchSql = `select b.state,
  (select count(*) from person where batch_id = b.id and voided_at is null) as people,
  (select count(*) from membership where batch_id = b.id and voided_at is null) as memberships,
  (select count(*) from affiliation where batch_id = b.id and voided_at is null) as affiliations,
  (select count(*) from audit_event where source = 'import:' || b.id and action = 'members.import' and entity = 'person') as events,
  (select count(*) from audit_event where source = 'import:' || b.id and action = 'members.import.undo' and entity = 'person') as undone
  from import_batch b where b.id = $1`;

const checkImports: Check = async ({ rows }, ledger, found) => {
  for (const batch of ledger.imports) {
    const [counts] = await rows<BatchCounts>(batchSql, [batch.id]);
    const named = Number(
      (
        await rows<{ n: string }>(`select count(*) as n from person where name like $1 and voided_at is null`, [
          `${batch.prefix}%`,
        ])
      )[0]?.n,
    );
    const there = batch.state === 'committed' ? batch.rows : 0;
    judge(found, `import ${batch.prefix} as ${batch.state}`, counts?.state === batch.state ? 1 : 0);
    judge(found, `people of import ${batch.prefix}`, named, there);
    const parts = [counts?.people, counts?.memberships, counts?.affiliations].map(Number);
    if (parts.some((n) => n !== there))
      found.halves.push(
        `import ${batch.prefix}, ${batch.state}: ${parts.join(', ')} of ${batch.rows} people, memberships, affiliations`,
      );
    judge(
      found,
      `audit events of import ${batch.prefix}`,
      Number(counts?.events),
      ['committed', 'undoing', 'undone'].includes(batch.state) ? batch.rows : 0,
    );
    judge(
      found,
      `audit events of the undo of ${batch.prefix}`,
      Number(counts?.undone),
      batch.state === 'undone' ? batch.rows : 0,
    );
  }
};

interface RequestRow {
  readonly id: string;
  readonly sealed: Buffer;
  readonly state: string;
  readonly photos: number;
  readonly words: number;
  readonly events: Readonly<Record<string, number>> | null;
}

const requestsSql = `select r.id, r.sealed, r.state,
  (select count(*)::int4 from service_request_photo p join file f on f.id = p.file_id and f.org_path = p.org_path where p.request_id = r.id) as photos,
  (select count(*)::int4 from talk_message m where m.talk_id = r.id and m.side = 'asker') as words,
  (select jsonb_object_agg(action, n) from (select action, count(*) as n from audit_event where entity = 'service_request' and entity_id = r.id group by 1) e) as events
  from service_request r`;

/** Requests with their photos, words and steps; each by the text that its resident wrote. */
const checkRequests: Check = async ({ county, rows }, ledger, found) => {
  const there = (await rows<RequestRow>(requestsSql)).map(({ sealed, ...row }) => ({
    ...row,
    tag: (JSON.parse(county.crypto.decrypt(sealed)) as { text: string }).text,
  }));
  const byTag = grouped(
    there.filter(({ tag }) => tag.startsWith('测试诉求 ')),
    ({ tag }) => tag,
  );
  for (const { id, tag, photos, words, state } of ledger.requests) {
    const same = byTag.get(tag) ?? [];
    judge(found, `request ${tag}`, same.length);
    byTag.delete(tag);
    const row = same.find((one) => one.id === id);
    if (row === undefined) continue;
    judge(found, `photos of ${tag}`, row.photos, photos);
    judge(found, `words of ${tag}`, row.words, words);
    if (row.state !== state) found.lost.push(`${tag} is ${row.state} in place of ${state}`);
    const wanted = {
      'requests.send': 1,
      'requests.take': state === 'received' ? 0 : 1,
      'requests.answer': state === 'answered' ? 1 : 0,
    };
    for (const [action, n] of Object.entries(wanted))
      judge(found, `audit events ${action} of ${tag}`, row.events?.[action] ?? 0, n);
  }
  for (const tag of byTag.keys()) found.doubled.push(`request ${tag}, never acknowledged`);
};

const checks: readonly Check[] = [
  checkMembers,
  checkTagged('reward', 'title', '测试奖励 %', (ledger) => ledger.rewards),
  checkTagged('post_holding', 'note', '测试任职 %', (ledger) => ledger.posts),
  checkTagged('organisation', 'name', '测试第%党支部', (ledger) => ledger.branches),
  checkTagged('attachment', 'title', '测试材料 %', (ledger) => ledger.scans),
  checkTagged('job', `payload ->> 'reason'`, '测试导出 %', (ledger) => ledger.exports),
  checkRequests,
  checkSignIns,
  checkEvents,
  checkImports,
];

const stepsOf = { received: 1, taken: 2, answered: 3 } as const;

/** Acknowledged writes of the ledger: a member's version counts its creation, changes and records. */
export const writesOf = (ledger: Ledger): number => {
  const { members, posts, branches, exports, scans, requests, signIns, imports } = ledger;
  const changes = members.reduce((sum, { version }) => sum + version, 0);
  const sessions = signIns.reduce((sum, { ended }) => sum + (ended ? 2 : 1), 0);
  const steps = imports.reduce((sum, { state }) => sum + (state === 'undone' ? 3 : state === 'committed' ? 2 : 1), 0);
  // The photos of a request, one or two, come at once.
  const asked = requests.reduce(
    (sum, { photos, words, state }) => sum + stepsOf[state] + Math.ceil(photos / 2) + words,
    0,
  );
  return changes + posts.length + branches.length + exports.length + scans.length + asked + sessions + steps;
};

export const reckon = async (opened: Opened, ledger: Ledger): Promise<Reckoned> => {
  const found: Reckoned = { lost: [], doubled: [], halves: [] };
  for (const check of checks) await check(opened, ledger, found);
  return found;
};

export interface Soundness {
  readonly chain: ChainVerdict;
  /** Branches whose tally differs from a recount. */
  readonly tallies: number;
  /** Jobs that are neither done nor cancelled, and entries left in the queue with an error. */
  readonly jobs: string[];
  readonly outbox: number;
  /** Rows of files whose content is missing or other than its digest. */
  readonly files: { readonly rows: number; readonly wrong: string[]; readonly loose: number };
}

const digestOf = async (county: County, id: string): Promise<string> => {
  const hash = createHash('sha256');
  for await (const chunk of await county.files.get(id)) hash.update(chunk as Buffer);
  return hash.digest('hex');
};

/** Decrypts every file that has a row. `loose`: contents without a row, which the sweep takes after a day. */
export const checkFiles = async ({ county, rows }: Opened): Promise<Soundness['files']> => {
  const there = await rows<{ id: string; digest: string }>(`select id, encode(digest, 'hex') as digest from file`);
  const wrong: string[] = [];
  for (const { id, digest } of there) {
    const found = await digestOf(county, id).catch((error: Error) => error.message);
    if (found !== digest) wrong.push(`${id}: ${found}`);
  }
  const known = new Set(there.map(({ id }) => id));
  const loose = (await county.files.olderThan(0)).filter((name) => !known.has(name)).length;
  return { rows: there.length, wrong, loose };
};

/** What must hold of every county at rest. */
export const soundness = async (opened: Opened): Promise<Soundness> => {
  const { county, rows } = opened;
  const scope = systemScope(county.entry.code, 'proof');
  const { jobSchema } = county.entry;
  const jobs = await rows<{ what: string }>(
    `select kind || ' ' || state || coalesce(' ' || error::text, '') as what from job where state not in ('done', 'cancelled')
     union all select t.identifier || ' in the queue: ' || coalesce(j.last_error, 'waiting') from ${jobSchema}._private_jobs j
     join ${jobSchema}._private_tasks t on t.id = j.task_id where j.last_error is not null or j.locked_at is not null`,
  );
  return {
    chain: await verifyChain(county),
    tallies: await county.write(scope, (tx) => tallyDifferences(tx)),
    jobs: jobs.map(({ what }) => what),
    outbox: Number((await rows<{ n: string }>('select count(*) as n from outbox'))[0]?.n),
    files: await checkFiles(opened),
  };
};

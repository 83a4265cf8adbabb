/** Proof `restore`: a backup taken under load comes back whole on another path, and only whole, and only with its keys. */
import { existsSync, mkdirSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { loadavg } from 'node:os';
import { setTimeout as pause } from 'node:timers/promises';
import type { BackupManifest } from '#platform/backup/manifest.ts';
import { attachPapers } from '../parts/attachments.ts';
import { openClient, type Tally } from '../parts/client.ts';
import { startCrowd, type Crowd, type CrowdOptions } from '../parts/crowd.ts';
import { damages, twinOf } from '../parts/damage.ts';
import type { Ledger } from '../parts/ledger.ts';
import { openAlone, soundness, writesOf, type Opened, type Soundness } from '../parts/reckoning.ts';
import {
  environmentOf,
  freePort,
  layOutRelease,
  seedCounty,
  type Answer,
  type Environment,
  type Release,
} from '../parts/release.ts';
import { serve } from '../parts/served.ts';
import { signIn } from '../parts/writers.ts';

const members = 4_500;
const papers = 140;
const writers = 4;
const rosterRows = 250;
/** Acknowledged before the backup begins. */
const writesBefore = 400;

const seconds = (ms: number): string => `${(ms / 1_000).toFixed(1)} s`;
const some = (title: string, list: readonly string[]): string[] =>
  list.slice(0, 8).map((line) => `  ${title}: ${line}`);

interface Taken {
  readonly answer: Answer;
  readonly manifest: BackupManifest;
  /** What had been acknowledged when the backup began. */
  readonly before: Ledger;
  /** Writes acknowledged while it was taken. */
  readonly meanwhile: number;
  readonly crowd: Crowd;
}

const takeBackup = async (
  release: Release,
  environment: Environment,
  accounts: CrowdOptions['accounts'],
  to: string,
): Promise<Taken> => {
  const served = await serve(release, environment, await freePort());
  try {
    const crowd = await startCrowd({ port: served.port, accounts, writers, rosterRows });
    const end = performance.now() + 60_000;
    while (writesOf(crowd.ledger) < writesBefore && performance.now() < end) await pause(100);
    const before = structuredClone(crowd.ledger);
    const answer = await release.zhibu(['backup', '--to', to], environment);
    const meanwhile = writesOf(crowd.ledger) - writesOf(before);
    await pause(1_000);
    await crowd.finish();
    if (answer.code !== 0) throw new Error(`no backup: ${JSON.stringify(answer.reply)}`);
    return { answer, manifest: answer.reply['manifest'] as BackupManifest, before, meanwhile, crowd };
  } finally {
    await served.stop();
  }
};

/** A PATH on which nothing lies but the two programs that every Linux has and the start as root asks for. */
const bareTools = (folder: string): string => {
  const tools = join(folder, 'tools');
  mkdirSync(tools);
  for (const name of ['id', 'sh']) {
    const found = (process.env['PATH'] ?? '')
      .split(delimiter)
      .find((place) => place !== '' && existsSync(join(place, name)));
    if (found !== undefined) symlinkSync(join(found, name), join(tools, name));
  }
  return tools;
};

interface Refusal {
  readonly what: string;
  readonly wanted: string;
  readonly answer: Answer;
  /** The target was left empty or unmade, or says itself that it is unfinished. */
  readonly isHarmless: boolean;
}

const isRight = ({ wanted, answer, isHarmless }: Refusal): boolean =>
  answer.code === 3 && answer.reply['error'] === wanted && isHarmless;

const entriesOf = (folder: string): string[] => {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
};

const refusals = async (release: Release, environment: Environment, backup: string): Promise<Refusal[]> => {
  const target = join(release.folder, 'refused', 'data');
  const found: Refusal[] = [];
  const attempt = async (what: string, wanted: string, from: string, more: Environment = {}): Promise<void> => {
    const answer = await release.zhibu(['restore', '--from', from, '--to', target], { ...environment, ...more });
    found.push({ what, wanted, answer, isHarmless: entriesOf(target).length === 0 });
    rmSync(target, { recursive: true, force: true });
  };
  await attempt('without the keys', 'keys_missing', backup, { ZHIBU_KEYS: join(release.folder, 'no-keys') });
  for (const [index, { what, harm }] of damages.entries()) {
    const twin = join(release.folder, `damaged-${index}`);
    twinOf(backup, twin);
    harm(twin);
    await attempt(what, 'backup_damaged', twin);
    rmSync(twin, { recursive: true, force: true });
  }
  mkdirSync(target, { recursive: true });
  writeFileSync(join(target, 'something'), '');
  const answer = await release.zhibu(['restore', '--from', backup, '--to', target], environment);
  found.push({
    what: 'into a folder that is not empty',
    wanted: 'not_empty',
    answer,
    isHarmless: entriesOf(target).join() === 'something',
  });
  rmSync(target, { recursive: true, force: true });
  return found;
};

const countsOf = async ({ rows }: Opened): Promise<Map<string, number>> => {
  const tables = await rows<{ schema: string; name: string }>(
    `select schemaname as schema, tablename as name from pg_tables where schemaname !~ '^(pg_|information_schema)'`,
  );
  const counts = new Map<string, number>();
  for (const { schema, name } of tables) {
    const [row] = await rows<{ n: string }>(`select count(*) as n from "${schema}"."${name}"`);
    counts.set(`${schema}.${name}`, Number(row?.n));
  }
  return counts;
};

/** Acknowledged before the backup began, and not in what was restored. */
const missing = async ({ rows }: Opened, ledger: Ledger): Promise<string[]> => {
  const lost: string[] = [];
  const people = await rows<{ id: string; version: number }>(
    'select id, version from person where id = any($1::uuid[])',
    [ledger.members.map(({ id }) => id)],
  );
  const versions = new Map(people.map(({ id, version }) => [id, version]));
  for (const { id, name, version } of ledger.members)
    if ((versions.get(id) ?? 0) < version) lost.push(`member ${name}`);
  const tagged = {
    reward: ledger.rewards,
    post_holding: ledger.posts,
    organisation: ledger.branches,
    job: ledger.exports,
    import_batch: ledger.imports,
  };
  for (const [table, list] of Object.entries(tagged)) {
    const there = new Set((await rows<{ id: string }>(`select id from ${table}`)).map(({ id }) => id));
    for (const { id } of list) if (!there.has(id)) lost.push(`${table} ${id}`);
  }
  const requests = new Map(
    (
      await rows<{ id: string; photos: number }>(
        `select r.id, (select count(*)::int4 from service_request_photo p join file f on f.id = p.file_id where p.request_id = r.id) as photos from service_request r`,
      )
    ).map(({ id, photos }) => [id, photos]),
  );
  for (const { id, tag, photos } of ledger.requests)
    if ((requests.get(id) ?? -1) < photos) lost.push(`${tag}, or a photo of it`);
  const digests = new Set(
    (await rows<{ digest: string }>(`select encode(token_hash, 'hex') as digest from session`)).map(
      ({ digest }) => digest,
    ),
  );
  for (const { digest } of ledger.signIns) if (!digests.has(digest)) lost.push('a sign-in');
  return lost;
};

interface Restored {
  /** Tables whose rows differ from the manifest, and other facts that do. */
  readonly different: string[];
  readonly tables: number;
  readonly head: string;
  readonly lost: string[];
  readonly state: Soundness;
  readonly attachments: number;
  readonly photos: number;
}

const inspect = async (environment: Environment, { manifest, before }: Taken): Promise<Restored> => {
  const opened = await openAlone(environment);
  try {
    const { schema } = opened.county.entry;
    const counts = await countsOf(opened);
    const told = new Map(Object.entries(manifest.facts.values));
    const names = new Set([...counts.keys(), ...[...told.keys()].filter((name) => name.includes('.'))]);
    const different = [...names].filter((name) => counts.get(name) !== told.get(name));
    const state = await soundness(opened);
    const head = `${state.chain.links}:${state.chain.head ?? ''}`;
    if (head !== told.get(`${schema} audit chain`)) different.push(`audit chain ${head}`);
    const [digest] = await opened.rows<{ files: string }>(
      `select encode(sha256(convert_to(coalesce(string_agg(id || ':' || encode(digest, 'hex'), ',' order by id), ''), 'UTF8')), 'hex') as files from file`,
    );
    if (digest?.files !== told.get(`${schema} attachments`)) different.push('digests of the attachments');
    const [scans] = await opened.rows<{ n: string }>(
      `select count(*) as n from attachment a join file f on f.id = a.file_id`,
    );
    const [photos] = await opened.rows<{ n: string }>(
      `select count(*) as n from service_request_photo p join file f on f.id = p.file_id`,
    );
    return {
      different,
      tables: counts.size,
      head,
      lost: await missing(opened, before),
      state,
      attachments: Number(scans?.n),
      photos: Number(photos?.n),
    };
  } finally {
    await opened.close();
  }
};

/** Whether the restored folder serves: somebody signs in with the old password and is who they were. */
const serves = async (
  release: Release,
  environment: Environment,
  accounts: CrowdOptions['accounts'],
): Promise<boolean> => {
  const served = await serve(release, environment, await freePort());
  const tally: Tally = { sent: 0, acknowledged: 0, insisted: 0, faults: [] };
  const account = accounts.get('branch_secretary');
  const stranger = openClient({ port: served.port, tally });
  try {
    const token = await signIn(stranger, account?.signInName ?? '', account?.password ?? '');
    const client = openClient({ port: served.port, tally, cookie: `zhibu_session=${token}` });
    const { status, body } = await client.ask({ method: 'GET', path: '/api/members?limit=20' });
    client.close();
    return status === 200 && (body['items'] as readonly unknown[]).length > 0;
  } finally {
    stranger.close();
    await served.stop();
  }
};

const linesOf = (
  taken: Taken,
  refused: readonly Refusal[],
  answer: Answer,
  restored: Restored,
  isServing: boolean,
): string[] => {
  const { manifest, before, meanwhile } = taken;
  const { different, lost, state } = restored;
  const wrong = refused.filter((each) => !isRight(each));
  const megabytes = ((manifest.database.bytes + manifest.files.bytes) / 1e6).toFixed(0);
  return [
    `county of ${members} members, ${papers} papers with scans; ${writers} writers, 1 importer, 1 exporter, 1 person signing in and out, residents with requests and photos; load average ${loadavg()[0]?.toFixed(1)}`,
    `backup under load: ${seconds(taken.answer.ms)}, ${megabytes} MB, ${manifest.files.count} files; ${writesOf(before)} writes acknowledged before it, ${meanwhile} meanwhile; facts of one position of the log: ${manifest.facts.exact ? 'yes' : 'NO'}`,
    `restore on another path, with nothing on the PATH but id and sh: ${answer.code === 0 ? seconds(answer.ms) : `FAILED ${JSON.stringify(answer.reply)}`}`,
    `rows of ${restored.tables} tables, audit chain head, digests of attachments: ${different.length} differ from the manifest (bound 0)`,
    ...some('different', different),
    `writes acknowledged before the backup and not restored: ${lost.length} (bound 0)`,
    ...some('missing', lost),
    `audit chain: ${state.chain.links} links, ${state.chain.broken === null ? 'unbroken' : `BROKEN at ${state.chain.broken.seq}`}; tallies other than a recount: ${state.tallies} branches (bound 0)`,
    `files decrypted and compared: ${state.files.rows}, ${restored.attachments} of them scans of members' papers and ${restored.photos} photos of requests; ${state.files.wrong.length} missing or damaged (bound 0)`,
    ...some('file', state.files.wrong),
    `the restored county serves and knows its people: ${isServing ? 'yes' : 'NO'}`,
    `attempts that must be refused: ${refused.length}, ${wrong.length} not refused as they should (bound 0): ${refused.map(({ what }) => what).join(', ')}`,
    ...some(
      'not refused',
      wrong.map(
        ({ what, answer: { code, reply }, isHarmless }) =>
          `${what}: ${code} ${JSON.stringify(reply).slice(0, 200)}${isHarmless ? '' : ', left something behind'}`,
      ),
    ),
  ];
};

/** Takes no arguments. */
export const run = async (): Promise<{ lines: string[]; ok: boolean }> => {
  const release = layOutRelease('restore');
  const environment = environmentOf(release.folder, { ZHIBU_TRUST_PROXY: 'true' });
  const accounts = await seedCounty(release, environment, members);
  const original = await openAlone(environment);
  await attachPapers(original.county, papers);
  await original.close();
  const backup = join(release.folder, 'backups', 'today');
  mkdirSync(join(release.folder, 'backups'));
  const taken = await takeBackup(release, environment, accounts, backup);
  const refused = await refusals(release, environment, backup);
  const place = join(release.folder, 'another place', 'data');
  const bare = { ...environment, ZHIBU_DATA: place, PATH: bareTools(release.folder) };
  const answer = await release.zhibu(['restore', '--from', backup, '--to', place], bare);
  if (answer.code !== 0) throw new Error(`not restored: ${JSON.stringify(answer.reply)}`);
  const elsewhere = { ...environment, ZHIBU_DATA: place };
  const restored = await inspect(elsewhere, taken);
  const isServing = await serves(release, elsewhere, accounts);
  const { state, different, lost, attachments, photos } = restored;
  const clean =
    different.length === 0 &&
    lost.length === 0 &&
    taken.crowd.ledger.refused.length === 0 &&
    taken.manifest.facts.exact;
  const sound =
    state.chain.broken === null &&
    state.tallies === 0 &&
    state.files.wrong.length === 0 &&
    attachments === papers &&
    photos > 0;
  const ok = clean && sound && isServing && refused.every(isRight);
  const lines = linesOf(taken, refused, answer, restored, isServing);
  lines.push(...some('refused while the backup was taken', taken.crowd.ledger.refused));
  if (ok) release.remove();
  else lines.push(`kept for a look: ${release.folder}`);
  return { lines, ok };
};

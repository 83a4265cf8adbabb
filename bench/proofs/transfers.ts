/**
 * Proof `transfers`: random walks of many transfers by everybody at once, over real connections to two processes of the application
 * that are killed at any moment, with doubled and delayed requests. At every instant each member belongs to one branch, and every
 * answer is the one that the law says (`parts/transfer-law.ts`, written without the code's own table).
 */
import { randomInt, randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import type pg from 'pg';
import { idCheckCharacter } from '#features/base/members/identity/rules.ts';
import { tallyDifferences } from '#features/base/members/index.ts';
import { systemScope } from '#platform/access/scope.ts';
import { asAdmin } from '#platform/db/counties.ts';
import { prepareTemplate, startTestServer } from '../../test/harness/server.ts';
import { bundleApp, layOut, runApp, type AppProcess, type Ground } from '../parts/transfer-ground.ts';
import { compareOwners, judge, look, type Known, type Seen, type Walked } from '../parts/transfer-judge.ts';
import { allSteps, isEntitled, lawOf, type Actor } from '../parts/transfer-law.ts';

const people = 40;
const walkers = 12;
const killEveryMs = 2_500;
const stepsADay = 300;

interface Course {
  readonly ground: Ground;
  readonly apps: readonly AppProcess[];
  readonly known: Map<string, Known>;
  readonly walked: Walked[];
  readonly count: { steps: number; sent: number; doubled: number; delayed: number; kills: number; nights: number };
  readonly wrong: string[];
  pausing: boolean;
  busy: number;
}

const pick = <T>(list: readonly T[]): T => list[randomInt(list.length)] as T;

interface Answer {
  readonly status: number;
  readonly body: Record<string, unknown>;
  readonly text: string;
}

/** Sends to either process, again and again with the same key, until there is an answer. */
const send = async (course: Course, actor: Actor, path: string, body: object, key: string): Promise<Answer> => {
  const end = Date.now() + 60_000;
  while (Date.now() < end) {
    const port = pick(course.apps).port();
    course.count.sent += 1;
    const reply =
      port === undefined
        ? undefined
        : await fetch(`http://127.0.0.1:${port}/api${path}`, {
            method: 'POST',
            headers: { cookie: actor.cookie, 'content-type': 'application/json', 'idempotency-key': key },
            body: JSON.stringify(body),
          })
            .then(async (each) => ({ status: each.status, text: await each.text() }))
            .catch(() => undefined);
    if (reply !== undefined && reply.status < 500 && !reply.text.includes('"in_flight"'))
      return { ...reply, body: JSON.parse(reply.text) as Record<string, unknown> };
    if (reply !== undefined && reply.status === 500) course.wrong.push(`fault: ${path} ${reply.text.slice(0, 200)}`);
    await pause(10 + randomInt(40));
  }
  throw new Error(`no answer to ${path}`);
};

const sideOf = (view: Record<string, unknown>, name: 'from' | 'to') =>
  view[name] as { branchId: string | null; committeeId: string | null };

const learn = (course: Course, view: Record<string, unknown>): void => {
  const [from, to] = [sideOf(view, 'from'), sideOf(view, 'to')];
  const id = String(view['id']);
  const version = Number(view['version']);
  if ((course.known.get(id)?.version ?? 0) > version) return;
  course.known.set(id, {
    places: {
      way: String(view['way']),
      from_branch: from.branchId,
      from_committee: from.committeeId,
      to_branch: to.branchId,
      to_committee: to.committeeId,
    },
    personId: (view['personId'] as string | null) ?? course.known.get(id)?.personId ?? null,
    state: String(view['state']),
    version,
  });
};

/** The same intent again, now or later: the answer must be the first one, letter for letter. */
const sendAgain = async (course: Course, ask: () => Promise<Answer>, first: Answer, later: boolean): Promise<void> => {
  if (later) await pause(randomInt(400));
  course.count[later ? 'delayed' : 'doubled'] += 1;
  const second = await ask();
  // A refusal is not kept: it is judged anew, and must not become a deed.
  const same = first.status === 200 ? second.text === first.text : second.status !== 200;
  if (!same)
    course.wrong.push(`the same key was answered otherwise: ${first.text.slice(0, 90)} / ${second.text.slice(0, 90)}`);
};

const intend = async (course: Course, actor: Actor, path: string, body: object): Promise<Answer & { key: string }> => {
  const key = randomUUID();
  const ask = () => send(course, actor, path, body, key);
  const chance = randomInt(10);
  // Two at once, before either has an answer.
  const [first, twin] = await Promise.all([ask(), chance < 3 ? ask() : undefined]);
  if (twin !== undefined) {
    course.count.doubled += 1;
    const deeds = [first, twin].filter(({ status }) => status === 200);
    if (deeds.length === 2 && first.text !== twin.text) course.wrong.push('two at once were answered differently');
  }
  const answer = twin?.status === 200 ? twin : first;
  if (answer.status === 200 && chance >= 8) await sendAgain(course, ask, answer, chance === 9);
  return { ...answer, key };
};

/** Mostly inside the county; sometimes beyond it, and sometimes nowhere: away for a while. */
const endOf = (toBranchId: string): object => {
  const chance = randomInt(16);
  // From today on, so that no stay lies over an earlier one.
  const from = new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 10);
  if (chance < 2) return { outside: '中共某市委组织部', kind: 'cross_province' };
  if (chance === 2) return { outside: '外县', stay: { kind: 'certificate', from, until: from } };
  if (chance === 3) return { outside: '国外', stay: { kind: 'abroad', from, purpose: 'study' } };
  return { toBranchId };
};

const begin = async (course: Course): Promise<void> => {
  const { branches, members, actors } = course.ground;
  const member = pick(members);
  const actor = pick(actors);
  const body = {
    personId: member.id,
    reason: '工作调动',
    duesPaidTo: '2026-10',
    ...endOf(pick(branches).id),
  };
  const { status, body: view } = await intend(course, actor, '/transfers', body);
  if (status === 200) learn(course, view);
};

let arrivals = 0;
const numbers: string[] = [];
/** Somebody new, or somebody of whom the county has a file: who has left comes back to it, who has not is refused. */
const numberOf = ({ members }: Ground): string => {
  if (randomInt(3) > 0) return pick([...members.map(({ idNumber }) => idNumber), ...numbers]);
  const seventeen =
    `33030219880${1 + Math.floor(arrivals / 900)}1${String(1 + (arrivals % 900)).padStart(3, '0')}7`.slice(0, 17);
  const fresh = seventeen + idCheckCharacter(seventeen);
  numbers.push(fresh);
  return fresh;
};

const arrive = async (course: Course): Promise<void> => {
  const { branches, actors } = course.ground;
  arrivals += 1;
  const today = new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 10);
  const body = {
    toBranchId: pick(branches).id,
    outside: '中共外县县委组织部',
    kind: 'cross_province',
    letterNo: `外 ${arrivals}`,
    issuedOn: today,
    validUntil: today,
    duesPaidTo: '2026-10',
    reason: '工作调动',
    name: '外来党员',
    idNumber: numberOf(course.ground),
    category: 'full',
    joinedOn: '2012-07-01',
    fullOn: '2013-07-01',
  };
  const { status, body: view } = await intend(
    course,
    pick(actors.filter((one) => one.committee)),
    '/transfers/arrivals',
    body,
  );
  if (status === 200) learn(course, view);
};

const codeOf = (body: Record<string, unknown>): { code: string; message: string } => {
  const { error } = body as { error?: { code?: string; message?: string } };
  return { code: error?.code ?? '', message: error?.message ?? '' };
};

const bodyOf = (course: Course, step: string, version: number): object => ({
  version,
  step,
  ...(['reject', 'recall', 'lose'].includes(step) ? { reason: '本人改变去向' } : {}),
  ...(step === 'assign' && randomInt(3) === 0 ? { branchId: pick(course.ground.branches).id } : {}),
});

/** A letter in the place of a lost one is another transfer. */
const find = async (course: Course, actor: Actor, id: string): Promise<void> => {
  for (let tries = 0; tries < 200; tries += 1) {
    const port = pick(course.apps).port();
    const reply = await fetch(`http://127.0.0.1:${port}/api/transfers/${id}`, { headers: { cookie: actor.cookie } })
      .then(async (each) => (each.status === 200 ? ((await each.json()) as Record<string, unknown>) : undefined))
      .catch(() => undefined);
    if (reply !== undefined) return learn(course, reply);
    await pause(50);
  }
};

const attempt = async (course: Course, id: string, step: string, actor: Actor, version: number): Promise<void> => {
  const { status, body, key } = await intend(course, actor, `/transfers/${id}/steps`, bodyOf(course, step, version));
  const state = status === 200 ? String(body['state']) : '';
  course.walked.push({ transfer: id, version, step, actor, status, state, key, ...codeOf(body) });
  if (status !== 200) return;
  course.count.steps += 1;
  learn(course, body);
  const next = body['replacedById'];
  if (typeof next === 'string') await find(course, actor, next);
};

/** Mostly what the law allows, by whom it allows it; sometimes anything by anybody, on an older state. */
const step = async (course: Course): Promise<void> => {
  const alive = [...course.known].filter(([, { state, places }]) =>
    allSteps.some((one) => lawOf(places.way, state, one)),
  );
  if (alive.length === 0) return begin(course);
  const [id, { places, state, version }] = pick(alive);
  const { actors } = course.ground;
  const wild = randomInt(5) === 0;
  const open = allSteps.filter((one) => lawOf(places.way, state, one) !== undefined);
  // Ways that lead on are walked more often than those that end it.
  const onward = open.filter((one) => !['recall', 'reject', 'lose'].includes(one));
  const chosen = wild ? pick(allSteps) : pick(onward.length > 0 && randomInt(9) > 0 ? onward : open);
  const lawful = lawOf(places.way, state, chosen);
  const able = actors.filter((one) => lawful !== undefined && isEntitled(one, lawful, places));
  const actor = wild || able.length === 0 ? pick(actors) : pick(able);
  const rival =
    open.includes('recall') && chosen !== 'recall' && randomInt(state === 'in_committee_ok' ? 3 : 20) === 0
      ? lawOf(places.way, state, 'recall')
      : undefined;
  const recaller = rival && actors.find((one) => isEntitled(one, rival, places));
  await Promise.all([
    attempt(course, id, chosen, actor, Math.max(1, version - (wild && randomInt(3) === 0 ? 1 : 0))),
    // Somebody takes it back at the same moment.
    recaller && attempt(course, id, 'recall', recaller, version),
  ]);
};

const walker = async (course: Course, target: number): Promise<void> => {
  while (course.count.steps < target) {
    while (course.pausing) await pause(5);
    course.busy += 1;
    const chance = randomInt(12);
    await (chance < 2 ? begin(course) : chance === 2 ? arrive(course) : step(course));
    course.busy -= 1;
  }
};

/** A day passes: everything dated lies one day further back, since an affiliation begins on a day. */
const night = async (course: Course, admin: pg.Client): Promise<void> => {
  course.pausing = true;
  while (course.busy > 0) await pause(5);
  await admin.query(`do $$ declare a record; begin
    for a in select id from affiliation order by person_id, lower(during) loop
      update affiliation set during = daterange(lower(during) - 1, upper(during) - 1) where id = a.id;
    end loop;
    update membership set left_on = left_on - 1 where left_on is not null;
    update transfer set issued_on = issued_on - 1, accepted_on = accepted_on - 1; end $$`);
  course.count.nights += 1;
  course.pausing = false;
};

const repeat = async (isOver: () => boolean, everyMs: number, work: () => Promise<void>): Promise<void> => {
  while (!isOver()) {
    await pause(everyMs);
    if (!isOver()) await work();
  }
};

const walkAll = async (course: Course, admin: pg.Client, watcher: pg.Client, target: number): Promise<Seen> => {
  const seen: Seen = { instants: 0, none: 0, two: 0, apart: 0 };
  let over = false;
  const isOver = (): boolean => over;
  const beside = [
    repeat(isOver, 5, () => look(watcher, seen)),
    repeat(isOver, killEveryMs, async () => {
      course.count.kills += 1;
      await pick(course.apps).kill();
    }),
    repeat(isOver, 50, async () => {
      if (course.count.steps >= (course.count.nights + 1) * stepsADay) await night(course, admin);
    }),
  ];
  await Promise.all(Array.from({ length: walkers }, () => walker(course, target)));
  over = true;
  await Promise.all(beside);
  await look(watcher, seen);
  return seen;
};

interface Found {
  readonly differs: readonly string[];
  readonly tallies: number;
  /** People who came back to the file of before. */
  readonly returned: number;
}

const told = (course: Course, seen: Seen, { differs, tallies, returned }: Found): string[] => {
  const { count, walked, wrong, known } = course;
  const refused = walked.filter(({ status }) => status !== 200).length;
  const accepted = walked.filter(({ status, step: one }) => status === 200 && one === 'accept').length;
  return [
    `${people} members, 8 branches under 3 committees, ${course.ground.actors.length} people at once through 2 processes; ${count.kills} of these were killed, ${count.nights} days passed`,
    `transfers ${known.size}, steps ${count.steps} (${accepted} acceptances, ${returned} people back in their former files), refused ${refused}; requests sent ${count.sent}, doubled ${count.doubled}, sent again later ${count.delayed}`,
    `instants looked at ${seen.instants}; members with no owner ${seen.none} (bound 0), with two ${seen.two} (bound 0), filed elsewhere than they belong ${seen.apart} (bound 0)`,
    `differs from the model ${differs.length} (bound 0); answered wrongly ${wrong.length} (bound 0); tallies other than a recount ${tallies} (bound 0)`,
    ...[...differs, ...wrong].slice(0, 12).map((line) => `  ${line}`),
  ];
};

/** The first argument is the number of steps, 2,000 by default. */
export const run = async (args: readonly string[] = []): Promise<{ lines: string[]; ok: boolean }> => {
  const target = Number(args[0] ?? 2_000);
  const server = await startTestServer();
  try {
    await prepareTemplate(server);
    const ground = await layOut(server.admin, people);
    const file = await bundleApp();
    const apps = [await runApp(file, ground.input), await runApp(file, ground.input)];
    const count = { steps: 0, sent: 0, doubled: 0, delayed: 0, kills: 0, nights: 0 };
    const course: Course = { ground, apps, known: new Map(), walked: [], count, wrong: [], pausing: false, busy: 0 };
    const path = `set search_path = ${ground.entry.schema}, public`;
    const outcome = await asAdmin(ground.admin, async (admin) =>
      asAdmin(ground.admin, async (watcher) => {
        await admin.query(path);
        await watcher.query(path);
        const seen = await walkAll(course, admin, watcher, target);
        const differs = [...(await judge(course, admin)), ...(await compareOwners(course, admin))];
        const tallies = await ground.county.write(systemScope(ground.entry.code, 'proof'), (tx) =>
          tallyDifferences(tx),
        );
        const { rows } = await admin.query<{ n: number }>(
          'select count(*)::int4 as n from (select from membership group by person_id having count(*) > 1) as again',
        );
        const returned = rows[0]?.n ?? 0;
        const ok = differs.length + course.wrong.length + seen.none + seen.two + seen.apart + tallies === 0;
        return { lines: told(course, seen, { differs, tallies, returned }), ok: ok && count.steps >= target };
      }),
    );
    for (const app of apps) await app.stop();
    await ground.close();
    return outcome;
  } finally {
    await server.stop();
  }
};

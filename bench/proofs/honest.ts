/**
 * Proof `honest`: what offices can do with a request whose resident is not served, at random and through the commands themselves on a
 * real database, and the shares that come of it. Each course is held against the same days without it: the clock is turned ahead first
 * and the figures are read, then turned back, and the moves are made. Moves are all commands on a request that the contract has.
 */
import { randomInt } from 'node:crypto';
import { features } from '#apps/features.ts';
import { reopenRequest } from '#features/service/requests/contract.ts';
import { isGreater, type Share } from '#features/service/requests/figures/rules.ts';
import { asAdmin } from '#platform/db/counties.ts';
import { addDays } from '#shared/days.ts';
import type { Endpoint } from '#shared/endpoint.ts';
import { samples } from '../../test/access/samples.ts';
import type { Actor } from '../../test/access/world.ts';
import { prepareTemplate, startTestServer } from '../../test/harness/server.ts';
import { openGround, send, sendOthers, sharesOf, standing, type Ground } from '../parts/honest-ground.ts';
import type { Outcome } from '../report.ts';

const first = '2026-03-02';
/** Days of a course on which shares are compared: before and after the term, the window, and the end of all. */
const looks: ReadonlySet<number> = new Set([1, 4, 6, 8, 9, 14, 22, 24, 40]);
const last = 40;

const pick = <T>(list: readonly T[]): T => list[randomInt(list.length)] as T;

/** Commands of the office on one request. */
const moves: readonly Endpoint[] = features
  .filter(({ name }) => name === 'requests')
  .flatMap(({ routes = [] }) => routes.map(({ endpoint }) => endpoint))
  .filter(({ kind, path, access }) => kind === 'command' && path.startsWith('/requests/:id/') && access !== 'public');

interface Count {
  tried: number;
  done: number;
  looks: number;
  raised: number;
  served: number;
  /** A share that counts answers as they are written would have risen. */
  fooled: number;
  readonly byMove: Map<string, number>;
  readonly examples: string[];
}

interface Subject {
  readonly id: string;
  readonly code: string;
  /** Days after an answer on which its resident says that nothing was done. */
  readonly patience: number;
}

/** What somebody else says to a move. */
const decisions: Readonly<Record<string, string>> = {
  'requests.askTerm': 'requests.decideTerm',
  'requests.return': 'requests.decideReturn',
};

/** Without them the proof would not have tried what it is asked to. */
const wanted = ['take', 'assign', 'answer', 'refuse', 'relate', 'pause', 'decideTerm', 'decideReturn', 'mark', 'sort'];

/** Of three at random the one that was made least so far. */
const rareMove = ({ byMove }: Count): string => {
  const made = (name: string): number => byMove.get(name) ?? 0;
  const [rarest = pick(moves)] = [pick(moves), pick(moves), pick(moves)].toSorted(
    (a, b) => made(a.name) - made(b.name),
  );
  return rarest.name;
};

/** What leads on, most of the time: a move that is refused shows little. */
const choose = async (ground: Ground, id: string, count: Count, latest: string | undefined): Promise<string> => {
  const decision = decisions[latest ?? ''];
  if (decision !== undefined && randomInt(4) > 0) return decision;
  const state = (await standing(ground, id))?.state;
  if (randomInt(2) === 0) return rareMove(count);
  return state === 'taken' ? pick(['requests.answer', 'requests.answer', 'requests.assign']) : 'requests.take';
};

/** The unit in charge, mostly; sometimes anybody. A mark is a second unit's, a decision that of a unit above. */
const whoever = async (ground: Ground, id: string, name: string): Promise<Actor> => {
  if (name === 'requests.mark') return pick(ground.actors);
  if (Object.values(decisions).includes(name))
    return pick(ground.actors.filter(({ role }) => role !== 'department_handler'));
  const unitId = (await standing(ground, id))?.unitId;
  const own = ground.actors.filter(({ place }) => place.id === unitId);
  return own.length > 0 && randomInt(4) > 0 ? pick(own) : pick(ground.actors);
};

/** One move by somebody who may, with words that say nothing. The answer's code where it is refused. */
const act = async (ground: Ground, id: string, name: string, by: Actor, beside?: string): Promise<string> => {
  const endpoint = moves.find((one) => one.name === name);
  const sample = samples[name];
  if (endpoint === undefined || sample === undefined) return 'unknown';
  const seen = await standing(ground, id);
  const target = { id, of: id, node: pick(ground.units), name: '' };
  const { body, params } = sample(target, by);
  const said = {
    ...(body as object | undefined),
    ...(seen !== undefined && body !== undefined && 'version' in (body as object) ? { version: seen.version } : {}),
    ...(body !== undefined && 'unitId' in (body as object)
      ? { unitId: name === 'requests.mark' ? (seen?.unitId ?? id) : pick(ground.units).id }
      : {}),
    ...(name === 'requests.answer' ? { text: '收到，正在研究' } : {}),
    ...(name === 'requests.askTerm' ? { kind: pick(['extension', 'petition']) } : {}),
    ...(name === 'requests.relate' && beside !== undefined ? { otherId: beside } : {}),
  };
  const reply = await by.client.raw(endpoint, {
    params: { ...params, id },
    ...(body === undefined ? {} : { body: said }),
  });
  return reply.status < 400 ? 'ok' : String(reply.status);
};

/** For requests beside: whoever is in charge, without a choice. */
const properly = async (ground: Ground, id: string, name: string): Promise<string> =>
  act(ground, id, name, ground.officer);

interface Fact {
  readonly served: boolean;
  readonly fooled: boolean;
}

const factsOf = async ({ world }: Ground, ids: readonly string[], day: string): Promise<readonly Fact[]> =>
  asAdmin(world.admin, async (admin) => {
    await admin.query(`set search_path = ${world.county.entry.schema}, public`);
    const { rows } = await admin.query<Fact>(
      `select accepted as served, answered_on is not null and answered_on <= due_on and due_on < $2 as fooled
       from counted_requests('/', '0', '2020-01-01', '2039-12-31') where request_id = any($1)`,
      [ids, day],
    );
    return rows;
  });

const compare = (count: Count, before: ReadonlyMap<string, Share>, after: ReadonlyMap<string, Share>, told: string) => {
  for (const [key, share] of after) {
    count.looks += 1;
    const was = before.get(key) ?? { part: 0, whole: 0 };
    if (!isGreater(share, was)) continue;
    count.raised += 1;
    if (count.examples.length < 10)
      count.examples.push(`${key}: ${was.part}/${was.whole} became ${share.part}/${share.whole} by ${told}`);
  }
};

/** Who was not served says so within the window, once: more the platform does not offer. */
const complain = async ({ world }: Ground, { code, patience }: Subject, answeredFor: number): Promise<void> => {
  if (answeredFor >= patience)
    await world.nobody.raw(reopenRequest, { body: { code, reason: '没有人来看过，什么也没有变' } });
};

const course = async (ground: Ground, start: string, count: Count): Promise<void> => {
  await ground.turn(start);
  const subjects: Subject[] = [];
  const village = pick(ground.villages);
  for (let n = 0; n <= randomInt(3); n += 1)
    subjects.push({ ...(await send(ground, village, n)), patience: randomInt(15) });
  const before = new Map<number, ReadonlyMap<string, Share>>();
  for (const day of looks) {
    await ground.turn(addDays(start, day));
    before.set(day, await sharesOf(ground));
  }
  const made: string[] = [];
  const latest = new Map<string, string>();
  const answeredOn = new Map<string, number>();
  for (let day = 0; day <= last; day += 1) {
    await ground.turn(addDays(start, day));
    for (const subject of subjects) {
      // More is done near the day than long before or after it.
      for (let times = day < 9 ? randomInt(3) : Number(randomInt(6) === 0); times > 0; times -= 1) {
        const name = await choose(ground, subject.id, count, latest.get(subject.id));
        const by = await whoever(ground, subject.id, name);
        const outcome = await act(ground, subject.id, name, by, pick(subjects).id);
        count.tried += 1;
        if (outcome !== 'ok') continue;
        count.done += 1;
        latest.set(subject.id, name);
        count.byMove.set(name, (count.byMove.get(name) ?? 0) + 1);
        made.push(`${name} on day ${day}`);
      }
      const state = (await standing(ground, subject.id))?.state;
      if (state === 'answered' && !answeredOn.has(subject.id)) answeredOn.set(subject.id, day);
      if (state === 'answered') await complain(ground, subject, day - (answeredOn.get(subject.id) ?? day));
      else answeredOn.delete(subject.id);
    }
    const was = before.get(day);
    if (was === undefined) continue;
    compare(count, was, await sharesOf(ground), made.join(', '));
    const facts = await factsOf(
      ground,
      subjects.map(({ id }) => id),
      addDays(start, day),
    );
    count.served += facts.filter(({ served }) => served).length;
    count.fooled += facts.filter(({ fooled }) => fooled).length;
  }
};

/** The first argument is the number of courses, 80 by default. */
export const run = async (args: readonly string[] = []): Promise<Outcome> => {
  const courses = Number(args[0] ?? 80);
  const server = await startTestServer();
  try {
    await prepareTemplate(server);
    const ground = await openGround(server.admin, first);
    const count: Count = {
      tried: 0,
      done: 0,
      looks: 0,
      raised: 0,
      served: 0,
      fooled: 0,
      byMove: new Map(),
      examples: [],
    };
    const others = await sendOthers(ground, first, properly);
    const known = [...(await sharesOf(ground)).values()].filter(({ part, whole }) => part > 0 && part < whole).length;
    for (let n = 0; n < courses; n += 1) await course(ground, addDays(first, 20 + n * 3), count);
    await ground.close();
    const never = wanted.filter((name) => !count.byMove.has(`requests.${name}`));
    const unknown = moves.filter(({ name }) => samples[name] === undefined).map(({ name }) => name);
    const lines = [
      `${others} other requests at ${ground.units.length} units; ${known} shares between nothing and all; ${courses} courses of ${last} days, each held against the same days without it`,
      `moves tried ${count.tried}, done ${count.done}: ${[...count.byMove].map(([name, times]) => `${name.slice(9)} ${times}`).join(', ')}`,
      `shares compared ${count.looks}; raised without serving ${count.raised} (bound 0); residents counted as content who were not ${count.served} (bound 0)`,
      `a count of answers as they are written would have been fooled ${count.fooled} times`,
      ...(unknown.length === 0 ? [] : [`commands without a sample, so not tried: ${unknown.join(', ')}`]),
      ...(never.length === 0 ? [] : [`moves that were never made: ${never.join(', ')}`]),
      ...count.examples.map((line) => `  ${line}`),
    ];
    const ok =
      count.raised + count.served + unknown.length + never.length === 0 &&
      count.done > courses &&
      count.fooled > 0 &&
      known > 0;
    return { lines, ok };
  } finally {
    await server.stop();
  }
};

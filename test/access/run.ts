/** Asks the real server every question of the matrix and compares the answers. */
import { roles, type Role } from '#features/base/accounts/permissions/rules.ts';
import { currentSession } from '#features/base/accounts/contract.ts';
import { accessChanged } from '#platform/audit/audit.ts';
import type { Endpoint } from '#shared/endpoint.ts';
import { newId } from '#shared/ids.ts';
import { AppError } from '#shared/errors.ts';
import type { Client, RawReply } from '../harness/client.ts';
import { matrix, relations, type Answer, type Line, type Relation } from './matrix.ts';
import { samples, type Request, type Sample } from './samples.ts';
import { makeTarget, type Target } from './targets.ts';
import { placeOf, type Actor, type World } from './world.ts';

export interface Tally {
  cells: number;
  readonly mismatches: string[];
}

/** Asks of one world; remembers askers and things that may be used again. */
export interface Examiner {
  /** Everything about one endpoint. */
  examine(endpoint: Endpoint): Promise<Tally>;
}

interface Question {
  readonly client: Client;
  readonly endpoint: Endpoint;
  readonly line: Line;
  readonly target: Target | null;
  readonly actor: Actor;
  /** False: the answer must be that of a thing which does not exist. */
  readonly served?: boolean;
  /** The asker's rights are those of the question before. */
  readonly steady?: boolean;
}

interface Refusal {
  readonly error?: { readonly code?: string };
  readonly ended?: boolean;
  readonly removed?: boolean;
  readonly next?: string | null;
  readonly people?: number;
}

const refusals: ReadonlySet<string> = new Set([
  'not_found',
  'forbidden',
  'unauthenticated',
  'second_factor_required',
  'password_change_required',
  'internal',
  'slow_down',
  'overloaded',
  'key_missing',
  'in_flight',
]);

/** What the reply says about the asker's rights. A refusal for a reason of the matter is a `yes`. */
const answerOf = (reply: Pick<RawReply, 'status' | 'body' | 'text'>, line: Line, target: Target | null): string => {
  const { error, ended, removed, people } = (reply.body ?? {}) as Refusal;
  if (error?.code !== undefined && refusals.has(error.code)) {
    return error.code;
  }
  if (reply.status >= 500) return `status ${reply.status}`;
  if (ended === false || removed === false || (people === 0 && line.empty !== true)) return 'hidden';
  if (line.list === true && target !== null && reply.status < 300 && ended === undefined && removed === undefined)
    return reply.text.includes(target.id) ? 'yes' : 'hidden';
  return reply.status < 300 ? 'yes' : 'refused';
};

const uploaded = async (
  client: Client,
  endpoint: Endpoint,
  { params, query }: Request,
  file: NonNullable<Request['file']>,
): Promise<Pick<RawReply, 'status' | 'body' | 'text'>> => {
  try {
    await client.upload(endpoint, { params, query } as never, file);
    return { status: 200, body: {}, text: '' };
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    return { status: error.status, body: { error: { code: error.code, ...error.details } }, text: '' };
  }
};

const expectedOf = (line: Line, role: Role, relation: Relation): Answer => {
  const served = line.yes[role];
  if (served === undefined) return 'not_found';
  if (served.split(' ').includes(relation)) return 'yes';
  return line.but?.[relation] ?? (line.list === true ? 'hidden' : 'not_found');
};

const relationsOf = (line: Line): readonly Relation[] => (line.on === 'nothing' ? ['self'] : relations);

export const openExaminer = (world: World): Examiner => {
  const askers = new Map<string, Promise<Actor>>();
  const things = new Map<string, Promise<Target | null>>();
  const missing = new Map<string, Promise<string>>();

  const askerOf = (role: Role, alone: boolean): Promise<Actor> => {
    if (alone) return world.enter(role);
    const known = askers.get(role) ?? world.enter(role);
    askers.set(role, known);
    return known;
  };

  /** A thing for this cell alone where it may be changed; a shared one where the asker is refused before it is looked at. */
  const thingOf = (line: Line, actor: Actor, relation: Relation): Promise<Target | null> => {
    if (line.on === 'nothing') return Promise.resolve(null);
    if (line.yes[actor.role] !== undefined || relation === 'self') return makeTarget(world, line.on, actor, relation);
    const key = `${line.on} ${placeOf(actor.role, world.tree).id} ${relation}`;
    const known = things.get(key) ?? makeTarget(world, line.on, actor, relation);
    things.set(key, known);
    return known;
  };

  const nowhere: Target = { id: '', of: '', node: world.tree.county, name: '' };

  /** Sends again what a busy server put off. */
  const send = async (client: Client, endpoint: Endpoint, request: Request): Promise<RawReply> => {
    for (let tries = 1; ; tries += 1) {
      const reply = await client.raw(endpoint, request);
      if (reply.status !== 503 || tries === 30) return reply;
      await new Promise((wait) => setTimeout(wait, 500));
    }
  };

  /**
   * What an asker is told of a thing that does not exist. One whose rights do not change (`steady`) is asked once for
   * each endpoint, whatever the relation of the thing beside which the answer is held.
   */
  const toldOfNothing = (
    client: Client,
    endpoint: Endpoint,
    request: (target: Target) => Request,
    steady: boolean,
  ): Promise<string> => {
    const key = `${endpoint.name} ${client.session?.token ?? ''}`;
    const known = steady ? missing.get(key) : undefined;
    if (known !== undefined) return known;
    const nothing = { id: newId(), of: newId(), node: { ...nowhere.node, id: newId() }, name: '' };
    const told = send(client, endpoint, request(nothing)).then(({ body }) => JSON.stringify((body as Refusal).error));
    missing.set(key, told);
    return told;
  };

  /** A thing out of sight and a thing that does not exist get one answer, down to its details. */
  const isTold = async (
    { client, endpoint, steady = false }: Question,
    request: (target: Target) => Request,
    reply: RawReply,
  ): Promise<boolean> => {
    const { error } = (reply.body ?? {}) as Refusal;
    if (error?.code === undefined) return false;
    return (await toldOfNothing(client, endpoint, request, steady)) !== JSON.stringify(error);
  };

  const ask = async (question: Question): Promise<string> => {
    const { client, endpoint, line, target, actor, served = true } = question;
    const sample = samples[endpoint.name] as Sample;
    const request = sample(target ?? nowhere, actor);
    if (request.file !== undefined)
      return answerOf(await uploaded(client, endpoint, request, request.file), line, target);
    let reply = await send(client, endpoint, request);
    // A long list is read to its end before the thing counts as hidden.
    for (let page = 0; answerOf(reply, line, target) === 'hidden' && page < 50; page += 1) {
      const { next } = (reply.body ?? {}) as Refusal;
      if (typeof next !== 'string') break;
      reply = await send(client, endpoint, { ...request, query: { ...request.query, cursor: next } });
    }
    if (target !== null && !served && (await isTold(question, (other) => sample(other, actor), reply)))
      return 'told apart from a thing that does not exist';
    return answerOf(reply, line, target);
  };

  const compare = (tally: Tally, cell: string, found: string, expected: Answer): void => {
    tally.cells += 1;
    if (found !== expected && !(expected === 'yes' && found === 'refused'))
      tally.mismatches.push(`${cell}: ${found}, expected ${expected}`);
  };

  const askEveryRole = async (tally: Tally, endpoint: Endpoint, line: Line): Promise<void> => {
    for (const role of roles) {
      for (const relation of relationsOf(line)) {
        const actor = await askerOf(role, line.alone === true);
        const target = await thingOf(line, actor, relation);
        if (target === null && line.on !== 'nothing') continue;
        const expected = expectedOf(line, role, relation);
        // On the own account the refusal may be plain: there is nothing to hide.
        const served = expected === 'yes' || relation === 'self';
        compare(
          tally,
          `${endpoint.name} · ${role} · ${relation}`,
          await ask({ client: actor.client, endpoint, line, target, actor, served, steady: true }),
          expected,
        );
      }
    }
  };

  /** Each role once more after it has ended: the session lives on, its rights do not. */
  const askFormer = async (tally: Tally, endpoint: Endpoint, line: Line): Promise<void> => {
    const served = roles.filter((role) => line.yes[role] !== undefined).slice(0, 3);
    for (const role of served) {
      const actor = await world.enter(role);
      // Served once, so that the server remembers the session with its rights.
      await actor.client.raw(currentSession, {});
      const target = line.on === 'nothing' ? null : await makeTarget(world, line.on, actor, 'own');
      await world.write(async (tx) => {
        await tx
          .updateTable('role_grant')
          .set({ ended_at: new Date().toISOString() })
          .where('id', '=', actor.grantId)
          .execute();
        accessChanged(tx, actor.accountId);
      });
      compare(
        tally,
        `${endpoint.name} · ${role} · former`,
        await ask({ client: actor.client, endpoint, line, target, actor }),
        line.former ?? 'not_found',
      );
    }
  };

  const askOutsiders = async (tally: Tally, endpoint: Endpoint, line: Line): Promise<void> => {
    const actor = await askerOf('county_officer', false);
    const target = line.on === 'nothing' ? null : await thingOf(line, actor, 'own');
    compare(
      tally,
      `${endpoint.name} · stranger`,
      await ask({ client: world.nobody, endpoint, line, target, actor }),
      line.stranger ?? 'unauthenticated',
    );
    const half = await world.enter('county_officer', { half: true });
    compare(
      tally,
      `${endpoint.name} · before the second factor`,
      await ask({ client: half.client, endpoint, line, target, actor: half }),
      line.half ?? 'second_factor_required',
    );
  };

  return {
    async examine(endpoint) {
      const tally: Tally = { cells: 0, mismatches: [] };
      const line = matrix[endpoint.name];
      if (line === undefined || samples[endpoint.name] === undefined) {
        tally.mismatches.push(`${endpoint.name}: not in the matrix (test/access/matrix.ts, samples.ts)`);
        return tally;
      }
      await askEveryRole(tally, endpoint, line);
      await askFormer(tally, endpoint, line);
      await askOutsiders(tally, endpoint, line);
      return tally;
    },
  };
};

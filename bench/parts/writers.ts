/** Clients that write what people write in a day, and note each acknowledgement in the ledger. */
import { createHash, randomInt, randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { isDeepStrictEqual } from 'node:util';
import type { Client, Ask, Reply } from './client.ts';
import { inChinese, type KnownMember, type KnownRow, type Ledger } from './ledger.ts';
import { fieldsOf } from './new-member.ts';

export interface Places {
  /** Branches that hold members. */
  readonly branches: readonly string[];
  readonly townships: readonly string[];
}

export interface Desk {
  readonly client: Client;
  readonly ledger: Ledger;
  readonly places: Places;
  /** Today in China. */
  readonly today: string;
  readonly isOver: () => boolean;
  /** The next number that nobody has had. */
  readonly serial: () => number;
}

const pick = <T>(list: readonly T[]): T => {
  const found = list[randomInt(list.length)];
  if (found === undefined) throw new Error('nothing to choose from');
  return found;
};

/** The body of a success; a refusal is noted. One answer in twenty is asked for again with the same key. */
export const settle = async (desk: Pick<Desk, 'client' | 'ledger'>, ask: Ask): Promise<Reply['body'] | undefined> => {
  const { client, ledger } = desk;
  const reply = await client.ask(ask);
  const what = `${ask.method} ${ask.path.replaceAll(/[0-9a-f]{8}-[0-9a-f-]{27}/g, ':id')}`;
  if (reply.status !== 200) {
    ledger.refused.push(
      `${reply.status} ${what} (sent ${reply.tries} times) ${JSON.stringify(reply.body).slice(0, 300)}`,
    );
    return undefined;
  }
  if (ask.method !== 'GET' && randomInt(20) === 0) {
    const again = await client.ask(ask, reply.key);
    ledger.replayed += 1;
    if (again.status !== 200 || !isDeepStrictEqual(again.body, reply.body))
      ledger.replayedOtherwise.push(`${again.status} ${what}`);
  }
  return reply.body;
};

type Act = (desk: Desk, own: KnownMember[]) => Promise<void>;

const create: Act = async (desk, own) => {
  const serial = desk.serial();
  const [name, branchId] = [`测${inChinese(serial, 5)}`, pick(desk.places.branches)];
  const body = await settle(desk, {
    method: 'POST',
    path: '/api/members',
    body: { branchId, fields: { ...fieldsOf(serial), name } },
  });
  if (body === undefined) return;
  const member: KnownMember = {
    id: String(body['id']),
    name,
    version: Number(body['version']),
    branchId,
    place: null,
    edits: 0,
    moves: 0,
    left: false,
  };
  own.push(member);
  desk.ledger.members.push(member);
};

/** Acts upon one of the writer's own members, so that nobody else's edit makes its version stale. */
const onOwn =
  (act: (desk: Desk, member: KnownMember, own: KnownMember[]) => Promise<void>): Act =>
  async (desk, own) => {
    if (own.length === 0) await create(desk, own);
    else await act(desk, pick(own), own);
  };

const edit = onOwn(async (desk, member) => {
  const place = `测试县第${desk.serial()}村`;
  const body = await settle(desk, {
    method: 'PATCH',
    path: `/api/members/${member.id}`,
    body: { version: member.version, fields: { householdPlace: place } },
  });
  if (body === undefined) return;
  Object.assign(member, { version: Number(body['version']), place, edits: member.edits + 1 });
});

const move = onOwn(async (desk, member) => {
  if (member.moves > 0) return;
  const branchId = pick(desk.places.branches.filter((id) => id !== member.branchId));
  const path = `/api/members/${member.id}/move`;
  const body = await settle(desk, {
    method: 'POST',
    path,
    body: { version: member.version, branchId, on: desk.today, reason: '测试' },
  });
  if (body === undefined) return;
  Object.assign(member, { version: Number(body['version']), branchId, moves: 1 });
});

const leave = onOwn(async (desk, member, own) => {
  if (own.length < 5) return;
  const path = `/api/members/${member.id}/leave`;
  const body = await settle(desk, {
    method: 'POST',
    path,
    body: { version: member.version, kind: 'transferred_out', on: desk.today, reason: '测试' },
  });
  if (body === undefined) return;
  Object.assign(member, { version: Number(body['version']), left: true });
  own.splice(own.indexOf(member), 1);
});

const noted = (rows: KnownRow[], tag: string, body: Reply['body'] | undefined): void => {
  if (body !== undefined) rows.push({ id: String(body['id']), tag });
};

const reward = onOwn(async (desk, member) => {
  const tag = `测试奖励 ${randomUUID()}`;
  const values = { kind: 'outstanding_member', title: tag, grantedOn: '2024-07-01' };
  const body = await settle(desk, {
    method: 'POST',
    path: `/api/members/${member.id}/records/reward`,
    body: { values },
  });
  // A record is part of the file: the file's version rises with it.
  if (body !== undefined) member.version += 1;
  noted(desk.ledger.rewards, tag, body);
});

const appointed = new Set<string>();
const appoint = onOwn(async (desk, member) => {
  if (appointed.has(member.id)) return;
  appointed.add(member.id);
  const tag = `测试任职 ${randomUUID()}`;
  const body = { personId: member.id, post: 'publicity_member', fromOn: desk.today, note: tag };
  noted(
    desk.ledger.posts,
    tag,
    await settle(desk, { method: 'POST', path: `/api/organisations/${member.branchId}/posts`, body }),
  );
});

const found: Act = async (desk) => {
  const tag = `测试第${inChinese(desk.serial(), 5)}党支部`;
  const body = { parentId: pick(desk.places.townships), type: 'branch', name: tag, on: desk.today };
  noted(desk.ledger.branches, tag, await settle(desk, { method: 'POST', path: '/api/organisations', body }));
};

const acts: readonly (readonly [weight: number, act: Act])[] = [
  [36, create],
  [36, edit],
  [8, reward],
  [8, move],
  [4, leave],
  [5, appoint],
  [3, found],
];
const weights = acts.reduce((sum, [weight]) => sum + weight, 0);

const next = (): Act => {
  let at = randomInt(weights);
  for (const [weight, act] of acts) if ((at -= weight) < 0) return act;
  return create;
};

/** Members, their records, posts and organisations, one after the other until it is over. */
export const writeMembers = async (desk: Desk): Promise<void> => {
  const own: KnownMember[] = [];
  while (!desk.isOver()) {
    await next()(desk, own);
    await pause(randomInt(5, 25));
  }
};

const cookieOf = (reply: Reply, name: string): string | undefined => {
  for (const line of reply.headers['set-cookie'] ?? []) {
    const value = new RegExp(`^${name}=([^;]+)`).exec(line)?.[1];
    if (value !== undefined) return value;
  }
  return undefined;
};

/** Signs in; the name and password of an account without a second factor. @returns the session's cookie */
export const signIn = async (client: Client, name: string, password: string): Promise<string> => {
  const reply = await client.ask({ method: 'POST', path: '/api/session', body: { name, password } });
  const token = cookieOf(reply, 'zhibu_session');
  if (reply.status !== 200 || token === undefined)
    throw new Error(`${name} could not sign in: ${reply.status} ${JSON.stringify(reply.body)}`);
  return token;
};

export interface SignInDesk extends Pick<Desk, 'ledger' | 'isOver'> {
  readonly account: { readonly signInName: string; readonly password: string };
  /** A client of its own for each session. */
  readonly open: (cookie?: string) => Client;
}

/** Signs in, looks who it is, and signs out every other time. A session that was handed out must live until it is ended. */
export const signInAndOut = async ({ ledger, isOver, account, open }: SignInDesk): Promise<void> => {
  while (!isOver()) {
    const stranger = open();
    const token = await signIn(stranger, account.signInName, account.password);
    stranger.close();
    const client = open(`zhibu_session=${token}`);
    const known = {
      digest: createHash('sha256')
        .update(token.split('.')[1] ?? '')
        .digest('hex'),
      ended: false,
    };
    ledger.signIns.push(known);
    const { body } = await client.ask({ method: 'GET', path: '/api/session' });
    if (body['state'] !== 'ready') ledger.refused.push(`a session that was handed out is ${String(body['state'])}`);
    if (randomInt(2) === 0) {
      // A sign-out whose answer was lost is done: the second one finds nobody signed in.
      const { status, tries } = await client.ask({ method: 'DELETE', path: '/api/session' });
      if (status !== 200 && !(status === 401 && tries > 1)) ledger.refused.push(`${status} DELETE /api/session`);
      known.ended = true;
    }
    client.close();
    await pause(randomInt(200, 600));
  }
};

/** Waits for a job. @returns its last state */
export const untilEnded = async (client: Client, jobId: string): Promise<string> => {
  const end = performance.now() + 120_000;
  for (;;) {
    const { body } = await client.ask({ method: 'GET', path: `/api/jobs/${jobId}` });
    const state = String(body['state']);
    if (!['waiting', 'running'].includes(state) || performance.now() > end) return state;
    await pause(150);
  }
};

/** Exports of one branch after another, each waited for. */
export const exportLists = async (desk: Desk): Promise<void> => {
  while (!desk.isOver()) {
    const tag = `测试导出 ${randomUUID()}`;
    const body = {
      filter: { organisationId: pick(desk.places.branches) },
      columns: ['name', 'branchId', 'joinedOn'],
      recipient: 'own',
      reason: tag,
    };
    const reply = await settle(desk, { method: 'POST', path: '/api/members/exports', body });
    if (reply !== undefined) {
      desk.ledger.exports.push({ id: String(reply['jobId']), tag });
      const state = await untilEnded(desk.client, String(reply['jobId']));
      if (state !== 'done') desk.ledger.refused.push(`an export ended as ${state}`);
    }
    await pause(randomInt(300, 900));
  }
};

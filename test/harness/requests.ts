/** Hands of the office and of residents on requests, for tests that let days go by. */
import pg from 'pg';
import type { Role } from '#features/base/accounts/permissions/rules.ts';
import { todoList } from '#features/base/inbox/contract.ts';
import * as clocks from '#features/service/requests/clocks/contract.ts';
import { watchClocks } from '#features/service/requests/clocks/jobs.ts';
import * as requests from '#features/service/requests/contract.ts';
import type { TestApp } from './app.ts';
import type { Client } from './client.ts';
import { hostile } from './hostile.ts';
import type { Node } from './tree.ts';

const endpoints = {
  take: requests.takeRequest,
  answer: requests.answerRequest,
  assign: requests.assignRequest,
  refuse: requests.refuseRequest,
  pause: clocks.pauseRequest,
  resume: clocks.resumeRequest,
  askTerm: clocks.askTerm,
  decideTerm: clocks.decideTerm,
  decideReview: clocks.decideReview,
} as const;

export const noon = (day: string): Date => new Date(`${day}T04:00:00Z`);

/** A session ends within the hour: whoever acts on another day signs in anew. */
export const requestHands = (app: () => TestApp, on: (day: string) => void, village: () => Node) => {
  const as = (role: Role, at: Node): Promise<Client> => app().as(role, { at });
  const clerk = (): Promise<Client> => as('department_handler', village());
  const view = (client: Client, id: string) => client.call(requests.oneRequest, { params: { id } });
  const send = (more: object = {}) =>
    app().nobody.call(requests.sendRequest, {
      body: { kind: 'help', category: 'roads', areaId: village().id, text: `${hostile} 村口路灯坏了`, ...more },
    });
  /** The message of the field, or the code of the refusal; 'ok'. */
  const act = async (client: Client, id: string, what: keyof typeof endpoints, more: object = {}): Promise<string> => {
    const { version } = await view(client, id);
    const reply = await client.raw(endpoints[what], { params: { id }, body: { version, ...more } });
    const { error } = (reply.body ?? {}) as { error?: { code: string; problems?: { message: string }[] } };
    return error === undefined ? 'ok' : (error.problems?.[0]?.message ?? error.code);
  };
  const done = async (client: Client, id: string, what: keyof typeof endpoints, more: object = {}): Promise<void> => {
    const outcome = await act(client, id, what, more);
    if (outcome !== 'ok') throw new Error(`${what}: ${outcome}`);
  };
  const taken = async (more: object = {}) => {
    const receipt = await send(more);
    await done(await clerk(), receipt.id, 'take');
    return receipt;
  };
  const rowsOf = async <T extends object>(text: string, values: readonly unknown[] = []): Promise<T[]> => {
    const client = new pg.Client({ ...app().admin });
    await client.connect();
    await client.query(`set search_path = ${app().entry.schema}`);
    const { rows } = await client.query<T>(text, [...values]);
    await client.end();
    return rows;
  };
  return {
    as,
    clerk,
    worker: (): Promise<Client> => as('township_worker', app().tree.townshipA),
    officer: (): Promise<Client> => as('county_officer', app().tree.county),
    send,
    view,
    act,
    taken,
    rowsOf,
    follow: (code: string): Promise<requests.FollowedRequest> =>
      app().nobody.call(requests.followRequest, { query: { code } }),
    acts: (client: Client, id: string) => client.call(clocks.requestClock, { params: { id } }),
    answered: async (more: object = {}) => {
      const receipt = await taken(more);
      await done(await clerk(), receipt.id, 'answer', { text: `${hostile} 已经修好` });
      return receipt;
    },
    todosOf: async (client: Client, kind: string): Promise<string[]> => {
      const { groups } = await client.call(todoList, { query: {} });
      return groups.flatMap(({ items }) => items).flatMap((item) => (item.kind === kind ? [item.id] : []));
    },
    /** The days that its row keeps. */
    kept: async (id: string): Promise<{ due: string; plain: string }> => {
      const [row] = await rowsOf<{ due: string; plain: string }>(
        `select due_on::text as due, plain_due_on::text as plain from service_request where id = $1`,
        [id],
      );
      if (row === undefined) throw new Error(`no request ${id}`);
      return row;
    },
    /** The job of a morning, twice. */
    morning: async (day: string): Promise<void> => {
      on(day);
      for (let twice = 0; twice < 2; twice += 1) await watchClocks(app().county, {});
    },
  };
};

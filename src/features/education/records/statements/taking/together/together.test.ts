/** Requests of one program that come at once share a transaction, and nothing else. */
import { expect, test } from 'vitest';
import { systemScope } from '#platform/access/scope.ts';
import { newOpaqueId } from '#shared/ids.ts';
import { useApp } from '#test/harness/app.ts';
import { enterProgram } from '#test/harness/statements.ts';

const server = useApp();

const enter = async () => {
  const { id, auth } = await enterProgram(server.current);
  const headers = {
    authorization: auth,
    'x-experience-api-version': '1.0.3',
    'content-type': 'application/json',
  };
  const send = (method: 'POST' | 'GET', url: string, payload?: object) =>
    server.current.app.inject({ method, url: `/xapi/${url}`, headers, ...(payload === undefined ? {} : { payload }) });
  return { id, send };
};

const activity = (n: number, name = `第 ${n} 课`) => ({
  id: `https://example.com/lesson/${n}`,
  definition: { name: { 'zh-CN': name } },
});
const statement = (id: string, n: number, more: object = {}) => ({
  id,
  actor: { mbox: `mailto:learner${n}@example.com` },
  verb: { id: 'https://example.com/v' },
  object: activity(n),
  ...more,
});

const eventsOf = (clientId: string) => {
  const { county, entry } = server.current;
  return county
    .read(systemScope(entry.code, 'test'))
    .selectFrom('audit_event')
    .select('request_id')
    .where('entity_id', '=', clientId)
    .where('action', '=', 'records.takeStatements')
    .execute();
};

test('one of them is refused alone, each of the others has its own event, and none is lost', async () => {
  const { id: program, send } = await enter();
  const ids = Array.from({ length: 40 }, () => newOpaqueId());
  const taken = ids[20] ?? '';
  expect((await send('POST', 'statements', statement(taken, 20, { result: { success: true } }))).statusCode).toBe(200);
  // The same id twice among them: the second is the same statement, and no second one.
  const sent = [...ids.map((id, n) => statement(id, n)), statement(ids[3] ?? '', 3)];
  const answers = await Promise.all(sent.map((one) => send('POST', 'statements', one)));
  const refused = answers.flatMap(({ statusCode }, n) => (statusCode === 200 ? [] : [[n, statusCode]]));
  expect(refused).toEqual([[20, 409]]);
  const { statements } = (await send('GET', 'statements')).json<{ statements: { id: string }[] }>();
  expect(statements.map(({ id }) => id).toSorted()).toEqual(ids.toSorted());
  const events = await eventsOf(program);
  expect(events).toHaveLength(40);
  expect(new Set(events.map(({ request_id: id }) => id)).size).toBe(40);
});

test('a batch that fails leaves nothing, though others are stored beside it', async () => {
  const { send } = await enter();
  const [taken, fresh, other] = [newOpaqueId(), newOpaqueId(), newOpaqueId()];
  await send('POST', 'statements', statement(taken, 1));
  const answers = await Promise.all([
    send('POST', 'statements', statement(newOpaqueId(), 5)),
    send('POST', 'statements', [statement(fresh, 2), statement(taken, 9)]),
    send('POST', 'statements', statement(other, 3)),
  ]);
  expect(answers.map(({ statusCode }) => statusCode)).toEqual([200, 409, 200]);
  const found = await Promise.all([fresh, other].map((id) => send('GET', `statements?statementId=${id}`)));
  expect(found.map(({ statusCode }) => statusCode)).toEqual([404, 200]);
});

test('the last word on an activity holds, also when it returns to what was said before', async () => {
  const { send } = await enter();
  const told = async () => {
    const { statusCode, body } = await send('GET', `activities?activityId=${encodeURIComponent(activity(1).id)}`);
    return statusCode === 200 ? (JSON.parse(body) as object) : undefined;
  };
  for (const name of ['旧名', '新名', '旧名']) {
    await send('POST', 'statements', statement(newOpaqueId(), 1, { object: activity(1, name) }));
    expect(await told()).toMatchObject({ definition: { name: { 'zh-CN': name } } });
  }
});

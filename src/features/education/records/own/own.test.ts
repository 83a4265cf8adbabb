/** What a learner reads: the platform's own events as they are now, those of programs, and by a key of the learner's own. */
import { sql } from 'kysely';
import XAPI from '@xapi/xapi';
import { expect, test } from 'vitest';
import { newId } from '#shared/ids.ts';
import { hostile } from '#test/harness/hostile.ts';
import { learnerOf, useStore } from '#test/harness/statements.ts';
import { programs, revokeProgram } from '../contract.ts';
import { endOwnKey, makeOwnKey, ownRecords } from './contract.ts';

const { server, program, clientWith } = useStore();
const object = { id: 'https://example.com/lesson', definition: { name: { 'zh-CN': '外来的一课' } } };
const title = `讲党课 ${hostile}`;
const verb = { id: 'http://adlnet.gov/expapi/verbs/completed', display: { zh: '学完了' } };

/** A member who was at a Party class. */
const arrive = async () => {
  const { write, tree } = server.current;
  const { person, client, statements: lines } = await learnerOf(server.current);
  const meetingId = newId();
  await write(async (tx) => {
    const { id, path } = tree.branchA1;
    await sql`insert into meeting (id, organisation_id, org_path, type, title, starts_at, held_on, state, closed_at)
      values (${meetingId}, ${id}, ${path}, 'party_lesson', ${title}, now(), current_date, 'closed', now())`.execute(
      tx,
    );
    await sql`insert into meeting_invitee (meeting_id, person_id, org_path, name, votes, attendance)
      values (${meetingId}, ${person.id}, ${person.path}, 'x', true, 'present')`.execute(tx);
  });
  return { client, meetingId, lines };
};

test('what was attended is there once, and is taken back when the record is amended', async () => {
  const { lines, meetingId } = await arrive();
  const [first] = await lines();
  expect(first).toMatchObject({ verb: '参加了', object: title, by: null });
  expect(await lines()).toHaveLength(1);
  const say = (attendance: string) =>
    server.current.write((tx) =>
      sql`update meeting_invitee set attendance = ${attendance}::attendance where meeting_id = ${meetingId}`.execute(
        tx,
      ),
    );
  await say('absent');
  expect((await lines()).map((one) => one.verb)).toEqual(['撤销了']);
  await say('present');
  expect((await lines()).map((one) => one.verb)).toEqual(['参加了', '撤销了']);
});

test('a program finds the learner by the account alone, and the learner reads what it sends', async () => {
  const { client: learner, lines } = await arrive();
  const { auth } = await program();
  const { account } = await learner.call(ownRecords, {});
  const sender = clientWith(auth);
  const actor = { objectType: 'Agent', account } as const;
  const { data: ids } = await sender.sendStatement({
    statement: { actor, verb, object, result: { duration: 'PT9H' } },
  });
  await sender.sendStatement({
    statement: { actor: { objectType: 'Agent', mbox: 'mailto:x@example.com' }, verb, object },
  });
  const other = {
    objectType: 'Agent',
    account: { homePage: 'https://elsewhere.example', name: account.name },
  } as const;
  await sender.sendStatement({ statement: { actor: other, verb, object } });
  const mine = (await lines()).filter(({ by }) => by === '外来课件');
  expect(mine).toMatchObject([{ id: ids[0], verb: '学完了', object: '外来的一课' }]);
  expect(mine[0]?.text).toContain('PT9H');
  const another = await server.current.as('member');
  expect((await another.call(ownRecords, {})).items).toEqual([]);
});

test('a program with the learner’s key reads all of it and writes nothing, until the key ends', async () => {
  const { client: learner, lines } = await arrive();
  const sent = await program();
  const { account } = await learner.call(ownRecords, {});
  await clientWith(sent.auth).sendStatement({
    statement: { actor: { objectType: 'Agent', account }, verb, object },
  });
  const { name, key } = await learner.call(makeOwnKey, { body: {} });
  const reader = clientWith(XAPI.toBasicAuth(name, key));
  const { data } = await reader.getStatements({});
  expect(data.statements.map(({ id }) => id)).toEqual((await lines()).map(({ id }) => id));
  expect(data.statements.map(({ authority }) => authority?.name)).toEqual(
    expect.arrayContaining(['支部平台', '外来课件']),
  );
  await expect(
    reader.sendStatement({ statement: { actor: { objectType: 'Agent', mbox: 'mailto:x@example.com' }, verb, object } }),
  ).rejects.toThrow('does not include statements/write');
  const again = await learner.call(makeOwnKey, { body: {} });
  await expect(reader.getStatements({})).rejects.toThrow('no program in use');
  const renewed = clientWith(XAPI.toBasicAuth(again.name, again.key));
  expect((await renewed.getStatements({ limit: 1 })).data.statements).toHaveLength(1);
  await learner.call(endOwnKey, { body: {} });
  await expect(renewed.getStatements({})).rejects.toThrow('no program in use');
});

test('what a program voids is gone for the learner, also where somebody else says so', async () => {
  const { client: learner, lines } = await arrive();
  const { auth } = await program();
  const { account } = await learner.call(ownRecords, {});
  const sender = clientWith(auth);
  const { data: ids } = await sender.sendStatement({
    statement: { actor: { objectType: 'Agent', account }, verb, object },
  });
  const statementId = ids[0] ?? '';
  expect((await lines()).map((one) => one.id)).toContain(statementId);
  await sender.voidStatement({ actor: { objectType: 'Agent', mbox: 'mailto:admin@example.com' }, statementId });
  expect((await lines()).map((one) => one.id)).not.toContain(statementId);
});

test('an intent to issue a key makes one, and a revoked program is out at once', async () => {
  const { client: learner } = await arrive();
  const intent = 'b7e6f1c2-0a51-4c39-9a3e-0b6d1f6f6c11';
  const [one, two] = [
    await learner.raw(makeOwnKey, { body: {} }, { key: intent }),
    await learner.raw(makeOwnKey, { body: {} }, { key: intent }),
  ];
  expect([one.status, two.text]).toEqual([200, one.text]);
  const admin = await server.current.as('system_admin');
  const { id, auth } = await program();
  const sender = clientWith(auth);
  await sender.sendStatement({
    statement: { actor: { objectType: 'Agent', mbox: 'mailto:x@example.com' }, verb, object },
  });
  expect((await admin.call(programs, {})).items.find((held) => held.id === id)).toMatchObject({ statements: 1 });
  await admin.call(revokeProgram, { params: { id }, body: { version: 1, reason: '不再使用' } });
  await expect(sender.getStatements({})).rejects.toThrow('no program in use');
});

test('the state that a program keeps for the learner is shown to the learner', async () => {
  const { client: learner } = await arrive();
  const { auth } = await program();
  const { account } = await learner.call(ownRecords, {});
  const where = { agent: { objectType: 'Agent', account } as const, activityId: object.id, stateId: 'bookmark' };
  await clientWith(auth).createState({ ...where, state: { page: hostile } });
  await clientWith(auth).createState({
    ...where,
    agent: { objectType: 'Agent', mbox: 'mailto:x@example.com' },
    state: { page: 1 },
  });
  const { documents } = await learner.call(ownRecords, {});
  expect(documents).toMatchObject([{ by: '外来课件', name: 'bookmark', activity: object.id }]);
  expect(JSON.parse(documents[0]?.text ?? '')).toEqual({ page: hostile });
});

test('a learner about whom nothing is known yet is found by the account', async () => {
  const learner = await server.current.as('member');
  const { account, items } = await learner.call(ownRecords, {});
  expect(items).toEqual([]);
  const { auth } = await program();
  await clientWith(auth).sendStatement({ statement: { actor: { objectType: 'Agent', account }, verb, object } });
  expect((await learner.call(ownRecords, {})).items).toMatchObject([{ by: '外来课件' }]);
});

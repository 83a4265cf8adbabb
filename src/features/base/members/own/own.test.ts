import { beforeAll, describe, expect, test } from 'vitest';
import { AppError } from '#shared/errors.ts';
import { newId } from '#shared/ids.ts';
import { useApp } from '#test/harness/app.ts';
import type { Client } from '#test/harness/client.ts';
import { hostile } from '#test/harness/hostile.ts';
import type { Person } from '#test/harness/tree.ts';
import { editMember, endMembership, memberFile, memberHistory, memberList, moveMember } from '../contract.ts';
import type { MemberFields } from '../contract.ts';
import {
  askCorrection,
  correctionList,
  decideCorrection,
  ownCorrections,
  revealCorrection,
  withdrawCorrection,
} from '../corrections/contract.ts';
import { makeMember } from '../factory.ts';
import { filterList, removeFilter, saveFilter } from '../filters/contract.ts';
import { writeReadings } from '../readings/commands.ts';
import { revealFields } from '../reveal/contract.ts';
import { revealLimits } from '../reveal/rules.ts';
import { ownBranch, ownFile, ownHistory, ownReadings, ownValues } from './contract.ts';

const server = useApp();
const make = async (fields: MemberFields = {}): Promise<Person & { fields: MemberFields }> => {
  const { branchA1 } = server.current.tree;
  const made = await server.current.write((tx) => makeMember(tx, server.current.county, { branch: branchA1, fields }));
  return { ...made, name: String(made.fields.name), branch: branchA1 };
};
const asMember = (person: Person): Promise<Client> => server.current.as('member', { person });

let secretary: Client;
let township: Client;
beforeAll(async () => {
  secretary = await server.current.as('branch_secretary');
  township = await server.current.as('township_worker');
});

const refusal = async (work: Promise<unknown>): Promise<AppError> => {
  const thrown = await work.then(
    () => undefined,
    (error: unknown) => error,
  );
  if (thrown instanceof AppError) return thrown;
  throw new Error(`was not refused: ${String(thrown)}`);
};

describe('a full value', () => {
  const fields = ['phone', 'idNumber'] as const;

  test('is shown with a reason that the member reads', async () => {
    const person = await make({ phone: '13957701234' });
    const reason = `联系本人 ${hostile}`;
    const shown = await secretary.call(revealFields, {
      params: { id: person.id },
      body: { fields: [...fields], reason },
    });
    expect(shown.fields).toEqual({ phone: '13957701234', idNumber: person.fields.idNumber });
    const { items } = await (await asMember(person)).call(ownReadings, { query: {} });
    expect(items).toMatchObject([{ fields: ['phone', 'idNumber'], reason, role: 'branch_secretary' }]);
    expect(items[0]?.reader).toContain(hostile);
    // It is no change of the file.
    expect((await secretary.call(memberHistory, { params: { id: person.id }, query: {} })).items).toEqual([]);
  });

  test('is kept in the clear nowhere: not for a retry, not in the audit', async () => {
    const person = await make({ phone: '13957709876' });
    await secretary.call(revealFields, { params: { id: person.id }, body: { fields: [...fields], reason: '核对' } });
    const everything = await server.current.write(async (tx) => {
      const kept = await tx.selectFrom('idempotency').selectAll().execute();
      const audit = await tx.selectFrom('audit_event').selectAll().where('entity_id', '=', person.id).execute();
      expect(audit.map((e) => [e.action, e.reason])).toEqual([['members.reveal', '核对']]);
      return JSON.stringify([kept, audit]);
    });
    expect(everything).not.toContain('13957709876');
    expect(everything).not.toContain(String(person.fields.idNumber));
  });

  test('is not shown to roles that do not see the field, or outside the range', async () => {
    const person = await make();
    const input = { params: { id: person.id }, body: { fields: [...fields], reason: '核对' } };
    for (const role of ['organisation_member', 'member', 'discipline_officer', 'security_admin'] as const)
      expect(await (await server.current.as(role)).outcome(revealFields, input)).toBe('not_found');
    const other = await server.current.as('branch_secretary', { at: server.current.tree.branchA2 });
    expect(await other.outcome(revealFields, input)).toBe('not_found');
    expect((await secretary.raw(revealFields, { ...input, body: { fields: ['name'], reason: '核对' } })).status).toBe(
      422,
    );
    expect((await secretary.raw(revealFields, { ...input, body: { fields: ['phone'], reason: ' ' } })).status).toBe(
      422,
    );
  });

  test('is shown so many times an hour, however many ask at once', async () => {
    const person = await make();
    const busy = await server.current.as('branch_secretary');
    const input = { params: { id: person.id }, body: { fields: ['phone' as const], reason: '核对' } };
    const outcomes: string[] = [];
    for (let round = 0; round < revealLimits.hourly + 6; round += 6)
      outcomes.push(...(await Promise.all(Array.from({ length: 6 }, () => busy.outcome(revealFields, input)))));
    expect(outcomes.filter((o) => o === 'ok')).toHaveLength(revealLimits.hourly);
    expect(new Set(outcomes)).toEqual(new Set(['ok', 'slow_down']));
    const error = await refusal(busy.call(revealFields, input));
    expect(error.details.message).toBe('reveal_limit');
    expect(error.details.retryAfter).toBeGreaterThan(3_000);
    // Another account is not held up.
    expect(await secretary.outcome(revealFields, input)).toBe('ok');
  });
});

describe('the own file', () => {
  test('shows what is kept, masked, and in full on demand', async () => {
    const person = await make({ phone: '13957701234' });
    const member = await asMember(person);
    const file = await member.call(ownFile, {});
    expect(file).toMatchObject({ id: person.id, fields: { phone: '139****1234' } });
    expect(file.can).toEqual({ edit: false, reveal: false, move: false, leave: false, return: false });
    const { fields } = await member.call(ownValues, {});
    expect(fields).toMatchObject({
      phone: '13957701234',
      idNumber: person.fields.idNumber,
      address: person.fields.address,
    });
    // The own reading leaves no receipt.
    await writeReadings(server.current.county);
    expect((await member.call(ownReadings, { query: {} })).items).toEqual([]);
    // A member reads no roster and no other file.
    expect(await member.outcome(memberList, { query: {} })).toBe('not_found');
    expect(await member.outcome(memberFile, { params: { id: person.id } })).toBe('not_found');
  });

  test('tells who opened it and what was changed, earlier branches included', async () => {
    const person = await make();
    await secretary.call(memberFile, { params: { id: person.id } });
    await writeReadings(server.current.county);
    await secretary.call(editMember, {
      params: { id: person.id },
      body: { version: 1, fields: { education: '11' }, reason: '学历提升' },
    });
    const { branchA2 } = server.current.tree;
    const body = { version: 2, branchId: branchA2.id, on: server.current.county.today(), reason: '调动' };
    await township.call(moveMember, { params: { id: person.id }, body });
    const member = await asMember({ ...person, branch: branchA2 });
    expect((await member.call(ownReadings, { query: {} })).items).toMatchObject([
      { role: 'branch_secretary', fields: [], reason: null },
    ]);
    const { items } = await member.call(ownHistory, { query: {} });
    expect(items.map((i) => i.action)).toEqual(['members.move', 'members.edit']);
    expect(items[1]).toMatchObject({ reason: '学历提升', changes: [{ field: 'education', from: '21', to: '11' }] });
  });

  test('is another’s for nobody, and nobody’s for an officer', async () => {
    expect(await secretary.outcome(ownFile, {})).toBe('not_found');
    expect(await (await server.current.as('audit_admin')).outcome(ownReadings, { query: {} })).toBe('not_found');
  });
});

describe('the own branch', () => {
  test('has its officers by name and post, and its size', async () => {
    const { branchA1, branchA2 } = server.current.tree;
    const [chief, former, elsewhere] = [
      await make({ name: '书记甲' }),
      await make({ name: '前书记乙' }),
      await make({ name: '他支部丙' }),
    ];
    const hold = (person: Person, branch: { id: string; path: string }, to: string | null) =>
      server.current.write((tx) =>
        tx
          .insertInto('post_holding')
          .values({
            id: newId(),
            organisation_id: branch.id,
            person_id: person.id,
            org_path: `${branch.path}@${person.id}/`,
            post: 'secretary',
            from_on: '2024-01-01',
            to_on: to,
          })
          .execute(),
      );
    await hold(chief, branchA1, null);
    await hold(former, branchA1, '2025-01-01');
    await hold(elsewhere, branchA2, null);
    const member = await asMember(await make());
    const branch = await member.call(ownBranch, {});
    expect(branch).toMatchObject({ id: branchA1.id, name: branchA1.name });
    expect(branch.pathNames).toHaveLength(3);
    expect(branch.officers).toEqual([{ post: 'secretary', name: '书记甲', from: '2024-01-01' }]);
    const counts = await server.current
      .read()
      .selectFrom('branch_tally')
      .select('members')
      .where('branch_id', '=', branchA1.id)
      .executeTakeFirstOrThrow();
    expect(branch.members).toBe(counts.members);
  });
});

test('a member who has left belongs to no branch', async () => {
  const person = await make();
  const body = { version: 1, on: server.current.county.today(), kind: 'resigned', reason: '本人要求' };
  await township.call(endMembership, { params: { id: person.id }, body });
  expect(await (await asMember(person)).outcome(ownBranch, {})).toBe('not_found');
});

describe('a correction', () => {
  const ask = { field: 'phone' as const, wanted: '137 0000 1111', reason: `换号 ${hostile}` };

  test('is asked for, seen masked, shown with a reason, accepted and traced', async () => {
    const person = await make({ phone: '13957701234' });
    const member = await asMember(person);
    const asked = await member.call(askCorrection, { body: ask });
    expect(asked).toMatchObject({ current: '139****1234', wanted: '13700001111', state: 'waiting', version: 1 });
    expect((await refusal(member.call(askCorrection, { body: ask }))).details.message).toBe('correction_waiting');
    const { items } = await secretary.call(correctionList, { query: { limit: 100 } });
    const seen = items.find((item) => item.id === asked.id);
    expect(seen).toMatchObject({
      personId: person.id,
      name: person.name,
      wanted: '137****1111',
      masked: true,
      reason: ask.reason,
    });
    const params = { id: asked.id };
    expect(await secretary.call(revealCorrection, { params, body: { reason: '核对新号' } })).toEqual({
      wanted: '13700001111',
    });
    const decided = await secretary.call(decideCorrection, { params, body: { version: 1, accept: true } });
    expect(decided.state).toBe('accepted');
    expect((await member.call(ownValues, {})).fields.phone).toBe('13700001111');
    expect((await member.call(ownReadings, { query: {} })).items).toMatchObject([
      { fields: ['phone'], reason: '核对新号' },
    ]);
    const { items: events } = await member.call(ownHistory, { query: {} });
    expect(events[0]).toMatchObject({
      action: 'members.edit',
      source: `correction:${asked.id}`,
      changes: [{ from: '139****1234', to: '137****1111' }],
    });
    expect(await secretary.outcome(decideCorrection, { params, body: { version: 2, accept: true } })).toBe('conflict');
  });

  test('is refused with an answer, or withdrawn', async () => {
    const member = await asMember(await make());
    const [first, second] = [
      await member.call(askCorrection, { body: { field: 'education', wanted: '11', reason: '已毕业' } }),
      await member.call(askCorrection, { body: { field: 'isFrontLine', wanted: 'true', reason: '在一线' } }),
    ];
    const refuse = (answer: string) =>
      secretary.raw(decideCorrection, { params: { id: first.id }, body: { version: 1, accept: false, answer } });
    expect((await refuse('')).status).toBe(422);
    expect((await refuse('请提供毕业证')).status).toBe(200);
    expect(await member.outcome(withdrawCorrection, { params: { id: second.id }, body: { version: 2 } })).toBe('stale');
    await member.call(withdrawCorrection, { params: { id: second.id }, body: { version: 1 } });
    expect((await member.call(ownCorrections, {})).items.map((i) => [i.state, i.answer])).toEqual([
      ['withdrawn', null],
      ['refused', '请提供毕业证'],
    ]);
  });

  test.each([
    ['phone', '12345', 'body.wanted phone_format'],
    ['education', 'no such', 'body.wanted unknown_code'],
    ['isFrontLine', '是', 'body.wanted bad_value'],
    ['partyAgeCorrection', 'x', 'body.wanted bad_value'],
    ['ethnicity', '01', 'body.wanted value_same'],
  ] as const)('of %s to %s is refused', async (field, wanted, message) => {
    const error = await refusal(
      (await asMember(await make())).call(askCorrection, { body: { field, wanted, reason: '更正' } }),
    );
    expect(error.details.problems?.map((p) => `${p.path} ${p.message}`)).toEqual([message]);
  });

  test('that would make the file wrong stays open', async () => {
    const member = await asMember(await make({ birthDate: '1980-05-17' }));
    const asked = await member.call(askCorrection, {
      body: { field: 'idNumber', wanted: '11010519491231002X', reason: '证件' },
    });
    const error = await refusal(
      secretary.call(decideCorrection, { params: { id: asked.id }, body: { version: 1, accept: true } }),
    );
    expect(error.code).toBe('invalid');
    expect((await member.call(ownCorrections, {})).items[0]?.state).toBe('waiting');
  });

  test('is nobody else’s', async () => {
    const asked = await (await asMember(await make())).call(askCorrection, { body: ask });
    const params = { id: asked.id };
    const other = await server.current.as('branch_secretary', { at: server.current.tree.branchA2 });
    expect(await other.outcome(decideCorrection, { params, body: { version: 1, accept: true } })).toBe('not_found');
    expect((await other.call(correctionList, { query: {} })).items.map((i) => i.id)).not.toContain(asked.id);
    const stranger = await asMember(await make());
    expect(await stranger.outcome(withdrawCorrection, { params, body: { version: 1 } })).toBe('not_found');
  });

  test('moves with the person to the next branch', async () => {
    const person = await make();
    const asked = await (await asMember(person)).call(askCorrection, { body: ask });
    const { branchA2 } = server.current.tree;
    const body = { version: 1, branchId: branchA2.id, on: server.current.county.today(), reason: '调动' };
    await township.call(moveMember, { params: { id: person.id }, body });
    const next = await server.current.as('branch_secretary', { at: branchA2 });
    expect((await next.call(correctionList, { query: {} })).items.map((i) => i.id)).toContain(asked.id);
  });
});

describe('saved filters', () => {
  test('are one account’s own, replaced by name, removed once', async () => {
    const name = `党龄五十年 ${hostile}`.slice(0, 40);
    const first = await secretary.call(saveFilter, { body: { name, filter: { partyAgeFrom: 50 } } });
    const again = await secretary.call(saveFilter, {
      body: { name, filter: { ageTo: 35, category: ['full'], lost: true } },
    });
    expect(again).toEqual({ id: first.id, name: name.trim(), filter: { ageTo: 35, category: ['full'], lost: true } });
    expect((await secretary.call(filterList, {})).items).toEqual([again]);
    expect((await township.call(filterList, {})).items).toEqual([]);
    expect(await township.call(removeFilter, { params: { id: first.id } })).toEqual({ removed: false });
    expect(await secretary.call(removeFilter, { params: { id: first.id } })).toEqual({ removed: true });
    expect(await secretary.call(removeFilter, { params: { id: first.id } })).toEqual({ removed: false });
    const number = secretary.outcome(saveFilter, { body: { name: 'x', filter: { q: '１３９５７７０１２３４' } } });
    expect(await number).toBe('invalid');
    const officer = await server.current.as('discipline_officer');
    expect(await officer.outcome(saveFilter, { body: { name: 'x', filter: { ageFrom: 3 } } })).toBe('invalid');
  });
});

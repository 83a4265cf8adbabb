/** What happens to a member after the file was made: moves, endings, dated records. */
import { beforeAll, describe, expect, test } from 'vitest';
import { newOpaqueId } from '#shared/ids.ts';
import { useApp } from '#test/harness/app.ts';
import type { Client } from '#test/harness/client.ts';
import { hostile } from '#test/harness/hostile.ts';
import { editMember, endMembership, memberFile, memberHistory, moveMember, undoLeave } from '../contract.ts';
import type { MemberFields } from '../contract.ts';
import { addRecord, editRecord, voidRecord } from '../records/contract.ts';
import { memberOfA1, messages, refusal } from './factory.ts';

const server = useApp({ now: () => new Date('2026-11-23T04:00:00Z') });
const make = (fields: MemberFields = {}, since?: string) => memberOfA1(server.current, fields, since);

let secretary: Client;
let township: Client;
let officer: Client;
beforeAll(async () => {
  secretary = await server.current.as('branch_secretary');
  township = await server.current.as('township_worker');
  officer = await server.current.as('county_officer');
});

describe('a move', () => {
  test('takes the person and the records along, and the former branch sees nothing more', async () => {
    const { branchA2 } = server.current.tree;
    const { id } = await make();
    const record = { values: { kind: 'medal_50', title: hostile, grantedOn: '2020-07-01' } };
    const { values } = record;
    await secretary.call(addRecord, {
      params: { id, table: 'training_record' },
      body: { values: { title: values.title, fromOn: '2020-07-01' } },
    });
    const file = await township.call(memberFile, { params: { id } });
    const body = { version: file.version, branchId: branchA2.id, on: '2026-11-20', reason: '工作调动' };
    const moved = await township.call(moveMember, { params: { id }, body });
    expect(moved.branchName).toBe(branchA2.name);
    expect(moved.affiliations).toMatchObject([
      { branchId: branchA2.id, from: '2026-11-20', to: null, joinKind: 'moved' },
      { to: '2026-11-19', leaveKind: 'moved' },
    ]);
    expect(moved.records.training_record).toHaveLength(1);
    expect(await secretary.outcome(memberFile, { params: { id } })).toBe('not_found');
    const second = await server.current.as('branch_secretary', { at: branchA2 });
    expect((await second.call(memberFile, { params: { id } })).records.training_record).toHaveLength(1);
    // What happened before the move is part of the file.
    const { items } = await second.call(memberHistory, { params: { id }, query: {} });
    expect(items.map((item) => item.action)).toEqual(['members.move', 'members.addRecord']);
  });

  test('of five at once is one: a person is in one branch on any day', async () => {
    const { branchA2 } = server.current.tree;
    const { id } = await make();
    const outcomes = await Promise.all(
      ['2026-11-01', '2026-11-02', '2026-11-03', '2026-11-04', '2026-11-05'].map((on) =>
        township.outcome(moveMember, {
          params: { id },
          body: { version: 1, branchId: branchA2.id, on, reason: '调动' },
        }),
      ),
    );
    expect(outcomes.toSorted()).toEqual(['ok', 'stale', 'stale', 'stale', 'stale']);
    const { rows } = await server.current.county
      .read(server.current.system)
      .selectFrom('affiliation')
      .select('id')
      .where('person_id', '=', id)
      .execute()
      .then((found) => ({ rows: found }));
    expect(rows).toHaveLength(2);
  });

  test.each([
    ['2026-11-24', 'body.on date_future'],
    ['2005-07-01', 'body.on before_affiliation'],
  ])('on %s is refused', async (on, message) => {
    const { id } = await make();
    const body = { version: 1, branchId: server.current.tree.branchA2.id, on, reason: '调动' };
    expect(messages(await refusal(township.call(moveMember, { params: { id }, body })))).toEqual([message]);
  });

  test('to the same branch, or out of the range, is refused', async () => {
    const { branchA1, branchB1 } = server.current.tree;
    const { id } = await make();
    const move = (branchId: string) =>
      refusal(
        township.call(moveMember, { params: { id }, body: { version: 1, branchId, on: '2026-11-01', reason: '调动' } }),
      );
    expect(messages(await move(branchA1.id))).toEqual(['body.branchId branch_same']);
    expect(messages(await move(branchB1.id))).toEqual(['body.branchId branch_unknown']);
  });
});

describe('an ending', () => {
  const leave = { version: 1, kind: 'died', on: '2026-11-20', reason: '病故', document: '永组〔2026〕1号' };

  test('keeps the file, ends the posts and stops changes', async () => {
    const { id } = await make();
    const { townshipA } = server.current.tree;
    // A post above the secretary's range ends too.
    await server.current.write((tx) =>
      tx
        .insertInto('post_holding')
        .values({
          id: newOpaqueId(),
          organisation_id: townshipA.id,
          person_id: id,
          org_path: `${townshipA.path}@${id}/`,
          post: 'committee_member',
          from_on: '2020-01-01',
        })
        .execute(),
    );
    const file = await secretary.call(endMembership, { params: { id }, body: leave });
    expect(file).toMatchObject({
      ended: { on: '2026-11-20', kind: 'died' },
      can: { edit: false, move: false, leave: false, return: true },
    });
    expect(file.affiliations[0]).toMatchObject({ to: '2026-11-20', leaveKind: 'died' });
    expect((await officer.call(memberFile, { params: { id } })).posts[0]).toMatchObject({ to: '2026-11-20' });
    const edit = secretary.call(editMember, { params: { id }, body: { version: 2, fields: { phone: null } } });
    expect((await refusal(edit)).details.message).toBe('membership_ended');
    const again = secretary.call(endMembership, { params: { id }, body: { ...leave, version: 2 } });
    expect((await refusal(again)).details.message).toBe('membership_ended');
    const values = { title: '培训', fromOn: '2026-01-01' };
    expect(await secretary.outcome(addRecord, { params: { id, table: 'training_record' }, body: { values } })).toBe(
      'conflict',
    );
  });

  test('can be taken back without a gap', async () => {
    const { id } = await make();
    await secretary.call(endMembership, { params: { id }, body: leave });
    const file = await secretary.call(undoLeave, { params: { id }, body: { version: 2, reason: '登记错人' } });
    expect(file.ended).toBeNull();
    expect(file.affiliations).toMatchObject([{ from: '2005-07-01', to: null, leaveKind: null }]);
    const again = secretary.call(undoLeave, { params: { id }, body: { version: 3, reason: '再撤' } });
    expect((await refusal(again)).details.message).toBe('membership_not_ended');
  });

  test('may fall on the first day, not before it, and needs a kind that is known', async () => {
    const { id } = await make({}, '2026-11-01');
    const end = (on: string, kind = 'died') =>
      secretary.call(endMembership, { params: { id }, body: { ...leave, on, kind } });
    expect(messages(await refusal(end('2026-10-31')))).toEqual(['body.on before_affiliation']);
    expect(messages(await refusal(end('2026-11-24')))).toEqual(['body.on date_future']);
    expect(messages(await refusal(end('2026-11-01', 'gone')))).toEqual(['body.kind unknown_code']);
    expect((await end('2026-11-01')).affiliations).toMatchObject([{ from: '2026-11-01', to: '2026-11-01' }]);
  });
});

describe('records', () => {
  test('are added, changed and voided, and stay in the history', async () => {
    const { id } = await make();
    const at = { id, table: 'training_record' } as const;
    const added = await secretary.call(addRecord, {
      params: at,
      body: { values: { title: hostile, fromOn: '2026-01-01', hours: 12.5 } },
    });
    const record = { ...at, recordId: added.id };
    const edited = await secretary.call(editRecord, {
      params: record,
      body: { version: 1, values: { toOn: '2026-01-05' } },
    });
    expect(edited.version).toBe(2);
    const stale = await refusal(
      secretary.call(editRecord, { params: record, body: { version: 1, values: { title: 'x' } } }),
    );
    expect(stale.code).toBe('stale');
    expect(Object.keys(stale.details.current as object).toSorted()).toEqual(['id', 'values', 'version']);
    await secretary.call(voidRecord, { params: record, body: { version: 2, reason: '录错' } });
    const file = await secretary.call(memberFile, { params: { id } });
    expect(file.records.training_record).toEqual([]);
    expect(file.version).toBe(4);
    const { items } = await secretary.call(memberHistory, { params: { id }, query: {} });
    expect(items.map((i) => i.action)).toEqual(['members.voidRecord', 'members.editRecord', 'members.addRecord']);
    expect(items[0]?.changes).toContainEqual({ field: 'training_record.title', from: hostile, to: null });
  });

  test.each([
    ['training_record', { title: '', fromOn: '2026-01-01' }, 'body.values.title required'],
    ['training_record', { title: 'x', fromOn: '2026-02-30' }, 'body.values.fromOn bad_date'],
    ['training_record', { title: 'x', fromOn: '2026-02-03', toOn: '2026-02-02' }, 'body.values.toOn to_before_from'],
    ['training_record', { title: 'x', fromOn: '2026-02-03', hours: 1e12 }, 'body.values.hours bad_number'],
    ['training_record', { title: 'x', fromOn: '2026-11-24' }, 'body.values.fromOn date_future'],
    ['reward', { kind: 'merit', title: 'x', grantedOn: '1980-05-16' }, 'body.values.grantedOn record_before_birth'],
    ['family_member', { relation: '10', name: '王*' }, 'body.values.name name_masked'],
    ['lost_contact', { kind: '8', fromOn: '2026-01-01' }, 'body.values.kind unknown_code'],
    ['standing_change', { standing: '14', fromOn: '2026-01-01' }, 'body.values.standing unknown_code'],
    ['abroad_stay', { place: '意大利', purpose: 'study' }, 'body.values.fromOn required'],
    ['sanction', { kind: 'none such', decidedOn: '2026-01-01' }, 'body.values.kind unknown_code'],
    ['reward', { personId: 'x', kind: 'x', title: 'x', grantedOn: '2026-01-01' }, 'body.values.personId unknown_field'],
  ] as const)('%s %o is refused', async (table, values, message) => {
    const { id } = await make();
    const error = await refusal(secretary.call(addRecord, { params: { id, table }, body: { values } }));
    expect(messages(error)).toContain(message);
  });

  test('of one kind do not overlap, but for the day on which one ends and the next begins', async () => {
    const { id } = await make();
    const away = (fromOn: string, toOn: string | null) =>
      township.call(addRecord, {
        params: { id, table: 'abroad_stay' },
        body: { values: { fromOn, toOn, place: '意大利', purpose: 'work' } },
      });
    const first = await away('2020-01-10', '2021-05-01');
    await away('2021-05-01', null);
    for (const [fromOn, toOn] of [
      ['2019-12-01', '2020-01-11'],
      ['2026-01-01', null],
      ['2020-03-01', '2020-04-01'],
    ] as const)
      expect(messages(await refusal(away(fromOn, toOn)))).toEqual(['body.values.fromOn record_overlaps']);
    const params = { id, table: 'abroad_stay', recordId: first.id } as const;
    const longer = township.call(editRecord, { params, body: { version: 1, values: { toOn: '2021-06-01' } } });
    expect(messages(await refusal(longer))).toEqual(['body.values.fromOn record_overlaps']);
    expect(
      await township.call(editRecord, { params, body: { version: 1, values: { place: '西班牙' } } }),
    ).toMatchObject({ version: 2 });
  });

  test('of a changed standing are the same fact as the file’s own', async () => {
    const { id } = await make();
    const change = async (standing: string, fromOn: string) =>
      (
        await secretary.call(addRecord, {
          params: { id, table: 'standing_change' },
          body: { values: { standing, fromOn, decidedBy: '县委组织部', document: '永组〔2025〕3号' } },
        })
      ).id;
    const standing = async () => (await secretary.call(memberFile, { params: { id } })).fields.standing;
    const restored = await change('11', '2025-06-01');
    expect(await standing()).toBe('11');
    // What is entered later but lies earlier does not become the present one.
    await change('12', '2023-06-01');
    expect(await standing()).toBe('11');
    expect(messages(await refusal(change('10', '2023-06-01')))).toEqual(['body.values.fromOn record_overlaps']);
    const record = { id, table: 'standing_change', recordId: restored } as const;
    await secretary.call(voidRecord, { params: record, body: { version: 1, reason: '决定撤销' } });
    expect(await standing()).toBe('12');
    const { items } = await secretary.call(memberHistory, { params: { id }, query: {} });
    expect(items[0]?.changes).toContainEqual({ field: 'standing', from: '11', to: '12' });
  });

  test('of a contact that has been lost for long are advised on, with the article', async () => {
    const { id } = await make();
    await secretary.call(addRecord, {
      params: { id, table: 'lost_contact' },
      body: { values: { fromOn: '2026-01-20', kind: '1', searched: '走访' } },
    });
    const { problems } = await secretary.call(memberFile, { params: { id } });
    expect(problems).toMatchObject([
      {
        path: 'lostSince',
        message: 'lost_stop_due',
        params: { due: '2026-07-01', article: '第二十四条' },
        why: { ruleId: 'lostContact.stop', confidence: 'A' },
      },
    ]);
  });

  test('of papers with a mark of secrecy are refused', async () => {
    const { id } = await make();
    const values = { kind: 'other', title: '机密 会议纪要' };
    const error = await refusal(township.call(addRecord, { params: { id, table: 'attachment' }, body: { values } }));
    expect(messages(error)).toEqual(['body.values.title scan_secret']);
  });

  test('of papers are not a secretary’s, and a scan is never named by an id', async () => {
    const { id } = await make();
    const at = { id, table: 'attachment' } as const;
    const values = { kind: 'application', title: '入党申请书', fileId: newOpaqueId() };
    expect(await secretary.outcome(addRecord, { params: at, body: { values } })).toBe('not_found');
    const error = await refusal(township.call(addRecord, { params: at, body: { values } }));
    expect(messages(error)).toContain('body.values.fileId field_not_editable');
  });

  test('of an open lost contact or outflow are the same fact as the file’s own', async () => {
    const { id } = await make();
    const added = await secretary.call(addRecord, {
      params: { id, table: 'outflow' },
      body: { values: { fromOn: '2026-03-15', place: '上海市' } },
    });
    const away = await secretary.call(memberFile, { params: { id } });
    expect(away.fields).toMatchObject({ outflowSince: '2026-03-01', outflowPlace: '上海市' });
    await secretary.call(editRecord, {
      params: { id, table: 'outflow', recordId: added.id },
      body: { version: 1, values: { toOn: '2026-10-01' } },
    });
    expect((await secretary.call(memberFile, { params: { id } })).fields).toMatchObject({
      outflowSince: null,
      outflowPlace: null,
    });
  });
});

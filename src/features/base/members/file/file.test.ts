import { beforeAll, describe, expect, test } from 'vitest';
import { AppError } from '#shared/errors.ts';
import { newOpaqueId } from '#shared/ids.ts';
import { useApp } from '#test/harness/app.ts';
import type { Client } from '#test/harness/client.ts';
import { hostile } from '#test/harness/hostile.ts';
import {
  createMember,
  editMember,
  endMembership,
  memberFile,
  memberHistory,
  memberList,
  moveMember,
  undoLeave,
} from '../contract.ts';
import type { MemberFields } from '../contract.ts';
import { makeIdNumber, makeMember, memberFields } from '../factory.ts';
import { addRecord, editRecord, voidRecord } from '../records/contract.ts';

const server = useApp({ now: () => new Date('2026-11-23T04:00:00Z') });
const make = (fields: MemberFields = {}, since?: string) =>
  server.current.write((tx) =>
    makeMember(tx, server.current.county, {
      branch: server.current.tree.branchA1,
      fields,
      ...(since === undefined ? {} : { since }),
    }),
  );

let secretary: Client;
let township: Client;
let officer: Client;
beforeAll(async () => {
  secretary = await server.current.as('branch_secretary');
  township = await server.current.as('township_worker');
  officer = await server.current.as('county_officer');
});

const refusal = async (work: Promise<unknown>): Promise<AppError> => {
  const error = await work.then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  if (error instanceof AppError) return error;
  throw new Error(`was not refused: ${String(error)}`);
};
const messages = (error: AppError): string[] => (error.details.problems ?? []).map((p) => `${p.path} ${p.message}`);

describe('a new member', () => {
  test('has a file, whole and masked, in the branch', async () => {
    const { branchA1 } = server.current.tree;
    const fields = memberFields({ name: '单雄信', phone: '13957701234', address: '永嘉县上塘镇浦口村8号' });
    const { id } = await secretary.call(createMember, {
      body: { branchId: branchA1.id, fields, joinKind: 'admitted' },
    });
    const file = await secretary.call(memberFile, { params: { id } });
    expect(file).toMatchObject({ version: 1, branchName: branchA1.name, ended: null, age: 46, partyAgeMonths: 244 });
    expect(file.partyAgeWhy).toMatchObject({ ruleId: 'partyAge.start', article: '第三十三条', confidence: 'A' });
    expect(file.completeness).toEqual({ percent: 100, missing: [] });
    expect(file.fields).toMatchObject({
      name: '单雄信',
      phone: '139****1234',
      address: '永嘉县上塘镇浦口村****',
      archiveUnit: hostile,
    });
    expect(file.fields.idNumber).toMatch(/^330\*{11}[\dX]{4}$/);
    expect(file.masked).toEqual(expect.arrayContaining(['idNumber', 'phone', 'address']));
    expect(JSON.stringify(file)).not.toContain('13957701234');
    expect(file.affiliations).toMatchObject([
      { branchId: branchA1.id, from: '2005-07-01', to: null, joinKind: 'admitted' },
    ]);
    expect(file.can).toEqual({ edit: true, reveal: true, move: true, leave: true, return: false });
  });

  test('may be a woman whose number ends in zeros: the card is in the hand of whoever types', async () => {
    const { branchA1 } = server.current.tree;
    for (const idNumber of ['330324197503040000', '330324197503059000']) {
      const fields = memberFields({ idNumber, sex: null, birthDate: null });
      const { id } = await secretary.call(createMember, { body: { branchId: branchA1.id, fields } });
      expect((await secretary.call(memberFile, { params: { id } })).fields.sex).toBe('2');
    }
    const cut = memberFields({ idNumber: '330324197503050000' });
    const refused = await refusal(secretary.call(createMember, { body: { branchId: branchA1.id, fields: cut } }));
    expect(messages(refused)).toContain('body.fields.idNumber id_digits_lost');
  });

  test('takes sex and birth date from the ID number, in any writing', async () => {
    const idNumber = makeIdNumber('1962-03-04', '2');
    const given = idNumber.toLowerCase().replace(/\d/g, (d) => String.fromCodePoint(0xff10 + Number(d)));
    const { id } = await secretary.call(createMember, {
      body: {
        branchId: server.current.tree.branchA1.id,
        fields: { name: '王秀英', idNumber: given, category: 'full' },
      },
    });
    const file = await secretary.call(memberFile, { params: { id } });
    expect(file.fields).toMatchObject({ sex: '2', birthDate: '1962-03-04' });
    expect((await secretary.call(memberList, { query: { q: idNumber } })).items).toHaveLength(1);
  });

  test('is refused with all problems at once', async () => {
    const fields = memberFields({
      name: '李<b>四',
      phone: '12345',
      joinedOn: '1975-01-01',
      fullOn: '2027-01-01',
      jobPost: 'no such',
    });
    const error = await refusal(
      secretary.call(createMember, { body: { branchId: server.current.tree.branchA1.id, fields } }),
    );
    expect(error.code).toBe('invalid');
    expect(messages(error)).toEqual(
      expect.arrayContaining([
        'body.fields.name name_characters',
        'body.fields.phone phone_format',
        'body.fields.joinedOn joined_before_birth',
        'body.fields.fullOn date_future',
        'body.fields.jobPost unknown_code',
      ]),
    );
  });

  test.each([
    [{ since: '2026-12-01' }, 'body.since date_future'],
    [{ since: '2004-01-01' }, 'body.since joined_after_since'],
    [{ joinKind: 'moved' }, 'body.joinKind unknown_code'],
    [{ fields: { leftOn: '2020-01-01' } }, 'body.fields.leftOn field_not_editable'],
    [{ fields: { nonsense: 'x' } }, 'body.fields unknown_field'],
    [{ fields: { birthDate: '1999-02-29' } }, 'body.fields.birthDate bad_date'],
  ])('is refused with %o', async (wrong, message) => {
    const { fields, ...rest } = wrong as { fields?: MemberFields };
    const body = { branchId: server.current.tree.branchA1.id, fields: { ...memberFields(), ...fields }, ...rest };
    expect(messages(await refusal(secretary.call(createMember, { body })))).toContain(message);
  });

  test('goes only into a branch of the range', async () => {
    const { branchB1, townshipA } = server.current.tree;
    const add = (branchId: string) =>
      refusal(township.call(createMember, { body: { branchId, fields: memberFields() } }));
    expect(messages(await add(branchB1.id))).toEqual(['body.branchId branch_unknown']);
    expect(messages(await add(newOpaqueId()))).toEqual(['body.branchId branch_unknown']);
    expect(messages(await add(townshipA.id))).toEqual(['body.branchId branch_holds_no_members']);
  });

  test('whose ID number is taken is refused, and told by whom only inside the range', async () => {
    const { branchA1, branchB1 } = server.current.tree;
    const near = await make();
    const far = await server.current.write((tx) => makeMember(tx, server.current.county, { branch: branchB1 }));
    const add = async (idNumber: unknown) => {
      const body = { branchId: branchA1.id, fields: memberFields({ idNumber: String(idNumber) }) };
      return (await refusal(secretary.call(createMember, { body }))).details;
    };
    expect(await add(near.fields.idNumber)).toMatchObject({ message: 'id_number_taken', personId: near.id });
    const hidden = await add(far.fields.idNumber);
    expect(hidden).toMatchObject({ message: 'id_number_taken' });
    expect(hidden).not.toHaveProperty('personId');
  });

  test('entered by ten people at once is one person', async () => {
    const fields = memberFields();
    const body = { branchId: server.current.tree.branchA1.id, fields };
    const outcomes = await Promise.all(Array.from({ length: 10 }, () => secretary.outcome(createMember, { body })));
    expect(outcomes.filter((o) => o === 'ok')).toHaveLength(1);
    expect(outcomes.filter((o) => o === 'conflict')).toHaveLength(9);
  });

  test('sent twice with one key is made once; another body with that key is refused', async () => {
    const body = { branchId: server.current.tree.branchA1.id, fields: memberFields() };
    const key = newOpaqueId();
    const [a, b] = await Promise.all([
      secretary.call(createMember, { body }, { key }),
      secretary.call(createMember, { body }, { key }),
    ]);
    expect(b.id).toBe(a.id);
    const other = { ...body, fields: memberFields() };
    expect(await secretary.outcome(createMember, { body: other }, { key })).toBe('reused_key');
  });
});

describe('an edit', () => {
  test('changes fields, raises the version and tells the former value', async () => {
    const { id } = await make({ education: '21', householdPlace: '永嘉县上塘镇浦口村8号' });
    const body = {
      version: 1,
      fields: { education: '14', householdPlace: '温州市鹿城区五马街3号', phone: '13711112222' },
      reason: '核对证件',
    };
    const file = await secretary.call(editMember, { params: { id }, body });
    expect(file).toMatchObject({ version: 2, fields: { education: '14', phone: '137****2222' } });
    const { items } = await secretary.call(memberHistory, { params: { id }, query: {} });
    expect(items[0]).toMatchObject({
      action: 'members.edit',
      reason: '核对证件',
      role: 'branch_secretary',
      source: 'screen',
    });
    const changes = new Map(items[0]?.changes.map((c) => [c.field, c]));
    expect(changes.get('education')).toEqual({ field: 'education', from: '21', to: '14' });
    expect(changes.get('phone')).toMatchObject({ from: expect.stringMatching(/^138\*{4}\d{4}$/), to: '137****2222' });
    expect(changes.get('householdPlace')).toMatchObject({ from: '永嘉县上塘镇浦口村****' });
  });

  test('of an older state is answered with the newer one', async () => {
    const { id } = await make();
    await secretary.call(editMember, { params: { id }, body: { version: 1, fields: { education: '11' } } });
    const error = await refusal(
      secretary.call(editMember, { params: { id }, body: { version: 1, fields: { education: '71' } } }),
    );
    expect(error.code).toBe('stale');
    expect(error.details.current).toMatchObject({ id, version: 2, fields: { education: '11' } });
    expect(error.details.current).not.toHaveProperty('path');
  });

  test('of ten at once is one edit and nine stale ones', async () => {
    const { id } = await make();
    const outcomes = await Promise.all(
      Array.from({ length: 10 }, (_, i) =>
        secretary.outcome(editMember, { params: { id }, body: { version: 1, fields: { nativePlace: `地${i}` } } }),
      ),
    );
    expect(outcomes.filter((o) => o === 'ok')).toHaveLength(1);
    expect(outcomes.filter((o) => o === 'stale')).toHaveLength(9);
  });

  test('cannot make another field wrong unnoticed', async () => {
    const { id } = await make({ birthDate: '1980-05-17' });
    const idNumber = makeIdNumber('1981-06-18', '1');
    const edit = (fields: MemberFields) => secretary.call(editMember, { params: { id }, body: { version: 1, fields } });
    expect(messages(await refusal(edit({ idNumber })))).toEqual(['body.fields.birthDate birth_mismatch']);
    expect((await edit({ idNumber, birthDate: '1981-06-18' })).fields.birthDate).toBe('1981-06-18');
  });

  test('is not stopped by an old fault in another field', async () => {
    const { id } = await make({ joinedOn: '1979-01-01' });
    const body = { version: 1, fields: { phone: '13812345678' } };
    const file = await secretary.call(editMember, { params: { id }, body });
    expect(file.problems.map((p) => p.path)).toContain('joinedOn');
  });

  test('empties what may be empty and falls back where a column never is', async () => {
    const { id } = await make({ standing: '12', partyAgeCorrection: 5 });
    const fields: MemberFields = {
      phone: '',
      nativePlace: null,
      sex: null,
      idNumber: null,
      standing: null,
      partyAgeCorrection: null,
    };
    const file = await secretary.call(editMember, { params: { id }, body: { version: 1, fields } });
    expect(file.fields).toMatchObject({
      phone: null,
      nativePlace: null,
      sex: '0',
      standing: '1',
      partyAgeCorrection: 0,
    });
    expect(file.completeness.missing).toEqual(['idNumber', 'phone']);
  });

  test('of nothing changes nothing', async () => {
    const { id, fields } = await make();
    const body = { version: 1, fields: { phone: fields.phone ?? null, name: fields.name ?? null } };
    expect(await secretary.call(editMember, { params: { id }, body })).toMatchObject({ version: 1 });
  });

  test('takes texts as they are and refuses what the database cannot hold', async () => {
    const { id } = await make();
    const edit = (version: number, nativePlace: string) =>
      secretary.call(editMember, { params: { id }, body: { version, fields: { nativePlace } } });
    for (const [at, text] of [hostile, "=cmd|' /C calc'!A0", '𠮷野家👩‍👩‍👧', "'; drop table person; --"].entries())
      expect((await edit(at + 1, text)).fields.nativePlace).toBe(text);
    expect((await refusal(edit(5, 'a\u0000b'))).code).toBe('invalid');
  });
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

describe('field rights', () => {
  test.each([
    ['organisation_member', { idNumber: undefined, phone: undefined, birthDate: '1980-05-17', address: undefined }],
    ['discipline_officer', { idNumber: undefined, phone: undefined, birthDate: undefined, education: undefined }],
  ] as const)('%s sees what the catalogue says', async (role, expected) => {
    const { id } = await make({ lostSince: '2025-01-01' });
    await secretary.call(addRecord, {
      params: { id, table: 'sanction' },
      body: { values: { kind: 'warning', decidedOn: '2020-01-01' } },
    });
    await secretary.call(addRecord, {
      params: { id, table: 'hardship' },
      body: { values: { kind: 'illness', since: '2020-01-01', note: hostile } },
    });
    const reader = await server.current.as(role, {
      at: role === 'discipline_officer' ? server.current.tree.townshipA : server.current.tree.branchA1,
    });
    const file = await reader.call(memberFile, { params: { id } });
    for (const [key, value] of Object.entries(expected))
      expect(file.fields[key as keyof MemberFields], key).toBe(value);
    expect(file.records.hardship).toEqual([]);
    expect(file.records.sanction).toHaveLength(role === 'discipline_officer' ? 1 : 0);
    expect(file.can).toEqual({ edit: false, reveal: false, move: false, leave: false, return: false });
    const { items } = await reader.call(memberHistory, { params: { id }, query: {} });
    expect(JSON.stringify(items.map((i) => i.changes))).not.toContain('hardship');
    expect(await reader.outcome(editMember, { params: { id }, body: { version: 1, fields: {} } })).toBe('not_found');
  });

  test('nobody deletes a person, not even past the application', async () => {
    const { id } = await make();
    await server.current.write((tx) => tx.deleteFrom('person').where('id', '=', id).execute());
    await server.current.write((tx) => tx.deleteFrom('membership').where('person_id', '=', id).execute());
    expect((await secretary.call(memberFile, { params: { id } })).id).toBe(id);
  });
});

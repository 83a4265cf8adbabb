import { beforeAll, describe, expect, test } from 'vitest';
import { newOpaqueId } from '#shared/ids.ts';
import { useApp } from '#test/harness/app.ts';
import type { Client } from '#test/harness/client.ts';
import { hostile } from '#test/harness/hostile.ts';
import { createMember, editMember, memberFile, memberHistory, memberList } from '../contract.ts';
import type { MemberFields } from '../contract.ts';
import { makeIdNumber, makeMember, memberFields } from '../factory.ts';
import { addRecord } from '../records/contract.ts';
import { memberOfA1, messages, refusal } from './factory.ts';

const server = useApp({ now: () => new Date('2026-11-23T04:00:00Z') });
const make = (fields: MemberFields = {}, since?: string) => memberOfA1(server.current, fields, since);

let secretary: Client;
let township: Client;
beforeAll(async () => {
  secretary = await server.current.as('branch_secretary');
  township = await server.current.as('township_worker');
});

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

import { beforeAll, describe, expect, test } from 'vitest';
import { sql } from 'kysely';
import { cancelJob, jobById } from '#features/base/jobs/contract.ts';
import { editMember, memberFile, memberList } from '#features/base/members/contract.ts';
import { askCorrection } from '#features/base/members/corrections/contract.ts';
import { makeMember } from '#features/base/members/factory.ts';
import { revealFields } from '#features/base/members/reveal/contract.ts';
import { useApp } from '#test/harness/app.ts';
import type { Client } from '#test/harness/client.ts';
import { useCounty } from '#test/harness/county.ts';
import { keyState, rotateKeys } from './contract.ts';
import { sealedTableTexts } from './messages.ts';
import { leftColumns, sealedTables } from './rules.ts';

const server = useApp({ poolSize: 12 });
let security: Client;
let secretary: Client;
let people: Awaited<ReturnType<typeof makeMember>>[] = [];

beforeAll(async () => {
  security = await server.current.as('security_admin');
  secretary = await server.current.as('branch_secretary');
  const { county, tree } = server.current;
  people = await server.current.write(async (tx) => {
    const made = [];
    for (let n = 0; n < 450; n += 1) made.push(await makeMember(tx, county, { branch: tree.branchA1 }));
    return made;
  });
  const [voided, member] = people;
  await server.current.write(async (tx) => {
    await sql`set local app.voided = 'on'`.execute(tx);
    await tx
      .updateTable('person')
      .set({ voided_at: new Date().toISOString() })
      .where('id', '=', voided?.id ?? '')
      .execute();
  });
  const person = { ...member, id: member?.id ?? '', path: member?.path ?? '', name: '', branch: tree.branchA1 };
  const own = await server.current.as('member', { person });
  await own.call(askCorrection, { body: { field: 'phone', wanted: '13700001111', reason: '换号' } });
  await server.current.write(
    (tx) =>
      tx
        .updateTable('account')
        .set({ totp_secret: county.crypto.encrypt('JBSWY3DPEHPK3PXP'), totp_key_id: 1 })
        .where('id', '=', own.session?.accountId ?? '')
        .execute(),
    { ...server.current.system, guard: 'accounts' },
  );
});

const rotate = () => security.call(rotateKeys, { body: { reason: '年度轮换' } });
const ended = async (jobId: string) => {
  const job = () => security.call(jobById, { params: { id: jobId } });
  await expect.poll(async () => (await job()).finishedAt).not.toBeNull();
  return job();
};

// The second builds on the versions that the first has made.
describe('a rotation', { shuffle: false }, () => {
  test('under load loses no edit, leaves no old value, and stays out of everybody’s way', async () => {
    const before = await security.call(keyState, {});
    expect(before).toMatchObject({ current: 1, running: null, last: null });
    expect(before.versions[0]?.rows).toEqual(
      expect.arrayContaining([
        { table: 'person', rows: 450 },
        { table: 'correction_request', rows: 1 },
        { table: 'account', rows: expect.any(Number) },
      ]),
    );
    const { jobId } = await rotate();
    // The worker is not there yet: the second one finds the first waiting.
    expect(await security.outcome(rotateKeys, { body: { reason: '再来' } })).toBe('conflict');
    expect((await security.call(keyState, {})).running).toMatchObject({ jobId, own: true, startedAt: null });
    const colleague = await server.current.as('security_admin');
    expect((await colleague.call(keyState, {})).running).toMatchObject({ jobId, own: false });
    const wanted = new Map<string, string>();
    let over = false;
    const edit = async (offset: number): Promise<void> => {
      for (let n = 0; !over; n += 1) {
        const person = people[1 + ((offset * 97 + n * 13) % (people.length - 1))];
        const id = person?.id ?? '';
        const { version } = await secretary.call(memberFile, { params: { id } });
        const phone = `139${String(offset)}${String(n).padStart(7, '0')}`;
        if ((await secretary.outcome(editMember, { params: { id }, body: { version, fields: { phone } } })) === 'ok')
          wanted.set(id, phone);
      }
    };
    server.current.work();
    const editors = [1, 2, 3].map(edit);
    const job = await ended(jobId);
    over = true;
    await Promise.all(editors);
    expect(job).toMatchObject({ state: 'done', kind: 'keys.rotate', result: { version: 2 } });
    expect(wanted.size).toBeGreaterThan(3);
    const state = await security.call(keyState, {});
    expect(state).toMatchObject({ current: 2, running: null, last: { state: 'done', version: 2, error: null } });
    expect(state.versions.map(({ version, rows }) => [version, rows.map((r) => r.table).toSorted()])).toEqual([
      [1, []],
      [2, ['account', 'correction_request', 'person']],
    ]);
    for (const [id, phone] of [...wanted].slice(0, 5)) {
      const shown = await secretary.call(revealFields, { params: { id }, body: { fields: ['phone'], reason: '核对' } });
      expect(shown.fields.phone).toBe(phone);
      expect((await secretary.call(memberList, { query: { q: phone } })).items.map((item) => item.id)).toEqual([id]);
    }
    const rows = await server.current
      .read()
      .selectFrom('person')
      .select(['id', 'phone', 'id_number', 'address', 'key_id'])
      .execute();
    const { crypto } = server.current.county;
    const numbers = new Map(people.map((p) => [p.id, p.fields.idNumber]));
    const phones = new Map(people.map((p) => [p.id, wanted.get(p.id) ?? p.fields.phone]));
    for (const row of rows.filter((r) => numbers.has(r.id))) {
      expect(row.key_id).toBe(2);
      expect(crypto.decrypt(row.id_number as Buffer)).toBe(numbers.get(row.id));
      expect(crypto.decrypt(row.phone as Buffer)).toBe(phones.get(row.id));
    }
    // A file that nobody edited is not stale for whoever had it open.
    const idle = people.find((p) => !wanted.has(p.id) && p !== people[0]);
    expect((await secretary.call(memberFile, { params: { id: idle?.id ?? '' } })).version).toBe(1);
  });

  test('that is cancelled leaves everything readable, and the next one finishes', async () => {
    server.current.work();
    const { jobId } = await rotate();
    await security.outcome(cancelJob, { params: { id: jobId } });
    const first = await ended(jobId);
    expect(['cancelled', 'done']).toContain(first.state);
    expect(await secretary.outcome(memberFile, { params: { id: people[5]?.id ?? '' } })).toBe('ok');
    const second = await ended((await rotate()).jobId);
    expect(second.state).toBe('done');
    const state = await security.call(keyState, {});
    expect(state.versions.filter((v) => v.version !== state.current).flatMap((v) => v.rows)).toEqual([]);
  });
});

test('keys are the security administrator’s alone', async () => {
  for (const role of ['county_officer', 'system_admin', 'audit_admin', 'branch_secretary'] as const) {
    const client = await server.current.as(role);
    expect(await client.outcome(keyState, {})).toBe('not_found');
    expect(await client.outcome(rotateKeys, { body: { reason: '试试' } })).toBe('not_found');
  }
});

describe('every column of bytes', () => {
  const county = useCounty();
  test('is renewed by a rotation, or left for a reason', async () => {
    const { rows } = await sql<{ name: string }>`
      select table_name || '.' || column_name as name from information_schema.columns
      where table_schema = ${county.current.entry.schema} and data_type = 'bytea'`.execute(county.current.read());
    expect(Object.keys(sealedTableTexts).toSorted()).toEqual(sealedTables.map(({ table }) => table).toSorted());
    const renewed = sealedTables.flatMap(({ table, columns }) => columns.map((column) => `${table}.${column}`));
    expect(rows.map((r) => r.name).toSorted()).toEqual([...renewed, ...Object.keys(leftColumns)].toSorted());
  });
});

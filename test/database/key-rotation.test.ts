/** A rotation of the keys renews a row of every sealed table there is: none is out of its reach by a right, a policy or a trigger. */
import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { jobById } from '#features/base/jobs/contract.ts';
import { keyState, rotateKeys } from '#features/base/keys/contract.ts';
import { sealedTables } from '#features/base/keys/rules.ts';
import { leafPath } from '#platform/access/scope.ts';
import { newId } from '#shared/ids.ts';
import { truths } from '../../bench/proofs/row-truths.ts';
import { useApp } from '../harness/app.ts';

const server = useApp();
const words = '<b>封存</b> 的"话\'';
let admin: pg.Client;

/** Tables that a request or a county holds beside what is protected row by row. */
const beside: Readonly<Record<string, string>> = {
  request_model: `(id, kind, sealed, key_id, trained_on, tested_on, classes, accuracy, macro_f1, calibration, usual, seconds, made_at) values ($1, 'unit', 'x', 1, 1, 1, 1, 0, 0, 0, 0, 0, now())`,
};

beforeAll(async () => {
  const { member, tree, entry, county, as } = server.current;
  admin = new pg.Client({ ...server.current.admin });
  await admin.connect();
  await admin.query(`set search_path = ${entry.schema}, public`);
  const person = await member(tree.branchA1);
  const holder = await as('member', { person: { ...person, branch: tree.branchA1 } });
  const places = Object.entries({
    ...beside,
    ...Object.fromEntries(Object.entries(truths).map(([k, v]) => [k, v.make])),
  });
  for (const [table, make] of places) {
    if (make === null) continue;
    await admin.query(
      `with given as (select $1::uuid, $2::uuid, $3::text, $4::uuid, $5::uuid) insert into ${table} ${make}`,
      [
        newId(),
        person.id,
        leafPath(tree.branchA1.path, person.id),
        tree.branchA1.id,
        holder.session?.accountId ?? newId(),
      ],
    );
  }
  for (const { table, columns, keyColumn } of sealedTables)
    for (const column of columns)
      await admin.query(`update ${table} set ${column} = $1, ${keyColumn} = $2`, [
        county.crypto.encrypt(words),
        county.crypto.currentKeyId,
      ]);
});
afterAll(() => admin.end());

test('every sealed table has a row that a rotation renews, and what it says stays', async () => {
  const { county, as } = server.current;
  const security = await as('security_admin');
  const { jobId } = await security.call(rotateKeys, { body: { reason: '年度轮换' } });
  server.current.work();
  const job = () => security.call(jobById, { params: { id: jobId } });
  await expect.poll(async () => (await job()).finishedAt, { timeout: 30_000 }).not.toBeNull();
  expect(await job()).toMatchObject({ state: 'done', result: { version: 2 } });
  const { versions } = await security.call(keyState, {});
  const renewed = versions.find(({ version }) => version === 2)?.rows.map(({ table }) => table) ?? [];
  expect(renewed.toSorted()).toEqual(sealedTables.map(({ table }) => table).toSorted());
  for (const { table, columns, keyColumn } of sealedTables) {
    const { rows } = await admin.query<Record<string, Buffer | number>>(
      `select ${[...columns, keyColumn].join(', ')} from ${table} where ${columns[0] ?? 'null'} is not null`,
    );
    for (const row of rows) {
      expect([table, row[keyColumn]]).toEqual([table, 2]);
      for (const column of columns)
        expect([table, county.crypto.decrypt(row[column] as Buffer)]).toEqual([table, words]);
    }
  }
});

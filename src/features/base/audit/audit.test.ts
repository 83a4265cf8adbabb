import { createHash } from 'node:crypto';
import { sql } from 'kysely';
import { describe, expect, test } from 'vitest';
import { audit as note } from '#platform/audit/audit.ts';
import { linkAllEvents } from '#platform/audit/chain.ts';
import { newId } from '#shared/ids.ts';
import { useApp } from '#test/harness/app.ts';
import { jobById } from '../jobs/contract.ts';
import { auditChain, auditList, exportAudit, verifyAudit } from './contract.ts';

const server = useApp();

/** One event with a value that nobody must read in the log. */
const happen = async (path: string, entityId = newId()): Promise<string> => {
  await server.current.write(async (tx) => {
    note(tx, {
      action: 'members.edit',
      entity: 'person',
      entityId,
      path,
      reason: '更正',
      changes: [
        { field: 'name', from: 'secret-before', to: 'secret-after' },
        { field: 'sex', from: '1', to: '2' },
      ],
    });
  });
  return entityId;
};

describe('the audit administrator', () => {
  test('reads who did what to what, and which fields, but no value', async () => {
    const { tree } = server.current;
    const entityId = await happen(`${tree.branchA1.path}@x/`);
    const admin = await server.current.as('audit_admin');
    const reply = await admin.raw(auditList, { query: { entityId } });
    expect(reply.body).toMatchObject({
      items: [
        { action: 'members.edit', entity: 'person', entityId, fields: ['name', 'sex'], reason: '更正', actor: 'test' },
      ],
      next: null,
    });
    expect(reply.text).not.toContain('secret');
    const file = await admin.raw(exportAudit, { query: { entityId } });
    expect(file.text).toContain(entityId);
    expect(file.text).not.toContain('secret');
  });

  test('reads which fields a file began with that was new with an import', async () => {
    const { tree } = server.current;
    const entityId = await happen(tree.branchA1.path);
    await server.current.write(async (tx) => {
      await sql`insert into audit_event (id, actor, role, action, entity, entity_id, org_path, source, changes)
        values (${newId()}, 'test', 'county_officer', 'members.import', 'person', ${entityId}, ${tree.branchA1.path}, 'import:x',
          ${JSON.stringify([{ first: { phone: 'secret-first', name: 'secret-name' } }])}::jsonb)`.execute(tx);
    });
    const admin = await server.current.as('audit_admin');
    const reply = await admin.raw(auditList, { query: { entityId } });
    expect(reply.body).toMatchObject({ items: [{ fields: ['name', 'phone'] }, { fields: ['name', 'sex'] }] });
    expect(reply.text).not.toContain('secret');
  });

  test('filters by organisation and below, by action and its feature, by day', async () => {
    const { tree } = server.current;
    const entityId = await happen(tree.branchA1.path);
    const admin = await server.current.as('audit_admin');
    const count = async (query: Record<string, string>): Promise<number> =>
      (await admin.call(auditList, { query: { entityId, ...query } })).items.length;
    expect(await count({ organisationId: tree.townshipA.id })).toBe(1);
    expect(await count({ organisationId: tree.branchB1.id })).toBe(0);
    expect(await count({ organisationId: newId() })).toBe(0);
    expect(await count({ action: 'members' })).toBe(1);
    expect(await count({ action: 'members.edit' })).toBe(1);
    expect(await count({ action: 'member' })).toBe(0);
    const today = server.current.county.today();
    expect(await count({ from: today, to: today })).toBe(1);
    expect(await count({ to: '2020-01-01' })).toBe(0);
    expect(await count({ actor: 'TES' })).toBe(1);
    expect(await count({ actor: 'nobody' })).toBe(0);
  });

  test('walks all pages once', async () => {
    const entityId = newId();
    for (let i = 0; i < 7; i += 1) await happen('/1/', entityId);
    const admin = await server.current.as('audit_admin');
    const seen: string[] = [];
    let cursor: string | null = null;
    do {
      const page: { items: { id: string }[]; next: string | null } = await admin.call(auditList, {
        query: { entityId, limit: 3, ...(cursor === null ? {} : { cursor }) },
      });
      seen.push(...page.items.map((item) => item.id));
      cursor = page.next;
      await happen('/1/', entityId);
    } while (cursor !== null);
    expect(new Set(seen).size).toBe(7);
  });

  test('verifies the chain as a job, and exports what suffices to verify it elsewhere', async () => {
    server.current.work();
    await happen('/1/');
    const admin = await server.current.as('audit_admin');
    const { jobId } = await admin.call(verifyAudit, {});
    await expect.poll(async () => (await admin.call(jobById, { params: { id: jobId } })).state).toBe('done');
    expect((await admin.call(jobById, { params: { id: jobId } })).result).toMatchObject({ broken: null });
    await linkAllEvents(server.current.county);
    const state = await admin.call(auditChain, {});
    expect(state.length).toBeGreaterThan(0);
    const { text } = await admin.raw(exportAudit, {});
    const rows = text
      .trimEnd()
      .split('\r\n')
      .slice(1)
      .map((line) => line.split(','));
    const links = rows
      .map((cells) => ({ seq: Number(cells[0]), digest: cells.at(-2) ?? '', hash: cells.at(-1) ?? '' }))
      .filter(({ hash }) => hash !== '')
      .toSorted((a, b) => a.seq - b.seq);
    let hash = Buffer.alloc(32);
    for (const link of links) {
      hash = createHash('sha256').update(hash).update(Buffer.from(link.digest, 'hex')).digest();
      expect(link.hash).toBe(hash.toString('hex'));
    }
    expect(links.length).toBeGreaterThanOrEqual(state.length);
  });
});

test.each(['system_admin', 'security_admin', 'county_officer', 'branch_secretary'] as const)(
  '%s does not find the log',
  async (role) => {
    const client = await server.current.as(role);
    expect(await client.outcome(auditList, {})).toBe('not_found');
    expect(await client.outcome(verifyAudit, {})).toBe('not_found');
    expect((await client.raw(exportAudit, {})).status).toBe(404);
  },
);

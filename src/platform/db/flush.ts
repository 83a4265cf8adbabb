import type pg from 'pg';
import type { Scope } from '#platform/access/scope.ts';
import { newId } from '#shared/ids.ts';
import type { Effects } from './effects.ts';

const auditSql = `insert into audit_event (id, account_id, actor, role, session_id, request_id, source, action, entity, entity_id, org_path, reason, changes)
  select e.id, $2, $3, $4, $5, $6, coalesce(e.source, $7), e.action, e.entity, e.entity_id, e.path, e.reason, e.changes
  from jsonb_to_recordset($1::jsonb) as e(id uuid, action text, entity text, entity_id uuid, path text, reason text, source text, changes jsonb)`;

const bothSql = `with events as (${auditSql} returning 1)
  insert into outbox (id, kind, payload) select o.id, o.kind, o.payload
  from jsonb_to_recordset($8::jsonb) as o(id uuid, kind text, payload jsonb)`;

const outboxSql = `insert into outbox (id, kind, payload) select o.id, o.kind, o.payload
  from jsonb_to_recordset($1::jsonb) as o(id uuid, kind text, payload jsonb)`;

const accessSql = `select pg_notify(current_schema() || '_access', account) from unnest($1::text[]) as account`;

/** Ended rights do not wait for the outbox: every process hears of them with the commit. */
const tellAccess = async (client: pg.ClientBase, effects: Effects): Promise<void> => {
  const accounts = effects.outbox.filter(({ kind }) => kind === 'access').map(({ payload }) => String(payload['account']));
  if (accounts.length > 0) await client.query({ name: 'zhibu_access', text: accessSql, values: [[...new Set(accounts)]] });
};

/** Writes what the command collected: one statement, the last before COMMIT. */
export const flushEffects = async (client: pg.ClientBase, scope: Scope, effects: Effects): Promise<void> => {
  await tellAccess(client, effects);
  const waiting = effects.outbox.filter(({ kind }) => kind !== 'access');
  const outbox = JSON.stringify(waiting.map((entry) => ({ id: newId(), ...entry })));
  if (effects.audit.length === 0) {
    if (waiting.length > 0) await client.query({ name: 'zhibu_outbox', text: outboxSql, values: [outbox] });
    return;
  }
  const audit = JSON.stringify(effects.audit.map(({ entityId, ...entry }) => ({ id: newId(), entity_id: entityId, ...entry })));
  await client.query({
    name: 'zhibu_effects',
    text: bothSql,
    values: [audit, scope.accountId, scope.actor, scope.role, scope.sessionId, scope.requestId, scope.source, outbox],
  });
};

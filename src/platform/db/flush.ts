import type pg from 'pg';
import type { Scope } from '#platform/access/scope.ts';
import { newId } from '#shared/ids.ts';
import type { Effects } from './effects.ts';
import type { Lead } from './scoped-query.ts';

const auditSql = (
  first: number,
): string => `insert into audit_event (id, account_id, actor, role, session_id, request_id, source, action, entity, entity_id, org_path, reason, changes)
  select e.id, $${first + 1}, $${first + 2}, $${first + 3}, $${first + 4}, coalesce(e.request_id, $${first + 5}), coalesce(e.source, $${first + 6}), e.action, e.entity, e.entity_id, e.path, e.reason, e.changes
  from jsonb_to_recordset($${first}::jsonb) as e(id uuid, action text, entity text, entity_id uuid, path text, reason text, source text, request_id text, changes jsonb)`;

const outboxSql = (first: number): string => `insert into outbox (id, kind, payload) select o.id, o.kind, o.payload
  from jsonb_to_recordset($${first}::jsonb) as o(id uuid, kind text, payload jsonb)`;

const replySql = (first: number): string =>
  `insert into idempotency (account_id, key, endpoint, body_digest, status, reply) values ($${first}, $${first + 1}, $${first + 2}, $${first + 3}, 200, $${first + 4})`;

interface Part {
  readonly name: string;
  readonly sql: (first: number) => string;
  readonly values: readonly unknown[];
}

const accessSql = `select pg_notify(current_schema() || '_access', account) from unnest($1::text[]) as account`;

/** Ended rights do not wait for the outbox: every process hears of them with the commit. */
export const tellAccess = async (client: pg.ClientBase, effects: Effects): Promise<void> => {
  const accounts = effects.outbox
    .filter(({ kind }) => kind === 'access')
    .map(({ payload }) => String(payload['account']));
  if (accounts.length > 0)
    await client.query({ name: 'zhibu_access', text: accessSql, values: [[...new Set(accounts)]] });
};

const partsOf = (scope: Scope, effects: Effects): Part[] => {
  const parts: Part[] = [];
  const { audit, keptReply } = effects;
  if (audit.length > 0) {
    const rows = JSON.stringify(
      audit.map(({ entityId, requestId, ...entry }) => ({
        id: newId(),
        entity_id: entityId,
        request_id: requestId,
        ...entry,
      })),
    );
    parts.push({
      name: 'a',
      sql: auditSql,
      values: [rows, scope.accountId, scope.actor, scope.role, scope.sessionId, scope.requestId, scope.source],
    });
  }
  const waiting = effects.outbox.filter(({ kind }) => kind !== 'access');
  if (waiting.length > 0)
    parts.push({
      name: 'o',
      sql: outboxSql,
      values: [JSON.stringify(waiting.map((entry) => ({ id: newId(), ...entry })))],
    });
  if (keptReply !== null) {
    const { accountId, key, endpoint, digest, reply } = keptReply;
    // A text within the JSON: as an object, the column would put its keys in an order of its own.
    const text = JSON.stringify(JSON.stringify(reply ?? null));
    parts.push({ name: 'r', sql: replySql, values: [accountId, key, endpoint, digest, text] });
  }
  return parts;
};

/** What the command collected, as one statement: the last before COMMIT. Null where it collected nothing. */
export const lastStatement = (scope: Scope, effects: Effects): Lead | null => {
  const parts = partsOf(scope, effects);
  if (parts.length === 0) return null;
  const values: unknown[] = [];
  const texts = parts.map((part) => {
    const text = part.sql(values.length + 1);
    values.push(...part.values);
    return text;
  });
  const last = texts.pop() ?? '';
  const before = texts.map((text, at) => `p${at} as (${text} returning 1)`);
  const text = before.length === 0 ? last : `with ${before.join(', ')} ${last}`;
  return { name: `zhibu_${parts.map((part) => part.name).join('')}`, text, values };
};

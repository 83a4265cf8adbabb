/** Makes the things that the matrix asks for: one of a kind, filed at a relation to the actor. */
import { randomBytes } from 'node:crypto';
import { Readable } from 'node:stream';
import { sql } from 'kysely';
import { z } from 'zod';
import { approvalKind } from '#features/base/approvals/index.ts';
import type { County } from '#platform/county/county.ts';
import type { Tx } from '#platform/db/types.ts';
import { newId } from '#shared/ids.ts';
import { next } from '../harness/hostile.ts';
import { plantMember, plantNode, type Node } from '../harness/tree.ts';
import type { Relation, TargetKind } from './matrix.ts';
import { nodeAt, type Actor, type World } from './world.ts';

/** An act that any who approve may decide. */
approvalKind({ kind: 'test.matrix', permission: 'approvals.decide', payload: z.object({}), summary: () => [] });

export interface Target {
  readonly id: string;
  /** The thing that it belongs to: a record's person, a grant's account. */
  readonly of: string;
  readonly node: Node;
  /** A name that nobody else has; empty where the thing has none. */
  readonly name: string;
}

const later = (): string => new Date(Date.now() + 3_600_000).toISOString();

const account = async (tx: Tx, node: Node): Promise<{ id: string; grantId: string; sessionId: string }> => {
  const [id, grantId, sessionId] = [newId(), newId(), newId()];
  await tx
    .insertInto('account')
    .values({ id, sign_in_name: `t${id}`, display_name: next('用户'), must_set_password: false })
    .execute();
  await tx
    .insertInto('role_grant')
    .values({ id: grantId, account_id: id, role: 'publisher', organisation_id: node.id, from_on: '2001-07-01' })
    .execute();
  await tx
    .insertInto('session')
    .values({ id: sessionId, token_hash: randomBytes(32), account_id: id, grant_id: grantId, expires_at: later() })
    .execute();
  return { id, grantId, sessionId };
};

type Maker = (
  tx: Tx,
  node: Node,
  actor: Actor,
  self: boolean,
  county: County,
) => Promise<{ readonly id: string; readonly of?: string; readonly name?: string }>;

const member: Maker = async (tx, node, actor, self) =>
  self ? actor.person : plantMember(tx, node, { name: next('某人') });

const makers: Readonly<Record<Exclude<TargetKind, 'nothing'>, Maker>> = {
  member,
  moved_member: member,
  record: async (tx, node, actor, self) => {
    const person = self ? actor.person : await plantMember(tx, node);
    const id = newId();
    await tx
      .insertInto('reward')
      .values({
        id,
        person_id: person.id,
        org_path: person.path,
        kind: '1',
        title: next('奖励'),
        granted_on: '2020-07-01',
      })
      .execute();
    return { id, of: person.id };
  },
  organisation: async (_tx, node) => node,
  // Renamed, moved, abolished: never the ground on which the others stand.
  new_organisation: async (tx, node) =>
    plantNode(
      tx,
      node.type === 'county_committee' ? 'township_committee' : node.type === 'group' ? 'group' : 'branch',
      node,
    ),
  holding: async (tx, node) => {
    const person = await plantMember(tx, node);
    const id = newId();
    await tx
      .insertInto('post_holding')
      .values({
        id,
        organisation_id: node.id,
        person_id: person.id,
        org_path: person.path,
        post: 'secretary',
        from_on: '2020-01-01',
      })
      .execute();
    return { id, of: node.id };
  },
  term: async (tx, node) => {
    const id = newId();
    await tx
      .insertInto('term')
      .values({
        id,
        organisation_id: node.id,
        started_on: '2022-07-01',
        due_on: '2025-07-01',
        years: 3,
        rule_id: 'term.branch',
      })
      .execute();
    return { id, of: node.id };
  },
  account: async (tx, node, actor, self) => (self ? { id: actor.accountId } : account(tx, node)),
  grant: async (tx, node, actor, self) => {
    if (self) return { id: actor.grantId, of: actor.accountId };
    const { id, grantId } = await account(tx, node);
    return { id: grantId, of: id };
  },
  session: async (tx, node, actor, self) => {
    if (self) return { id: actor.sessionId, of: actor.accountId };
    const { id, sessionId } = await account(tx, node);
    return { id: sessionId, of: id };
  },
  approval: async (tx, node, actor, self) => {
    const id = newId();
    await tx
      .insertInto('approval')
      .values({
        id,
        kind: 'test.matrix',
        org_path: node.path,
        summary: '[]',
        payload: '{}',
        asked_by: self ? actor.accountId : newId(),
        asker: next('用户'),
        reason: next('事由'),
        expires_at: later(),
      })
      .execute();
    return { id };
  },
  job: async (tx, node, actor, self) => {
    const id = newId();
    await tx
      .insertInto('job')
      .values({
        id,
        kind: 'test.matrix',
        account_id: self ? actor.accountId : newId(),
        org_path: node.path,
        scope: '{}',
      })
      .execute();
    return { id };
  },
  correction: async (tx, node, actor, self, { crypto }) => {
    const person = self ? actor.person : await plantMember(tx, node);
    const id = newId();
    await tx
      .updateTable('correction_request')
      .set({ state: 'withdrawn' })
      .where('person_id', '=', person.id)
      .where('state', '=', 'waiting')
      .execute();
    await tx
      .insertInto('correction_request')
      .values({
        id,
        person_id: person.id,
        org_path: person.path,
        field: 'nativePlace',
        wanted: crypto.encrypt('浙江永嘉'),
        key_id: 1,
        reason: next('事由'),
      })
      .execute();
    return { id, of: person.id };
  },
  filter: async (tx, _node, actor, self) => {
    const [id, accountId] = [newId(), self ? actor.accountId : newId()];
    // Nobody but the owner writes a filter, so the owner's account is set for this row.
    await sql`select set_config('app.account', ${accountId}, true)`.execute(tx);
    await tx.insertInto('saved_filter').values({ id, account_id: accountId, name: id, filter: '{}' }).execute();
    return { id };
  },
  file: async (tx, node, actor, self, { files }) => {
    const { id, size, digest, keyId } = await files.put(Readable.from('上级,名称'), { maxBytes: 1_000 });
    await tx
      .insertInto('file')
      .values({
        id,
        org_path: node.path,
        name: 'x.csv',
        media_type: 'text/csv',
        size,
        digest,
        key_id: keyId,
        account_id: self ? actor.accountId : null,
      })
      .execute();
    return { id };
  },
  scan: async (tx, node, actor, self, county) => {
    const person = self ? actor.person : await plantMember(tx, node);
    const id = newId();
    const { id: fileId } = await makers.file(tx, { ...node, path: person.path }, actor, false, county);
    await tx
      .insertInto('attachment')
      .values({ id, person_id: person.id, org_path: person.path, kind: '1', title: next('材料'), file_id: fileId })
      .execute();
    return { id, of: person.id };
  },
  bulk: async (tx, node, actor, self) => {
    const id = newId();
    const accountId = self ? actor.accountId : newId();
    await tx
      .insertInto('bulk_change')
      .values({
        id,
        org_path: self ? actor.place.path : node.path,
        account_id: accountId,
        actor: next('用户'),
        reason: next('事由'),
        fields: '{}',
        people: 1,
        unchanged: 0,
        state: self ? 'draft' : 'done',
      })
      .execute();
    return { id };
  },
  batch: async (tx, node, _actor, _self, { crypto }) => {
    const id = newId();
    const sheets = JSON.stringify([
      {
        sheet: '名册',
        hidden: false,
        used: true,
        heading: { top: 1, line: 1 },
        columns: [],
        missing: [],
        branchId: null,
      },
    ]);
    await tx
      .insertInto('import_batch')
      .values({
        id,
        org_path: node.path,
        organisation_id: node.id,
        account_id: newId(),
        actor: next('用户'),
        file_name: 'x.xlsx',
        size: 1,
        state: 'preview',
        sheets,
      })
      .execute();
    const sealed = crypto.encrypt(JSON.stringify({ cells: ['某人'], kinds: 't', problems: [], mended: [] }));
    await tx
      .insertInto('import_row')
      .values({
        batch_id: id,
        reading: 0,
        seq: 1,
        org_path: node.path,
        sheet: 0,
        line: 2,
        hidden: false,
        kind: 'duplicate',
        sealed,
        key_id: 1,
      })
      .execute();
    return { id };
  },
  // The file of a finished export carries the id of its job.
  export: async (tx, node, actor, self, county) => {
    const { id } = await makers.file(tx, node, actor, self, county);
    await sql`select set_config('app.guard', 'jobs', true)`.execute(tx);
    await tx
      .insertInto('job')
      .values({
        id,
        kind: 'members.export',
        account_id: self ? actor.accountId : newId(),
        org_path: node.path,
        scope: '{}',
        state: 'done',
        finished_at: new Date().toISOString(),
      })
      .execute();
    return { id };
  },
  election: async (tx, node) => {
    const [id, person] = [newId(), await plantMember(tx, node)];
    const facts = { kind: 'committee', method: 'surplus', voters: 'members', basis: 'present', seats: 3 };
    await tx
      .insertInto('election')
      .values({ id, organisation_id: node.id, org_path: node.path, held_on: '2026-03-02', ...facts })
      .execute();
    await tx
      .insertInto('election_roll')
      .values({ election_id: id, person_id: person.id, org_path: person.path, name: next('某人') })
      .execute();
    return { id, of: person.id };
  },
  event: async (tx, node) => {
    const id = newId();
    await tx
      .insertInto('audit_event')
      .values({ id, actor: 'test', role: 'system', action: 'test.event', entity: 'test', org_path: node.path })
      .execute();
    return { id };
  },
};

const guardOf = (kind: TargetKind): string => (kind === 'job' ? 'jobs' : 'accounts');

/** Things that can be the actor's own, or that can have moved away from the actor's branch. */
const personal: ReadonlySet<TargetKind> = new Set([
  'member',
  'moved_member',
  'record',
  'account',
  'grant',
  'session',
  'approval',
  'job',
  'correction',
  'filter',
  'file',
  'export',
  'bulk',
  'scan',
]);
const movable: ReadonlySet<TargetKind> = new Set(['member', 'moved_member', 'record', 'correction', 'scan']);

/** The thing, or null where the kind and the actor's level know no such relation. */
export const makeTarget = async (
  world: World,
  kind: Exclude<TargetKind, 'nothing'>,
  actor: Actor,
  relation: Relation,
): Promise<Target | null> => {
  if (relation === 'self' && !personal.has(kind)) return null;
  if (relation === 'moved' && !movable.has(kind)) return null;
  const node = nodeAt(relation, actor.place, world.tree, world.foreign);
  if (node === null) return null;
  const of: County = relation === 'foreign' ? world.neighbour : world.county;
  const made = await world.write((tx) => makers[kind](tx, node, actor, relation === 'self', of), {
    of,
    guard: guardOf(kind),
  });
  return { id: made.id, of: made.of ?? made.id, node, name: made.name ?? '' };
};

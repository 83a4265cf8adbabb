/**
 * Makes the things that the matrix asks for: one of a kind, filed at a relation to the actor.
 * Over 400 lines: a maker for each kind of thing, in the one table whose type says that none is missing.
 */
import { randomBytes, randomInt } from 'node:crypto';
import { Readable } from 'node:stream';
import { sql } from 'kysely';
import { z } from 'zod';
import { approvalKind } from '#features/base/approvals/index.ts';
import { leafPath, matterPath } from '#platform/access/scope.ts';
import type { County } from '#platform/county/county.ts';
import type { Tx } from '#platform/db/types.ts';
import { newId } from '#shared/ids.ts';
import { next } from '../harness/hostile.ts';
import { plantMember, plantNode, type Node, type Person } from '../harness/tree.ts';
import { plantAppraisal } from '#features/management/appraisals/factory.ts';
import { plantCase } from '#features/management/admission/factory.ts';
import { plantAnswer } from '#features/service/requests/published/factory.ts';
import { plantCare } from '#features/service/care/factory.ts';
import { plantClass, plantNeed, plantNeedPaper, plantPlan, plantSession } from '#features/education/study/factory.ts';
import { plantOffer, plantWish } from '#features/service/wishes/factory.ts';
import { plantTask, plantTemplate } from '#features/service/requests/work/factory.ts';
import { plantDraw, plantMark, plantRequest } from '#features/service/requests/factory.ts';
import { plantTalk } from '#features/service/talks/factory.ts';
import { plantImport, plantQuestion } from '#features/education/bank/factory.ts';
import { plantPackage } from '#features/education/packages/factory.ts';
import { plantAsked, plantCourse, plantItems, plantPost, smallContent } from '#features/education/courses/factory.ts';
import { setType } from '#features/education/courses/files/sets/rules.ts';
import { plantContribution, plantRecall } from '#features/education/recall/factory.ts';
import { plantArticle, plantDraft } from '#features/insight/publishing/factory.ts';
import { plantPhoto } from '#features/service/requests/photos/factory.ts';
import { plantTransfer, plantUnit } from '#features/management/transfers/factory.ts';
import { plantAttempt, plantExam, plantExamItems } from '#features/education/exams/factory.ts';
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

const examDays = { opensAt: '2026-03-02T01:00:00Z', closesAt: '2099-03-02T03:00:00Z' } as const;

/** A place that has begun, with the device that it began on. */
const begunAttempt = async (
  tx: Tx,
  node: Node,
  exam: string,
  person: Person,
  markedAt: string | null = null,
): Promise<{ id: string }> => {
  const { opensAt: slotAt, closesAt: endsAt } = examDays;
  const attempt = await plantAttempt(tx, { exam, unit: node, person, slotAt, begunAt: slotAt, endsAt, markedAt });
  const [id, device] = [newId(), newId()];
  await tx
    .insertInto('exam_sitting')
    .values({
      id,
      attempt_id: attempt.id,
      person_id: person.id,
      org_path: matterPath(node.path, attempt.id),
      n: 1,
      device,
      opened_at: slotAt,
    })
    .execute();
  return attempt;
};

/** A set of a course that holds its playlist alone. */
const setAt = async (
  tx: Tx,
  node: Node,
  actor: Actor,
  county: County,
  { whole }: { readonly whole: boolean },
): Promise<{ id: string; of: string; name: string }> => {
  const { id: of } = await plantCourse(tx, county, { unit: node });
  const org_path = matterPath(node.path, of);
  const { id: file_id } = await makers.file(tx, { ...node, path: org_path }, actor, false, county);
  const [id, name] = [newId(), 'index.m3u8'];
  const facts = { org_path, name, media_type: setType, size: 1, source: '本校', licence: '自有' };
  await tx
    .insertInto('course_file')
    .values({ file_id: id, course_id: of, kind: 'video', whole, ...facts })
    .execute();
  await tx
    .insertInto('course_piece')
    .values({ file_id, video_id: id, org_path, seq: 1, size: 1, part: name })
    .execute();
  return { id, of, name };
};

/** An exam of an organisation with one short answer that waits to be read. */
const examAt = async (
  tx: Tx,
  node: Node,
  { state = 'published' }: { readonly state?: 'draft' | 'published' | 'released' } = {},
): Promise<{ id: string; of: string; name: string }> => {
  const items = await plantExamItems(tx, node, ['short']);
  const name = next('考试');
  const { id } = await plantExam(tx, { unit: node, title: name, state, ...examDays, items });
  if (state !== 'published') return { id, of: '', name };
  const person = await plantMember(tx, node);
  const { opensAt } = examDays;
  const attempt = await plantAttempt(tx, {
    exam: id,
    unit: node,
    person,
    slotAt: opensAt,
    begunAt: opensAt,
    endsAt: opensAt,
    markedAt: opensAt,
  });
  await tx
    .insertInto('exam_mark')
    .values({
      id: newId(),
      attempt_id: attempt.id,
      exam_id: id,
      person_id: person.id,
      org_path: matterPath(node.path, attempt.id),
      item: 1,
      answer: '["x"]',
    })
    .execute();
  return { id, of: attempt.id, name };
};

/** A meeting with one invitee, planned for tomorrow unless it has been held. */
const meeting = async (
  tx: Tx,
  node: Node,
  state: 'planned' | 'held' | 'closed',
  person: Person | null = null,
): Promise<{ id: string; of: string }> => {
  const id = newId();
  const [day, done] = [86_400_000, state !== 'planned'];
  const asked = person ?? (await plantMember(tx, node));
  await tx
    .insertInto('meeting')
    .values({
      id,
      organisation_id: node.id,
      org_path: node.path,
      type: 'party_day',
      title: next('主题党日'),
      starts_at: new Date(Date.now() + (person === null ? -day : day)).toISOString(),
      state,
      held_on: done ? new Date(Date.now() - day).toISOString().slice(0, 10) : null,
      content: done ? next('学习') : null,
      closed_at: state === 'closed' ? new Date().toISOString() : null,
      chair_person_id: asked.id,
      recorder_person_id: asked.id,
    })
    .execute();
  await tx
    .insertInto('meeting_invitee')
    .values({
      meeting_id: id,
      person_id: asked.id,
      org_path: leafPath(node.path, asked.id),
      name: asked.name,
      votes: true,
      // Whoever chairs was there; who is asked to the own meeting has still to sign in.
      attendance: done || person === null ? 'present' : null,
    })
    .execute();
  return { id, of: asked.id };
};

/** A paper of a meeting. */
const material = async (
  tx: Tx,
  node: Node,
  actor: Actor,
  { id: meeting_id }: { id: string },
  county: County,
): Promise<{ id: string; of: string }> => {
  const id = newId();
  const { id: file_id } = await makers.file(tx, node, actor, false, county);
  await tx
    .insertInto('meeting_material')
    .values({
      id,
      meeting_id,
      org_path: node.path,
      kind: 'paper',
      name: next('议题材料'),
      media_type: 'application/pdf',
      size: 9,
      file_id,
      added_by: next('用户'),
    })
    .execute();
  return { id, of: meeting_id };
};

/** The year for which dues are fixed and paid here. */
export const duesYear = new Date().getUTCFullYear();

/** A member of a branch whose dues of this year are fixed. */
const payer: Maker = async (tx, node, actor, self) => {
  const person = self ? actor.person : await plantMember(tx, node);
  await tx
    .insertInto('dues_base')
    .values({
      id: newId(),
      person_id: person.id,
      branch_id: person.branch.id,
      org_path: person.path,
      year: duesYear,
      kind: 'farmer',
      base_fen: 0,
      monthly_fen: 20,
      basis: next('依据'),
      setter: next('用户'),
    })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
  return person;
};

const entry = async (tx: Tx, node: Node, paymentId: string | null): Promise<{ id: string }> => {
  const id = newId();
  await tx
    .insertInto('dues_entry')
    .values({
      id,
      organisation_id: node.id,
      org_path: node.path,
      booked_on: '2026-01-05',
      debit: 'bank',
      credit: paymentId === null ? 'interest' : 'voluntary',
      amount_fen: 60,
      payment_id: paymentId,
      recorder: next('用户'),
    })
    .execute();
  return { id };
};

/** A new member who is away. */
const away = async (tx: Tx, node: Node): Promise<{ id: string; of: string; path: string }> => {
  const person = await plantMember(tx, node);
  const id = newId();
  await tx
    .insertInto('outflow')
    .values({ id, person_id: person.id, org_path: person.path, from_on: '2026-01-01', place: next('某市') })
    .execute();
  return { id, of: person.id, path: person.path };
};

let receipts = 0;

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
  drill_right: async (tx, node, actor, self) => {
    const id = newId();
    const of = self ? actor.accountId : (await account(tx, node)).id;
    const days = { from_on: '2001-07-01', until_on: '2999-12-31' };
    await tx
      .insertInto('practice_right')
      .values({ id, account_id: of, drill: 'roster', reason: next('事由'), ...days })
      .execute();
    return { id, of };
  },
  drill_run: async (tx, node, actor, self) => {
    const id = newId();
    const of = self ? actor.accountId : (await account(tx, node)).id;
    await tx
      .updateTable('practice_run')
      .set({ state: 'given_up', finished_at: later() })
      .where('account_id', '=', of)
      .where('state', '=', 'open')
      .execute();
    await tx.insertInto('practice_run').values({ id, account_id: of, drill: 'roster' }).execute();
    return { id, of };
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
  notice: async (tx, node, actor, self) => {
    const id = newId();
    const accountId = self ? actor.accountId : (await account(tx, node)).id;
    await sql`select set_config('app.guard', 'notices', true)`.execute(tx);
    await tx
      .insertInto('notice')
      .values({ id, account_id: accountId, kind: 'test.matrix', key: id, link: '/inbox', org_path: node.path })
      .execute();
    return { id };
  },
  handover: async (tx, node, actor, self) => {
    const id = newId();
    const [giver, taker] = [await account(tx, node), await account(tx, node)];
    await sql`select set_config('app.guard', 'notices', true)`.execute(tx);
    await tx
      .insertInto('todo_handover')
      .values({
        id,
        kind: 'meetings.tasks',
        item: id,
        organisation_id: node.id,
        org_path: node.path,
        from_account: self ? actor.accountId : giver.id,
        from_name: next('用户'),
        to_account: taker.id,
        to_grant: taker.grantId,
        to_name: next('用户'),
        note: next('说明'),
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
  meeting: (tx, node) => meeting(tx, node, 'planned'),
  held_meeting: (tx, node) => meeting(tx, node, 'held'),
  closed_meeting: (tx, node) => meeting(tx, node, 'closed'),
  own_meeting: async (tx, node, actor, self) =>
    meeting(tx, node, 'planned', self ? actor.person : await plantMember(tx, node)),
  material: async (tx, node, actor, _self, county) =>
    material(tx, node, actor, await meeting(tx, node, 'planned'), county),
  own_material: async (tx, node, actor, self, county) => {
    const person = self ? actor.person : await plantMember(tx, node);
    return material(tx, node, actor, await meeting(tx, node, 'planned', person), county);
  },
  meeting_task: async (tx, node) => {
    const { id: meeting_id, of: owner_person_id } = await meeting(tx, node, 'closed');
    const id = newId();
    await tx
      .insertInto('meeting_task')
      .values({
        id,
        meeting_id,
        organisation_id: node.id,
        org_path: node.path,
        task: next('事项'),
        owner_person_id,
        owner_name: next('某人'),
        due_on: '2026-12-01',
      })
      .execute();
    return { id, of: meeting_id };
  },
  payer,
  payment: async (tx, node, actor, self) => {
    const person = self ? actor.person : await plantMember(tx, node);
    const id = newId();
    receipts += 1;
    await tx
      .insertInto('dues_payment')
      .values({
        id,
        person_id: person.id,
        branch_id: person.branch.id,
        org_path: person.path,
        payer: person.name,
        purpose: 'voluntary',
        amount_fen: 60,
        // A year in which nothing else is paid, or receipts would meet.
        paid_on: `${duesYear - 1}-01-05`,
        method: 'transfer',
        receipt_year: duesYear - 1,
        receipt_no: receipts,
        recorder: next('用户'),
      })
      .execute();
    await entry(tx, person.branch, id);
    return { id, of: person.id };
  },
  treasurer: async (tx, node) => {
    const id = newId();
    await tx
      .insertInto('dues_treasurer')
      .values({
        id,
        organisation_id: node.id,
        org_path: node.path,
        account_id: newId(),
        name: next('用户'),
        reason: next('事由'),
        named_by: next('用户'),
        from_on: '2026-01-01',
      })
      .execute();
    return { id };
  },
  relief: async (tx, node, actor, self) => {
    const person = self ? actor.person : await plantMember(tx, node);
    const id = newId();
    await tx
      .insertInto('dues_relief')
      .values({
        id,
        person_id: person.id,
        branch_id: person.branch.id,
        org_path: person.path,
        from_month: '2025-01-01',
        to_month: '2025-03-01',
        monthly_fen: 0,
        reason: next('理由'),
        decided_on: '2025-01-05',
      })
      .execute();
    return { id, of: person.id };
  },
  consent: async (tx, node, actor, self) => {
    const person = self ? actor.person : await plantMember(tx, node);
    const id = newId();
    // One that holds is all that a person has: an earlier one of the same person, withdrawn or not, has never begun.
    await tx
      .updateTable('dues_consent')
      .set({ until: sql<string>`from_on`, withdrawn_by: next('用户'), withdrawn_why: next('事由') })
      .where('person_id', '=', person.id)
      .execute();
    await tx
      .insertInto('dues_consent')
      .values({
        id,
        person_id: person.id,
        branch_id: person.branch.id,
        org_path: person.path,
        from_on: '2025-01-05',
        reason: next('事由'),
        recorder: next('用户'),
      })
      .execute();
    return { id, of: person.id };
  },
  entry: (tx, node) => entry(tx, node, null),
  // Not matched yet; `of` is a line of the ledger of the same amount.
  bank_line: async (tx, node) => {
    const { id: of } = await entry(tx, node, null);
    const id = newId();
    await tx
      .insertInto('dues_bank_line')
      .values({
        id,
        organisation_id: node.id,
        org_path: node.path,
        booked_on: '2026-01-05',
        amount_fen: 60,
        payer: next('某人'),
        note: '',
        line_key: id,
      })
      .execute();
    return { id, of };
  },
  away: (tx, node) => away(tx, node),
  contact: async (tx, node) => {
    const { id: outflow_id, of: person_id, path } = await away(tx, node);
    const id = newId();
    await tx
      .insertInto('outflow_contact')
      .values({
        id,
        outflow_id,
        person_id,
        org_path: path,
        on_day: '2026-01-05',
        channel: 'phone',
        recorder: next('用户'),
      })
      .execute();
    return { id, of: person_id };
  },
  arrival: async (tx, node, _actor, _self, county) => {
    const id = newId();
    const facts = { name: next('某人'), phone: '13800000000', home: next('县外支部') };
    await tx
      .insertInto('inflow')
      .values({
        id,
        branch_id: node.id,
        org_path: node.path,
        to_path: node.path,
        sealed: county.crypto.encrypt(JSON.stringify(facts)),
        key_id: 1,
        since: '2026-01-01',
      })
      .execute();
    return { id };
  },
  transfer: async (tx, node, _actor, _self, county) => plantTransfer(tx, county, { node, state: 'draft' }),
  unit: async (tx, node, _actor, _self, county) => plantUnit(tx, county, { node, state: 'draft' }),
  unit_letter: async (tx, node, _actor, _self, county) => plantUnit(tx, county, { node, state: 'out_committee_ok' }),
  letter: async (tx, node, _actor, _self, county) => plantTransfer(tx, county, { node, state: 'out_committee_ok' }),
  // A township has no applicants of its own: they are those of its branches.
  case: async (tx, node) =>
    plantCase(tx, node.type === 'township_committee' ? await plantNode(tx, 'branch', node) : node),
  case_paper: async (tx, node, actor, _self, county) => {
    const [{ id: of, personId }, id] = [await plantCase(tx, node), newId()];
    const row = { org_path: leafPath(node.path, personId) };
    const scan = await makers.file(tx, { ...node, path: row.org_path }, actor, false, county);
    await tx
      .insertInto('admission_paper')
      .values({
        id,
        ...row,
        case_id: of,
        person_id: personId,
        paper: 'applicationLetter',
        on_day: '2026-02-02',
        paper_place: next('档案柜'),
        file_id: scan.id,
        recorder: 'test',
        role: 'system',
        organisation: 'test',
      })
      .execute();
    return { id, of };
  },
  quota: async (tx, node) => {
    const township = /^\/[^/]+\/[^/]+\//.exec(node.path)?.[0];
    // The county's own: of any township below it.
    if (township === undefined) return plantNode(tx, 'township_committee', node);
    return tx.selectFrom('organisation').select('id').where('path', '=', township).executeTakeFirstOrThrow();
  },
  case_fact: async (tx, node) => {
    const { id: of, applicationId: id } = await plantCase(tx, node);
    return { id, of };
  },
  case_extra: async (tx, node) => {
    const planted = await plantCase(tx, node);
    return { id: planted.extraId, of: planted.id };
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
  appraisal: async (tx, node) => plantAppraisal(tx, node, { person: await plantMember(tx, node) }),
  counted_appraisal: async (tx, node) =>
    plantAppraisal(tx, node, { person: await plantMember(tx, node), counted: true }),
  own_appraisal: async (tx, node, actor, self) =>
    plantAppraisal(tx, node, { person: self ? actor.person : await plantMember(tx, node) }),
  program_key: async (tx) => {
    const id = newId();
    await tx
      .insertInto('open311_key')
      .values({ id, name: next('程序'), contact: '某单位', key_hash: randomBytes(32) })
      .execute();
    return { id };
  },
  records_program: async (tx) => {
    const id = newId();
    await tx
      .insertInto('xapi_client')
      .values({ id, name: next('程序'), contact: '某单位', scopes: [], key_hash: randomBytes(32) })
      .execute();
    return { id };
  },
  request_form: async (tx, node) => {
    const id = newId();
    const number = randomBytes(4).toString('hex').toUpperCase().replaceAll(/[01]/g, 'Z');
    await tx
      .insertInto('request_form')
      .values({ id, number, org_path: matterPath(node.path, id), made_by: 'test' })
      .execute();
    return { id, name: number };
  },
  area: async (tx, node) => plantNode(tx, 'village', node),
  request: async (tx, node, _actor, _self, county) => plantRequest(tx, county, { unit: node, area: node }),
  answer: async (tx, node, _actor, _self, county) => plantAnswer(tx, county, { unit: node, area: node }),
  wish: async (tx, node, _actor, _self, county) => plantWish(tx, county, { unit: node }),
  claimed_wish: async (tx, node, _actor, _self, county) => plantWish(tx, county, { unit: node, state: 'claimed' }),
  listed_wish: async (tx, node, _actor, _self, county) =>
    plantWish(tx, county, { unit: node, state: 'listed', publicWords: '一位老人要修门' }),
  own_wish: async (tx, node, actor, self, county) => {
    const { id: person } = self ? actor.person : await plantMember(tx, node);
    return plantWish(tx, county, { unit: node, person });
  },
  study_class: async (tx, node) => plantClass(tx, { organiser: node }),
  named_member: async (tx, node) => {
    const [{ id }, { id: of }] = [await plantMember(tx, node), await plantClass(tx, { organiser: node })];
    return { id, of };
  },
  enrolled_member: async (tx, node) => {
    const person = await plantMember(tx, node);
    const { id: of, lesson } = await plantClass(tx, { organiser: node, person });
    return { id: person.id, of, name: lesson };
  },
  own_enrolment: async (tx, node, actor, self) => {
    const person = self ? actor.person : await plantMember(tx, node);
    return plantClass(tx, { organiser: node, person });
  },
  study_certificate: async (tx, node) => {
    const person = await plantMember(tx, node);
    const { id: of, certificate: id } = await plantClass(tx, { organiser: node, person, certificate: true });
    return { id, of };
  },
  own_certificate: async (tx, node, actor, self) => {
    const person = self ? actor.person : await plantMember(tx, node);
    const { certificate: id } = await plantClass(tx, { organiser: node, person, certificate: true });
    return { id };
  },
  study_plan: async (tx, node) => plantPlan(tx, { at: node }),
  study_session: async (tx, node) => plantSession(tx, { at: node }),
  own_need: async (tx, node, actor, self) =>
    plantNeed(tx, { person: self ? actor.person : await plantMember(tx, node) }),
  need_paper: async (tx, node) => {
    const { printing: id, code: name } = await plantNeedPaper(tx, { person: await plantMember(tx, node) });
    return { id, name };
  },
  own_question: async (tx, node, actor, self) => {
    const { id: person, path } = self ? actor.person : await plantMember(tx, node);
    // A question is nobody's: what is asked of others is of another topic.
    return plantRecall(tx, { unit: node, person, path, topic: self ? 'vocation' : 'theory' });
  },
  contribution: async (tx, node) => plantContribution(tx, { unit: node, person: (await plantMember(tx, node)).id }),
  asked_help: async (tx, node, _actor, _self, county) => {
    const { id: person } = await plantMember(tx, node);
    const { id, helper } = await plantWish(tx, county, { unit: node, helper: { person, state: 'asked' } });
    return { id: helper, of: id };
  },
  named_help: async (tx, node, _actor, _self, county) => {
    const helper = { person: null, state: 'agreed' } as const;
    const wish = await plantWish(tx, county, { unit: node, state: 'claimed', helper });
    return { id: wish.helper, of: wish.id };
  },
  own_help: async (tx, node, actor, self, county) => {
    const { id: person } = self ? actor.person : await plantMember(tx, node);
    const wish = await plantWish(tx, county, { unit: node, state: 'claimed', helper: { person, state: 'agreed' } });
    return { id: wish.helper, of: wish.id };
  },
  care: async (tx, node, _actor, _self, county) => plantCare(tx, county, { person: await plantMember(tx, node) }),
  visit: async (tx, node, _actor, _self, county) => {
    const { id, visit } = await plantCare(tx, county, { person: await plantMember(tx, node) });
    return { id: visit, of: id };
  },
  offer: async (tx, node) => plantOffer(tx, { unit: node }),
  request_task: async (tx, node, _actor, _self, county) => {
    const { id } = await plantRequest(tx, county, { unit: node, area: node });
    return plantTask(tx, county, { requestId: id, unit: node });
  },
  request_template: async (tx, _node, _actor, _self, county) => plantTemplate(tx, county),
  request_mark: async (tx, node, _actor, _self, county) => plantMark(tx, county, { unit: node, area: node }),
  callback: async (tx, node, _actor, _self, county) => plantDraw(tx, county, { unit: node, area: node }),
  talk: async (tx, node, _actor, _self, county) => {
    const { id, path } = await plantMember(tx, node);
    return plantTalk(tx, county, { about: { id, kind: 'member', path }, unitId: node.id });
  },
  request_photo: async (tx, node, _actor, _self, county) => {
    const request = await plantRequest(tx, county, { unit: node, area: node });
    return { ...(await plantPhoto(tx, county, request.id)), of: request.id };
  },
  article: async (tx, node) => plantDraft(tx, { unit: node }),
  submitted_article: async (tx, node) => plantDraft(tx, { unit: node, state: 'review' }),
  approved_article: async (tx, node) => plantDraft(tx, { unit: node, state: 'approved' }),
  published_article: async (tx, node) => plantArticle(tx, { unit: node, from: '2026-03-02T00:00:00Z' }),
  article_picture: async (tx, node, actor, _self, county) => {
    const { id: of, path } = await plantDraft(tx, { unit: node });
    const { id } = await makers.file(tx, { ...node, path }, actor, false, county);
    const facts = { org_path: path, name: next('图'), media_type: 'image/png', width: 1, height: 1 };
    await tx
      .insertInto('article_image')
      .values({ file_id: id, article_id: of, ...facts })
      .execute();
    return { id, of };
  },
  column: async (tx) => {
    const id = newId();
    const names = { name_zh: next('栏目'), name_en: 'Column' };
    await tx
      .insertInto('publishing_column')
      .values({ id, slug: `c${id}`, kind: 'news', position: 999, ...names })
      .execute();
    return { id };
  },
  course: async (tx, node, _actor, _self, county) => plantCourse(tx, county, { unit: node, title: next('课程') }),
  submitted_course: async (tx, node, _actor, _self, county) => plantCourse(tx, county, { unit: node, state: 'review' }),
  sent_course: async (tx, node, actor, _self, county) =>
    plantCourse(tx, county, { unit: node, state: 'review', writers: [actor.person.id] }),
  published_course: async (tx, node, _actor, _self, county) =>
    plantCourse(tx, county, { unit: node, state: 'published' }),
  own_course: async (tx, unit, _actor, _self, county) => {
    const content = smallContent(await plantItems(tx, unit, 1));
    const title = next('课程');
    const { id } = await plantCourse(tx, county, { unit, content, title, state: 'published' });
    const quiz = content.chapters[0]?.units.find(({ kind }) => kind === 'quiz');
    return { id, of: quiz?.id ?? id, name: quiz?.kind === 'quiz' ? (quiz.items[0] ?? '') : '' };
  },
  own_task: async (tx, unit, _actor, _self, county) => {
    const { id: of, content } = await plantCourse(tx, county, { unit, state: 'published' });
    return { id: content.chapters[0]?.units.find(({ kind }) => kind === 'task')?.id ?? of, of };
  },
  own_discussion: async (tx, unit, _actor, _self, county) => {
    const { id: of, content } = await plantCourse(tx, county, { unit, state: 'published' });
    return { id: content.chapters[0]?.units.find(({ kind }) => kind === 'discussion')?.id ?? of, of };
  },
  course_post: async (tx, node, _actor, _self, county) => {
    const course = await plantCourse(tx, county, { unit: node, state: 'published' });
    const { id } = await plantMember(tx, node, { name: next('某人') });
    return plantPost(tx, county, course, { id, branch: node });
  },
  asked_task: async (tx, node, _actor, _self, county) => {
    const course = await plantCourse(tx, county, { unit: node, state: 'published' });
    const { id } = await plantMember(tx, node, { name: next('某人') });
    return plantAsked(tx, county, course, { id, branch: node });
  },
  course_file: async (tx, node, actor, _self, county) => {
    const { id: of } = await plantCourse(tx, county, { unit: node });
    const path = matterPath(node.path, of);
    const { id } = await makers.file(tx, { ...node, path }, actor, false, county);
    const facts = { org_path: path, name: next('讲义'), media_type: 'application/pdf', size: 1 };
    await tx
      .insertInto('course_file')
      .values({ file_id: id, course_id: of, kind: 'document', source: '本校', licence: '自有', ...facts })
      .execute();
    return { id, of };
  },
  own_course_file: async (tx, unit, actor, _self, county) => {
    const { id } = await makers.file(tx, { ...unit, path: matterPath(unit.path, newId()) }, actor, false, county);
    const content = smallContent(await plantItems(tx, unit, 6));
    const [chapter] = content.chapters;
    const units = [...(chapter?.units ?? []), { id: newId(), kind: 'document' as const, title: '讲义', file: id }];
    const file = { file: id, kind: 'document' as const, name: next('讲义'), mediaType: 'application/pdf', size: 1 };
    const { id: of } = await plantCourse(tx, county, {
      unit,
      content: { chapters: [{ id: newId(), title: '一', units }] },
      files: [{ ...file, source: '本校', licence: '自有', whole: true, pieces: [] }],
      state: 'published',
    });
    return { id, of };
  },
  course_package: async (tx, node, actor, self, county) => {
    const made = await makers.course_file(tx, node, actor, self, county);
    await tx.updateTable('course_file').set({ kind: 'package' }).where('file_id', '=', made.id).execute();
    await plantPackage(tx, made.id);
    return made;
  },
  own_package: async (tx, unit, actor, _self, county) => {
    const { id: file } = await makers.file(tx, { ...unit, path: matterPath(unit.path, newId()) }, actor, false, county);
    await plantPackage(tx, file);
    const id = newId();
    const units = [{ id, kind: 'package' as const, title: '课件', file }];
    const { id: of } = await plantCourse(tx, county, {
      unit,
      content: { chapters: [{ id: newId(), title: '一', units }] },
      state: 'published',
    });
    return { id, of };
  },
  course_set: async (tx, node, actor, _self, county) => setAt(tx, node, actor, county, { whole: false }),
  course_part: async (tx, node, actor, _self, county) => setAt(tx, node, actor, county, { whole: true }),
  own_course_part: async (tx, unit, actor, _self, county) => {
    const { id } = await makers.file(tx, { ...unit, path: matterPath(unit.path, newId()) }, actor, false, county);
    const set = newId();
    const content = smallContent(await plantItems(tx, unit, 6));
    const [chapter] = content.chapters;
    const film = { id: newId(), kind: 'video' as const, title: '短片', file: set, captions: null };
    const file = { file: set, kind: 'video' as const, name: 'index.m3u8', mediaType: setType, size: 1 };
    const { id: of } = await plantCourse(tx, county, {
      unit,
      content: { chapters: [{ id: newId(), title: '一', units: [...(chapter?.units ?? []), film] }] },
      files: [
        { ...file, source: '本校', licence: '自有', whole: true, pieces: [{ file: id, size: 1, part: 'index.m3u8' }] },
      ],
      state: 'published',
    });
    return { id: set, of, name: 'index.m3u8' };
  },
  exam: async (tx, node) => examAt(tx, node),
  draft_exam: async (tx, node) => examAt(tx, node, { state: 'draft' }),
  exam_appeal: async (tx, node) => {
    const { of: attempt } = await examAt(tx, node);
    const id = newId();
    await tx
      .insertInto('exam_appeal')
      .columns(['id', 'attempt_id', 'person_id', 'org_path', 'item', 'words', 'made_at'])
      .expression((e) =>
        e
          .selectFrom('exam_attempt as a')
          .where('a.id', '=', attempt)
          .select([
            e.val(id).as('id'),
            'a.id as attempt_id',
            'a.person_id',
            'a.org_path',
            e.lit(1).as('item'),
            e.val('请复核').as('words'),
            sql<string>`now()`.as('made_at'),
          ]),
      )
      .execute();
    return { id, of: attempt };
  },
  asking_exam: async (tx, node) => {
    const items = await plantExamItems(tx, node, ['judge']);
    const { id } = await plantExam(tx, { unit: node, title: next('考试'), ...examDays, items });
    return { id, of: (await plantMember(tx, node)).id };
  },
  exam_paper: async (tx, node) => {
    const { of } = await examAt(tx, node);
    const id = String(randomInt(10 ** 9)).padStart(10, '0');
    await tx.updateTable('exam_attempt').set({ code: id, channel: 'paper' }).where('id', '=', of).execute();
    return { id, of };
  },
  open_exam: async (tx, node) => {
    const items = await plantExamItems(tx, node, ['judge']);
    const county = await tx
      .selectFrom('organisation')
      .select(['id', 'path'])
      .where('parent_id', 'is', null)
      .where(sql<boolean>`starts_with(${node.path}, path)`)
      .executeTakeFirstOrThrow();
    return plantExam(tx, { unit: node, audience: county, title: next('考试'), ...examDays, items, attempts: 20 });
  },
  own_attempt: async (tx, node, actor, self) => {
    const person = self ? actor.person : await plantMember(tx, node);
    const { id: of } = await examAt(tx, node);
    return { ...(await begunAttempt(tx, node, of, person)), of };
  },
  own_marked_attempt: async (tx, node, actor, self) => {
    const person = self ? actor.person : await plantMember(tx, node);
    const { id: of } = await examAt(tx, node, { state: 'released' });
    return { ...(await begunAttempt(tx, node, of, person, examDays.opensAt)), of };
  },
  topic: async (tx) => {
    const code = `t_${newId().slice(-12)}`;
    await tx
      .insertInto('study_topic')
      .values({ code, name_zh: next('主题'), name_en: 'Topic', position: 99 })
      .execute();
    return { id: code };
  },
  question: async (tx, node) => {
    const name = `某一题 ${newId()}`;
    return { ...(await plantQuestion(tx, { unit: node, state: 'draft', stem: name })), name };
  },
  submitted_question: async (tx, node) => plantQuestion(tx, { unit: node, state: 'review' }),
  published_question: async (tx, node) => plantQuestion(tx, { unit: node, state: 'published' }),
  question_category: async (tx) => {
    const code = `q_${newId().slice(-12)}`;
    await tx
      .insertInto('bank_category')
      .values({ code, name_zh: next('分类'), name_en: 'Category', topic: 'charter', position: 99 })
      .execute();
    return { id: code };
  },
  question_import: async (tx, node) => plantImport(tx, { unit: node }),
  event: async (tx, node) => {
    const id = newId();
    await tx
      .insertInto('audit_event')
      .values({ id, actor: 'test', role: 'system', action: 'test.event', entity: 'test', org_path: node.path })
      .execute();
    return { id };
  },
};

/** Amounts of dues are written by the branch itself, or by what nobody's session does. */
const dues: ReadonlySet<TargetKind> = new Set(['payer', 'payment', 'relief', 'consent', 'entry', 'bank_line']);
const guardOf = (kind: TargetKind): string => (dues.has(kind) ? 'system' : kind === 'job' ? 'jobs' : 'accounts');

/** Things that can be the actor's own, or that can have moved away from the actor's branch. */
const personal: ReadonlySet<TargetKind> = new Set([
  'member',
  'moved_member',
  'record',
  'account',
  'grant',
  'session',
  'drill_right',
  'drill_run',
  'approval',
  'job',
  'notice',
  'handover',
  'correction',
  'filter',
  'file',
  'export',
  'bulk',
  'scan',
  'own_meeting',
  'own_material',
  'own_appraisal',
  'own_wish',
  'own_attempt',
  'own_marked_attempt',
  'own_enrolment',
  'own_need',
  'own_question',
  'own_help',
  'own_course',
  'own_task',
  'own_course_file',
  'own_package',
  'own_discussion',
  'payer',
  'payment',
  'relief',
  'consent',
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

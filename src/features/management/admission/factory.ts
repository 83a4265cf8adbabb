import { leafPath } from '#platform/access/scope.ts';
import type { Tx } from '#platform/db/types.ts';
import { AppError } from '#shared/errors.ts';
import { newId } from '#shared/ids.ts';
import { makeIdNumber } from '#features/base/members/factory.ts';
import { emptyCalendar } from '#features/base/rules/calendar/rules.ts';
import type { TestApp } from '#test/harness/app.ts';
import type { Client } from '#test/harness/client.ts';
import { hostile, next } from '#test/harness/hostile.ts';
import type { Node } from '#test/harness/tree.ts';
import { openCase, recordFact, type CaseFile } from './contract.ts';
import { packOn } from './rules/rules.ts';
import { owedOf } from './standing/queries.ts';
import type { StepId } from './steps.ts';

export interface PlantedCase {
  readonly id: string;
  readonly personId: string;
  readonly name: string;
  readonly factId: string;
  readonly applicationId: string;
  readonly extraId: string;
}

/** An applicant with a case whose talk has been held, and a local extra. Free texts are hostile. */
export const plantCase = async (tx: Tx, node: Node, begunOn = '2026-02-02'): Promise<PlantedCase> => {
  const [id, personId, factId, applicationId, extraId] = [newId(), newId(), newId(), newId(), newId()];
  const name = next('申请人');
  const org_path = leafPath(node.path, personId);
  const row = { case_id: id, person_id: personId, org_path };
  const born = '1998-03-05';
  const facts = (['application', 'talk'] as const).map((step) => ({
    id: newId(),
    step,
    on: begunOn,
    outcome: 'done' as const,
  }));
  const begunUnder = packOn(begunOn);
  const owed = owedOf({ begunUnder, born, facts, hasCommittee: true, transferredIn: false }, emptyCalendar, begunOn);
  const by = { recorder: next('记录人'), role: 'branch_secretary', organisation: node.name };
  await tx
    .insertInto('person')
    .values({
      id: personId,
      org_path,
      name,
      pinyin: 'shenqingren',
      initials: 'sqr',
      birth_date: born,
      key_id: 1,
    })
    .execute();
  await tx
    .insertInto('admission_case')
    .values({
      id,
      person_id: personId,
      org_path,
      begun_under: begunUnder,
      begun_on: begunOn,
      entered_on: begunOn,
      has_committee: true,
      ...owed,
    })
    .execute();
  await tx
    .insertInto('admission_fact')
    .values([
      { id: applicationId, ...row, ...by, step: 'application', on_day: begunOn, outcome: 'done' },
      {
        id: factId,
        ...row,
        ...by,
        step: 'talk',
        on_day: begunOn,
        outcome: 'done',
        names: [next('谈话人')],
        note: hostile,
      },
    ])
    .execute();
  await tx
    .insertInto('admission_extra_record')
    .values({ id: extraId, ...row, extra: 'defence', on_day: begunOn, recorder: by.recorder, note: hostile })
    .execute();
  return { id, personId, name, factId, applicationId, extraId };
};

/** A members' meeting of a branch whose list is confirmed: so many voters, so many of them present. */
export const plantMeeting = async (
  tx: Tx,
  node: Node,
  { on, entitled, present }: { readonly on: string; readonly entitled: number; readonly present: number },
): Promise<string> => {
  const id = newId();
  const at = `${on}T06:30:00Z`;
  await tx
    .insertInto('meeting')
    .values({
      id,
      organisation_id: node.id,
      org_path: node.path,
      type: 'members_meeting',
      title: next('党员大会'),
      starts_at: at,
      held_on: on,
      state: 'closed',
      closed_at: at,
      closed_by: next('书记'),
    })
    .execute();
  const people = Array.from({ length: entitled }, (_, place) => {
    const person = newId();
    return {
      meeting_id: id,
      person_id: person,
      org_path: leafPath(node.path, person),
      name: next('党员'),
      votes: true,
      attendance: place < present ? ('present' as const) : ('absent' as const),
    };
  });
  await tx.insertInto('meeting_invitee').values(people).execute();
  return id;
};

export const reason = `核对材料${hostile}`;

/** How a step was refused: its code and what it says; `ok` where it was not. */
export const refusal = async (attempt: Promise<unknown>): Promise<string> => {
  try {
    await attempt;
    return 'ok';
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    return `${error.code} ${error.details.problems?.[0]?.message ?? error.details.message ?? ''}`.trim();
  }
};

export const record = (client: Client, { id, version }: CaseFile, step: StepId, body: object): Promise<CaseFile> =>
  client.call(recordFact, { params: { id }, body: { version, step, outcome: 'done', ...body } as never });

export type Line = readonly [
  who: 'secretary' | 'worker' | 'officer',
  step: StepId,
  body: { readonly on: string; readonly yes?: number; readonly [more: string]: unknown },
];
export const passed = { outcome: 'passed' } as const;
export const upTo = (last: StepId, lines: readonly Line[]): readonly Line[] =>
  lines.slice(0, lines.findIndex(([, step]) => step === last) + 1);

/** A path as it should be, begun under the rules of 2014. */
export const path: readonly Line[] = [
  ['secretary', 'talk', { on: '2023-06-20', names: ['陈支书'] }],
  ['secretary', 'activist', { on: '2023-07-10', ...passed }],
  ['worker', 'activistFiling', { on: '2023-07-20' }],
  ['secretary', 'contacts', { on: '2023-07-21', names: [`王建国${hostile}`, '李秀英'] }],
  ['secretary', 'cultivation', { on: '2024-01-08' }],
  ['secretary', 'cultivation', { on: '2024-07-05' }],
  ['secretary', 'candidate', { on: '2024-07-20', ...passed }],
  ['worker', 'candidateConsent', { on: '2024-08-01', ...passed }],
  ['secretary', 'introducers', { on: '2024-08-05', names: ['王建国', '李秀英'] }],
  ['officer', 'vetting', { on: '2024-08-20', ...passed, concludedBy: '周政审', note: reason }],
  ['worker', 'training', { on: '2024-09-02', until: '2024-09-04', ...passed, days: 3, hours: 24 }],
  ['secretary', 'committeeReview', { on: '2024-09-20', ...passed }],
  ['worker', 'precheck', { on: '2024-10-08', ...passed, concludedBy: '吴组织委员' }],
  ['secretary', 'applicationBook', { on: '2024-10-10' }],
  ['secretary', 'admissionMeeting', { on: '2024-10-20', ...passed, yes: 7, no: 1, abstain: 1, secret: true }],
  ['worker', 'superiorTalk', { on: '2024-10-25', names: ['郑委员'], concludedBy: '郑委员' }],
  ['worker', 'approval', { on: '2024-11-10', ...passed }],
  ['officer', 'filing', { on: '2024-11-20' }],
  ['secretary', 'assignment', { on: '2024-11-15' }],
  ['secretary', 'oath', { on: '2024-12-01' }],
  ['secretary', 'probationInspection', { on: '2025-04-20' }],
  ['secretary', 'probationInspection', { on: '2025-10-15' }],
  ['secretary', 'conversionRequest', { on: '2025-10-20' }],
  ['secretary', 'conversionMeeting', { on: '2025-10-28', ...passed, yes: 7, no: 1, abstain: 0, secret: true }],
  ['worker', 'conversionApproval', { on: '2025-11-20', ...passed }],
  ['worker', 'archive', { on: '2025-12-10' }],
];

/** Who acts on a case of branch A1, and how they open one, meet about it, and walk it along a path. */
export const admissionScene = async ({ as, tree, write }: TestApp) => {
  const people = {
    secretary: await as('branch_secretary', { at: tree.branchA1 }),
    worker: await as('township_worker', { at: tree.townshipA }),
    officer: await as('county_officer', { at: tree.county }),
    stranger: await as('branch_secretary', { at: tree.branchB1 }),
  };
  const open = (begunOn: string, more: object = {}, client = people.secretary): Promise<CaseFile> =>
    client.call(openCase, {
      body: {
        branchId: tree.branchA1.id,
        name: '林小雨',
        idNumber: makeIdNumber('1996-04-08', '2'),
        begunOn,
        ...more,
      },
    });
  const meetingOn = (on: string, entitled = 9, present = 6): Promise<string> =>
    write((tx) => plantMeeting(tx, tree.branchA1, { on, entitled, present }));
  const walk = async (file: CaseFile, lines: readonly Line[]): Promise<CaseFile> => {
    let at = file;
    for (const [who, step, body] of lines) {
      const vote = 'yes' in body ? { meetingId: await meetingOn(body.on, 11, 9) } : {};
      at = await record(people[who], at, step, { ...body, ...vote }).catch((error: unknown) => {
        throw new Error(`${step}: ${JSON.stringify(error instanceof AppError ? error.details : String(error))}`);
      });
    }
    return at;
  };
  return { people, open, meetingOn, walk };
};

export type AdmissionScene = Awaited<ReturnType<typeof admissionScene>>;

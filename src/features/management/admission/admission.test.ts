/** Admission through the front door: the whole path, what is refused on the way, and what the roster says after it. */
import { sql } from 'kysely';
import { beforeAll, describe, expect, test } from 'vitest';
import { leafPath } from '#platform/access/scope.ts';
import { AppError } from '#shared/errors.ts';
import { newOpaqueId } from '#shared/ids.ts';
import { useApp } from '#test/harness/app.ts';
import type { Client } from '#test/harness/client.ts';
import { hostile } from '#test/harness/hostile.ts';
import { memberFile } from '#features/base/members/contract.ts';
import { makeIdNumber, makeMember } from '#features/base/members/factory.ts';
import { tallyDifferences } from '#features/base/members/index.ts';
import {
  caseById,
  caseList,
  closeCase,
  moveCase,
  openCase,
  ownAdmission,
  recordExtra,
  recordFact,
  reopenCase,
  setExtra,
  undoExtra,
  undoFact,
  type CaseFile,
} from './contract.ts';
import { plantCase, plantMeeting } from './factory.ts';
import type { StepId } from './steps.ts';

const server = useApp();
const reason = `核对材料${hostile}`;

interface People {
  readonly secretary: Client;
  readonly worker: Client;
  readonly officer: Client;
  readonly stranger: Client;
}
let people: People;
beforeAll(async () => {
  const { as, tree } = server.current;
  people = {
    secretary: await as('branch_secretary', { at: tree.branchA1 }),
    worker: await as('township_worker', { at: tree.townshipA }),
    officer: await as('county_officer', { at: tree.county }),
    stranger: await as('branch_secretary', { at: tree.branchB1 }),
  };
});

const refusal = async (attempt: Promise<unknown>): Promise<string> => {
  try {
    await attempt;
    return 'ok';
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    return `${error.code} ${error.details.problems?.[0]?.message ?? error.details.message ?? ''}`.trim();
  }
};

const open = (begunOn: string, more: object = {}, client = people.secretary): Promise<CaseFile> =>
  client.call(openCase, {
    body: {
      branchId: server.current.tree.branchA1.id,
      name: '林小雨',
      idNumber: makeIdNumber('1996-04-08', '2'),
      begunOn,
      ...more,
    },
  });

const record = (client: Client, { id, version }: CaseFile, step: StepId, body: object): Promise<CaseFile> =>
  client.call(recordFact, { params: { id }, body: { version, step, outcome: 'done', ...body } as never });

const meetingOn = (on: string, entitled = 9, present = 6): Promise<string> =>
  server.current.write((tx) => plantMeeting(tx, server.current.tree.branchA1, { on, entitled, present }));

type Line = readonly [
  who: 'secretary' | 'worker' | 'officer',
  step: StepId,
  body: { readonly on: string; readonly yes?: number; readonly [more: string]: unknown },
];
const passed = { outcome: 'passed' } as const;
const upTo = (last: StepId, lines: readonly Line[]): readonly Line[] =>
  lines.slice(0, lines.findIndex(([, step]) => step === last) + 1);

/** A path as it should be, begun under the rules of 2014. */
const path: readonly Line[] = [
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

describe('the path of one person', () => {
  test('leads from the application to the archive, and the roster follows', async () => {
    const begun = await open('2023-06-01');
    expect(begun).toMatchObject({ stage: 'applicant', begunUnder: '2014', nextStep: 'talk', dueOn: '2023-07-01' });
    const lines = path.map(([who, step, body]): Line =>
      step === 'admissionMeeting' ? [who, step, { ...body, yes: 6 }] : [who, step, body],
    );
    const approved = await walk(begun, upTo('approval', lines));
    expect(approved).toMatchObject({ stage: 'probationary', isMember: true, probationEnd: '2025-10-20' });
    const probationer = await people.worker.call(memberFile, { params: { id: approved.personId } });
    expect(probationer.fields).toMatchObject({ category: 'probationary', joinedOn: '2024-10-20' });
    const ended = await walk(approved, lines.slice(upTo('approval', lines).length));
    expect(ended).toMatchObject({ stage: 'full', state: 'finished', nextStep: null, contradictions: [] });
    const full = await people.worker.call(memberFile, { params: { id: ended.personId } });
    expect(full.fields).toMatchObject({ category: 'full', fullOn: '2025-10-20', conversion: 'on_time' });
    expect(await server.current.write((tx) => tallyDifferences(tx))).toBe(0);
  });

  test('shows both editions where it was begun under the older one', async () => {
    const file = await open('2023-06-01');
    expect(file.path.every((step) => step.articles2014.length > 0 && step.articles.length > 0)).toBe(true);
    const [newer] = (await open('2026-06-01')).path;
    expect(newer).toMatchObject({ articles2014: [], current: null });
    // In 2014 no month ran from the pre-check; the rules in force have one, and neither is kept from whoever looks.
    const checked = await walk(file, upTo('applicationBook', path));
    expect(checked.path.find(({ step }) => step === 'admissionMeeting')).toMatchObject({
      latest: null,
      current: { latest: { day: '2024-11-08', why: { article: '第十九条' } } },
    });
    expect(checked).toMatchObject({ nextStep: 'admissionMeeting', dueOn: null });
  });

  test('gives a special case its longer term beside the other', async () => {
    const met = await walk(await open('2023-06-01'), upTo('admissionMeeting', path));
    const approval = met.path.find(({ step }) => step === 'approval');
    expect(approval?.latestSpecial?.why?.ruleId).toBe('approve.max');
    expect((approval?.latest?.day ?? '') < (approval?.latestSpecial?.day ?? '')).toBe(true);
  });

  test('names who acts as the table of the steps does', async () => {
    const { path: steps } = await open('2026-06-01');
    const actor = (step: StepId) => steps.find((one) => one.step === step)?.actor;
    // The branch of this test has no committee, so its members decide.
    expect(actor('activist')).toBe('members_meeting');
    expect(actor('cultivation')).toBe('contacts');
    expect(actor('admissionMeeting')).toBe('members_meeting');
    expect(actor('probationInspection')).toBe('introducers');
    expect(actor('vetting')).toBe('committee');
    expect(actor('filing')).toBe('county_department');
    const { tree, county, write } = server.current;
    const file = await write((tx) => plantCase(tx, tree.branchA1, county.today()));
    const withCommittee = await people.secretary.call(caseById, { params: { id: file.id } });
    expect(withCommittee).toMatchObject({ hasCommittee: true, nextActor: 'branch_committee' });
    expect(withCommittee.path.find(({ step }) => step === 'committeeReview')?.actor).toBe('branch_committee');
  });

  test('a step is neither skipped nor shortened', async () => {
    const file = await open('2023-06-01');
    const { secretary, worker } = people;
    const candidate = { on: '2024-07-20', ...passed };
    expect(await refusal(record(secretary, file, 'candidate', candidate))).toMatch(/^conflict admission.blocked/);
    const activist = await walk(file, path.slice(0, 5));
    const early = { on: '2024-02-01', ...passed };
    expect(await refusal(record(secretary, activist, 'candidate', early))).toBe('invalid admission.too_early');
    expect(await refusal(record(secretary, activist, 'activist', early))).toBe('conflict admission.done_already');
    const future = { on: '2100-02-01', ...passed };
    expect(await refusal(record(secretary, activist, 'candidate', future))).toBe('invalid date_future');
    expect(await refusal(record(worker, activist, 'candidate', candidate))).toBe('forbidden admission.not_yours');
    expect(await refusal(record(people.stranger, activist, 'candidate', candidate))).toBe('not_found');
  });

  test('a vote needs more than half of those entitled, in secret', async () => {
    const file = await walk(await open('2023-06-01'), upTo('applicationBook', path));
    const vote = (meetingId: string, more: object) =>
      refusal(
        record(people.secretary, file, 'admissionMeeting', {
          on: '2024-10-20',
          ...passed,
          meetingId,
          secret: true,
          ...more,
        }),
      );
    const half = await meetingOn('2024-10-20', 10, 5);
    expect(await vote(half, { yes: 5 })).toBe('invalid admission.no_quorum');
    const enough = await meetingOn('2024-10-20', 10, 6);
    expect(await vote(enough, { yes: 5 })).toBe('invalid admission.not_passed');
    expect(await vote(enough, { yes: 6, secret: false })).toBe('invalid admission.not_secret');
    expect(await vote(enough, { yes: 6, no: 1 })).toBe('invalid admission.too_many_votes');
    expect(await vote(enough, { yes: 6, on: '2024-10-21' })).toBe('invalid admission.meeting_day');
    expect(await vote(enough, { yes: 5, writtenOpinions: 1, no: 1 })).toBe('invalid admission.not_passed');
    expect(await vote(enough, { yes: 6, no: 1, writtenOpinions: 1 })).toBe('ok');
  });

  test('a mistaken fact is taken back with its reason, and what it did to the roster too', async () => {
    const file = await walk(await open('2023-06-01'), upTo('approval', path));
    const factOf = (step: StepId) => file.path.find((one) => one.step === step)?.facts.at(-1)?.id ?? '';
    const undo = (client: Client, step: StepId) =>
      client.call(undoFact, {
        params: { id: file.id, factId: factOf(step) },
        body: { version: file.version, reason },
      });
    expect(await refusal(undo(people.worker, 'precheck'))).toBe('conflict admission.later_facts');
    expect(await refusal(undo(people.secretary, 'approval'))).toBe('forbidden admission.not_yours');
    const after = await undo(people.worker, 'approval');
    expect(after).toMatchObject({ stage: 'candidate', nextStep: 'approval' });
    const [gone] = after.path.find((one) => one.step === 'approval')?.facts ?? [];
    expect(gone?.voided).toMatchObject({ reason });
    expect(await refusal(people.worker.call(memberFile, { params: { id: file.personId } }))).toBe('not_found');
    expect(await server.current.write((tx) => tallyDifferences(tx))).toBe(0);
    const again = await record(people.worker, after, 'approval', { on: '2024-11-12', ...passed });
    expect(again).toMatchObject({ stage: 'probationary', isMember: true });
  });

  test('vetting that is not passed ends the case, by somebody’s name', async () => {
    const file = await walk(await open('2023-06-01'), upTo('introducers', path));
    const refused = { on: '2024-08-20', outcome: 'refused', note: reason };
    expect(await refusal(record(people.officer, file, 'vetting', refused))).toBe('invalid admission.name_who');
    const ended = await record(people.officer, file, 'vetting', { ...refused, concludedBy: '周政审' });
    expect(ended).toMatchObject({ state: 'vetting_stopped', can: { record: false, close: [] } });
  });

  test('a public notice under the 2026 rules runs for five working days', async () => {
    const file = await walk(await open('2023-06-01'), upTo('candidate', path));
    const consent = (until: string) =>
      refusal(record(people.worker, file, 'candidateConsent', { on: '2026-06-01', until, ...passed }));
    expect(await consent('2026-06-05')).toBe('invalid admission.notice_short');
    expect(await consent('2026-06-08')).toBe('ok');
  });
});

describe('cases', () => {
  test('nobody under eighteen, no member, no second case', async () => {
    const young = { idNumber: makeIdNumber('2010-01-01', '1') };
    expect(await refusal(open('2026-06-01', young))).toBe('invalid admission.under_age');
    const { county, tree } = server.current;
    const member = await server.current.write((tx) => makeMember(tx, county, { branch: tree.branchA1 }));
    expect(await refusal(open('2026-06-01', { personId: member.id }))).toBe('conflict admission.member_already');
    const first = await open('2026-06-01');
    expect(await refusal(open('2026-06-01', { personId: first.personId }))).toBe('conflict admission.open_already');
  });

  test('papers of before are taken over by the committee, contradictions and all', async () => {
    expect(await refusal(open('2023-06-01', { fromPapers: true }))).toBe('forbidden admission.papers_by_committee');
    const { worker, secretary } = people;
    const file = await open('2023-06-01', { fromPapers: true }, worker);
    const paper = (at: CaseFile, step: StepId, body: object) => record(worker, at, step, { ...body, fromPapers: true });
    const activist = await paper(file, 'activist', { on: '2023-07-10', ...passed });
    const short = await paper(activist, 'candidate', { on: '2024-01-10', ...passed });
    expect(short.contradictions.map(({ rule }) => rule)).toContain('activistShort');
    expect(
      await refusal(
        record(secretary, short, 'introducers', { on: '2024-02-01', names: ['甲', '乙'], fromPapers: true }),
      ),
    ).toBe('forbidden admission.papers_by_committee');
    const { county } = server.current;
    expect(await refusal(paper(short, 'training', { on: county.today(), ...passed, days: 1 }))).toBe(
      'conflict admission.papers_older',
    );
  });

  test('moves to another branch and counts the time on', async () => {
    const { tree } = server.current;
    const file = await walk(await open('2023-06-01'), path.slice(0, 5));
    const body = { version: file.version, branchId: tree.branchA2.id, reason };
    expect(await refusal(people.secretary.call(moveCase, { params: { id: file.id }, body }))).toBe('not_found');
    const moved = await people.worker.call(moveCase, { params: { id: file.id }, body });
    expect(moved).toMatchObject({ branchId: tree.branchA2.id, stage: 'activist' });
    const before = file.path.find(({ step }) => step === 'candidate')?.earliest?.day;
    expect(moved.path.find(({ step }) => step === 'candidate')?.earliest?.day).toBe(before);
    expect(await refusal(people.secretary.call(caseById, { params: { id: file.id } }))).toBe('not_found');
  });

  test('ends by withdrawal; a stale page is told', async () => {
    const file = await open('2026-06-01');
    const end = (version: number, kind = 'withdrawn') =>
      people.secretary.call(closeCase, {
        params: { id: file.id },
        body: { version, kind, on: '2026-06-10', reason } as never,
      });
    expect(await refusal(end(99))).toBe('stale');
    expect(await refusal(end(file.version, 'not_recognised'))).toBe('forbidden admission.not_yours');
    expect(await end(file.version)).toMatchObject({ state: 'withdrawn', ended: { on: '2026-06-10', reason } });
  });

  const end = (file: CaseFile, kind: string, client = people.secretary): Promise<CaseFile> =>
    client.call(closeCase, {
      params: { id: file.id },
      body: { version: file.version, kind, on: '2026-06-10', reason } as never,
    });
  const goOn = ({ id, version }: CaseFile, client = people.secretary, key = newOpaqueId()): Promise<CaseFile> =>
    client.call(reopenCase, { params: { id }, body: { version, reason } }, { key });

  test('an ending by mistake is taken back with a reason, and the case stands as it was', async () => {
    const before = await walk(await open('2023-06-01'), path.slice(0, 5));
    const ended = await end(before, 'moved_away');
    expect(ended.can).toMatchObject({ reopen: true, record: false });
    expect(await refusal(goOn(ended, people.officer))).toBe('forbidden admission.not_yours');
    expect(await refusal(goOn(ended, people.stranger))).toBe('not_found');
    expect(await refusal(goOn({ ...ended, version: 1 }))).toBe('stale');
    const key = newOpaqueId();
    // Sent twice with one key it is done once, and answered the same.
    expect(await goOn(ended, people.worker, key)).toEqual(await goOn(ended, people.worker, key));
    const again = await people.secretary.call(caseById, { params: { id: ended.id } });
    expect(again).toEqual({ ...before, version: ended.version + 1 });
    expect(await refusal(goOn(again))).toBe('conflict admission.not_ended');
    const { rows } = await sql<{ action: string; reason: string | null }>`
      select action, reason from audit_event where entity_id = ${again.id} and action = 'admission.reopen'`.execute(
      server.current.read(),
    );
    expect(rows).toEqual([{ action: 'admission.reopen', reason }]);
  });

  test('an ended case stays ended where something else was begun for the person, or a step has ended it', async () => {
    const { tree, county, write } = server.current;
    const ended = await end(await open('2026-06-01'), 'withdrawn');
    const later = await open('2026-06-05', { personId: ended.personId });
    expect(await refusal(goOn(ended))).toBe('conflict admission.begun_since');
    await end(later, 'withdrawn');
    expect(await refusal(goOn(ended))).toBe('conflict admission.begun_since');
    const member = await write((tx) => makeMember(tx, county, { branch: tree.branchA1 }));
    const other = await end(await open('2026-06-01'), 'withdrawn');
    await write((tx) =>
      sql`update admission_case set person_id = ${member.id}, org_path = ${leafPath(tree.branchA1.path, member.id)} where id = ${other.id}`.execute(
        tx,
      ),
    );
    expect(await refusal(goOn(other))).toBe('conflict admission.member_already');
    const vetted = await walk(await open('2023-06-01'), upTo('introducers', path));
    const stopped = await record(people.officer, vetted, 'vetting', {
      on: '2024-08-20',
      outcome: 'refused',
      note: reason,
      concludedBy: '周政审',
    });
    expect(stopped.can.reopen).toBe(false);
    expect(await refusal(goOn(stopped, people.officer))).toBe('conflict admission.ended_by_step');
  });

  test('a membership that was not recognised by mistake goes on with its case', async () => {
    const file = await walk(await open('2023-06-01'), upTo('approval', path));
    const ended = await end(file, 'not_recognised', people.officer);
    const member = () => people.worker.call(memberFile, { params: { id: file.personId } });
    expect((await member()).ended).toEqual({ on: '2026-06-10', kind: 'probation_cancelled' });
    expect(await refusal(goOn(ended, people.worker))).toBe('forbidden admission.not_yours');
    expect(await goOn(ended, people.officer)).toMatchObject({ state: 'open', stage: 'probationary', ended: null });
    expect((await member()).ended).toBeNull();
    expect(await server.current.write((tx) => tallyDifferences(tx))).toBe(0);
  });

  test('the list shows each office what waits for it', async () => {
    const file = await open('2026-06-01');
    const todo = (client: Client) =>
      client.call(caseList, { query: { queue: 'todo', limit: 100 } }).then(({ items }) => items.map(({ id }) => id));
    expect(await todo(people.secretary)).toContain(file.id);
    expect(await todo(people.worker)).not.toContain(file.id);
    expect(await todo(people.stranger)).not.toContain(file.id);
  });

  test('the applicant sees the own path and no opinion', async () => {
    const { as, tree, write } = server.current;
    const planted = await write((tx) => plantCase(tx, tree.branchA1));
    const { personId: id, name } = planted;
    const person = { id, name, path: leafPath(tree.branchA1.path, id), branch: tree.branchA1 };
    const applicant = await as('applicant', { at: tree.branchA1, person });
    const { items } = await applicant.call(ownAdmission, {});
    expect(items.map(({ id }) => id)).toEqual([planted.id]);
    expect(JSON.stringify(items)).not.toContain('记录人');
    expect(JSON.stringify(items)).not.toContain(hostile);
    expect(await refusal(applicant.call(caseById, { params: { id: planted.id } }))).toBe('not_found');
  });

  test('local extras are asked for by the county and stand beside the national steps', async () => {
    const { officer, secretary } = people;
    const file = await open('2026-06-01');
    const body = { version: file.version, extra: 'autobiography', on: '2026-06-05', note: hostile } as const;
    const entry = () => secretary.call(recordExtra, { params: { id: file.id }, body });
    await officer.call(setExtra, { body: { extra: 'autobiography', wanted: false } });
    expect(await refusal(entry())).toBe('conflict admission.extra_not_wanted');
    await officer.call(setExtra, { body: { extra: 'autobiography', wanted: true } });
    const written = await entry();
    const [one] = written.extras.find(({ extra }) => extra === 'autobiography')?.records ?? [];
    expect(one).toMatchObject({ on: '2026-06-05', note: hostile });
    const back = await secretary.call(undoExtra, {
      params: { id: file.id, recordId: one?.id ?? '' },
      body: { version: written.version, reason },
    });
    expect(back.extras.find(({ extra }) => extra === 'autobiography')?.records).toEqual([]);
  });
});

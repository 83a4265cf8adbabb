/** The path of one person through the front door: the whole of it, what is refused on the way, and what the roster says after it. */
import { beforeAll, describe, expect, test } from 'vitest';
import { useApp } from '#test/harness/app.ts';
import type { Client } from '#test/harness/client.ts';
import { memberFile } from '#features/base/members/contract.ts';
import { tallyDifferences } from '#features/base/members/index.ts';
import { caseById, undoFact } from './contract.ts';
import {
  type AdmissionScene,
  admissionScene,
  type Line,
  passed,
  path,
  plantCase,
  reason,
  record,
  refusal,
  upTo,
} from './factory.ts';
import type { StepId } from './steps.ts';

const server = useApp();
let people: AdmissionScene['people'];
let open: AdmissionScene['open'];
let meetingOn: AdmissionScene['meetingOn'];
let walk: AdmissionScene['walk'];
beforeAll(async () => {
  ({ people, open, meetingOn, walk } = await admissionScene(server.current));
});

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

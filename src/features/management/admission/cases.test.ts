/** Cases of admission as a whole: how they are opened, taken over, moved, ended, taken back and shown. */
import { sql } from 'kysely';
import { beforeAll, describe, expect, test } from 'vitest';
import { leafPath } from '#platform/access/scope.ts';
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
  ownAdmission,
  recordExtra,
  reopenCase,
  setExtra,
  undoExtra,
  type CaseFile,
} from './contract.ts';
import {
  type AdmissionScene,
  admissionScene,
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
let walk: AdmissionScene['walk'];
beforeAll(async () => {
  ({ people, open, walk } = await admissionScene(server.current));
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

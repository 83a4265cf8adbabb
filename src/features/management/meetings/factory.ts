import { sql } from 'kysely';
import { makeMember } from '#features/base/members/factory.ts';
import { leafPath, systemScope } from '#platform/access/scope.ts';
import { AppError } from '#shared/errors.ts';
import { newId } from '#shared/ids.ts';
import type { TestApp } from '#test/harness/app.ts';
import type { Client } from '#test/harness/client.ts';
import { hostile } from '#test/harness/hostile.ts';
import { plantNode, type Node, type Person } from '#test/harness/tree.ts';
import {
  closeMeeting,
  confirmAttendance,
  type Meeting,
  planMeeting,
  recordMeeting,
  takeAttendance,
} from './contract.ts';
import { meetingForVote } from './held/queries.ts';

export interface MeetingBranch {
  readonly node: Node;
  readonly secretary: Client;
  readonly people: readonly (Person & { readonly name: string })[];
}

/** A branch with so many full members, and its secretary. */
export const openBranch = async (app: TestApp, members: number, below = app.tree.townshipA): Promise<MeetingBranch> => {
  const node = await app.write((tx) => plantNode(tx, 'branch', below));
  const people = [];
  for (let place = 0; place < members; place += 1) {
    const name = `党员${String.fromCodePoint(0x4e00 + place)}`;
    const { id, path } = await app.write((tx) => makeMember(tx, app.county, { branch: node, fields: { name } }));
    people.push({ id, path, name, branch: node });
  }
  return { node, secretary: await app.as('branch_secretary', { at: node }), people };
};

/** A branch with four members of which the last is probationary, and its secretary. */
export const branchOfFour = async (app: TestApp): Promise<MeetingBranch> => {
  const node = await app.write((tx) => plantNode(tx, 'branch', app.tree.townshipA));
  const people = [];
  for (const [place, name] of ['安大勇', '白小梅', '常有福', '邓新苗'].entries()) {
    const fields = { name, category: place === 3 ? 'probationary' : 'full', ...(place === 3 ? { fullOn: null } : {}) };
    const { id, path } = await app.write((tx) => makeMember(tx, app.county, { branch: node, fields }));
    people.push({ id, path, name, branch: node });
  }
  return { node, secretary: await app.as('branch_secretary', { at: node }), people };
};

/** The error with which a command was refused. */
export const errorOf = async (work: Promise<unknown>): Promise<AppError> => {
  const error = await work.then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  if (error instanceof AppError) return error;
  throw new Error(`was not refused: ${String(error)}`);
};
export const problemsOf = (error: AppError): string[] =>
  (error.details.problems ?? []).map((p) => `${p.path} ${p.message}`);

/** How a command was refused: its code and what it says; `ok` where it was not. */
export const refusal = async (work: Promise<unknown>): Promise<string> => {
  try {
    await work;
    return 'ok';
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    const { message, problems = [] } = error.details;
    return [error.code, ...(message === undefined ? [] : [message]), ...problems.map((one) => one.message)].join(' ');
  }
};

export const at = ({ id }: { readonly id: string }) => ({ params: { id } });

/** Chair and recorder: the first two of those who came. */
export const ledBy = (there: readonly string[]) => ({
  chairPersonId: there[0] ?? '',
  recorderPersonId: there[1] ?? there[0] ?? '',
});

/** So many came, and the list is confirmed. */
export const holdMeeting = async (
  secretary: Client,
  meeting: Pick<Meeting, 'id' | 'version'>,
  there: readonly string[],
): Promise<Meeting> => {
  await secretary.call(takeAttendance, { ...at(meeting), body: { people: [...there], attendance: 'present' } });
  return secretary.call(confirmAttendance, { ...at(meeting), body: { version: meeting.version, ...ledBy(there) } });
};

/** Held, recorded and closed. */
export const finishMeeting = async (
  secretary: Client,
  meeting: Pick<Meeting, 'id' | 'version'>,
  there: readonly string[],
  record: object = {},
): Promise<Meeting> => {
  const held = await holdMeeting(secretary, meeting, there);
  const body = { version: held.version, content: '讨论', ...record };
  const { version } = await secretary.call(recordMeeting, { ...at(meeting), body });
  return secretary.call(closeMeeting, { ...at(meeting), body: { version } });
};

export const plan = { title: `学习${hostile}`, day: '2026-11-26', time: '14:30', agenda: [`议题${hostile}`, '二'] };

export const planned = ({ secretary, node }: MeetingBranch, more: object = {}): Promise<Meeting> =>
  secretary.call(planMeeting, {
    body: { organisationId: node.id, type: 'members_meeting', ...plan, ...more },
  });

/** Planned and held: those named came; without a word the first one did. */
export const confirmed = async (
  branch: MeetingBranch,
  present = branch.people.slice(0, 1).map(({ id }) => id),
  more: object = {},
): Promise<Meeting> => {
  const meeting = await planned(branch, more);
  return holdMeeting(branch.secretary, meeting, present);
};

/** An admission of somebody filed elsewhere by now was decided at the meeting, by the numbers that its list has. Answers the fact. */
export const decideAdmission = async (
  app: TestApp,
  { node }: MeetingBranch,
  meeting: Pick<Meeting, 'id' | 'heldOn'>,
): Promise<string> => {
  const id = newId();
  await app.write(async (tx) => {
    const [caseId, personId, { path }] = [newId(), newId(), app.tree.branchB1];
    await sql`insert into admission_case (id, person_id, org_path, begun_under, begun_on, entered_on, has_committee)
      values (${caseId}, ${personId}, ${leafPath(path, personId)}, '2026', '2026-06-01', '2026-06-01', true)`.execute(
      tx,
    );
    const counts = await meetingForVote(tx, systemScope(app.entry.code, 'test'), meeting.id);
    const { entitled, votersPresent: present } = counts;
    await sql`insert into admission_fact (id, case_id, person_id, org_path, step, on_day, outcome, entitled, present, yes, no,
        abstain, written_opinions, secret, meeting_id, recorder, role, organisation)
      select ${id}, id, person_id, org_path, 'admissionMeeting', ${meeting.heldOn}, 'passed', ${entitled}, ${present}, ${present},
        0, 0, 0, true, ${meeting.id}, '书记', 'branch_secretary', ${node.name}
      from admission_case where id = ${caseId} and person_id = ${personId}`.execute(tx);
  });
  return id;
};

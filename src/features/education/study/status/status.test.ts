import { beforeAll, expect, test } from 'vitest';
import { makeMember } from '#features/base/members/factory.ts';
import { openBranch, type MeetingBranch } from '#features/management/meetings/factory.ts';
import { newId } from '#shared/ids.ts';
import { useApp } from '#test/harness/app.ts';
import { plantClass } from '../factory.ts';
import { branchHours } from '../hours/contract.ts';
import { recountAttended } from '../tallies/commands.ts';
import { studyStatus } from './contract.ts';

const server = useApp({ now: () => new Date('2026-11-26T04:00:00Z') });
let branch: MeetingBranch;
const joined: { readonly id: string; readonly path: string }[] = [];

/** A probationary member, and the day of a class that he attended. */
const join = async (joinedOn: string, classOn?: string, probationUntil: string | null = null) => {
  const { county, tree, write } = server.current;
  const fields = { category: 'probationary', joinedOn, fullOn: null, probationUntil };
  const person = await write((tx) => makeMember(tx, county, { branch: branch.node, fields }));
  if (classOn !== undefined)
    await write((tx) =>
      plantClass(tx, { organiser: tree.townshipA, person, days: [classOn, classOn], certificate: true }),
    );
  joined.push(person);
  return person;
};
const file = async (kind: string, on: string, certificate: string | null) => {
  const { id, path } = await join('2026-02-01');
  await server.current.write((tx) =>
    tx
      .insertInto('training_record')
      .values({ id: newId(), person_id: id, org_path: path, title: '培训', kind, from_on: on, to_on: on, certificate })
      .execute(),
  );
};

beforeAll(async () => {
  branch = await openBranch(server.current, 1);
  await join('2026-02-01', '2026-03-02');
  // Before and after the probation; and one that was lengthened, with the class in its first year.
  await join('2026-04-01', '2026-03-02');
  await join('2025-01-10', '2026-03-02');
  await join('2024-02-01', '2024-06-03', '2026-02-01');
  // Due the year before.
  await join('2024-02-01', '2026-03-02');
  await file('other', '2026-05-06', '证 1');
  await file('other', '2026-05-06', null);
  await file('online', '2026-05-06', '证 2');
  await recountAttended(server.current.county, { people: joined.map(({ id }) => id) });
});

test('new members are trained where the hours of each say so: within their probation', async () => {
  const seen = async (year: number) => {
    const query = { year };
    const { total } = await branch.secretary.call(studyStatus, { query });
    const { items } = await branch.secretary.call(branchHours, { query });
    const asked = items.flatMap(({ trainings }) => trainings.filter(({ kind }) => kind === 'probationary'));
    const done = asked.filter(({ doneOn }) => doneOn !== null);
    return { status: [total.probationaryTrained, total.probationary], hours: [done.length, asked.length] };
  };
  expect(await seen(2026)).toEqual({ status: [3, 7], hours: [3, 7] });
  expect(await seen(2025)).toEqual({ status: [1, 3], hours: [1, 3] });
});

/**
 * The database has no triggers of ours (0003), so whoever changes what a kept count rests on counts anew. Here stands who writes
 * those tables at all: a new file must count as well, or be entered with the reason why it need not.
 */
import { describe, expect, test } from 'vitest';
import pg from 'pg';
import { useCounty } from '#test/harness/county.ts';
import { isTest, read, sources, withoutComments } from '#test/architecture/tree.ts';

const county = useCounty();

const tables = 'post_holding|meeting_invitee|meeting';
const writes = new RegExp(
  `(?:insertInto|updateTable|deleteFrom)\\('(?:${tables})'|(?:update|insert into|delete from)\\s+(?:${tables})\\b|\\bend_posts\\(`,
  'i',
);

/** Files that write posts, meetings or their lists without a talk that is closed: `recountTalks` has nothing to do there. */
const countNothing: Readonly<Record<string, string>> = {
  'src/apps/seed/meetings.ts': 'Its meetings are no talks: those are in `activities.ts`.',
  'src/apps/seed/underway.ts': 'Meetings that are yet to come, or have no talk.',
  'src/features/education/study/factory.ts': 'Lessons, which are no talks.',
  'src/features/management/admission/factory.ts': 'Meetings that pass an admission.',
  'src/features/management/meetings/attendance/commands.ts': 'Planned and held meetings; amending counts after it.',
  'src/features/management/meetings/commands.ts': 'Plans.',
  'src/features/management/meetings/leaders/commands.ts': 'Chair and recorder of a record that is not closed.',
  'src/features/management/meetings/own/commands.ts': 'Answers and sign-ins, before the list is confirmed.',
  'src/features/management/meetings/places/answers/commands.ts': 'Answers.',
  'src/features/management/meetings/places/commands.ts': 'Answers.',
  'src/features/management/meetings/roster/commands.ts': 'Whom a plan asks, until the list is confirmed.',
};

/** Functions of the database that write them. */
const functions: Readonly<Record<string, string>> = {
  end_posts: 'Its caller counts.',
  pass_own_place_on: 'Answers.',
  recount_talks: 'It is the count.',
  sign_own_in: 'Only while codes are taken, before the list is confirmed.',
};

describe('the seats of those who talked', () => {
  test('are counted anew by every file that writes what they rest on', () => {
    const writing = sources.filter((file) => !isTest(file) && writes.test(withoutComments(read(file))));
    const silent = writing.filter((file) => !/\brecountTalks\(/.test(read(file)));
    expect(silent).toEqual(Object.keys(countNothing).toSorted());
    expect(writing.length - silent.length).toBeGreaterThan(6);
  });

  test('are written by no function that is not known here', async () => {
    const admin = new pg.Client({ ...county.current.admin });
    await admin.connect();
    try {
      const { rows } = await admin.query<{ name: string }>(
        `select proname as name from pg_proc where pronamespace = $1::regnamespace and prokind = 'f'
           and pg_get_functiondef(oid) ~* $2 order by 1`,
        [county.current.entry.schema, `(update|insert into|delete from)\\s+([a-z0-9_]+\\.)?(${tables})\\M`],
      );
      expect(rows.map(({ name }) => name)).toEqual(Object.keys(functions).toSorted());
    } finally {
      await admin.end();
    }
  });
});

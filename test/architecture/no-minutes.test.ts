/**
 * Learning is shown by what somebody knows and did, never by minutes on a screen. No column of a table and no field of a contract may
 * hold how long somebody read or watched, how often somebody signed in, or points and ranks; what sounds like it says here what it is.
 */
import pg from 'pg';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { features } from '#apps/features.ts';
import { useCounty } from '#test/harness/county.ts';

const county = useCounty();

/** Compared with names in small letters, words joined by '_'. */
const suspect =
  /(^|_)(durations?|minutes?|seconds|millis(econds)?|elapsed|spent|dwell|(read|reading|watch|watched|watching|view|viewed|viewing|play|played|study|studied|learning|learned|online|screen|session|active|answer|answering)_(time|times|hours|length|ms)|time_(spent|taken|on)|(log|sign)_?ins?_(count|days|times)|logins?|visits_count|points|scores?|rank|ranks|ranking|streak|leaderboard)(_|$)/;

/** What is none of it, and why. */
const allowed: readonly (readonly [place: RegExp, reason: string])[] = [
  [
    /^(talk_hours\.promise_minutes|(talks|requests)\..*\.promiseMinutes)$/,
    'within how long an office answers residents',
  ],
  [/^((bank|own)\..*|courses\.one)\.points$/, 'what a marker looks for in a short answer: texts'],
  [/^requests\..*\.points$/, 'what a resident asks for, point by point: texts'],
  [/^requests\.learning\.seconds$/, 'how long the machine took to learn the categories'],
  [/^residents\.makeAtDesk\.minutes$/, 'for how long a code of the desk is good'],
  [/^burden\.month\.minutes(Each)?$/, 'what the platform costs a branch, by a fixed weight of each kind of work'],
  [/^members\.import\.branches\.score$/, 'how alike two names of branches are'],
  [/^study_session\.study_hours$/, 'how many hours of training a session counts for, the same for all who came'],
  [/^request_model\.seconds$/, 'how long the machine took to learn the categories'],
  [/^exam\.(minutes|spread_seconds|late_minutes)$/, 'how long everybody has, told before; not how long somebody took'],
  [
    /^exams?(_(item|attempt|reading|appeal))?\.points$/,
    'marks of an exam, for the person and the office that holds it',
  ],
  [/^(exams|own)\..*\.(points|minutes|spreadSeconds|lateMinutes)$/, 'the same in the contract of exams'],
];

const wordsOf = (name: string): string => name.replaceAll(/([a-z\d])([A-Z])/g, '$1_$2').toLowerCase();
const isAllowed = (place: string): boolean => allowed.some(([pattern]) => pattern.test(place));

const namesIn = (schema: unknown, found: Set<string>): Set<string> => {
  if (Array.isArray(schema)) schema.forEach((part) => namesIn(part, found));
  else if (typeof schema === 'object' && schema !== null)
    for (const [key, value] of Object.entries(schema)) {
      if (key === 'properties' && typeof value === 'object' && value !== null)
        Object.keys(value).forEach((name) => found.add(name));
      namesIn(value, found);
    }
  return found;
};

const fieldsOf = (shape: z.ZodType): string[] => [
  ...namesIn(z.toJSONSchema(shape, { io: 'input', unrepresentable: 'any', cycles: 'ref' }), new Set()),
];

const contractFields = (): string[] =>
  features.flatMap(({ routes = [] }) =>
    routes.flatMap(({ endpoint }) =>
      [endpoint.params, endpoint.query, endpoint.body, endpoint.reply]
        .flatMap(fieldsOf)
        .map((field) => `${endpoint.name}.${field}`),
    ),
  );

describe('nothing that measures a learner by time, log-ins, points or rank', () => {
  test('is a column of any table', async () => {
    const admin = new pg.Client({ ...county.current.admin });
    await admin.connect();
    const { rows } = await admin.query<{ name: string }>(
      `select table_name || '.' || column_name as name from information_schema.columns where table_schema = $1 order by 1`,
      [county.current.entry.schema],
    );
    await admin.end();
    expect(rows.length).toBeGreaterThan(500);
    const found = rows.map(({ name }) => name).filter((name) => suspect.test(name.split('.')[1] ?? ''));
    expect(found.filter((name) => !isAllowed(name))).toEqual([]);
  });

  test('is a field of any contract', () => {
    const fields = contractFields();
    expect(fields.length).toBeGreaterThan(1_000);
    const found = fields.filter((name) => suspect.test(wordsOf(name.slice(name.lastIndexOf('.') + 1))));
    expect([...new Set(found)].filter((name) => !isAllowed(name)).toSorted()).toEqual([]);
  });

  test('slips through the pattern, and little else is caught', () => {
    for (const name of [
      'watchTime',
      'durationSeconds',
      'login_count',
      'timeSpent',
      'totalPoints',
      'rank',
      'studyHours',
    ])
      expect(suspect.test(wordsOf(name)), name).toBe(true);
    for (const name of ['answeredOn', 'hours', 'weekly', 'appointments', 'stability', 'dueOn', 'watchers'])
      expect(suspect.test(wordsOf(name)), name).toBe(false);
  });
});

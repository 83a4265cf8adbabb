/** Statements of others may carry how long something took. They are kept, and nothing here reads it. */
import { expect, test } from 'vitest';
import { allFiles, isCode, isTest, read, sources } from './tree.ts';

const folder = 'src/features/education/records/';
/** Where the form of a statement is checked, and the tests that send one. */
const mayName = [`${folder}shapes/values/rules.ts`, `${folder}shapes/rules.ts`];

test('only the check of its form names how long a statement says something took', () => {
  const naming = sources.filter((f) => f.startsWith(folder) && !isTest(f) && /duration/i.test(read(f)));
  expect(naming.toSorted()).toEqual(mayName.toSorted());
  // It is handed on to nothing: a check returns no value.
  expect(read(mayName[0] ?? '')).toMatch(/export const duration = matching\(/);
  expect(read(mayName[1] ?? '').match(/\bduration\b/g)).toHaveLength(2);
});

test('no SQL looks into what was sent, and no other feature reads its tables', () => {
  const tables = /xapi_(statement|attachment|document)/;
  const elsewhere = allFiles.filter(
    (f) =>
      isCode(f) &&
      f.startsWith('src/features/') &&
      !f.startsWith(folder) &&
      !f.startsWith('src/features/base/') &&
      tables.test(read(f)),
  );
  expect(elsewhere).toEqual([]);
  const migration = allFiles.find((f) => f.endsWith('_keep_statements.sql')) ?? '';
  expect(read(migration)).not.toMatch(/duration|result\b.*(json|text)|sealed\s+jsonb/);
});

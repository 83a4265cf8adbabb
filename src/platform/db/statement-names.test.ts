import { expect, test } from 'vitest';
import { breadthOf, statementNames } from './statement-names.ts';

const range = (from: string, to = `${from.slice(0, -1)}0`) => ({ from, to });

test('a plan is shared by scopes of one depth and by no others', () => {
  const statementName = statementNames();
  const scopes = [
    range('', ''),
    range('/'),
    range('/1/'),
    range('/1/7/'),
    range('/1/7/2s/'),
    range('/1/7/2s/@0193/'),
    range('/1/7/2s/=', '/1/7/2s/>'),
  ];
  const names = scopes.map((scope) => statementName('select plans', breadthOf(scope)));
  expect(new Set(names).size).toBe(scopes.length);
  expect(statementName('select plans', breadthOf(range('/1/9/')))).toBe(names[3]);
  expect(breadthOf(range('/1/7/2s/=0193/'))).toBe(breadthOf(range('/1/7/2s/@0193/')));
  expect(statementName('select other plans', breadthOf(range('/1/9/')))).not.toBe(names[3]);
});

test('texts beyond the cap have no name, and another database has names of its own', () => {
  const statementName = statementNames();
  const names = Array.from({ length: 401 }, (_, n) => statementName(`select ${n}`, 'c'));
  expect(new Set(names.slice(0, 400)).size).toBe(400);
  expect(names.slice(0, 400)).not.toContain(undefined);
  expect(names.at(400)).toBeUndefined();
  expect(statementName('select 0', 'c')).toBe(names[0]);
  expect(statementNames()('select 400', 'c')).toBeDefined();
});

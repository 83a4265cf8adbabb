import { expect, test } from 'vitest';
import { breadthOf, statementName } from './statement-names.ts';

const range = (from: string, to = `${from.slice(0, -1)}0`) => ({ from, to });

test('a plan is shared by scopes of one depth and by no others', () => {
  const scopes = [range('', ''), range('/'), range('/1/'), range('/1/7/'), range('/1/7/2s/'), range('/1/7/2s/@0193/')];
  const names = scopes.map((scope) => statementName('select plans', breadthOf(scope)));
  expect(new Set(names).size).toBe(scopes.length);
  expect(statementName('select plans', breadthOf(range('/1/9/')))).toBe(names[3]);
  expect(statementName('select other plans', breadthOf(range('/1/9/')))).not.toBe(names[3]);
});

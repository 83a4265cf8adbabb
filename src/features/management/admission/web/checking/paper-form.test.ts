import { expect, test } from 'vitest';
import { addDays, dayOf } from '#shared/days.ts';
import { factsIn, fieldsOf, paperSchema, paperSteps } from './paper-form.ts';

const typed = (more: object) => ({
  branchId: '0190f000-0000-7000-8000-000000000001',
  name: '林小雨',
  begunOn: '2022-03-01',
  admissionMeeting_on: '2023-08-01',
  admissionMeeting_outcome: 'passed',
  ...more,
});

test('asks for the day of receipt where the papers may name it, and sends it with its step', () => {
  expect(paperSteps.filter((step) => fieldsOf(step).includes('receivedOn'))).toEqual([
    'admissionMeeting',
    'superiorTalk',
  ]);
  const facts = factsIn(typed({ admissionMeeting_receivedOn: '2023-08-20' }));
  expect(facts).toMatchObject([{ step: 'admissionMeeting', on: '2023-08-01', receivedOn: '2023-08-20' }]);
});

test('a day of receipt without its step, or one that is still to come, is said at its field', () => {
  const wrong = (more: object) =>
    paperSchema.safeParse(typed(more)).error?.issues.map(({ path, message }) => `${path.join('.')} ${message}`);
  expect(wrong({ superiorTalk_receivedOn: '2023-08-20' })).toEqual(['superiorTalk_on dayMissing']);
  const tomorrow = addDays(dayOf(Date.now()), 1);
  expect(wrong({ admissionMeeting_receivedOn: tomorrow })).toEqual(['admissionMeeting_receivedOn notYet']);
  expect(wrong({ admissionMeeting_receivedOn: '2023-08-20' })).toBeUndefined();
});

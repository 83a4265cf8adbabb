import { describe, expect, test } from 'vitest';
import { allows, courseActs, everybody, isFor, reachOf, type Audience, type Learner, type Standing } from './rules.ts';

const member: Learner = {
  stage: 'full',
  posts: [],
  types: ['county_committee', 'township_committee', 'branch'],
  path: '/1/2/3/',
};
const today = '2026-11-27';

describe('whom a course is for', () => {
  test.each<[string, Partial<Audience>, Partial<Learner>, boolean]>([
    ['everybody', {}, {}, true],
    ['another stage', { stages: ['applicant', 'probationary'] }, {}, false],
    ['one of the stages', { stages: ['probationary', 'full'] }, {}, true],
    ['secretaries, to one', { posts: ['secretary'] }, { posts: [{ post: 'secretary', from: '2020-01-01' }] }, true],
    [
      'secretaries, to a member of the committee',
      { posts: ['secretary'] },
      { posts: [{ post: 'organiser', from: '2020-01-01' }] },
      false,
    ],
    [
      'committees, to a member of one',
      { posts: ['committee'] },
      { posts: [{ post: 'organiser', from: '2020-01-01' }] },
      true,
    ],
    [
      'committees, to the leader of a group',
      { posts: ['committee'] },
      { posts: [{ post: 'group_leader', from: '2020-01-01' }] },
      false,
    ],
    [
      'new secretaries, after six months less a day',
      { posts: ['new_secretary'] },
      { posts: [{ post: 'secretary', from: '2026-05-28' }] },
      true,
    ],
    [
      'new secretaries, after six months',
      { posts: ['new_secretary'] },
      { posts: [{ post: 'secretary', from: '2026-05-27' }] },
      false,
    ],
    ['a type above', { types: ['township_committee'] }, {}, true],
    ['a type elsewhere', { types: ['working_committee'] }, {}, false],
    ['a stage that fits and a type that does not', { stages: ['full'], types: ['working_committee'] }, {}, false],
  ])('%s', (_name, audience, learner, expected) => {
    expect(isFor({ ...everybody, ...audience }, { ...member, ...learner }, today)).toBe(expected);
  });

  test.each([
    ['party_school', '/1/9/', '/1/'],
    ['county_committee', '/1/', '/1/'],
    ['government_department', '/1/7/', '/1/'],
    ['township_committee', '/1/2/', '/1/2/'],
    ['branch', '/1/2/3/', '/1/2/3/'],
  ])('a %s at %s reaches %s', (type, path, expected) => {
    expect(reachOf({ type, path })).toBe(expected);
  });
});

test.each<[Standing, string]>([
  [{ state: 'draft', offered: false, published: false }, 'save submit remove'],
  [{ state: 'draft', offered: false, published: true }, 'save submit'],
  [{ state: 'draft', offered: true, published: true }, 'save submit withdraw'],
  [{ state: 'review', offered: false, published: false }, 'takeBack review'],
  [{ state: 'review', offered: true, published: true }, 'takeBack review withdraw'],
  [{ state: 'published', offered: true, published: true }, 'save withdraw'],
  [{ state: 'withdrawn', offered: false, published: true }, 'save'],
])('%j leads on by: %s', (standing, acts) => {
  expect(courseActs.filter((act) => allows(act, standing)).join(' ')).toBe(acts);
});

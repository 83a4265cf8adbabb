import { describe, expect, test } from 'vitest';
import { isLearnt, keptOf, movesOn, verbs } from './rules.ts';
import { layout, mediaTypeOf, placeOf } from './reading/rules.ts';
import { startScript } from './running/rules.ts';
import { partOf, policyOf, withScripts } from './serving/rules.ts';

describe('what is kept of a package', () => {
  test('is where the learner is, and nothing of time', () => {
    const said = {
      'cmi.core.lesson_status': 'incomplete',
      'cmi.suspend_data': 'page=3',
      'cmi.core.session_time': '00:10:00',
      'cmi.core.total_time': '01:00:00',
      'cmi.interactions.0.latency': '00:00:05',
      'cmi.interactions.0.time': '10:00:00',
      'cmi.core.student_name': '某人',
      'cmi.core.exit': '',
    };
    expect(keptOf('scorm12', said)).toEqual({ 'cmi.core.lesson_status': 'incomplete', 'cmi.suspend_data': 'page=3' });
    const later = {
      'cmi.completion_status': 'completed',
      'cmi.total_time': 'PT1H',
      'cmi.session_time': 'PT1H',
      'cmi.objectives.0.id': 'o',
    };
    expect(keptOf('scorm2004', later)).toEqual({ 'cmi.completion_status': 'completed', 'cmi.objectives.0.id': 'o' });
    expect(keptOf('cmi5', said)).toEqual({});
  });

  test.each([
    ['scorm12', { 'cmi.core.lesson_status': 'passed' }, true],
    ['scorm12', { 'cmi.core.lesson_status': 'completed' }, true],
    ['scorm12', { 'cmi.core.lesson_status': 'failed' }, false],
    ['scorm12', { 'cmi.core.lesson_status': 'browsed' }, false],
    ['scorm2004', { 'cmi.completion_status': 'completed' }, true],
    ['scorm2004', { 'cmi.completion_status': 'completed', 'cmi.success_status': 'failed' }, false],
    ['scorm2004', { 'cmi.success_status': 'passed' }, true],
    ['scorm2004', { 'cmi.progress_measure': '1' }, false],
    ['cmi5', { 'cmi.core.lesson_status': 'passed' }, false],
  ] as const)('%s %j: learnt %s', (standard, values, learnt) => {
    expect(isLearnt(standard, values)).toBe(learnt);
  });

  test('is not learnt under the score that the manifest asks for', () => {
    const said = (raw: string) => ({ 'cmi.core.lesson_status': 'passed', 'cmi.core.score.raw': raw });
    expect(isLearnt('scorm12', said('79'), '80')).toBe(false);
    expect(isLearnt('scorm12', said('80'), '80')).toBe(true);
    expect(isLearnt('scorm12', { 'cmi.core.lesson_status': 'completed' }, '80')).toBe(true);
    const scaled = { 'cmi.completion_status': 'completed', 'cmi.score.scaled': '0.5' };
    expect(isLearnt('scorm2004', scaled, '0.6')).toBe(false);
    expect(isLearnt('scorm2004', scaled, '0.5')).toBe(true);
  });

  test('of cmi5 follows what its author asks for, and opening it is never enough', () => {
    const [completed, passed] = [[verbs.completed], [verbs.passed]];
    expect(movesOn('Passed', completed)).toBe(false);
    expect(movesOn('Passed', passed)).toBe(true);
    expect(movesOn('CompletedAndPassed', passed)).toBe(false);
    expect(movesOn('CompletedAndPassed', [...passed, ...completed])).toBe(true);
    expect(movesOn('NotApplicable', [verbs.launched])).toBe(false);
    expect(movesOn('NotApplicable', completed)).toBe(true);
  });
});

describe('an archive', () => {
  test('is laid out below its manifest, litter left out', () => {
    expect(layout(['a/imsmanifest.xml', 'a/', 'a/x/p.html']).files.get('x/p.html')).toBe('a/x/p.html');
    expect([...layout(['imsmanifest.xml', '__macosx/._x', 'p.html', '.ds_store']).files.keys()]).toEqual([
      'imsmanifest.xml',
      'p.html',
    ]);
    expect(() => layout(['a/b/imsmanifest.xml', 'c.html'])).toThrow('packages.no_manifest');
  });

  test('is addressed in small letters, inside itself alone', () => {
    expect(placeOf('A%20b/../C.html?x=1&y=2#z', 'Base/')).toEqual({ path: 'base/c.html', query: 'x=1&y=2' });
    expect(placeOf('a\\b.html').path).toBe('a/b.html');
    for (const href of ['https://example.com/x', '//example.com/x', 'javascript:alert(1)', 'data:text/html,x'])
      expect(() => placeOf(href)).toThrow('packages.elsewhere');
    expect(() => placeOf('../x')).toThrow('packages.bad_manifest');
    expect(mediaTypeOf('a/b.html')).toBe('text/html');
    expect(mediaTypeOf('a/b.exe')).toBe('application/octet-stream');
  });
});

describe('a page of a package', () => {
  test('loads the scripts of the platform before its own, and keeps its mode', () => {
    const tag = '<script src="/a.js"></script>';
    expect(withScripts('<!DOCTYPE html><html><HEAD lang="x"><script></script>', ['/a.js'])).toBe(
      `<!DOCTYPE html><html><HEAD lang="x">${tag}<script></script>`,
    );
    expect(withScripts('<!doctype html><p>x', ['/a.js'])).toBe(`<!doctype html>${tag}<p>x`);
    expect(withScripts('<header>x</header>', ['/a.js'])).toBe(`${tag}<header>x</header>`);
  });

  test('is told its beginning in a script that no text can end', () => {
    const part = {
      title: '',
      path: 'x',
      query: '',
      launchData: '</script><script>alert(1)</script>\u2028',
      passing: '',
      threshold: '',
      moveOn: 'Passed',
      activity: '',
    } as const;
    const text = startScript({ origin: 'https://a.example', standard: 'scorm12', part, run: undefined });
    expect(text).not.toMatch(/<|\u2028/);
    expect((JSON.parse(text.slice('window.zhibuStart='.length, -1)) as { launchData: string }).launchData).toBe(
      part.launchData,
    );
  });

  test('may fetch from its own folder, and has no origin', () => {
    const policy = policyOf({ base: 'https://a.example/packages/t/' });
    expect(policy).toContain('connect-src https://a.example/packages/t/;');
    expect(policy).toContain('sandbox allow-scripts');
    expect(policy).not.toMatch(/allow-same-origin|'self'|https:\/\/a\.example\/(?!packages\/t\/)/);
  });

  test('is cut where a browser asks for a part', () => {
    expect(partOf('bytes=2-5', 10)).toEqual({ start: 2, end: 5 });
    expect(partOf('bytes=-3', 10)).toEqual({ start: 7, end: 9 });
    expect(partOf('bytes=20-', 10)).toBeNull();
    expect(partOf(undefined, 10)).toBeNull();
  });
});

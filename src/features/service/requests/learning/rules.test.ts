import { describe, expect, test } from 'vitest';
import { loadSegmenter } from '#platform/text/segment.ts';
import { packModel, unpackModel } from './access.ts';
import { generateRequests, usualNoise } from './factory.ts';
import { measure, study } from './measures/rules.ts';
import { featuresOf, guess, labelsOf, learn, minSeen, reasonsFor, type Example } from './rules.ts';
import { likeness, sharedWords, tellingWords } from './suggesting/rules.ts';

const examplesOf = async (count: number, seed = 1, noise = usualNoise): Promise<Example[]> => {
  const { cut } = await loadSegmenter();
  return generateRequests(count, seed, noise).map(({ text, category }) => ({
    features: featuresOf(cut(text)),
    label: category.split('.')[0] ?? '',
  }));
};
const plain = (label: string, ...features: string[]): Example => ({ label, features });
const repeated = (count: number, example: Example): Example[] => Array.from({ length: count }, () => example);

describe('what is learned from', () => {
  test('are words of two characters without digits, and facts', () => {
    expect(featuresOf(['路灯', '坏', '13800001234', '3号楼', '路灯', 'led'], ['roads'])).toEqual([
      '@roads',
      '路灯',
      'led',
    ]);
  });

  test('is no word that few requests hold: it may name somebody', () => {
    const examples = [
      ...repeated(20, plain('a', '路灯', '村口')),
      ...repeated(24, plain('b', '垃圾', '清运')),
      ...repeated(minSeen - 1, plain('a', '路灯', '张建国')),
    ];
    const { features } = learn(examples, labelsOf(examples));
    expect(features).toEqual(expect.arrayContaining(['路灯', '垃圾']));
    expect(features).not.toContain('张建国');
  });

  test('needs two labels with examples enough', () => {
    expect(labelsOf([...repeated(8, plain('a', 'xx')), ...repeated(7, plain('b', 'yy'))])).toEqual(['a']);
    expect(study(repeated(200, plain('a', '路灯')))).toBeNull();
    expect(study([])).toBeNull();
  });
});

describe('a model', () => {
  test('names what it was taught, with words for it, and is unsure of what it never saw', () => {
    const examples = [...repeated(30, plain('a', '路灯', '村口')), ...repeated(30, plain('b', '垃圾', '村口'))];
    const model = learn(examples, labelsOf(examples));
    const [best] = guess(model, ['路灯', '村口']);
    expect(best?.label).toBe('a');
    expect(best?.confidence).toBeGreaterThan(0.9);
    expect(reasonsFor(model, ['路灯', '村口'], 'a')).toEqual(['路灯']);
    expect(guess(model, ['从未见过'])[0]?.confidence).toBeLessThan(0.6);
    expect(guess(model, []).reduce((sum, { confidence }) => sum + confidence, 0)).toBeCloseTo(1, 6);
  });

  test('is the same from the same examples', async () => {
    const examples = await examplesOf(400);
    expect(packModel(learn(examples, labelsOf(examples)))).toBe(packModel(learn(examples, labelsOf(examples))));
  });

  test('says the same after it was kept', async () => {
    const examples = await examplesOf(600);
    const model = learn(examples, labelsOf(examples), { temperature: 1.3, doubt: 0.1 });
    const again = unpackModel(packModel(model));
    const differing = examples.filter(({ features }) => {
      const [one, other] = [guess(model, features)[0], guess(again, features)[0]];
      return one?.label !== other?.label || Math.abs((one?.confidence ?? 0) - (other?.confidence ?? 0)) > 0.01;
    });
    expect(differing.length).toBeLessThan(3);
  });

  test('does far better than the usual answer on what it has not seen, and is as sure as it is right', async () => {
    const studied = study(await examplesOf(3_000));
    expect(studied?.tested).toBe(600);
    expect(studied?.measured.accuracy).toBeGreaterThan(0.7);
    expect(studied?.measured.accuracy).toBeGreaterThan(3 * (studied?.measured.usual ?? 1));
    expect(studied?.measured.calibration).toBeLessThan(0.08);
  });

  test('finds nothing where there is nothing to find', async () => {
    const examples = await examplesOf(1_500);
    const labels = examples.map(({ label }) => label);
    const shifted = examples.map(({ features }, at) => ({
      features,
      label: labels[(at * 7 + 3) % labels.length] ?? '',
    }));
    const { measured } = study(shifted) ?? {};
    expect(measured?.accuracy).toBeLessThan((measured?.usual ?? 0) + 0.1);
  });
});

test('measures are what they are on a case by hand', () => {
  const taught = [...repeated(30, plain('a', '路灯')), ...repeated(20, plain('b', '垃圾'))];
  const model = learn(taught, ['a', 'b']);
  const unseen = [
    ...repeated(6, plain('a', '路灯')),
    ...repeated(2, plain('b', '垃圾')),
    ...repeated(2, plain('c', '路灯')),
  ];
  const { accuracy, macroF1, usual } = measure(model, unseen, taught);
  expect(accuracy).toBeCloseTo(0.8, 9);
  // a: 2·6/(8+6), b: 2·2/(2+2), c: 0.
  expect(macroF1).toBeCloseTo((12 / 14 + 1 + 0) / 3, 9);
  expect(usual).toBeCloseTo(0.6, 9);
});

test('two texts are alike by the telling words that they share', () => {
  const [one, other] = [tellingWords(['村口', '路灯', '坏', '路灯']), tellingWords(['路灯', '不亮'])];
  expect(likeness(one, other)).toBeCloseTo(1 / 3, 9);
  expect(sharedWords(one, other)).toEqual(['路灯']);
  expect(likeness([], [])).toBe(0);
  // Greetings and the words of any question are shared by all and say nothing.
  expect(tellingWords(['您好', '请问', '路灯', '什么时候', '修', '谢谢'])).toEqual(['路灯']);
});

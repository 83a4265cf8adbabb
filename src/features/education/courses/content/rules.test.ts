import { describe, expect, test } from 'vitest';
import { newId } from '#shared/ids.ts';
import { bodyOf } from '../factory.ts';
import { chanceOf, drawn } from '../quiz/rules.ts';
import { changesBetween, faultsOf, filesOf, luckOf, mostLuck, type Content, type Unit } from './rules.ts';

const contentOf = (...units: readonly Unit[]): Content => ({ chapters: [{ id: newId(), title: '一', units }] });
const quiz = (items: readonly string[], ask: number, pass: number): Unit => ({
  id: newId(),
  kind: 'quiz',
  title: '自测',
  items,
  ask,
  pass,
});

test('what became of a course is told by the titles of its chapters and units', () => {
  const [first, second] = [quiz([newId()], 1, 1), { ...quiz([], 2, 1), title: '第二测' }];
  const opened = contentOf(first, second);
  const [chapter] = opened.chapters;
  const withUnits = (...units: readonly Unit[]): Content => ({ chapters: [{ ...chapter!, units }] });
  const nothing = { added: [], removed: [], changed: [], moved: false };
  // As the database orders the names.
  const turned = Object.fromEntries(Object.entries(first).toReversed()) as unknown as Unit;
  expect(changesBetween(opened, withUnits(turned, second))).toEqual(nothing);
  const third = { ...quiz([], 1, 1), title: '<b>新</b>' };
  expect(changesBetween(opened, withUnits(second, third))).toEqual({
    ...nothing,
    added: ['<b>新</b>'],
    removed: ['自测'],
  });
  expect(changesBetween(opened, withUnits({ ...first, title: '改名' }, second))).toEqual({
    ...nothing,
    changed: ['改名'],
  });
  expect(changesBetween(opened, withUnits(second, first))).toEqual({ ...nothing, moved: true });
  const apart = {
    chapters: [
      { ...chapter!, units: [first] },
      { id: newId(), title: '另章', units: [second] },
    ],
  };
  expect(changesBetween(opened, apart)).toEqual({ ...nothing, added: ['另章'] });
});

describe('what guessing is worth', () => {
  test.each([
    [[0.5], 1, 0.5],
    [[0.5, 0.5], 2, 0.25],
    [[0.5, 0.5], 1, 0.75],
    [[0.25, 0.25, 0.25, 0.25], 5, 0],
    [[1, 1, 0], 2, 1],
    [[], 0, 1],
  ])('%j with %i to be right: %d', (chances, pass, expected) => {
    expect(luckOf(chances, pass)).toBeCloseTo(expected, 12);
  });

  test('agrees with all outcomes counted one by one', () => {
    const chances = [0.5, 0.25, 0.2, 1 / 11, 0];
    for (let pass = 0; pass <= 5; pass += 1) {
      let sum = 0;
      for (let mask = 0; mask < 32; mask += 1) {
        const right = chances.map((_chance, at) => (mask & (1 << at)) !== 0);
        if (right.filter(Boolean).length < pass) continue;
        sum += chances.reduce((share, chance, at) => share * (right[at] === true ? chance : 1 - chance), 1);
      }
      expect(luckOf(chances, pass)).toBeCloseTo(sum, 12);
    }
  });

  test.each([
    ['single', 4, 0.25],
    ['multiple', 4, 1 / 11],
    ['judge', 0, 0.5],
    ['blank', 0, 0],
    ['short', 0, null],
  ] as const)('at a question of kind %s with %i options: %d', (kind, options, expected) => {
    expect(chanceOf(kind, options)).toBe(expected);
  });
});

describe('what keeps a course from being submitted', () => {
  const [judges, singles] = [
    ['j1', 'j2', 'j3'],
    ['s1', 's2', 's3', 's4', 's5'],
  ];
  const chances = new Map([
    ...judges.map((id): [string, number] => [id, 0.5]),
    ...singles.map((id): [string, number] => [id, 0.25]),
  ]);
  const text: Unit = { id: newId(), kind: 'text', title: '读', body: bodyOf('一') };
  test.each<[string, Content, readonly string[]]>([
    ['nothing in it', contentOf(), ['courses.empty']],
    ['only reading', contentOf(text), ['courses.no_evidence']],
    ['one question', contentOf(quiz(['s1'], 1, 1)), ['courses.quiz_guess']],
    ['the easiest that can be drawn together', contentOf(quiz([...singles, ...judges], 5, 4)), ['courses.quiz_guess']],
    ['five single choices', contentOf(quiz(singles, 5, 4)), []],
    [
      'a question that is not asked any more',
      contentOf(quiz([...singles.slice(1), 'gone'], 5, 4)),
      ['courses.quiz_small'],
    ],
    [
      'an empty text',
      contentOf({ id: newId(), kind: 'text', title: '读', body: bodyOf('') }, quiz(singles, 5, 4)),
      ['courses.text_empty'],
    ],
    ['one unit twice', contentOf(text, text, quiz(singles, 5, 4)), ['courses.same_id']],
    [
      'a film without captions',
      contentOf({ id: newId(), kind: 'video', title: '看', file: newId(), captions: null }, quiz(singles, 5, 4)),
      ['courses.no_captions'],
    ],
  ])('%s', (_name, content, expected) => {
    expect(faultsOf(content, chances)).toEqual(expected);
  });

  test('holds a script that knows nothing to its share', () => {
    // A thousand tries at five single choices out of eight, four to be right, with answers at random.
    let [state, passed] = [7, 0];
    const next = (): number => {
      state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
      return state / 2 ** 32;
    };
    for (let run = 0; run < 1_000; run += 1) {
      const right = Array.from({ length: 5 }, () => next() < 0.25).filter(Boolean).length;
      if (right >= 4) passed += 1;
    }
    expect(passed / 1_000).toBeLessThan(mostLuck);
  });
});

test('a draw follows from its seed alone, and another try asks other questions', () => {
  const items = Array.from({ length: 40 }, (_, at) => `item-${at}`);
  expect(drawn(items, 5, 'a|1')).toEqual(drawn([...items].toReversed(), 5, 'a|1'));
  const seen = new Set(Array.from({ length: 40 }, (_, at) => drawn(items, 5, `a|${at}`)).flat());
  expect(seen.size).toBeGreaterThan(36);
});

test('pictures, documents, films and captions are files of a course, each once', () => {
  const [picture, paper, film, captions] = [newId(), newId(), newId(), newId()];
  const body = {
    type: 'doc' as const,
    content: [{ type: 'image' as const, attrs: { file: picture, alt: 'x', caption: '' } }],
  };
  const content = contentOf(
    { id: newId(), kind: 'text', title: '一', body },
    { id: newId(), kind: 'document', title: '二', file: paper },
    { id: newId(), kind: 'slides', title: '三', file: paper },
    { id: newId(), kind: 'video', title: '四', file: film, captions },
  );
  expect(filesOf(content)).toEqual([picture, paper, film, captions]);
});

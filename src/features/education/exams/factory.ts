import { createHash } from 'node:crypto';
import { matterPath } from '#platform/access/scope.ts';
import type { Tx } from '#platform/db/types.ts';
import { newId } from '#shared/ids.ts';
import { freezePapers } from './paper/commands.ts';
import type { ExamKind, ItemKind, Right, Stage } from './rules.ts';

interface Place {
  readonly id: string;
  readonly path: string;
}

export interface PlantedItem {
  readonly id: string;
  readonly kind: ItemKind;
  readonly right: readonly string[];
}

const options = ['甲', '乙', '丙', '丁'].map((word, at) => ({ key: 'ABCD'[at] ?? '', text: `<b>${word}</b>` }));

const rights: Readonly<Record<ItemKind, Right>> = {
  single: { keys: ['B'] },
  multiple: { keys: ['A', 'C'] },
  judge: { holds: true },
  blank: { blanks: [['一年', '1 年'], ['三天']], anyOrder: false },
  short: { model: '按期、如实', points: ['按期', '如实'] },
};
const answers: Readonly<Record<ItemKind, readonly string[]>> = {
  single: ['B'],
  multiple: ['A', 'C'],
  judge: ['T'],
  blank: ['1年', '三天'],
  short: ['要按期、如实报告'],
};

/** Published questions of one category, one of each kind that is asked for. */
export const plantExamItems = async (
  tx: Tx,
  unit: Place,
  kinds: readonly ItemKind[],
  { category = 'admission', level = 2 }: { readonly category?: string; readonly level?: number } = {},
): Promise<readonly PlantedItem[]> => {
  const planted = kinds.map((kind) => ({ id: newId(), kind, right: answers[kind] }));
  for (const { id, kind } of planted)
    await tx
      .insertInto('bank_item')
      .values({
        id,
        line_id: id,
        unit_id: unit.id,
        category_code: category,
        topic: category,
        kind,
        stem: `<i>${kind}</i> "题"\`${id.slice(-4)}\` ____`,
        options: JSON.stringify(kind === 'single' || kind === 'multiple' ? options : []),
        answer: JSON.stringify(rights[kind]),
        explanation: '见细则',
        level,
        writers: [newId()],
        writer: '出题人',
        same_hash: createHash('sha256').update(id).digest(),
        bands: [],
      })
      .execute();
  await tx
    .updateTable('bank_item')
    .set({ state: 'published', reviewer_id: newId(), reviewer: '审题人' })
    .where(
      'id',
      'in',
      planted.map(({ id }) => id),
    )
    .execute();
  return planted;
};

interface Facts {
  readonly unit: Place;
  readonly audience?: Place;
  readonly title?: string;
  readonly kind?: ExamKind;
  readonly state?: 'draft' | 'published' | 'released';
  readonly stages?: readonly Stage[];
  readonly opensAt: string;
  readonly closesAt: string;
  readonly minutes?: number;
  readonly attempts?: number;
  readonly spreadSeconds?: number;
  readonly items: readonly { readonly id: string }[];
}

/** An exam with a fixed list of items, two points each. */
export const plantExam = async (
  tx: Tx,
  {
    unit,
    audience = unit,
    title = '<b>入党</b> 知识"测试',
    kind = 'formal',
    state = 'published',
    stages = ['full', 'probationary', 'applicant'],
    opensAt,
    closesAt,
    minutes = 30,
    attempts = 1,
    spreadSeconds = 0,
    items,
  }: Facts,
): Promise<{ readonly id: string }> => {
  const id = newId();
  const picked = items.map((item) => ({ id: item.id, points: 2 }));
  await tx
    .insertInto('exam')
    .values({
      id,
      unit_id: unit.id,
      title,
      kind,
      state,
      opens_at: opensAt,
      closes_at: closesAt,
      minutes,
      attempts,
      spread_seconds: spreadSeconds,
      audience_id: audience.id,
      stages: [...stages],
      picked: JSON.stringify(picked),
      published_at: state === 'draft' ? null : opensAt,
      released_at: state === 'released' ? closesAt : null,
    })
    .execute();
  if (state !== 'draft')
    await freezePapers(tx, { id, unitPath: unit.path, forms: 1, bound: 0.05, blueprint: [], picked });
  return { id };
};

/** A place at an exam, begun where a time is given. */
export const plantAttempt = async (
  tx: Tx,
  {
    exam,
    unit,
    person,
    begunAt = null,
    endsAt = null,
    markedAt = null,
    slotAt,
  }: {
    readonly exam: string;
    readonly unit: Place;
    readonly person: { readonly id: string; readonly branch: Place };
    readonly begunAt?: string | null;
    readonly endsAt?: string | null;
    readonly markedAt?: string | null;
    readonly slotAt: string;
  },
): Promise<{ readonly id: string }> => {
  const id = newId();
  await tx
    .insertInto('exam_attempt')
    .values({
      id,
      exam_id: exam,
      person_id: person.id,
      org_path: matterPath(unit.path, id),
      home_path: person.branch.path,
      round: 1,
      form: 0,
      seed: 7,
      slot_at: slotAt,
      begun_at: begunAt,
      ends_at: endsAt,
      handed_in_at: markedAt,
      marked_at: markedAt,
      won: markedAt === null ? null : 0,
      most: markedAt === null ? null : 2,
      passed: markedAt === null ? null : false,
    })
    .execute();
  return { id };
};

import type { Scope } from '#platform/access/scope.ts';
import type { Db } from '#platform/db/types.ts';
import {
  identityOf,
  likenessIndex,
  likenessOf,
  lookOf,
  mostShown,
  nearestOf,
  plain,
  type Likeness,
  type Look,
} from '../../likeness/rules.ts';
import { hashOf } from '../../access.ts';
import type { Answer, Option, Question } from '../../rules.ts';
import { stateOf, type RowState } from '../rules.ts';
import type { FileRow } from '../reading/commands.ts';
import { readItem, type Fault, type ReadItem, type Surroundings } from '../reading/rules.ts';
import { ReadShape } from '../contract.ts';
import { itemsToLookAt, likelyRows, sameItems, sharersInBank, sharersNow, type Sharers } from './queries.ts';

/** A question of the bank, or a row further up, that one is like. */
export interface Alike {
  readonly itemId: string | null;
  readonly seq: number | null;
  readonly likeness: number;
  readonly same: boolean;
}

export interface JudgedRow extends Omit<FileRow, 'raw'> {
  readonly seq: number;
  readonly item: ReadItem;
  readonly faults: readonly Fault[];
  readonly alike: readonly Alike[];
  readonly state: RowState;
  readonly sameHash: Buffer | null;
  readonly bands: readonly number[] | null;
}

const questionOf = ({ kind, stem, options, answer }: ReadItem): Question | null =>
  answer === null || plain(stem) === '' ? null : { kind, stem, options, answer };

interface Marked {
  readonly question: Question;
  readonly likeness: Likeness;
  readonly hash: Buffer;
}

const marked = (item: ReadItem): Marked | null => {
  const question = questionOf(item);
  return question === null ? null : { question, likeness: likenessOf(question), hash: hashOf(identityOf(question)) };
};

/** The very same first. */
const nearest = (alike: readonly Alike[]): Alike[] =>
  alike.toSorted((a, b) => Number(b.same) - Number(a.same) || b.likeness - a.likeness).slice(0, mostShown);

const rounded = (likeness: number): number => Math.round(likeness * 1000) / 1000;

/** So many questions of the bank are kept while a file is judged. */
const mostKept = 20_000;

/**
 * What of the bank some questions are like. Who finds the very same there asks no further. Every other question of a file asks for
 * its own neighbours, and the questions of one file ask for the same ones again and again: each is fetched and taken apart once.
 */
const bankLooks = (db: Db, scope: Scope, sharers: Sharers) => {
  const kept = new Map<string, Look<string>>();
  const keep = async (wanted: ReadonlySet<string>): Promise<void> => {
    if (kept.size + wanted.size > mostKept) kept.clear();
    const missing = [...wanted].filter((id) => !kept.has(id));
    if (missing.length === 0) return;
    for (const { id, kind, stem, options, answer } of await itemsToLookAt(db, scope, missing)) {
      // Safe: written as the contract of a question has them.
      const shape = { options: options as unknown as Option[], answer: answer as unknown as Answer };
      kept.set(id, lookOf(id, { kind, stem, ...shape }));
    }
  };
  return async (rows: readonly Marked[]): Promise<(row: Marked) => readonly Alike[]> => {
    const same = await sameItems(
      db,
      scope,
      rows.map(({ hash }) => hash),
    );
    const neighbours = new Map<Marked, readonly string[]>();
    for (const row of rows)
      if (!same.has(row.hash.toString('hex'))) neighbours.set(row, await sharers(row.likeness.bands));
    await keep(new Set([...neighbours.values()].flat()));
    return (row) => {
      const twin = same.get(row.hash.toString('hex'));
      if (twin !== undefined) return [{ itemId: twin, seq: null, likeness: 1, same: true }];
      const looks = (neighbours.get(row) ?? []).flatMap((id) => kept.get(id) ?? []);
      return nearestOf(row.question, row.likeness.grams, looks).map(({ of, likeness }) => ({
        itemId: of,
        seq: null,
        likeness: rounded(likeness),
        same: false,
      }));
    };
  };
};

/** Judges one row by itself, against the bank and the rows further up: after it was mended. */
export const judgeOne = async (
  db: Db,
  scope: Scope,
  { importId, seq }: { readonly importId: string; readonly seq: number },
  { item, faults }: { readonly item: ReadItem; readonly faults: readonly Fault[] },
): Promise<Pick<JudgedRow, 'alike' | 'state' | 'sameHash' | 'bands'>> => {
  const mark = marked(item);
  if (mark === null) return { alike: [], state: stateOf({ faults, alike: [] }, null), sameHash: null, bands: null };
  const above = likenessIndex<number>();
  const alike = [...(await bankLooks(db, scope, sharersNow(db, scope))([mark]))(mark)];
  for (const row of await likelyRows(db, importId, seq, mark.likeness.bands)) {
    const other = marked(ReadShape.parse(row.item));
    if (other === null) continue;
    if (other.hash.equals(mark.hash)) alike.push({ itemId: null, seq: row.seq, likeness: 1, same: true });
    else above.add(row.seq, other.question, other.likeness);
  }
  const near = above
    .find(mark.question, mark.likeness)
    .map(({ of, likeness }) => ({ itemId: null, seq: of, likeness: rounded(likeness), same: false }));
  const all = nearest([...alike, ...near]);
  return { alike: all, state: stateOf({ faults, alike: all }, null), sameHash: mark.hash, bands: mark.likeness.bands };
};

/** Judges the rows of a file stretch by stretch: against the bank, and against those further up. */
export const fileJudge = async (db: Db, scope: Scope, around: Surroundings) => {
  const looks = bankLooks(db, scope, await sharersInBank(db, scope));
  const above = likenessIndex<number>();
  const same = new Map<string, number>();
  let seq = 0;
  return async (rows: readonly FileRow[]): Promise<JudgedRow[]> => {
    const read = rows.map((row) => ({ row, ...readItem(row.raw, around) }));
    const marks = read.map(({ item }) => marked(item));
    const inBank = await looks(marks.filter((mark) => mark !== null));
    return read.map(({ row: { raw: _raw, ...place }, item, faults }, at): JudgedRow => {
      seq += 1;
      const mark = marks[at] ?? null;
      if (mark === null)
        return {
          ...place,
          seq,
          item,
          faults,
          alike: [],
          state: stateOf({ faults, alike: [] }, null),
          sameHash: null,
          bands: null,
        };
      const key = mark.hash.toString('hex');
      const twin = same.get(key);
      const banked = inBank(mark);
      const inFile = (): Alike[] => {
        if (twin !== undefined) return [{ itemId: null, seq: twin, likeness: 1, same: true }];
        if (banked.some(({ same: isSame }) => isSame)) return [];
        return above
          .find(mark.question, mark.likeness)
          .map(({ of, likeness }) => ({ itemId: null, seq: of, likeness: rounded(likeness), same: false }));
      };
      const alike = nearest([...banked, ...inFile()]);
      if (twin === undefined) {
        same.set(key, seq);
        above.add(seq, mark.question, mark.likeness);
      }
      return {
        ...place,
        seq,
        item,
        faults,
        alike,
        state: stateOf({ faults, alike }, null),
        sameHash: mark.hash,
        bands: mark.likeness.bands,
      };
    });
  };
};

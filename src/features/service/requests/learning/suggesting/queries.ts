import type { z } from 'zod';
import type { Scope } from '#platform/access/scope.ts';
import type { County } from '#platform/county/county.ts';
import type { Db } from '#platform/db/types.ts';
import { loadSegmenter } from '#platform/text/segment.ts';
import { notFound } from '#shared/errors.ts';
import { visibleRequests } from '../../access.ts';
import { categoryNames, nameOf } from '../../categories/queries.ts';
import { majorOf } from '../../categories/rules.ts';
import { answeringUnit, areaById, byDuty, type Area } from '../../routing/queries.ts';
import { excerptOf, isOpen, pushesDown } from '../../rules.ts';
import { openRequest } from '../../thread/queries.ts';
import { latestModel, openModel } from '../access.ts';
import type { Suggestions } from '../contract.ts';
import { featuresOf, guess, modelKinds, reasonsFor, type Model } from '../rules.ts';
import { likeness, sharedWords, tellingWords } from './rules.ts';

type View = z.input<typeof Suggestions>;
const [shown, compared, likeEnough] = [3, 300, 0.12];
/** What is less likely is not worth a line. */
const leastSure = 0.05;

const requestOf = async (db: Db, scope: Scope, id: string) => {
  const row = await visibleRequests(db, scope)
    .select(['r.id', 'r.category', 'r.area_id', 'r.unit_id', 'r.came_from_id', 'r.sealed', 'u.type as unit_type'])
    .where('r.id', '=', id)
    .executeTakeFirst();
  if (row === undefined) throw notFound();
  return row;
};
type Row = Awaited<ReturnType<typeof requestOf>>;

const sayable = (features: readonly string[]): string[] => features.filter((feature) => !feature.startsWith('@'));

const categoriesFrom = async (db: Db, model: Model, words: readonly string[]): Promise<View['categories']> => {
  const [names, features] = [await categoryNames(db), featuresOf(words)];
  return guess(model, features)
    .filter(({ label, confidence }) => names.has(label) && confidence >= leastSure)
    .slice(0, shown)
    .map(({ label, confidence }) => ({
      code: label,
      name: nameOf(names, label),
      confidence,
      words: reasonsFor(model, features, label),
    }));
};

/** A county department is shown no unit to which it may not give anything. */
const unitsFrom = async (
  db: Db,
  county: County,
  { row, area, words, model }: { row: Row; area: Area; words: readonly string[]; model: Model },
): Promise<View['units']> => {
  const features = featuresOf(words, [row.category, majorOf(row.category)]);
  const found: View['units'] = [];
  for (const { label, confidence } of guess(model, features)) {
    if (found.length === shown || confidence < leastSure) break;
    const level = label === 'place' || label === 'above' ? label : 'unit';
    const unit = await answeringUnit(db, county, area, { level, unitId: level === 'unit' ? label : null });
    if (unit === undefined || found.some(({ id }) => id === unit.id)) continue;
    if (pushesDown(row.unit_type, unit.type) && unit.id !== row.came_from_id) continue;
    found.push({ id: unit.id, name: unit.name, confidence, words: sayable(reasonsFor(model, features, label)) });
  }
  return found;
};

/** Requests of the reader's range about the like: of the same place or major category, the newest compared. */
const similarTo = async (
  db: Db,
  scope: Scope,
  county: County,
  row: Row,
  words: readonly string[],
): Promise<View['similar']> => {
  const { cut } = await loadSegmenter();
  const rows = await visibleRequests(db, scope)
    .select(['r.id', 'r.sealed', 'r.state', 'r.received_on', 'a.short_name as area', 'u.short_name as unit'])
    .where('r.id', '<>', row.id)
    .where((e) =>
      e.or([
        e('r.area_id', '=', row.area_id),
        e('r.category', '=', row.category),
        e('r.category', '=', majorOf(row.category)),
      ]),
    )
    .orderBy('r.id', 'desc')
    .limit(compared)
    .execute();
  return rows
    .map((other) => {
      const { text } = openRequest(county, other.sealed);
      const theirs = tellingWords(cut(text));
      return { other, text, like: likeness(words, theirs), both: sharedWords(words, theirs) };
    })
    .filter(({ like, both }) => like >= likeEnough && both.length >= 2)
    .toSorted((a, b) => Number(isOpen(b.other.state)) - Number(isOpen(a.other.state)) || b.like - a.like)
    .slice(0, 5)
    .map(({ other, text, both }) => ({
      id: other.id,
      excerpt: excerptOf(text),
      areaName: other.area,
      unitName: other.unit,
      state: other.state,
      receivedOn: other.received_on,
      words: both.slice(0, 5),
    }));
};

const measuredOf = async (db: Db): Promise<View['measured']> => {
  const rows = await Promise.all(
    modelKinds.map(async (kind) => {
      const row = await latestModel(db, kind)
        .select(['accuracy', 'trained_on as trainedOn', 'made_at as madeAt'])
        .executeTakeFirst();
      return row && { kind, ...row };
    }),
  );
  return rows.flatMap((row) => row ?? []);
};

/** Nothing is routed by it: who reads it decides. @throws AppError not_found */
export const suggestionsFor = async (db: Db, scope: Scope, county: County, id: string): Promise<View> => {
  const row = await requestOf(db, scope, id);
  const { cut } = await loadSegmenter();
  const words = cut(openRequest(county, row.sealed).text);
  const [area, categoryModel, unitModel] = await Promise.all([
    areaById(db, row.area_id),
    openModel(db, county, 'category'),
    openModel(db, county, 'unit'),
  ]);
  const duty = area && (await byDuty(db, county, area, row.category));
  const [categories, units, measured, similar] = await Promise.all([
    categoryModel ? categoriesFrom(db, categoryModel, words) : [],
    unitModel && area ? unitsFrom(db, county, { row, area, words, model: unitModel }) : [],
    measuredOf(db),
    similarTo(db, scope, county, row, tellingWords(words)),
  ]);
  return {
    categories,
    units,
    duty: duty ? { unitId: duty.unit.id, unitName: duty.unit.name, reason: duty.reason ?? '' } : null,
    measured,
    similar,
  };
};

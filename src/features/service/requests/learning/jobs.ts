import { audit, touch } from '#platform/audit/audit.ts';
import type { JobHandler, JobRun } from '#platform/jobs/jobs.ts';
import { loadSegmenter, type Segmenter } from '#platform/text/segment.ts';
import { AppError } from '#shared/errors.ts';
import { newId } from '#shared/ids.ts';
import { majorOf } from '../categories/rules.ts';
import { openRequest } from '../thread/queries.ts';
import { packModel } from './access.ts';
import { study, type Studied } from './measures/rules.ts';
import { answeredRequests } from './queries.ts';
import { featuresOf, minExamples, minRequests, type Example, type ModelKind } from './rules.ts';

/** The newest of a county: what was usual ten years ago teaches little, and a thread has a bound. */
const mostExamples = 20_000;
const pageSize = 1_000;

const select = (run: JobRun, before: readonly [day: string, id: string] | null) => {
  const { county, scope } = run;
  const rows = answeredRequests(county.read(scope), scope)
    .select([
      'r.id',
      'r.received_on',
      'r.category',
      'r.sealed',
      'u.id as unit_id',
      'u.path as unit_path',
      'u.division_code as unit_division',
      'a.id as area_id',
      'a.path as area_path',
      'a.division_code as area_division',
    ])
    .orderBy('r.received_on', 'desc')
    .orderBy('r.id', 'desc')
    .limit(pageSize);
  return before === null
    ? rows.execute()
    : rows.where((e) => e(e.refTuple('r.received_on', 'r.id'), '<', e.tuple(before[0], before[1]))).execute();
};
type Row = Awaited<ReturnType<typeof select>>[number];

/** A unit as every place has it: the place itself, the one above, or that very unit. */
const unitLabelOf = (row: Row): string => {
  if (row.unit_id === row.area_id) return 'place';
  if (row.unit_division !== null && row.unit_division === row.area_division) return 'place';
  return row.area_path.startsWith(row.unit_path) ? 'above' : row.unit_id;
};

interface Lesson {
  readonly words: readonly string[];
  readonly category: string;
  readonly unit: string;
}

const lessonOf = (run: JobRun, row: Row, { cut }: Segmenter): Lesson => ({
  words: cut(openRequest(run.county, row.sealed).text),
  category: row.category,
  unit: unitLabelOf(row),
});

/** The oldest first, as they came in. */
const lessonsOf = async (run: JobRun): Promise<Lesson[]> => {
  const segmenter = await loadSegmenter();
  const lessons: Lesson[] = [];
  for (let before: readonly [string, string] | null = null; lessons.length < mostExamples;) {
    const rows: Row[] = await select(run, before);
    lessons.push(...rows.map((row) => lessonOf(run, row, segmenter)));
    const last = rows.at(-1);
    if (last === undefined || rows.length < pageSize) break;
    before = [last.received_on, last.id];
    await run.progress({ done: lessons.length });
  }
  return lessons.slice(0, mostExamples).toReversed();
};

/** A minor category with few examples is learned as its major one. */
const categoryExamples = (lessons: readonly Lesson[]): Example[] => {
  const counts = new Map<string, number>();
  for (const { category } of lessons) counts.set(category, (counts.get(category) ?? 0) + 1);
  return lessons.map(({ words, category }) => ({
    features: featuresOf(words),
    label: (counts.get(category) ?? 0) >= minExamples * 2 ? category : majorOf(category),
  }));
};

const unitExamples = (lessons: readonly Lesson[]): Example[] =>
  lessons.map(({ words, category, unit }) => ({
    features: featuresOf(words, [category, majorOf(category)]),
    label: unit,
  }));

const keep = async (run: JobRun, kind: ModelKind, { model, measured, taught, tested }: Studied, seconds: number) => {
  const { county, scope } = run;
  await county.write(scope, async (tx) => {
    await tx
      .insertInto('request_model')
      .values({
        id: newId(),
        kind,
        sealed: county.crypto.encrypt(packModel(model)),
        key_id: county.crypto.currentKeyId,
        trained_on: taught,
        tested_on: tested,
        classes: model.labels.length,
        accuracy: measured.accuracy,
        macro_f1: measured.macroF1,
        calibration: measured.calibration,
        usual: measured.usual,
        seconds,
        job_id: run.id,
        made_at: county.now().toISOString(),
      })
      .onConflict((conflict) => conflict.columns(['job_id', 'kind']).doNothing())
      .execute();
    audit(tx, { action: 'requests.learned', entity: 'request_model', entityId: run.id, path: scope.path });
    touch(tx, 'requests.learning', { path: scope.path });
  });
};

/** Learns both models anew; an attempt after a kill writes what is missing. @throws AppError refused where there is too little */
export const learningJob: JobHandler = async (run) => {
  const lessons = await lessonsOf(run);
  if (lessons.length < minRequests) throw new AppError('refused', { message: 'requests.too_few' });
  const examples = { category: categoryExamples(lessons), unit: unitExamples(lessons) };
  let kept = 0;
  for (const kind of ['category', 'unit'] as const) {
    await run.progress({ done: kept, total: 2, phase: kind });
    const begun = performance.now();
    const studied = study(examples[kind]);
    if (studied === null) continue;
    await keep(run, kind, studied, (performance.now() - begun) / 1_000);
    kept += 1;
  }
  if (kept === 0) throw new AppError('refused', { message: 'requests.too_few' });
  return { models: kept, requests: lessons.length };
};

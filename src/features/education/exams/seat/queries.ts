import { createCipheriv, createHmac } from 'node:crypto';
import { sql } from 'kysely';
import type { z } from 'zod';
import type { Scope } from '#platform/access/scope.ts';
import type { County } from '#platform/county/county.ts';
import type { Db } from '#platform/db/types.ts';
import { notFound } from '#shared/errors.ts';
import { ownAttempts } from '../access.ts';
import { askedItems, type FrozenItem, gapsOf, rightWords } from '../paper/queries.ts';
import { orderFor } from '../paper/rules.ts';
import { aheadMs, appealDays, isTold, macLength, signedText, type Line, type Stage } from '../rules.ts';
import type { examResult, ownExams, Paper } from './contract.ts';

/** Where somebody stands in the tree, and as whom. */
interface Place {
  readonly path: string;
  readonly type: string;
  readonly stages: readonly Stage[];
}

/** Workers of a township and officers of the county are asked as that here, and as members where they have signed in as members. */
const stagesOf = (role: string, leads: boolean): Stage[] => {
  if (role === 'township_worker' || role === 'county_officer') return [role];
  const own: Stage = role === 'applicant' || role === 'probationary' ? role : 'full';
  const serves: Stage[] = role === 'organisation_member' ? [role] : [];
  return leads ? [own, 'secretary', ...serves] : [own, ...serves];
};

/** As whom a person is asked: by the role that the session has chosen, and by a post. */
export const placeOf = async (db: Db, scope: Scope, today: string): Promise<Place | null> => {
  if (scope.personId === null || scope.organisationId === null) return null;
  const row = await db
    .selectFrom('organisation as o')
    .where('o.id', '=', scope.organisationId)
    .select((e) => [
      'o.path',
      'o.type',
      e
        .exists(
          e
            .selectFrom('post_holding as h')
            .where('h.person_id', '=', scope.personId)
            .where('h.post', '=', 'secretary')
            .where('h.voided_at', 'is', null)
            .where((w) => w.or([w('h.to_on', 'is', null), w('h.to_on', '>=', today)])),
        )
        .as('leads'),
    ])
    .executeTakeFirst();
  if (row === undefined) return null;
  return { path: row.path, type: row.type, stages: stagesOf(scope.role, row.leads === true) };
};

/** Exams that somebody at this place is asked to take. */
export const askedExams = (db: Db, place: Place) =>
  db
    .selectFrom('exam as e')
    .innerJoin('organisation as u', 'u.id', 'e.unit_id')
    .innerJoin('organisation as t', 't.id', 'e.audience_id')
    .where('e.state', 'in', ['published', 'released'])
    .where(sql<boolean>`starts_with(${place.path}, t.path)`)
    .where(sql<boolean>`e.stages && ${[...place.stages]}::text[]`)
    .where(sql<boolean>`(e.branch_types = '{}' or ${place.type} = any(e.branch_types))`);

/** Opens the paper of one attempt, and signs the journal of one sitting: made when they are asked for, and kept nowhere. */
export const paperKey = (county: County, attemptId: string): Buffer => county.crypto.hash('exam.paper', attemptId);
export const journalKey = (county: County, attemptId: string, sitting: number): Buffer =>
  county.crypto.hash('exam.journal', `${attemptId} ${sitting}`);

export const macOf = (key: Buffer, before: string, line: Omit<Line, 'mac'>): string =>
  createHmac('sha256', key).update(signedText(before, line)).digest('hex').slice(0, macLength);

const nonceSize = 12;
/** Each key closes one text alone, so that the nonce may follow from it: a place taken twice gets the same bytes. */
export const sealedPaper = (county: County, attemptId: string, paper: z.output<typeof Paper>): string => {
  const nonce = county.crypto.hash('exam.nonce', attemptId).subarray(0, nonceSize);
  const cipher = createCipheriv('aes-128-gcm', paperKey(county, attemptId), nonce);
  return Buffer.concat([
    nonce,
    cipher.update(JSON.stringify(paper), 'utf8'),
    cipher.final(),
    cipher.getAuthTag(),
  ]).toString('base64');
};

interface Drawn {
  readonly items: readonly number[];
  readonly difficulty: number;
}
/** Written by the publishing of the exam alone. */
export const drawnOf = (drawn: unknown): readonly Drawn[] => drawn as readonly Drawn[];

export const itemsOfForm = (
  items: readonly FrozenItem[],
  drawn: readonly Drawn[],
  form: number,
): readonly FrozenItem[] => {
  const byNumber = new Map(items.map((item) => [item.n, item]));
  return (drawn[form]?.items ?? []).flatMap((n) => byNumber.get(n) ?? []);
};

/** The paper of one attempt: its items in its order, without what is right. */
export const paperOf = (
  items: readonly FrozenItem[],
  { seed, shuffle }: { readonly seed: number; readonly shuffle: boolean },
): z.output<typeof Paper> => {
  const byNumber = new Map(items.map((item) => [item.n, item]));
  const order = orderFor(
    items.map(({ n, options }) => ({ n, keys: options.map(({ key }) => key) })),
    seed,
    shuffle,
  );
  return {
    items: order.flatMap(({ n, keys }) => {
      const item = byNumber.get(n);
      if (item === undefined) return [];
      const texts = new Map(item.options.map(({ key, text }) => [key, text]));
      return {
        n,
        kind: item.kind,
        points: item.points,
        stem: item.stem,
        options: keys.map((key) => ({ key, text: texts.get(key) ?? '' })),
        gaps: gapsOf(item.right),
      };
    }),
  };
};

type OwnReply = z.input<typeof ownExams.reply>;

type OwnExam = OwnReply['items'][number];

/** What can be taken now, then what comes, then what is past; within these what is nearest. */
const rankOf = ({ can, opensAt, closesAt, attempt }: OwnExam): readonly [part: number, at: number] => {
  if (can.enter) return [0, Date.parse(attempt?.endsAt ?? closesAt)];
  return can.take ? [1, Date.parse(opensAt)] : [2, -Date.parse(closesAt)];
};

const byRank = (a: OwnExam, b: OwnExam): number => {
  const [one, other] = [rankOf(a), rankOf(b)];
  return one[0] - other[0] || one[1] - other[1];
};

export const examsOfMember = async (db: Db, scope: Scope, county: County): Promise<OwnReply> => {
  const now = county.now();
  const place = await placeOf(db, scope, county.today());
  if (place === null) return { items: [], now: now.toISOString() };
  const [exams, attempts] = await Promise.all([
    askedExams(db, place)
      .select([
        'e.id',
        'e.title',
        'e.kind',
        'e.state',
        'e.opens_at',
        'e.closes_at',
        'e.minutes',
        'e.attempts',
        'e.drawn',
      ])
      .select('u.short_name as unit_name')
      .orderBy('e.closes_at', 'desc')
      .limit(60)
      .execute(),
    ownAttempts(db, scope)
      .select([
        'a.id',
        'a.exam_id',
        'a.round',
        'a.channel',
        'a.form',
        'a.begun_at',
        'a.ends_at',
        'a.handed_in_at',
        'a.marked_at',
      ])
      .orderBy('a.round')
      .execute(),
  ]);
  const items = exams.map((exam): OwnExam => {
    const mine = attempts.filter(({ exam_id }) => exam_id === exam.id);
    // A place that was only taken does not hide the result of the attempt before.
    const last = mine.findLast(({ begun_at }) => begun_at !== null) ?? mine.at(-1);
    const isOver = (one: (typeof mine)[number]): boolean =>
      one.handed_in_at !== null || (one.ends_at !== null && Date.parse(one.ends_at) <= now.getTime());
    const ended = last !== undefined && isOver(last);
    const left = exam.attempts - mine.filter(isOver).length;
    const told = ended && last.marked_at !== null && isTold(exam.kind, exam.state, true);
    const onPaper = mine.at(-1)?.channel === 'paper';
    const take = Date.parse(exam.closes_at) > now.getTime() && (left > 0 || (last !== undefined && !ended));
    return {
      id: exam.id,
      title: exam.title,
      kind: exam.kind,
      unitName: exam.unit_name,
      opensAt: exam.opens_at,
      closesAt: exam.closes_at,
      minutes: exam.minutes,
      items: drawnOf(exam.drawn)[0]?.items.length ?? 0,
      attempt:
        last === undefined
          ? null
          : { id: last.id, begun: last.begun_at !== null, ended, endsAt: ended ? null : last.ends_at, told },
      left,
      onPaper,
      can: {
        take,
        enter: take && !onPaper && Date.parse(exam.opens_at) - aheadMs <= now.getTime(),
        result: told,
      },
    };
  });
  return { items: items.toSorted(byRank), now: now.toISOString() };
};

/** @throws AppError not_found while nothing is told */
export const resultOfMember = async (
  db: Db,
  scope: Scope,
  county: County,
  id: string,
): Promise<z.input<typeof examResult.reply>> => {
  const attempt = await ownAttempts(db, scope)
    .where('a.id', '=', id)
    .selectAll('a')
    .select(['e.title', 'e.kind', 'e.state', 'e.drawn', 'e.released_at'])
    .executeTakeFirst();
  const now = county.now().getTime();
  const ended =
    attempt !== undefined &&
    (attempt.handed_in_at !== null || (attempt.ends_at !== null && Date.parse(attempt.ends_at) <= now));
  if (attempt === undefined || attempt.marked_at === null || !isTold(attempt.kind, attempt.state, ended))
    throw notFound();
  const [items, marks, appeals] = await Promise.all([
    askedItems(db, county, attempt.exam_id),
    db.selectFrom('exam_mark').selectAll().where('attempt_id', '=', id).execute(),
    db.selectFrom('exam_appeal').selectAll().where('attempt_id', '=', id).execute(),
  ]);
  const released = attempt.released_at === null ? null : Date.parse(attempt.released_at);
  return {
    title: attempt.title,
    kind: attempt.kind,
    points: attempt.won === null ? null : Number(attempt.won),
    most: Number(attempt.most),
    passed: attempt.passed,
    late: attempt.late,
    can: { appeal: released !== null && now < released + appealDays * 86_400_000 },
    items: itemsOfForm(items, drawnOf(attempt.drawn), attempt.form).map((item) => {
      const mark = marks.find((one) => one.item === item.n);
      const appeal = appeals.find((one) => one.item === item.n);
      return {
        n: item.n,
        kind: item.kind,
        topic: item.topic,
        stem: item.stem,
        options: [...item.options],
        points: item.points,
        won: mark?.share == null ? null : Math.round(Number(mark.share) * item.points * 100) / 100,
        answer: mark?.answer == null ? null : (JSON.parse(mark.answer) as string[]),
        right: [...rightWords(item.right)],
        explanation: item.explanation,
        appeal: appeal === undefined ? null : { words: appeal.words, answer: appeal.answer },
      };
    }),
  };
};

const attemptColumns = [
  'a.id',
  'a.exam_id',
  'a.person_id',
  'a.org_path',
  'a.round',
  'a.channel',
  'a.form',
  'a.seed',
  'a.slot_at',
  'a.begun_at',
  'a.ends_at',
  'a.handed_in_at',
  'a.marked_at',
  'e.title',
  'e.kind',
  'e.minutes',
  'e.opens_at',
  'e.closes_at',
  'e.attempts',
  'e.late_minutes',
  'e.halves',
  'e.pass_share',
  'e.shuffle',
  'e.drawn',
] as const;

/** The own attempts with what their exam says of them. */
export const attemptRows = (db: Db, scope: Scope) => ownAttempts(db, scope).select(attemptColumns);
export type Attempt = Awaited<ReturnType<ReturnType<typeof attemptRows>['executeTakeFirstOrThrow']>>;

export const itemsFor = async (db: Db, county: County, attempt: Attempt): Promise<readonly FrozenItem[]> =>
  itemsOfForm(await askedItems(db, county, attempt.exam_id), drawnOf(attempt.drawn), attempt.form);

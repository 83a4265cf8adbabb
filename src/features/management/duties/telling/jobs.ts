import { systemScope, type Scope } from '#platform/access/scope.ts';
import type { Db, Tx } from '#platform/db/types.ts';
import type { TaskHandler } from '#platform/jobs/runner.ts';
import { formatMonth } from '#shared/format.ts';
import { say, type Language, type Words } from '#shared/text.ts';
import { endNotices, keepers, notify, type FoundKeeper } from '#features/base/inbox/index.ts';
import { readCalendar } from '#features/base/rules/index.ts';
import { dutyPage } from '../overview/queries.ts';
import { dutyKindTexts, dutyTexts } from '../messages.ts';
import type { Period } from '../periods/rules.ts';
import { dutyKinds, frequencyOf, type DutyKind } from '../rules.ts';
import { dutyCountTexts } from './messages.ts';
import { stagesOn, type Stage } from './rules.ts';

const most = 100_000;

const places = (db: Db, ids: readonly string[]) =>
  db
    .selectFrom('organisation')
    .select(['id', 'path', 'short_name as name'])
    .where('id', 'in', [...ids])
    .execute();

const inBoth = (make: (language: Language) => string): Words => ({ zh: make('zh'), en: make('en') });

const joined = (language: Language, parts: readonly string[]): string => parts.join(language === 'zh' ? '、' : ', ');

/** 2026年10月, 2026年第4季度, 2026年, as on the pages. */
const periodWords = ({ span, key, first }: Period): Words => {
  const year = first.slice(0, 4);
  return inBoth((language) => {
    if (span === 'month') return formatMonth(language, first);
    return span === 'quarter'
      ? say(language, dutyTexts.quarter, { year, quarter: key.slice(-1) })
      : say(language, dutyTexts.wholeYear, { year });
  });
};

const dutyWords = (kinds: readonly DutyKind[]): Words =>
  inBoth((language) =>
    joined(
      language,
      kinds.map((kind) => say(language, dutyKindTexts[kind])),
    ),
  );

/** The duties with the number of branches that have not met each. */
const countWords = (lacking: readonly (readonly DutyKind[])[]): Words =>
  inBoth((language) =>
    joined(
      language,
      dutyKinds.flatMap((kind) => {
        const count = lacking.filter((kinds) => kinds.includes(kind)).length;
        return count === 0
          ? []
          : [say(language, dutyCountTexts.of, { kind: say(language, dutyKindTexts[kind]), count })];
      }),
    ),
  );

/** Which duties of a period each branch of the county has not met. */
const unmetIn = async (
  db: Db,
  scope: Scope,
  { root, period, today }: { readonly root: string; readonly period: Period; readonly today: string },
): Promise<Map<string, readonly DutyKind[]>> => {
  const unmet = new Map<string, readonly DutyKind[]>();
  for (const kind of dutyKinds) {
    // A committee's own, which is no branch that is behind.
    if (kind === 'secretary_lesson') continue;
    if (frequencyOf(kind, period.first)?.per !== period.span) continue;
    const asked = { organisationId: root, kind, period: period.key, done: false, limit: most, today };
    for (const { organisation } of (await dutyPage(db, scope, asked)).items)
      unmet.set(organisation.id, [...(unmet.get(organisation.id) ?? []), kind]);
  }
  return unmet;
};

interface Telling {
  readonly stage: Stage;
  readonly period: Period;
  readonly unmet: ReadonlyMap<string, readonly DutyKind[]>;
  readonly today: string;
  readonly root: string;
}

/** One notice a branch and stage, however many duties are open: to its own keepers, and to nobody above. */
const tellBranches = async (tx: Tx, { stage, period, unmet, today }: Telling): Promise<void> => {
  const organisations = [...unmet.keys()];
  const staff = await keepers(tx, { permission: 'meetings.close', organisations, today });
  for (const { id, path, name } of await places(tx, organisations)) {
    const own = staff.filter(({ organisation }) => organisation === id);
    if (stage === 'warning') await endNotices(tx, `duty:${id}:${period.key}:reminder`);
    if (own.length === 0) continue;
    await notify(tx, {
      kind: `duty.${stage}`,
      key: `duty:${id}:${period.key}:${stage}`,
      people: [],
      staff: own,
      path,
      link: '/duties',
      params: {
        organisation: name,
        period: periodWords(period),
        duties: dutyWords(unmet.get(id) ?? []),
        day: period.last,
      },
    });
  }
};

/** Those next above get one digest each: the duties and how many branches, no names and no order. The county looks at its pages. */
const tellAbove = async (tx: Tx, { period, unmet, today, root }: Telling): Promise<void> => {
  const organisations = [...unmet.keys()];
  const above = await keepers(tx, { permission: 'transfers.approve', organisations, nearest: true, today });
  const byPlace = new Map<string, FoundKeeper[]>();
  for (const one of above) if (one.at !== root) byPlace.set(one.at, [...(byPlace.get(one.at) ?? []), one]);
  if (byPlace.size === 0) return;
  for (const { id, path, name } of await places(tx, [...byPlace.keys()])) {
    const held = byPlace.get(id) ?? [];
    const branches = [...new Set(held.map(({ organisation }) => organisation))];
    await notify(tx, {
      kind: 'duty.above',
      key: `duty:${id}:${period.key}:above`,
      people: [],
      staff: [...new Map(held.map((one) => [one.account, one])).values()],
      path,
      link: '/duties',
      params: {
        organisation: name,
        period: periodWords(period),
        count: branches.length,
        duties: countWords(branches.map((branch) => unmet.get(branch) ?? [])),
        day: period.last,
      },
    });
  }
};

/** Each morning: whatever stage of a period begins today, told once. */
export const remindOfDuties: TaskHandler = async (county) => {
  const scope = systemScope(county.entry.code, 'duties.remind');
  const today = county.today();
  const db = county.read(scope);
  const stages = stagesOn({ today, calendar: await readCalendar(db) });
  const root = await db.selectFrom('organisation').select('id').where('parent_id', 'is', null).executeTakeFirst();
  if (root === undefined) return;
  for (const { stage, period } of stages) {
    const unmet = await unmetIn(db, scope, { root: root.id, period, today });
    if (unmet.size === 0) continue;
    const telling = { stage, period, unmet, today, root: root.id };
    await county.write(scope, (tx) => (stage === 'above' ? tellAbove(tx, telling) : tellBranches(tx, telling)));
  }
};

/** What every change of a case leaves behind: the audit, a word to open pages, and notices to those who act next. */
import { audit, touch } from '#platform/audit/audit.ts';
import type { Tx } from '#platform/db/types.ts';
import type { Words } from '#shared/text.ts';
import { endMatter, endNotices, keepers, notify, type FoundKeeper, type Keeper } from '#features/base/inbox/index.ts';
import { ancestorsOf } from '#features/base/organisations/index.ts';
import { approverOf, places, type Place } from '../rules.ts';
import { askedOf, type Clock } from '../rules/clocks/rules.ts';
import { stepTexts } from '../rules/messages.ts';
import { clocksIn, type CaseRow } from '../standing/queries.ts';

/** Who records the steps of a place. Where a branch has nobody, those next above keep it for the time being. */
const permissionOf = {
  branch: 'admission.edit',
  committee: 'admission.committee',
  county: 'admission.county',
} as const;

/** The organisation that a place stands for in a case; undefined where no committee above may approve. */
export const officeOf = (
  place: Place,
  branch: Pick<CaseRow, 'branch_id'>,
  above: Awaited<ReturnType<typeof ancestorsOf>>,
): string | undefined => {
  if (place === 'branch') return branch.branch_id;
  return place === 'committee' ? approverOf(above)?.id : above[0]?.id;
};

/** Staff of an office who are asked for a step there, whether or not they have a member file. */
export const staffOf = (
  tx: Tx,
  place: Place,
  organisations: readonly string[],
  today: string,
): Promise<FoundKeeper[]> => keepers(tx, { permission: permissionOf[place], organisations, nearest: true, today });

/** The matter of an office's turn, and that turn: whoever was told of it is not told again. */
const turnOf = (id: string, place: Place): string => `admission:${id}:next:${place}`;
const keyOf = (id: string, { place, step, from }: Clock): string => `${turnOf(id, place)}:${step}:${from ?? ''}`;

/** A case that goes to another branch is nobody's turn until it is there. */
export const endTurns = (tx: Tx, id: string): Promise<void> => endMatter(tx, `admission:${id}:next`);

/** The step by its name: no name of a person leaves the platform. */
export const stepWords = ({ step }: Pick<Clock, 'step'>): Words => ({ zh: stepTexts[step][0], en: stepTexts[step][1] });

/** Asks an office for a step. */
export const tellTurn = (tx: Tx, row: CaseRow, clock: Clock, staff: readonly Keeper[]): Promise<void> =>
  notify(tx, {
    kind: 'admission.next',
    key: keyOf(row.id, clock),
    people: [],
    staff,
    path: row.branch_path,
    link: `/admission/${row.id}`,
    params: { branch: row.branch, step: stepWords(clock) },
  });

/** Each office whose turn has changed: what was asked before is over, and who comes next is asked. */
const tellOffices = async (tx: Tx, before: CaseRow, after: CaseRow, today: string): Promise<void> => {
  const turn = (row: CaseRow, place: Place) => askedOf(clocksIn(row), new Set([place]), today);
  for (const place of places) {
    const [was, now] = [turn(before, place), turn(after, place)];
    if (was && (now === undefined || keyOf(after.id, was) !== keyOf(after.id, now)))
      await endMatter(tx, turnOf(after.id, place));
    if (now === undefined) continue;
    const office = officeOf(place, after, await ancestorsOf(tx, after.branch_path));
    if (office !== undefined) await tellTurn(tx, after, now, await staffOf(tx, place, [office], today));
  }
};

/** The matter of a last day: its stages are told under it. */
export const termOf = (id: string, { step, due }: Pick<Clock, 'step' | 'due'>): string =>
  `admission.term:${id}:${step}:${due ?? ''}`;

/** Terms that no longer run ask for nothing. */
const endTerms = async (tx: Tx, before: CaseRow, after: CaseRow): Promise<void> => {
  const run = new Set(clocksIn(after).map((clock) => termOf(after.id, clock)));
  for (const clock of clocksIn(before))
    if (!run.has(termOf(before.id, clock))) await endMatter(tx, termOf(before.id, clock));
};

/** Tells each office whose turn it is, and the applicant of a new stage. */
export const tellNext = async (tx: Tx, before: CaseRow, after: CaseRow, today: string): Promise<void> => {
  // Of before the offices had turns of their own.
  await endNotices(tx, `admission:${before.id}:${before.version}`);
  await endTerms(tx, before, after);
  await tellOffices(tx, before, after, today);
  if (before.stage !== after.stage)
    await notify(tx, {
      kind: 'admission.progress',
      key: `admission:${after.id}:${after.stage}`,
      people: [after.person_id],
      path: after.branch_path,
      link: '/admission',
      params: {},
    });
};

export const note = (
  tx: Tx,
  row: Pick<CaseRow, 'id' | 'org_path'>,
  action: string,
  reason: string | null = null,
): void => {
  audit(tx, { action: `admission.${action}`, entity: 'admission_case', entityId: row.id, path: row.org_path, reason });
  touch(tx, 'admission', { path: row.org_path });
};

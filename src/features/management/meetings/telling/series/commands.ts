/** Several meetings of a series changed or called off at once: whoever is asked to any of them hears of it once. */
import type { Scope } from '#platform/access/scope.ts';
import type { County } from '#platform/county/county.ts';
import type { Tx } from '#platform/db/types.ts';
import { endMatter, notify } from '#features/base/inbox/index.ts';
import type { MeetingRow } from '../../access.ts';
import { askedTo, isOver, matterOf, paramsOf, tellCancelled, tellChanged } from '../commands.ts';

export interface Moved {
  readonly before: MeetingRow;
  readonly after: MeetingRow;
  readonly asked: ReadonlySet<string>;
}

const tellOnce = async (
  tx: Tx,
  scope: Scope,
  kind: 'seriesChanged' | 'seriesCancelled',
  meetings: readonly MeetingRow[],
): Promise<void> => {
  const [first] = meetings;
  if (first === undefined) return;
  const people = new Set<string>();
  for (const meeting of meetings) for (const person of await askedTo(tx, meeting, scope.personId)) people.add(person);
  await notify(tx, {
    kind: `meeting.${kind}`,
    key: `${matterOf(first)}:${kind}:${first.version}`,
    people: [...people],
    path: first.org_path,
    link: '/m/own-meetings',
    params: { ...paramsOf(first), count: meetings.length },
  });
};

/** Another day, hour or place of several: one notice, and what was said of each before is over. Who is asked only now is invited as ever. */
export const tellSeriesChanged = async (
  tx: Tx,
  scope: Scope,
  county: County,
  written: readonly Moved[],
): Promise<void> => {
  const moved = written.filter(
    ({ before, after }) => before.starts_at !== after.starts_at || before.place !== after.place,
  );
  const [only] = written;
  if (only !== undefined && (moved.length === 0 || (moved.length === 1 && moved[0] === only)))
    return tellChanged(tx, scope, county, only);
  for (const { after } of moved) await endMatter(tx, matterOf(after));
  const ahead = moved.map(({ after }) => after).filter((after) => !isOver(county, after));
  await tellOnce(tx, scope, 'seriesChanged', ahead);
};

export const tellSeriesCancelled = async (
  tx: Tx,
  scope: Scope,
  county: County,
  meetings: readonly MeetingRow[],
): Promise<void> => {
  const [only] = meetings;
  if (only !== undefined && meetings.length === 1) return tellCancelled(tx, scope, county, only);
  for (const meeting of meetings) await endMatter(tx, matterOf(meeting));
  await tellOnce(
    tx,
    scope,
    'seriesCancelled',
    meetings.filter((meeting) => !isOver(county, meeting)),
  );
};

import type { County } from '#platform/county/county.ts';
import type { Tx } from '#platform/db/types.ts';
import { endMatter, keepers, notify } from '#features/base/inbox/index.ts';
import type { Unit } from '../../routing/queries.ts';
import { asked, results } from './messages.ts';

const staffOf = (tx: Tx, county: County, unitId: string) =>
  keepers(tx, { permission: 'requests.handle', organisations: [unitId], today: county.today() });

const matterOf = (id: string): string => `request-ask:${id}`;

interface Ask {
  readonly id: string;
  readonly version: number;
  readonly what: keyof typeof asked;
  readonly day: string;
}

/** Tells the unit that has to decide. */
export const tellDecider = async (tx: Tx, county: County, unit: Pick<Unit, 'id' | 'path'>, ask: Ask): Promise<void> =>
  notify(tx, {
    kind: 'requests.asked',
    key: `${matterOf(ask.id)}:${ask.version}`,
    people: [],
    staff: await staffOf(tx, county, unit.id),
    path: unit.path,
    link: `/requests/${ask.id}`,
    params: { what: asked[ask.what], day: ask.day },
  });

export const endAsking = (tx: Tx, id: string): Promise<void> => endMatter(tx, matterOf(id));

interface Decided extends Omit<Ask, 'day'> {
  readonly result: keyof typeof results;
}

/** Tells the unit in charge what was decided above it. */
export const tellDecided = async (
  tx: Tx,
  county: County,
  unit: Pick<Unit, 'id' | 'path'>,
  { id, version, what, result }: Decided,
): Promise<void> =>
  notify(tx, {
    kind: 'requests.decided',
    key: `request:${id}:${version}:decided`,
    people: [],
    staff: await staffOf(tx, county, unit.id),
    path: unit.path,
    link: `/requests/${id}`,
    params: { what: asked[what], result: results[result] },
  });

interface Morning {
  readonly stage: 'near' | 'over' | 'escalated';
  readonly unit: Pick<Unit, 'id' | 'path'>;
  readonly count: number;
  readonly day: string;
  /** The first of them: it is told once for each day due. */
  readonly first: string;
}

/** One notice a unit, stage and morning, however many requests. */
export const tellMorning = async (tx: Tx, county: County, { stage, unit, count, day, first }: Morning): Promise<void> =>
  notify(tx, {
    kind: `requests.${stage}`,
    key: `requests-${stage}:${unit.id}:${first}:${day}`,
    people: [],
    staff: await staffOf(tx, county, unit.id),
    path: unit.path,
    link: stage === 'escalated' ? '/requests?show=late' : '/requests?show=own',
    params: stage === 'near' ? { count, day } : { count },
  });

import type { County } from '#platform/county/county.ts';
import type { Tx } from '#platform/db/types.ts';
import { endMatter, keepers, notify } from '#features/base/inbox/index.ts';
import type { Unit } from '../routing/queries.ts';

interface Told {
  readonly id: string;
  readonly version: number;
  readonly kind: 'arrived' | 'reopened' | 'thanked' | 'declared';
  /** By which it is to be answered; null of thanks. */
  readonly day: string | null;
}

const matterOf = (id: string): string => `request:${id}`;

/** Tells those who handle requests at the unit itself. */
export const tellUnit = async (tx: Tx, county: County, unit: Unit, { id, version, kind, day }: Told): Promise<void> => {
  await notify(tx, {
    kind: `requests.${kind}`,
    key: `${matterOf(id)}:${version}`,
    people: [],
    staff: await keepers(tx, { permission: 'requests.handle', organisations: [unit.id], today: county.today() }),
    path: unit.path,
    link: `/requests/${id}`,
    params: day === null ? {} : { day },
  });
};

/** What was told of it asks for nothing any more. */
export const endTelling = (tx: Tx, id: string): Promise<void> => endMatter(tx, matterOf(id));

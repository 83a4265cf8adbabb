import type { County } from '#platform/county/county.ts';
import type { Tx } from '#platform/db/types.ts';
import { endMatter, keepers, notify } from '#features/base/inbox/index.ts';
import type { Unit } from '#features/service/requests/index.ts';

const matterOf = (id: string): string => `wish:${id}`;

interface Told {
  readonly id: string;
  readonly version: number;
  readonly kind: 'arrived' | 'not_yet' | 'asked';
}

/** Tells those who look after wishes at the unit itself. */
export const tellUnit = async (tx: Tx, county: County, unit: Unit, { id, version, kind }: Told): Promise<void> => {
  await notify(tx, {
    kind: `wishes.${kind}`,
    key: `${matterOf(id)}:${kind}:${version}`,
    people: [],
    staff: await keepers(tx, { permission: 'wishes.handle', organisations: [unit.id], today: county.today() }),
    path: unit.path,
    link: `/wishes/${id}`,
    params: {},
  });
};

interface Own {
  readonly id: string;
  readonly org_path: string;
  readonly person_id: string | null;
}

/** Tells a member how the own wish stands; who holds a code looks. */
export const tellWisher = async (
  tx: Tx,
  { id, org_path: path, person_id: person }: Own,
  { version, kind }: { readonly version: number; readonly kind: 'done' | 'refuse' },
): Promise<void> => {
  if (person === null) return;
  await notify(tx, {
    kind: `wishes.${kind}`,
    key: `${matterOf(id)}:${kind}:${version}`,
    people: [person],
    path,
    link: '/m/wishes',
    params: {},
  });
};

/** Tells a member what became of the offer to help. */
export const tellHelper = (
  tx: Tx,
  { id, org_path: path, person_id: person }: Own,
  kind: 'agreed' | 'declined',
): Promise<void> =>
  notify(tx, {
    kind: `wishes.${kind}`,
    key: `wish-help:${id}:${kind}`,
    people: person === null ? [] : [person],
    path,
    link: '/m/wishes/help',
    params: {},
  });

/** What was told of it asks for nothing any more. */
export const endTelling = (tx: Tx, id: string): Promise<void> => endMatter(tx, matterOf(id));

import type { Tx } from '#platform/db/types.ts';
import { next } from '#test/harness/hostile.ts';
import { insertNode, type PlantedNode } from './periods/commands.ts';
import { allowedChildren, organisationTypes, type OrganisationType } from './rules.ts';

export interface Wish {
  readonly type?: OrganisationType;
  readonly parent?: { readonly id: string; readonly path: string } | null;
  readonly name?: string;
  readonly shortName?: string;
  /** The day it was founded. */
  readonly on?: string;
  readonly code?: string;
  readonly divisionCode?: string;
}

export const longAgo = '2001-07-01';

/** The nearest type below the county that may hold the wanted one. */
const holderOf = (type: OrganisationType): OrganisationType => {
  const below = allowedChildren.county_committee;
  if (below.includes(type)) return 'county_committee';
  return (
    below.find((each) => allowedChildren[each].includes(type)) ??
    organisationTypes.find((each) => allowedChildren[each].includes(type)) ??
    'county_committee'
  );
};

const rootOf = async (tx: Tx): Promise<PlantedNode> => {
  const root = await tx
    .selectFrom('organisation')
    .select(['id', 'path'])
    .where('parent_id', 'is', null)
    .executeTakeFirst();
  return root ?? insertNode(tx, { parent: null, type: 'county_committee', name: next('县委'), on: longAgo });
};

const parentFor = async (tx: Tx, type: OrganisationType): Promise<PlantedNode> => {
  const holder = holderOf(type);
  return holder === 'county_committee' ? rootOf(tx) : makeOrganisation(tx, { type: holder });
};

/** An organisation with a hostile name; parents that are missing are made, the county only once. */
export const makeOrganisation = async (tx: Tx, wish: Wish = {}): Promise<PlantedNode & { readonly name: string }> => {
  const type = wish.type ?? 'branch';
  if (type === 'county_committee') return { ...(await rootOf(tx)), name: '' };
  const parent = wish.parent ?? (await parentFor(tx, type));
  const name = wish.name ?? next(type);
  const facts = {
    ...(wish.code === undefined ? {} : { code: wish.code }),
    ...(wish.divisionCode === undefined ? {} : { division_code: wish.divisionCode }),
  };
  return {
    ...(await insertNode(tx, { parent, type, name, shortName: wish.shortName, on: wish.on ?? longAgo, facts })),
    name,
  };
};

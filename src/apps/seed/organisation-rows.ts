import { addYears } from '#shared/days.ts';
import { spellTitle } from '#platform/text/pinyin.ts';
import { newId } from '#shared/ids.ts';
import { termRuleOf } from '#features/base/organisations/rules.ts';
import type { Loader } from './loading.ts';
import type { OrganisationSeed, PostSeed } from './shapes.ts';

/** What people, posts and accounts need to know about an organisation. */
export interface Filed {
  readonly id: string;
  readonly path: string;
  readonly seed: OrganisationSeed;
}

const eventOf = (id: string, seed: OrganisationSeed) => ({
  id: newId(),
  organisation_id: id,
  kind: 'created',
  on_date: seed.foundedOn,
  after: { name: seed.name, shortName: seed.shortName },
});

const periodOf = (id: string, parentId: string | null, path: string, seed: OrganisationSeed) => ({
  id: newId(),
  organisation_id: id,
  parent_id: parentId,
  type: seed.type,
  name: seed.name,
  short_name: seed.shortName,
  path,
  during: `[${seed.foundedOn},)`,
});

const unitRelationOf = (seed: OrganisationSeed): string | null => {
  if (seed.type === 'joint_branch') return 'joint_branch';
  return seed.unitKey === null ? null : 'legal_entity';
};

const termOf = (id: string, organisation: Filed, startedOn: string, endedOn: string | null) => {
  const { seed } = organisation;
  const years = seed.termYears ?? 0;
  // Five years are served by committees of townships and above, and by every level in villages and communities.
  const inVillage = years === 5 && termRuleOf(seed.type, false) === 'term.branch';
  return {
    id,
    organisation_id: organisation.id,
    started_on: startedOn,
    due_on: addYears(startedOn, years),
    ended_on: endedOn,
    years,
    rule_id: termRuleOf(seed.type, inVillage) ?? 'term.branch',
  };
};

/** Terms by organisation and first day; former ones are added when a post names them. */
export interface Terms {
  idOf(post: Pick<PostSeed, 'organisationKey' | 'termStartedOn'>): string | null;
}

export const openTerms = (loader: Loader, tree: ReadonlyMap<string, Filed>): Terms => {
  const known = new Map<string, string>();
  return {
    idOf({ organisationKey, termStartedOn }) {
      const organisation = tree.get(organisationKey);
      if (termStartedOn === null || organisation === undefined || organisation.seed.termYears === null) return null;
      const key = `${organisationKey} ${termStartedOn}`;
      const found = known.get(key);
      if (found !== undefined) return found;
      const id = newId();
      known.set(key, id);
      const current = organisation.seed.termStartedOn;
      loader.put('term', termOf(id, organisation, termStartedOn, termStartedOn === current ? null : current));
      return id;
    },
  };
};

/** Ids, paths and rows of the tree. `segments` are fresh numbers of the sequence, one per organisation, in order. */
export const putOrganisations = async (
  loader: Loader,
  seeds: readonly OrganisationSeed[],
  segments: readonly number[],
): Promise<Map<string, Filed>> => {
  const tree = new Map<string, Filed>();
  const positions = new Map<string, number>();
  for (const [index, seed] of seeds.entries()) {
    const parent = seed.parentKey === null ? null : tree.get(seed.parentKey);
    if (parent === undefined) throw new Error(`${seed.key} stands before its parent ${seed.parentKey ?? ''}`);
    const id = newId();
    const path = `${parent?.path ?? '/'}${(segments[index] ?? 0).toString(36)}/`;
    const position = positions.get(seed.parentKey ?? '') ?? 0;
    positions.set(seed.parentKey ?? '', position + 1);
    tree.set(seed.key, { id, path, seed });
    loader.put('organisation', {
      id,
      parent_id: parent?.id ?? null,
      type: seed.type,
      name: seed.name,
      short_name: seed.shortName,
      ...spellTitle(seed.shortName),
      code: seed.code,
      division_code: seed.divisionCode,
      path,
      position,
      founded_on: seed.foundedOn,
      unit_relation: unitRelationOf(seed),
      covered_units: seed.covers,
      version: 1,
      created_at: 'now',
      updated_at: 'now',
    });
    loader.put('organisation_period', periodOf(id, parent?.id ?? null, path, seed));
    loader.put('organisation_event', eventOf(id, seed));
    await loader.pump();
  }
  return tree;
};

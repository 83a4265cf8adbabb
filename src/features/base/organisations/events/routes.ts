import { route, type Route } from '#platform/http/route.ts';
import { organisationView } from '../detail/queries.ts';
import { undoEvent } from '../undo/commands.ts';
import { changeOrganisation } from '../detail/commands.ts';
import * as declared from './contract.ts';
import {
  abolishOrganisation,
  createOrganisation,
  mergeOrganisation,
  moveOrganisation,
  retitleOrganisation,
} from './commands.ts';
import { examine } from './queries.ts';
import type { Intent } from './queries.ts';
import { invalid } from '#shared/errors.ts';

interface Asked {
  readonly kind: 'renamed' | 'changed' | 'moved' | 'merged' | 'abolished';
  readonly on: string;
  readonly name?: string | undefined;
  readonly shortName?: string | undefined;
  readonly type?: Extract<Intent, { kind: 'changed' }>['type'] | undefined;
  readonly targetId?: string | undefined;
}

const given = <T>(value: T | undefined, path: string): T => {
  if (value === undefined) throw invalid(path, 'required');
  return value;
};

const intentOf = (id: string, { kind, on, name, shortName, type, targetId }: Asked): Intent => {
  switch (kind) {
    case 'renamed':
      return { kind, id, name: given(name, 'query.name'), shortName, on };
    case 'changed':
      return { kind, id, name: given(name, 'query.name'), shortName, type: given(type, 'query.type'), on };
    case 'moved':
    case 'merged':
      return { kind, id, targetId: given(targetId, 'query.targetId'), on };
    case 'abolished':
      return { kind, id, on };
  }
};

export const eventRoutes: readonly Route[] = [
  route.query(
    declared.previewCreation,
    async (db, scope, { query }, { county }) =>
      (await examine(db, scope, county.today(), { kind: 'created', ...query })).preview,
  ),
  route.query(
    declared.previewEvent,
    async (db, scope, { params, query }, { county }) =>
      (await examine(db, scope, county.today(), intentOf(params.id, query))).preview,
  ),
  route.command(declared.createOrganisation, async (tx, scope, { body }, { county }) => {
    const { id } = await createOrganisation(tx, { scope, county }, body);
    return organisationView(tx, scope, county, id);
  }),
  route.command(declared.changeOrganisation, async (tx, scope, { params, body }, { county }) => {
    await changeOrganisation(tx, { scope, county }, params.id, body);
    return organisationView(tx, scope, county, params.id);
  }),
  route.command(declared.renameOrganisation, async (tx, scope, { params, body }, { county }) => {
    await retitleOrganisation(tx, { scope, county }, { ...body, id: params.id });
    return organisationView(tx, scope, county, params.id);
  }),
  route.command(declared.retypeOrganisation, async (tx, scope, { params, body }, { county }) => {
    await retitleOrganisation(tx, { scope, county }, { ...body, id: params.id });
    return organisationView(tx, scope, county, params.id);
  }),
  route.command(declared.moveOrganisation, async (tx, scope, { params, body }, { county }) => {
    await moveOrganisation(tx, { scope, county }, { ...body, targetId: body.parentId, id: params.id });
    return organisationView(tx, scope, county, params.id);
  }),
  route.command(declared.mergeOrganisation, async (tx, scope, { params, body }, { county }) => {
    await mergeOrganisation(tx, { scope, county }, { ...body, id: params.id });
    return organisationView(tx, scope, county, params.id);
  }),
  route.command(declared.abolishOrganisation, async (tx, scope, { params, body }, { county }) => {
    await abolishOrganisation(tx, { scope, county }, { ...body, id: params.id });
    return organisationView(tx, scope, county, params.id);
  }),
  route.command(declared.undoOrganisationEvent, async (tx, scope, { params, body }, { county }) => {
    await undoEvent(tx, { scope, county }, { ...body, id: params.id });
    return organisationView(tx, scope, county, params.id);
  }),
];

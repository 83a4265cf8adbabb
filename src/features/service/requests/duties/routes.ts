import { route, type Route } from '#platform/http/route.ts';
import { invalid } from '#shared/errors.ts';
import { routeOf } from '../routing/queries.ts';
import { end, set } from './commands.ts';
import * as contract from './contract.ts';
import { choicesOf, dutiesInForce } from './queries.ts';

export const dutyRoutes: readonly Route[] = [
  route.query(contract.dutyList, async (db, _scope, _input, { county }) => ({
    items: await dutiesInForce(db, county),
  })),
  route.query(contract.dutyUnits, (db, _scope, _input, { county }) => choicesOf(db, county)),
  route.query(contract.askRouting, async (db, _scope, { query }, { county }) => {
    const found = await routeOf(db, county, query);
    if (found === undefined) throw invalid('query.areaId', 'requests.no_area');
    const { unit, routed, reason } = found;
    return { unitId: unit.id, unitName: unit.name, routed, reason };
  }),
  route.command(contract.setDuty, (tx, scope, { body }, { county }) => set(tx, scope, county, body)),
  route.command(contract.endDuty, (tx, scope, { params, body }, { county }) => end(tx, scope, county, params.id, body)),
];

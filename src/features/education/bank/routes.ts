import { may } from '#platform/access/scope.ts';
import { route, type Route } from '#platform/http/route.ts';
import { add, edit } from './categories/commands.ts';
import { categoryRows, topicRows } from './categories/queries.ts';
import { move } from './commands.ts';
import * as contract from './contract.ts';
import { importRoutes } from './import/routes.ts';
import { itemPage, itemView } from './queries.ts';
import { noteExport } from './taking/commands.ts';
import { exportItems } from './taking/queries.ts';
import { create, remove, save } from './writing/commands.ts';

export const bankRoutes: readonly Route[] = [
  route.query(contract.bankCategories, async (db, scope) => ({
    items: await categoryRows(db),
    topics: await topicRows(db),
    can: { edit: may(scope, 'bank.categories') },
  })),
  route.command(contract.addCategory, (tx, scope, { body }) => add(tx, scope, body)),
  route.command(contract.editCategory, (tx, scope, { params, body }, { county }) =>
    edit(tx, scope, county, params.code, body),
  ),
  route.query(contract.bankList, (db, scope, { query }) => itemPage(db, scope, query)),
  route.query(contract.bankItem, (db, scope, { params }) => itemView(db, scope, params.id)),
  route.download(contract.exportBank, async (db, scope, { query }, { county }) => {
    // Whoever takes the answers out of the house stands in the log.
    await county.write(scope, (tx) => noteExport(tx, query.format));
    return exportItems(db, scope, county, query);
  }),
  route.command(contract.createItem, (tx, scope, { body }, { county }) => create(tx, scope, county, body)),
  route.command(contract.saveItem, (tx, scope, { params, body }, { county }) =>
    save(tx, scope, county, params.id, body),
  ),
  route.command(contract.removeItem, (tx, scope, { params, body }) => remove(tx, scope, params.id, body.version)),
  route.command(contract.proposeItems, (tx, scope, { body }, { county }) => move('propose')(tx, scope, county, body)),
  route.command(contract.approveItems, (tx, scope, { body }, { county }) => move('approve')(tx, scope, county, body)),
  route.command(contract.returnItems, (tx, scope, { body }, { county }) => move('return')(tx, scope, county, body)),
  route.command(contract.retireItems, (tx, scope, { body }, { county }) => move('retire')(tx, scope, county, body)),
  ...importRoutes,
];

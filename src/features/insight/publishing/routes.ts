import { route, type Route } from '#platform/http/route.ts';
import { may } from '#platform/access/scope.ts';
import { add, edit } from './columns/commands.ts';
import { columnRows } from './columns/queries.ts';
import * as contacts from './contacts/contract.ts';
import { keepContact } from './contacts/commands.ts';
import { contactPage } from './contacts/queries.ts';
import * as contract from './contract.ts';
import * as foot from './foot/contract.ts';
import { keepFoot } from './foot/commands.ts';
import { footRow } from './foot/queries.ts';
import { addImage, maxImageBytes } from './images/commands.ts';
import { openImage, openPublicImage } from './images/queries.ts';
import { articlePage, articleView, editionList, editionView } from './queries.ts';
import * as reading from './reading/contract.ts';
import { organisationsOf } from './reading/organisations/queries.ts';
import { articleOf, columnPage, columnsOf, feedOf, footOf, frontOf, placesOf, searchPage } from './reading/queries.ts';
import { publish, schedule, withdraw } from './release/commands.ts';
import { review } from './review/commands.ts';
import { create, save, submit } from './writing/commands.ts';

const office: readonly Route[] = [
  route.query(contract.publishingColumns, async (db, scope, _input, { county }) => ({
    items: await columnRows(db, county.now().toISOString()),
    can: { edit: may(scope, 'publishing.columns') },
  })),
  route.command(contract.addColumn, (tx, scope, { body }, { county }) => add(tx, scope, county, body)),
  route.command(contract.editColumn, (tx, scope, { params, body }, { county }) =>
    edit(tx, scope, county, params.id, body),
  ),
  route.query(contract.articleList, (db, scope, { query }, { county }) => articlePage(db, scope, county, query)),
  route.query(contract.oneArticle, (db, scope, { params }, { county }) => articleView(db, scope, county, params.id)),
  route.command(contract.createArticle, (tx, scope, { body }, { county }) => create(tx, scope, county, body)),
  route.command(contract.saveArticle, (tx, scope, { params, body }, { county }) =>
    save(tx, scope, county, params.id, body),
  ),
  route.command(contract.submitArticle, (tx, scope, { params, body }, { county }) =>
    submit(tx, scope, county, params.id, body),
  ),
  route.command(contract.reviewArticle, (tx, scope, { params, body }, { county }) =>
    review(tx, scope, county, params.id, body),
  ),
  route.command(contract.publishArticle, (tx, scope, { params, body }, { county }) =>
    publish(tx, scope, county, params.id, body),
  ),
  route.command(contract.scheduleArticle, (tx, scope, { params, body }, { county }) =>
    schedule(tx, scope, county, params.id, body),
  ),
  route.command(contract.withdrawArticle, (tx, scope, { params, body }, { county }) =>
    withdraw(tx, scope, county, params.id, body),
  ),
  route.query(contract.articleEditions, (db, scope, { params }) => editionList(db, scope, params.id)),
  route.query(contract.oneEdition, (db, scope, { params }) => editionView(db, scope, params.id, params.edition)),
  route.upload(contract.addImage, { maxBytes: maxImageBytes }, (tx, scope, { params }, file, { county }) =>
    addImage(tx, scope, county, params.id, file),
  ),
  route.download(contract.articleImage, (db, scope, { params }, { county }) => openImage(db, scope, county, params)),
  route.query(contacts.contactList, (db, scope, { query }) => contactPage(db, scope, query)),
  route.command(contacts.saveContact, (tx, scope, { params, body }, { county }) =>
    keepContact(tx, scope, county, params.id, body),
  ),
  route.query(foot.portalFoot, (db) => footRow(db)),
  route.command(foot.saveFoot, (tx, scope, { body }, { county }) => keepFoot(tx, scope, county, body)),
];

/** What anybody may read, as the pages of the portal do. */
const forAll: readonly Route[] = [
  route.query(reading.publicFront, (db, _scope, _input, { county }) => frontOf(db, county)),
  route.query(reading.publicColumns, async (db, _scope, _input, { county }) => ({
    items: await columnsOf(db, county),
  })),
  route.query(reading.publicColumn, (db, _scope, { params, query }, { county }) =>
    columnPage(db, county, params.slug, query.page),
  ),
  route.query(reading.publicArticle, (db, _scope, { params }, { county }) => articleOf(db, county, params.id)),
  route.download(reading.publicImage, (db, _scope, { params }, { county }) => openPublicImage(db, county, params.file)),
  route.query(reading.publicSearch, (db, _scope, { query }, { county }) =>
    searchPage(db, county, query.words, query.page),
  ),
  route.query(reading.publicFeed, (db, _scope, { params }, { county }) => feedOf(db, county, params.slug)),
  route.query(reading.publicPlaces, (db, _scope, _input, { county }) => placesOf(db, county)),
  route.query(reading.publicOrganisations, (db) => organisationsOf(db, undefined)),
  route.query(reading.publicOrganisation, (db, _scope, { params }) => organisationsOf(db, params.id)),
  route.query(reading.publicFoot, (db, _scope, _input, { county }) => footOf(db, county)),
];

export const publishingRoutes: readonly Route[] = [...office, ...forAll];

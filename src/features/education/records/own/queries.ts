import type { Scope } from '#platform/access/scope.ts';
import type { County } from '#platform/county/county.ts';
import type { Db } from '#platform/db/types.ts';
import { homePageOf, platformClient } from '../clients/queries.ts';
import { keyMadeAt, learnerIdOf, ownId } from '../learners/queries.ts';
import { noteLearnt } from '../learners/learnt/commands.ts';
import type { Asked } from '../statements/asking/rules.ts';
import { openContent, openKept } from '../statements/kept/queries.ts';
import { type Row, senders, statementRows } from '../statements/queries.ts';
import type { Statement } from '../shapes/rules.ts';
import { instantOf } from '../shapes/values/rules.ts';
import type { OwnDocument, OwnStatement } from './contract.ts';
import { cursorOf, namesIn, placeIn } from './rules.ts';

const pageSize = 30;
const everything: Omit<Asked, 'after' | 'limit'> = {
  agent: undefined,
  verb: undefined,
  activity: undefined,
  registration: undefined,
  broadActivities: false,
  broadAgents: false,
  since: undefined,
  until: undefined,
  format: 'exact',
  attachments: false,
  ascending: false,
};

const viewOf = (county: County, row: Row, names: ReadonlyMap<string, string>): OwnStatement => {
  const text = openKept(county, row.sealed);
  const statement = JSON.parse(text) as Statement;
  const { verb, object } = namesIn(statement);
  return {
    id: row.id,
    at: statement.timestamp === undefined ? row.stored : new Date(instantOf(statement.timestamp)).toISOString(),
    verb,
    object,
    by: row.client_id === platformClient ? null : (names.get(row.client_id) ?? ''),
    text,
  };
};

/** As much of a document as is worth reading on a phone. */
const shownCharacters = 2_000;
const mostDocuments = 50;

const documentsOf = async (db: Db, county: County, personId: string): Promise<OwnDocument[]> => {
  const rows = await db
    .selectFrom('xapi_document as d')
    .innerJoin('xapi_client as c', 'c.id', 'd.client_id')
    .select(['d.id', 'c.name as by', 'd.name', 'd.activity', 'd.updated', 'd.sealed'])
    .where('d.person_id', '=', personId)
    .orderBy('d.updated', 'desc')
    .limit(mostDocuments)
    .execute();
  return rows.map(({ sealed, updated, ...row }) => {
    const { mediaType, bytes } = openContent(county, sealed);
    const isText = /^(text\/|application\/json)/i.test(mediaType);
    return { ...row, updatedAt: updated, text: isText ? bytes.toString('utf8').slice(0, shownCharacters) : null };
  });
};

/** What is kept about the learner, the newest first; the platform's own part as it is now. */
export const ownRecordsOf = async (county: County, scope: Scope, cursor: string | undefined) => {
  const personId = ownId(scope);
  if (cursor === undefined) await noteLearnt(county, scope, personId);
  const db = county.read(scope);
  const reader = { id: personId, name: '', scopes: new Set<never>(), personId };
  const found = await statementRows(db, county, reader, { ...everything, after: placeIn(cursor), limit: pageSize });
  const rows = found.slice(0, pageSize);
  const names = await senders(
    db,
    rows.map((row) => row.client_id),
  );
  const last = rows.at(-1);
  return {
    account: { homePage: homePageOf(county), name: learnerIdOf(county, personId) },
    keyMadeAt: await keyMadeAt(db, personId),
    documents: cursor === undefined ? await documentsOf(db, county, personId) : [],
    items: rows.map((row) => viewOf(county, row, names)),
    next: found.length > rows.length && last !== undefined ? cursorOf(last) : null,
  };
};

import { randomUUID } from 'node:crypto';
import type { Db } from '#platform/db/types.ts';
import { authorityOf } from '../../clients/queries.ts';
import { byIds, canonically } from '../../formats/rules.ts';
import { type Answer, type Call, json } from '../../lrs/calls/queries.ts';
import { type Part, writeParts } from '../../parts/queries.ts';
import { noteLearnt } from '../../learners/learnt/commands.ts';
import { Refused } from '../../refusals/rules.ts';
import { contextActivitiesOf, innerOf, isActivity, type Statement } from '../../shapes/rules.ts';
import type { Hand } from '../commands.ts';
import { openKept } from '../kept/queries.ts';
import {
  attachmentsOf,
  consistentThrough,
  definitionsFor,
  oneRow,
  type Row,
  senders,
  statementRows,
} from '../queries.ts';
import { toldText } from '../rules.ts';
import { type Format, moreToken, readQuestion } from './rules.ts';

const activitiesIn = (statement: Statement): readonly string[] => {
  const inner = innerOf(statement);
  return [statement, ...(inner === undefined ? [] : [inner])].flatMap((one) => [
    ...(isActivity(one.object) ? [String(one.object['id'])] : []),
    ...contextActivitiesOf(one).map(({ id }) => String(id)),
  ]);
};

/** The texts of rows in the format that is asked for. `exact` is the kept text itself, not made anew. */
const textsOf = async (
  db: Db,
  { county, client }: Hand,
  rows: readonly Row[],
  { format, language }: { readonly format: Format; readonly language: string | undefined },
): Promise<readonly string[]> => {
  const names =
    client.personId === undefined
      ? new Map([[client.id, client.name]])
      : await senders(
          db,
          rows.map((row) => row.client_id),
        );
  const authorities = new Map([...names].map(([id, name]) => [id, authorityOf(county, { id, name })]));
  const exact = rows.map(({ client_id: id, sealed, stored }) =>
    toldText(openKept(county, sealed), {
      stored: new Date(stored).toISOString(),
      authority: authorities.get(id) ?? authorityOf(county, { id, name: '' }),
    }),
  );
  if (format === 'exact') return exact;
  const statements = exact.map((text) => JSON.parse(text) as Statement);
  if (format === 'ids') return statements.map((one) => JSON.stringify(byIds(one)));
  const known = await definitionsFor(db, client.id, [...new Set(statements.flatMap(activitiesIn))]);
  return statements.map(canonically(known, language)).map((one) => JSON.stringify(one));
};

/** With the data of attachments behind it (Communication 1.5.2). */
const withAttachments = async (db: Db, { county }: Hand, rows: readonly Row[], answer: Answer): Promise<Answer> => {
  const held = await attachmentsOf(
    db,
    county,
    rows.map(({ id }) => id),
  );
  const boundary = `zhibu-${randomUUID()}`;
  const parts: readonly Part[] = [
    { headers: { 'Content-Type': 'application/json' }, body: Buffer.from(answer.body ?? '') },
    ...[...held].map(([digest, { mediaType, bytes }]) => ({
      headers: {
        'Content-Type': mediaType,
        'Content-Transfer-Encoding': 'binary',
        'X-Experience-API-Hash': digest,
      },
      body: bytes,
    })),
  ];
  return {
    ...answer,
    headers: { ...answer.headers, 'content-type': `multipart/mixed; boundary="${boundary}"` },
    body: writeParts(parts, boundary),
  };
};

const one = async (
  db: Db,
  hand: Hand,
  call: Call,
  question: Extract<ReturnType<typeof readQuestion>, { kind: 'one' }>,
) => {
  const row = await oneRow(db, hand.client, question);
  if (row === undefined) throw new Refused(404, 'no statement of this id can be read here');
  const [text] = await textsOf(db, hand, [row], { format: question.format, language: call.headers['accept-language'] });
  const answer = json(text ?? '', { 'last-modified': new Date(row.stored).toUTCString() });
  return { rows: [row], answer };
};

const many = async (
  db: Db,
  hand: Hand,
  call: Call,
  question: Extract<ReturnType<typeof readQuestion>, { kind: 'many' }>,
) => {
  const found = await statementRows(db, hand.county, hand.client, question);
  const rows = found.slice(0, question.limit);
  const texts = await textsOf(db, hand, rows, { format: question.format, language: call.headers['accept-language'] });
  const last = rows.at(-1);
  const more =
    found.length > rows.length && last !== undefined ? `/xapi/statements?more=${moreToken(call.params, last)}` : '';
  return { rows, answer: json(`{"statements":[${texts.join(',')}],"more":${JSON.stringify(more)}}`) };
};

export const answerStatements = async (hand: Hand, call: Call): Promise<Answer> => {
  const question = readQuestion(call.params);
  const { county, scope, client } = hand;
  if (client.personId !== undefined) await noteLearnt(county, scope, client.personId);
  const db = hand.county.read(hand.scope);
  const { rows, answer } =
    question.kind === 'one' ? await one(db, hand, call, question) : await many(db, hand, call, question);
  return question.attachments ? withAttachments(db, hand, rows, answer) : answer;
};

/** For every answer about statements. */
export const throughHeader = async ({ county, scope }: Hand): Promise<string> =>
  consistentThrough(county.read(scope), county);

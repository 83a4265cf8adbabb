/** A statement in a line for its learner, and where a list goes on. */
import { invalid } from '#shared/errors.ts';
import { innerOf, isActivity, type Statement } from '../shapes/rules.ts';
import { isRecord, type Props } from '../shapes/values/rules.ts';
import type { Place } from '../statements/asking/rules.ts';

/** Of a language map the Chinese entry, else the first. */
const wordIn = (map: unknown): string | undefined => {
  if (!isRecord(map)) return undefined;
  const tags = Object.keys(map);
  const tag = tags.find((one) => one.toLowerCase().startsWith('zh')) ?? tags[0];
  const word = tag === undefined ? undefined : map[tag];
  return typeof word === 'string' && word.trim() !== '' ? word : undefined;
};

/** The last part of an IRI says most of what it names. */
const tailOf = (iri: string): string => decodeURI(iri.split(/[/#:]/).findLast((part) => part !== '') ?? iri);
const tail = (iri: unknown): string => {
  try {
    return tailOf(String(iri));
  } catch {
    return String(iri);
  }
};

const objectName = (statement: Statement): string => {
  const { object } = statement;
  const inner = innerOf(statement);
  if (inner !== undefined) return objectName(inner);
  if (isActivity(object)) {
    const definition: Props = isRecord(object['definition']) ? object['definition'] : {};
    return wordIn(definition['name']) ?? tail(object['id']);
  }
  return typeof object['name'] === 'string' ? object['name'] : tail(object['id'] ?? object['mbox'] ?? '');
};

export const namesIn = (statement: Statement): { readonly verb: string; readonly object: string } => ({
  verb: wordIn((statement.verb as Props)['display']) ?? tail(statement.verb.id),
  object: objectName(statement),
});

export const cursorOf = ({ stored, position }: Place): string => `${stored}.${position}`;

/** @throws AppError invalid for a cursor of somebody else's making */
export const placeIn = (cursor: string | undefined): Place | undefined => {
  if (cursor === undefined) return undefined;
  const { stored, position } =
    /^(?<stored>\d{4}-\d\d-\d\dT[\d:.]+Z)\.(?<position>\d{1,15})$/.exec(cursor)?.groups ?? {};
  if (stored === undefined || Number.isNaN(Date.parse(stored))) throw invalid('query.cursor', 'bad_value');
  return { stored, position: Number(position) };
};

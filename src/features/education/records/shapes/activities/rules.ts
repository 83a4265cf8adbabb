/** Activities with their definitions (Data 2.4.4.1). */
import { malformed } from '../../refusals/rules.ts';
import { among, type Check, extensions, iri, languageMap, listOf, objectOf, record, string } from '../values/rules.ts';

/** Which lists of components each kind of interaction takes. */
const componentsOf: Readonly<Record<string, readonly string[]>> = {
  'true-false': [],
  choice: ['choices'],
  'fill-in': [],
  'long-fill-in': [],
  matching: ['source', 'target'],
  performance: ['steps'],
  sequencing: ['choices'],
  likert: ['scale'],
  numeric: [],
  other: [],
};

const component = objectOf({ id: string, description: languageMap }, ['id']);
const componentList: Check = (value, at) => {
  listOf(component)(value, at);
  const ids = (value as readonly { readonly id: string }[]).map(({ id }) => id);
  if (new Set(ids).size < ids.length) throw malformed(at, 'has an id twice');
};
const lists = [...new Set(Object.values(componentsOf).flat())];

const definitionShape = objectOf({
  name: languageMap,
  description: languageMap,
  type: iri,
  moreInfo: iri,
  extensions,
  interactionType: among(Object.keys(componentsOf)),
  correctResponsesPattern: listOf(string),
  ...Object.fromEntries(lists.map((name) => [name, componentList])),
});

export const definition: Check = (value, at) => {
  definitionShape(value, at);
  const held = record(value, at);
  const kind = held['interactionType'];
  const taken = typeof kind === 'string' ? ['correctResponsesPattern', ...(componentsOf[kind] ?? [])] : [];
  for (const name of ['correctResponsesPattern', ...lists])
    if (held[name] !== undefined && !taken.includes(name))
      throw malformed(
        `${at}.${name}`,
        typeof kind === 'string' ? `does not go with ${kind}` : 'lacks an interactionType',
      );
};

export const activity = objectOf({ objectType: among(['Activity']), id: iri, definition }, ['id']);

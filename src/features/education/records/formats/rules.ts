/** How statements are told: by identifiers alone, or with what the store holds to be canonical, in one language (Communication 2.1.3). */
import { isActivity, isActor, type Statement } from '../shapes/rules.ts';
import { isRecord, type Props } from '../shapes/values/rules.ts';

type Change = (held: Props) => Props;

interface Changes {
  readonly agent: Change;
  readonly activity: Change;
  readonly verb: Change;
}

const each = (value: unknown, change: Change): unknown =>
  Array.isArray(value)
    ? value.map((one) => (isRecord(one) ? change(one) : one))
    : isRecord(value)
      ? change(value)
      : value;

/** The objects of a statement, and of one inside it, each through its change. */
const walk = (statement: Props, changes: Changes): Props => {
  const { agent, activity, verb } = changes;
  const object = statement['object'];
  const context = statement['context'];
  const changed = (held: Props): Props => {
    if (held['objectType'] === 'SubStatement') return walk(held, changes);
    if (isActor(held)) return agent(held);
    return isActivity(held) ? activity(held) : held;
  };
  const around = (held: Props): Props => {
    const kinds = held['contextActivities'];
    return {
      ...held,
      ...(held['instructor'] === undefined ? {} : { instructor: each(held['instructor'], agent) }),
      ...(held['team'] === undefined ? {} : { team: each(held['team'], agent) }),
      ...(isRecord(kinds)
        ? {
            contextActivities: Object.fromEntries(
              Object.entries(kinds).map(([kind, list]) => [kind, each(list, activity)]),
            ),
          }
        : {}),
    };
  };
  return {
    ...statement,
    actor: each(statement['actor'], agent),
    verb: each(statement['verb'], verb),
    object: each(object, changed),
    ...(isRecord(context) ? { context: around(context) } : {}),
    ...(statement['authority'] === undefined ? {} : { authority: each(statement['authority'], agent) }),
  };
};

const identifiers = ['objectType', 'mbox', 'mbox_sha1sum', 'openid', 'account'];
const only = (held: Props, names: readonly string[]): Props =>
  Object.fromEntries(Object.entries(held).filter(([name]) => names.includes(name)));

const barely: Change = (held) => {
  const shown = only(held, identifiers);
  const isAnonymous = Object.keys(shown).every((name) => name === 'objectType');
  // A group without an identifier is known by its members alone.
  return isAnonymous ? { ...shown, member: each(held['member'], barely) } : shown;
};

export const byIds = (statement: Statement): Props =>
  walk(statement, {
    agent: barely,
    activity: (held) => only(held, ['objectType', 'id']),
    verb: (held) => only(held, ['id']),
  });

interface Liked {
  readonly tag: string;
  readonly weight: number;
}

const likedOf = (header: string | undefined): readonly Liked[] =>
  (header ?? '')
    .split(',')
    .map((part) => {
      const [tag = '', ...params] = part.trim().split(/\s*;\s*/);
      const q = params.find((param) => param.startsWith('q='))?.slice(2);
      return { tag: tag.toLowerCase(), weight: q === undefined ? 1 : Number(q) || 0 };
    })
    .filter(({ tag, weight }) => tag !== '' && weight > 0)
    .toSorted((a, b) => b.weight - a.weight);

/** Of a language map the entry that is liked best; the first where none is. */
const inOneLanguage = (map: Props, liked: readonly Liked[]): Props => {
  const tags = Object.keys(map);
  const fits = (tag: string, range: string): boolean =>
    range === '*' || tag.toLowerCase() === range || tag.toLowerCase().startsWith(`${range}-`);
  const best =
    liked.flatMap(({ tag: range }) => tags.find((tag) => fits(tag, range)) ?? [])[0] ??
    // "en-GB" is asked for and only "en" is there: better than another language.
    liked.flatMap(({ tag: range }) => tags.find((tag) => range.startsWith(`${tag.toLowerCase()}-`)) ?? [])[0] ??
    tags[0];
  return best === undefined ? map : { [best]: map[best] };
};

const componentLists = ['choices', 'scale', 'source', 'target', 'steps'];

const definitionIn = (definition: Props, liked: readonly Liked[]): Props =>
  Object.fromEntries(
    Object.entries(definition).map(([name, held]) => {
      if ((name === 'name' || name === 'description') && isRecord(held)) return [name, inOneLanguage(held, liked)];
      if (!componentLists.includes(name)) return [name, held];
      const one: Change = (component) =>
        isRecord(component['description'])
          ? { ...component, description: inOneLanguage(component['description'], liked) }
          : component;
      return [name, each(held, one)];
    }),
  );

/** With the definitions that the store knows, each text in the language that is liked best. */
export const canonically =
  (definitions: ReadonlyMap<string, unknown>, acceptLanguage: string | undefined) =>
  (statement: Statement): Props => {
    const liked = likedOf(acceptLanguage);
    return walk(statement, {
      agent: (held) => held,
      activity: (held) => {
        const known = definitions.get(String(held['id'])) ?? held['definition'];
        return isRecord(known) ? { ...held, definition: definitionIn(known, liked) } : held;
      },
      verb: (held) => (isRecord(held['display']) ? { ...held, display: inOneLanguage(held['display'], liked) } : held),
    });
  };

/** The plain values of statements (Data 4.1 to 4.6), and how objects are put together of them. */
import { malformed } from '../../refusals/rules.ts';

/**
 * @throws Refused where the value is not of that kind. `at` is the place that the refusal names; below an empty one no place is made up,
 * which is for whoever only wants to know.
 */
export type Check = (value: unknown, at: string) => void;
export type Props = Readonly<Record<string, unknown>>;

export const isRecord = (value: unknown): value is Props =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

export const record = (value: unknown, at: string): Props => {
  if (!isRecord(value)) throw malformed(at, 'must be an object');
  return value;
};

export const string: Check = (value, at) => {
  if (typeof value !== 'string') throw malformed(at, 'must be a string');
};
export const boolean: Check = (value, at) => {
  if (typeof value !== 'boolean') throw malformed(at, 'must be true or false');
};
export const number: Check = (value, at) => {
  if (typeof value !== 'number') throw malformed(at, 'must be a number');
};

const matching =
  (pattern: RegExp, what: string): Check =>
  (value, at) => {
    if (typeof value !== 'string' || !pattern.test(value)) throw malformed(at, `must be ${what}`);
  };

export const among =
  (values: readonly string[]): Check =>
  (value, at) => {
    if (typeof value !== 'string' || !values.includes(value))
      throw malformed(at, `must be one of ${values.join(', ')}`);
  };

/** With a scheme; what stands in no IRI (RFC 3987) does not stand here. */
export const iri = matching(/^[A-Za-z][A-Za-z\d+.-]*:[^\s\p{Cc}<>"{}|\\^`]+$/u, 'an IRI with a scheme');
export const uuidPattern = /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/i;
export const uuid = matching(uuidPattern, 'a UUID');
export const mailto = matching(/^mailto:[^\s@<>]+@[^\s@<>]+$/, 'mailto: and an address');
export const sha1 = matching(/^[\da-f]{40}$/i, 'a SHA-1 digest in hexadecimal');
export const sha2 = matching(/^([\da-f]{56}|[\da-f]{64}|[\da-f]{96}|[\da-f]{128})$/i, 'a SHA-2 digest in hexadecimal');
export const mediaType = matching(/^[\w!#$&^.+-]+\/[\w!#$&^.+-]+\s*(;.*)?$/, 'a media type');

/** RFC 5646: language, extended languages, script, region, variants, extensions, private use. */
const tag =
  /^(?:(?:[a-z]{2,3}(?:-[a-z]{3}){0,3}|[a-z]{4}|[a-z]{5,8})(?:-[a-z]{4})?(?:-(?:[a-z]{2}|\d{3}))?(?:-(?:[a-z\d]{5,8}|\d[a-z\d]{3}))*(?:-[a-wyz\d](?:-[a-z\d]{2,8})+)*(?:-x(?:-[a-z\d]{1,8})+)?|x(?:-[a-z\d]{1,8})+|i-[a-z]{3,8})$/i;
export const language = matching(tag, 'a language tag');

const moment =
  /^(?<day>\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])|\d{4}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01]))T(?<hour>[01]\d|2[0-4])(?::?(?<minute>[0-5]\d)(?::?(?<second>[0-5]\d|60)(?:[.,](?<part>\d+))?)?)?(?<zone>Z|[+-](?:0\d|1\d|2[0-3])(?::?[0-5]\d)?)?$/;
/** Zero to the west is no zone of ISO 8601. */
const noZone = /-00(:?00)?$/;

const zoneOf = (zone: string): string =>
  zone === 'Z' ? zone : `${zone.slice(0, 3)}:${zone.slice(3).replace(':', '') || '00'}`;

/** As most programs write it, which the language reads by itself; of a day that is none it makes another. */
const usual = /^\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])T(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d(?:\.\d{1,9})?Z$/;

/** Milliseconds since 1970; without a zone it is UTC. NaN where it is none. */
export const instantOf = (value: string): number => {
  if (usual.test(value)) {
    const instant = Date.parse(value);
    return new Date(instant).getUTCDate() === Number(value.slice(8, 10)) ? instant : Number.NaN;
  }
  const { day, hour, minute = '00', second = '00', part = '0', zone = 'Z' } = moment.exec(value)?.groups ?? {};
  if (day === undefined || noZone.test(value.slice(10))) return Number.NaN;
  const plain = day.replaceAll('-', '');
  const date = `${plain.slice(0, 4)}-${plain.slice(4, 6)}-${plain.slice(6)}`;
  // 31 February is no day, though the language makes one of it.
  if (!new Date(`${date}T00:00:00Z`).toISOString().startsWith(date)) return Number.NaN;
  // A leap second is the end of the one before.
  const seconds = second === '60' ? '59.999' : `${second}.${part}`;
  return Date.parse(`${date}T${hour}:${minute}:${seconds}${zoneOf(zone)}`);
};

export const timestamp: Check = (value, at) => {
  if (typeof value !== 'string' || Number.isNaN(instantOf(value)))
    throw malformed(at, 'must be a date and time of ISO 8601');
};

/**
 * The designators of ISO 8601 in their order; weeks stand alone, and so do the seconds of an example of the text. It is looked at for its
 * form alone, and read nowhere.
 */
export const duration = matching(
  /^P(?:\d+(?:[.,]\d+)?[WS]|(?=.)(?:\d+(?:[.,]\d+)?Y)?(?:\d+(?:[.,]\d+)?M)?(?:\d+(?:[.,]\d+)?D)?(?:T(?=\d)(?:\d+(?:[.,]\d+)?H)?(?:\d+(?:[.,]\d+)?M)?(?:\d+(?:[.,]\d+)?S)?)?)$/,
  'a period of ISO 8601',
);

export const listOf =
  (check: Check): Check =>
  (value, at) => {
    if (!Array.isArray(value)) throw malformed(at, 'must be an array');
    for (const [n, one] of value.entries()) check(one, at === '' ? at : `${at}[${n}]`);
  };

/** Keys by one check, values by another. */
export const mapOf =
  (key: Check, held: Check): Check =>
  (value, at) => {
    const map = record(value, at);
    for (const name of Object.keys(map)) {
      key(name, at === '' ? at : `${at}, the key ${name}`);
      held(map[name], at === '' ? at : `${at}.${name}`);
    }
  };

export const languageMap = mapOf(language, string);
/** What an extension holds is never a reason to refuse (Data 4.1). */
export const extensions = mapOf(iri, () => undefined);

/** An object of these properties and no other. */
export const objectOf = (props: Readonly<Record<string, Check>>, required: readonly string[] = []): Check => {
  const checks = new Map(Object.entries(props));
  return (value, at) => {
    const held = record(value, at);
    for (const name of required) if (held[name] === undefined) throw malformed(at, `lacks ${name}`);
    for (const name of Object.keys(held)) {
      const check = checks.get(name);
      if (check === undefined) throw malformed(at, `has no property ${name}`);
      check(held[name], at === '' ? at : `${at}.${name}`);
    }
  };
};

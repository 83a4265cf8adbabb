/** Rows that probably mean a person who is already known, in the register or higher up in the same file. People decide. */
import { checkIdNumber } from '../../identity/rules.ts';

/** What is compared. Hashes are keyed hashes of the plain value; without a key nobody can search for one. */
export interface Person {
  /** Names the person to the caller: an id of the register, or a line of the file. */
  readonly key: string;
  readonly name?: string;
  readonly birthDate?: string;
  readonly idHash?: string;
  readonly phoneHash?: string;
}

/**
 * `same_id` the same ID number; `near_id` an ID number that is wrong by one digit or one swap; `name_and_birth` and
 * `name_and_phone` as they say.
 */
export type DuplicateReason = 'same_id' | 'near_id' | 'name_and_birth' | 'name_and_phone';

export interface Duplicate {
  readonly key: string;
  readonly reason: DuplicateReason;
}

export interface Asked extends Person {
  /** Hashes of the numbers that a faulty ID number may have meant: `idNeighbours`, hashed. */
  readonly nearHashes?: readonly string[];
}

/**
 * The valid ID numbers from which a faulty one differs in one character or in two neighbours swapped. A valid number
 * has none: its check character catches both.
 */
export const idNeighbours = (idNumber: string): string[] => {
  if (!/^\d{17}[\dX]$/.test(idNumber)) return [];
  const found = new Set<string>();
  const offer = (text: string): void => {
    if (text !== idNumber && checkIdNumber(text).ok) found.add(text);
  };
  for (let at = 0; at < 18; at++) {
    for (const digit of at === 17 ? '0123456789X' : '0123456789')
      offer(idNumber.slice(0, at) + digit + idNumber.slice(at + 1));
    if (at < 17) offer(`${idNumber.slice(0, at)}${idNumber[at + 1]}${idNumber[at]}${idNumber.slice(at + 2)}`);
  }
  return [...found];
};

export interface DuplicateIndex {
  add(person: Person): void;
  /** Everybody that the person may be, the surest reason first; each once. */
  find(asked: Asked): Duplicate[];
}

/** Almost everybody is alone under a name or a number: a list is made for the second one only. */
type Many<T> = T | T[];

const put = <T extends number | string>(map: Map<string, Many<T>>, at: string, one: T): void => {
  const before = map.get(at);
  if (Array.isArray(before)) before.push(one);
  else map.set(at, before === undefined ? one : [before, one]);
};

const listOf = <T extends number | string>(many: Many<T> | undefined): readonly T[] => {
  if (many === undefined) return [];
  return Array.isArray(many) ? many : [many];
};

/** An index in memory: 50,000 people take about 8 MB. Lists of plain values are what the engine's collector passes over quickest. */
export const duplicateIndex = (people: Iterable<Person> = []): DuplicateIndex => {
  const byId = new Map<string, Many<string>>();
  /** Places in the lists. */
  const byName = new Map<string, Many<number>>();
  const keys: string[] = [];
  const births: string[] = [];
  const phones: string[] = [];
  const add = ({ key, name, birthDate = '', idHash, phoneHash = '' }: Person): void => {
    if (idHash) put(byId, idHash, key);
    if (!name || (birthDate === '' && phoneHash === '')) return;
    put(byName, name, keys.push(key) - 1);
    births.push(birthDate);
    phones.push(phoneHash);
  };
  const find = ({ key: own, name, birthDate, idHash, phoneHash, nearHashes = [] }: Asked): Duplicate[] => {
    const found = new Map<string, DuplicateReason>();
    const take = (key: string | undefined, reason: DuplicateReason): void => {
      if (key !== undefined && key !== own && !found.has(key)) found.set(key, reason);
    };
    if (idHash) for (const key of listOf(byId.get(idHash))) take(key, 'same_id');
    for (const hash of nearHashes) for (const key of listOf(byId.get(hash))) take(key, 'near_id');
    const namesakes = name ? listOf(byName.get(name)) : [];
    if (birthDate) for (const at of namesakes) if (births[at] === birthDate) take(keys[at], 'name_and_birth');
    if (phoneHash) for (const at of namesakes) if (phones[at] === phoneHash) take(keys[at], 'name_and_phone');
    return found.size === 0 ? [] : [...found].map(([key, reason]) => ({ key, reason }));
  };
  for (const person of people) add(person);
  return { add, find };
};

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

/** Almost everybody is alone at a place: a list is made for the second one only. */
type Keys = string | string[];

/** An index in memory: 50,000 people take about 10 MB. */
export const duplicateIndex = (people: Iterable<Person> = []): DuplicateIndex => {
  const byId = new Map<string, Keys>();
  const byBirth = new Map<string, Keys>();
  const byPhone = new Map<string, Keys>();
  const put = (map: Map<string, Keys>, at: string, key: string): void => {
    const keys = map.get(at);
    if (Array.isArray(keys)) keys.push(key);
    else map.set(at, keys === undefined ? key : [keys, key]);
  };
  const add = ({ key, name, birthDate, idHash, phoneHash }: Person): void => {
    if (idHash) put(byId, idHash, key);
    if (name && birthDate) put(byBirth, `${name}|${birthDate}`, key);
    if (name && phoneHash) put(byPhone, `${name}|${phoneHash}`, key);
  };
  const find = ({ key: own, name, birthDate, idHash, phoneHash, nearHashes = [] }: Asked): Duplicate[] => {
    const found = new Map<string, DuplicateReason>();
    const take = (keys: Keys = [], reason: DuplicateReason): void => {
      for (const key of Array.isArray(keys) ? keys : [keys]) if (key !== own && !found.has(key)) found.set(key, reason);
    };
    if (idHash) take(byId.get(idHash), 'same_id');
    for (const hash of nearHashes) take(byId.get(hash), 'near_id');
    if (name && birthDate) take(byBirth.get(`${name}|${birthDate}`), 'name_and_birth');
    if (name && phoneHash) take(byPhone.get(`${name}|${phoneHash}`), 'name_and_phone');
    return [...found].map(([key, reason]) => ({ key, reason }));
  };
  for (const person of people) add(person);
  return { add, find };
};

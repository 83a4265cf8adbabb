/** Statements that are right, or wrong in one thing, and what a store makes of them. */
import { allOf, type Fields, type Must, newActivity, refused, statement, taken } from './xapi-ground.ts';

/** Each statement of the list is refused. */
export const noneOf =
  (...values: readonly (() => unknown)[]): Must['met'] =>
  (ground) =>
    allOf(values.map((make) => refused(ground, make())));
/** Each is taken. */
export const eachOf =
  (...values: readonly (() => unknown)[]): Must['met'] =>
  (ground) =>
    allOf(values.map((make) => taken(ground, make())));

export const account = { account: { homePage: 'https://example.com', name: 'a1' } };
export const definition = (more: Fields): Fields => statement({ object: { ...newActivity(), definition: more } });
export const result = (more: Fields): Fields => statement({ result: more });
export const context = (more: Fields): Fields => statement({ context: more });
export const inner = (more: Fields = {}): Fields =>
  statement({ object: { objectType: 'SubStatement', ...statement(), ...more } });
export const without = (name: string): Fields =>
  Object.fromEntries(Object.entries(statement()).filter(([key]) => key !== name));

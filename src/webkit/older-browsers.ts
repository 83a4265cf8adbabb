/**
 * The few methods that the oldest supported browsers (Chrome 88, Safari 14: the web views of village phones) lack.
 * Imported first by every entry.
 */
const add = (prototype: object, name: string, value: (...given: never[]) => unknown): void => {
  if (!(name in prototype)) Object.defineProperty(prototype, name, { value, writable: true, configurable: true });
};

function at(this: ArrayLike<unknown>, place: number): unknown {
  return this[place < 0 ? this.length + place : place];
}

function toSorted<T>(this: readonly T[], compare?: (a: T, b: T) => number): T[] {
  // oxlint-disable-next-line unicorn/no-array-sort -- this is what toSorted is made of
  return [...this].sort(compare);
}

function toReversed<T>(this: readonly T[]): T[] {
  // oxlint-disable-next-line unicorn/no-array-reverse -- this is what toReversed is made of
  return [...this].reverse();
}

function findLast<T>(this: readonly T[], fits: (value: T) => boolean): T | undefined {
  for (let place = this.length - 1; place >= 0; place -= 1) {
    const value = this[place];
    if (value !== undefined && fits(value)) return value;
  }
  return undefined;
}

add(Array.prototype, 'at', at);
add(String.prototype, 'at', at);
add(Array.prototype, 'toSorted', toSorted);
add(Array.prototype, 'toReversed', toReversed);
add(Array.prototype, 'findLast', findLast);
add(Object, 'hasOwn', (thing: object, name: PropertyKey) => Object.prototype.hasOwnProperty.call(thing, name));

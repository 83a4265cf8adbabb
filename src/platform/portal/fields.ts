/** What was typed into a form, by the name of its field. */
export type Typed = Readonly<Record<string, string | undefined>>;

/** More fields than any form of ours has. */
const most = 100;

/** A page cannot show them, and the database cannot hold them. */
const unshown = /\0|\p{Surrogate}/gu;

/**
 * The fields of an urlencoded body. A name that comes twice counts once; line ends are the ones that a text holds here. Without a
 * prototype, so that no name means more than a name.
 */
export const readFields = (body: string): Typed => {
  const typed = Object.create(null) as Record<string, string>;
  let count = 0;
  for (const [name, value] of new URLSearchParams(body)) {
    if (name in typed) continue;
    count += 1;
    if (count > most) break;
    typed[name] = value.replaceAll(/\r\n?/g, '\n');
  }
  return typed;
};

/** Fields as a page shows them again. */
export const shownFields = (typed: Typed): Typed =>
  Object.assign(
    Object.create(null) as object,
    Object.fromEntries(Object.entries(typed).map(([name, value]) => [name, value?.replaceAll(unshown, '�')])),
  );

/** A field that was left empty is no answer. */
export const given = (value: string | undefined): string | undefined =>
  value === undefined || value.trim() === '' ? undefined : value;

/** A box that was ticked. */
export const ticked = (value: string | undefined): boolean => value !== undefined && value !== '';

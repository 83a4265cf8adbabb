/** What was typed into a form, by the name of its field. */
export type Typed = Readonly<Record<string, string | undefined>>;

/** What a form brought: its fields, and the files that were chosen for the one field that takes them. */
export interface Sent {
  readonly typed: Typed;
  readonly files: readonly Buffer[];
}

/** More fields than any form of ours has. */
const most = 100;

/** A page cannot show them, and the database cannot hold them. */
const unshown = /\0|\p{Surrogate}/gu;

/**
 * The fields of an urlencoded body. A name that comes twice counts once; line ends are the ones that a text holds here. Without a
 * prototype, so that no name means more than a name.
 */
export const readFields = (body: string): Typed => fieldsOf(new URLSearchParams(body));

const fieldsOf = (given: Iterable<readonly [string, string]>): Typed => {
  const typed = Object.create(null) as Record<string, string>;
  let count = 0;
  for (const [name, value] of given) {
    if (name in typed) continue;
    count += 1;
    if (count > most) break;
    typed[name] = value.replaceAll(/\r\n?/g, '\n');
  }
  return typed;
};

/** More files than anybody chooses; how many a form takes is its endpoint's matter. */
const mostFiles = 50;

/**
 * A body of several parts, as forms with files send it. Files of other fields than `name` are left out.
 * @throws TypeError for what is no such body
 */
export const readParts = async (body: Buffer, contentType: string, name: string): Promise<Sent> => {
  const parts = [
    ...(await new Response(new Uint8Array(body), { headers: { 'content-type': contentType } }).formData()),
  ];
  const files = parts.flatMap(([of, value]) => (of === name && typeof value !== 'string' ? [value] : []));
  // A browser sends an empty file without a name where none was chosen.
  const chosen = files.filter((file) => file.size > 0 || file.name !== '').slice(0, mostFiles);
  return {
    typed: fieldsOf(parts.flatMap(([of, value]) => (typeof value === 'string' ? [[of, value] as const] : []))),
    files: await Promise.all(chosen.map(async (file) => Buffer.from(await file.arrayBuffer()))),
  };
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

/**
 * Documents with named places: `{name}` stands for a text, `{#rows}…{/rows}` around the cells of a table row for as many rows as
 * there are. Values are text and stay text, whatever they contain.
 */
import type { DXT, default as Docxtemplater } from 'docxtemplater';
import { fault, templateRefused, type TemplateFault } from './template-faults.ts';
import { WordParts } from './word-parts.ts';
import { writable } from './writable.ts';

export interface TemplatePlaces {
  /** Names of single places. */
  readonly texts: readonly string[];
  /** Names of repeated rows, and the places inside each. */
  readonly rows: Readonly<Record<string, readonly string[]>>;
}

export interface TemplateValues {
  readonly texts: Readonly<Record<string, string>>;
  readonly rows: Readonly<Record<string, readonly Readonly<Record<string, string>>[]>>;
}

interface Tag {
  /** `placeholder`, or what stands between the places. */
  readonly type: string;
  readonly value: string;
  readonly module?: string;
  readonly inverted?: boolean;
  readonly subparsed?: readonly Tag[];
}

const placesAmong = (parts: readonly Tag[]): readonly Tag[] => parts.filter(({ type }) => type === 'placeholder');

/** A name is looked up as it stands: no expression, no path, nothing of a prototype. */
const parser = (name: string) => ({
  get: (scope: ReadonlyMap<string, unknown>): unknown => scope.get(name),
});

type Document = Docxtemplater<WordParts>;

const opened = async (parts: WordParts, modules: DXT.Module[] = []): Promise<Document> => {
  const { default: Template } = await import('docxtemplater');
  return new Template(parts, {
    paragraphLoop: true,
    linebreaks: true,
    delimiters: { start: '{', end: '}' },
    syntax: { changeDelimiterPrefix: null, allowUnopenedTag: false, allowUnclosedTag: false },
    nullGetter: () => '',
    errorLogging: false,
    parser,
    modules,
  });
};

const explained: Readonly<Record<string, string>> = {
  unclosed_tag: 'template.unclosed',
  unopened_tag: 'template.unopened',
  unclosed_loop: 'template.unclosed_rows',
  unopened_loop: 'template.unopened_rows',
  closing_tag_does_not_match_opening_tag: 'template.unclosed_rows',
  raw_xml_tag_should_be_only_text_in_paragraph: 'template.raw',
  duplicate_open_tag: 'template.unclosed',
  duplicate_close_tag: 'template.unopened',
};

interface LibraryFault {
  readonly properties?: { readonly id?: string; readonly xtag?: string; readonly errors?: readonly LibraryFault[] };
}

const faultsOf = (error: unknown): readonly TemplateFault[] => {
  const { properties } = error as LibraryFault;
  const parts = properties?.errors ?? [error as LibraryFault];
  return parts.slice(0, 20).map((part) => {
    const place = writable(part.properties?.xtag ?? '').slice(0, 40);
    return fault(explained[part.properties?.id ?? ''] ?? 'template.broken', { place });
  });
};

/** What the library has read, as it tells its modules; its own inspector asks for a package that it does not bring along. */
const tagsOf = async (parts: WordParts): Promise<readonly Tag[]> => {
  const heard: Tag[] = [];
  const listener: DXT.Module = {
    name: 'places',
    set: ({ inspect }: { readonly inspect?: { readonly postparsed?: readonly Tag[] } }) => {
      heard.push(...placesAmong(inspect?.postparsed ?? []));
    },
  };
  try {
    await opened(parts, [listener]);
  } catch (error) {
    throw templateRefused(faultsOf(error));
  }
  return heard;
};

const isRaw = ({ module }: Tag): boolean => module !== undefined && module !== 'loop';

/** Full-width braces that an input method leaves behind, or a place named with spaces around. */
const wide = /[｛{]\s*([^{}｛｝\s][^{}｛｝]{0,30}?)\s*｝|｛\s*([^{}｛｝]{1,30}?)\s*\}/u;

/**
 * What a template asks for, held against what there is.
 * @throws AppError invalid naming unknown and missing places, marks that are not closed, and whatever would insert more than text
 */
export const checkPlaces = async (
  bytes: Uint8Array,
  known: TemplatePlaces,
  required: readonly string[],
): Promise<void> => {
  const parts = await WordParts.of(bytes);
  const faults: TemplateFault[] = [];
  const found = new Set<string>();
  const unknown = (tag: Tag): void => {
    faults.push(fault(isRaw(tag) ? 'template.raw' : 'template.unknown', { place: writable(tag.value).slice(0, 40) }));
  };
  for (const tag of await tagsOf(parts)) {
    found.add(tag.value);
    const inside = Object.hasOwn(known.rows, tag.value) ? known.rows[tag.value] : undefined;
    if (isRaw(tag)) unknown(tag);
    else if (tag.module !== 'loop') {
      if (!known.texts.includes(tag.value)) unknown(tag);
    } else if (inside === undefined || tag.inverted === true) unknown(tag);
    else
      for (const each of placesAmong(tag.subparsed ?? []))
        if (each.module !== undefined || (!inside.includes(each.value) && !known.texts.includes(each.value)))
          unknown(each);
  }
  const words = parts.text('word/document.xml').replaceAll(/<[^>]+>/g, '');
  const mistyped = wide.exec(words);
  if (mistyped) faults.push(fault('template.wide_braces', { place: (mistyped[1] ?? mistyped[2] ?? '').slice(0, 40) }));
  for (const place of required) if (!found.has(place)) faults.push(fault('template.missing', { place }));
  if (faults.length > 0) throw templateRefused(faults.slice(0, 30));
};

const textsOf = (values: Readonly<Record<string, string>>): ReadonlyMap<string, unknown> =>
  new Map(Object.entries(values).map(([name, value]) => [name, writable(value)]));

/** The document with its places filled, as the bytes of a .docx file. */
export const fillTemplate = async (bytes: Uint8Array, { texts, rows }: TemplateValues): Promise<Buffer> => {
  const lines = Object.entries(rows).map(([name, each]) => [name, each.map(textsOf)] as const);
  const values = new Map<string, unknown>([...textsOf(texts), ...lines]);
  const document = await opened(await WordParts.of(bytes));
  document.render(values);
  return document.getZip().packed();
};

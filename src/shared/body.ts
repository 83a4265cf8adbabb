/** The body of an article: a document of the editor as data. What is not in these lists is refused; what is left is safe to show. */
export const listTypes = ['bulletList', 'orderedList'] as const;
export const blockTypes = ['paragraph', 'heading', ...listTypes, 'blockquote', 'horizontalRule', 'image'] as const;
export const nodeTypes = ['doc', ...blockTypes, 'listItem', 'hardBreak', 'text'] as const;
export type NodeType = (typeof nodeTypes)[number];
export const markTypes = ['bold', 'italic', 'link'] as const;
export const headingLevels = [2, 3] as const;

export interface BodyMark {
  readonly type: (typeof markTypes)[number];
  /** Of a link: what `isLink` allows. */
  readonly attrs?: { readonly href: string };
}

export interface BodyNode {
  readonly type: NodeType;
  /** Heading: `level`. Ordered list: `start`. Image: `file` (its id), `alt`, `caption`. */
  readonly attrs?: Readonly<Record<string, string | number>>;
  readonly content?: readonly BodyNode[];
  readonly text?: string;
  readonly marks?: readonly BodyMark[];
}

export interface Body extends BodyNode {
  readonly type: 'doc';
}

/** How much one article may hold. */
export const bodyLimits = { characters: 60_000, nodes: 5_000, images: 30, listDepth: 4, alt: 200, href: 500 } as const;

/** Why a body was refused: a key of the messages. */
export const bodyFaults = ['body_shape', 'body_node', 'body_link', 'body_image', 'body_alt', 'body_too_long'] as const;
export type BodyFault = (typeof bodyFaults)[number];

export class BadBody extends Error {
  readonly fault: BodyFault;
  constructor(fault: BodyFault) {
    super(fault);
    this.fault = fault;
  }
}

const parents: Readonly<Record<string, readonly NodeType[]>> = {
  doc: blockTypes,
  paragraph: ['text', 'hardBreak'],
  heading: ['text', 'hardBreak'],
  bulletList: ['listItem'],
  orderedList: ['listItem'],
  listItem: ['paragraph', ...listTypes],
  blockquote: ['paragraph', ...listTypes],
};

const uuid = /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/i;
/** A page of the portal: one line of an address below it. */
const ownLink = /^\/portal(?:[/?#][\w\-./?#=&%~:]*)?$/;
const phoneLink = /^tel:\+?[\d-]{3,20}$/;

/** Where a link may lead: another site over TLS, a telephone, a page of the portal. */
export const isLink = (href: string): boolean => {
  if (href.length > bodyLimits.href || /[\s\p{C}"'<>\\`]/u.test(href)) return false;
  if (ownLink.test(href)) return !href.includes('..');
  if (phoneLink.test(href)) return true;
  if (!/^https:\/\/[^/@]+(?:[/?#]|$)/i.test(href)) return false;
  return URL.canParse(href) && new URL(href).protocol === 'https:' && new URL(href).username === '';
};

/** Signs that nobody sees and that turn, hide or break a text: controls, directions, joiners without letters, halves of a pair. */
const unseen = /(?![\t\n])\p{Cc}|[\u200b\u200e\u200f\u2028-\u202e\u2060-\u2069\ufeff\ufff9-\ufffb]|\p{Surrogate}/gu;
export const plainText = (text: string): string => text.replaceAll(unseen, '');

/** Whether there is anything to be seen in it. */
export const isSeen = (text: string): boolean => plainText(text).trim() !== '';

/** As one line. */
export const oneLine = (text: string): string => plainText(text).replaceAll(/\s+/gu, ' ').trim();

type Given = Readonly<Record<string, unknown>>;
const isGiven = (value: unknown): value is Given =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** What may follow while a body is read, so that the limits hold for the whole. */
interface Count {
  nodes: number;
  characters: number;
  images: number;
}

const textAttr = (value: unknown): string => (typeof value === 'string' ? oneLine(value) : '');

const readMark = (value: unknown): BodyMark => {
  if (!isGiven(value)) throw new BadBody('body_shape');
  if (value['type'] === 'bold' || value['type'] === 'italic') return { type: value['type'] };
  if (value['type'] !== 'link') throw new BadBody('body_node');
  const href = isGiven(value['attrs']) ? value['attrs']['href'] : undefined;
  if (typeof href !== 'string' || !isLink(href)) throw new BadBody('body_link');
  return { type: 'link', attrs: { href } };
};

const readText = (given: Given, count: Count): BodyNode | null => {
  if (typeof given['text'] !== 'string') throw new BadBody('body_shape');
  const text = plainText(given['text']);
  count.characters += text.length;
  if (count.characters > bodyLimits.characters) throw new BadBody('body_too_long');
  const marks = given['marks'] ?? [];
  if (!Array.isArray(marks) || marks.length > markTypes.length) throw new BadBody('body_shape');
  const read = marks.map(readMark);
  if (text === '') return null;
  return read.length === 0 ? { type: 'text', text } : { type: 'text', text, marks: read };
};

const readImage = (attrs: Given, count: Count): BodyNode => {
  count.images += 1;
  if (count.images > bodyLimits.images) throw new BadBody('body_too_long');
  const file = attrs['file'];
  if (typeof file !== 'string' || !uuid.test(file)) throw new BadBody('body_image');
  const [alt, caption] = [textAttr(attrs['alt']), textAttr(attrs['caption'])];
  // Whoever does not see it hears what it shows.
  if (alt === '') throw new BadBody('body_alt');
  if (alt.length > bodyLimits.alt || caption.length > bodyLimits.alt) throw new BadBody('body_too_long');
  return { type: 'image', attrs: { file: file.toLowerCase(), alt, caption } };
};

const readAttrs = (type: NodeType, attrs: Given): BodyNode['attrs'] => {
  if (type === 'heading') {
    const level = headingLevels.find((one) => one === attrs['level']);
    if (level === undefined) throw new BadBody('body_node');
    return { level };
  }
  const start = attrs['start'];
  if (type === 'orderedList' && typeof start === 'number' && Number.isInteger(start) && start > 1 && start < 10_000)
    return { start };
  return undefined;
};

const isList = (type: NodeType): boolean => (listTypes as readonly NodeType[]).includes(type);

const readNode = (value: unknown, allowed: readonly NodeType[], count: Count, lists = 0): BodyNode | null => {
  if (!isGiven(value)) throw new BadBody('body_shape');
  const type = nodeTypes.find((one) => one === value['type']);
  if (type === undefined || !allowed.includes(type)) throw new BadBody('body_node');
  count.nodes += 1;
  if (count.nodes > bodyLimits.nodes) throw new BadBody('body_too_long');
  if (type === 'text') return readText(value, count);
  const attrs = isGiven(value['attrs']) ? value['attrs'] : {};
  if (type === 'image') return readImage(attrs, count);
  const below = parents[type];
  if (below === undefined) return { type };
  const depth = isList(type) ? lists + 1 : lists;
  if (depth > bodyLimits.listDepth) throw new BadBody('body_too_long');
  const given = value['content'] ?? [];
  if (!Array.isArray(given)) throw new BadBody('body_shape');
  const content = given.map((one) => readNode(one, below, count, depth)).filter((one) => one !== null);
  const kept = readAttrs(type, attrs);
  return { type, ...(kept === undefined ? {} : { attrs: kept }), ...(content.length === 0 ? {} : { content }) };
};

/** A body as it is kept: only what the lists allow, other attributes left out. @throws BadBody */
export const readBody = (value: unknown): Body => {
  const body = readNode(value, ['doc'], { nodes: 0, characters: 0, images: 0 });
  if (body === null) throw new BadBody('body_shape');
  // Safe: nothing but a document is allowed at the top.
  return body as Body;
};

/** Why a value is no body; null where it is one. */
export const bodyFault = (value: unknown): BodyFault | null => {
  try {
    readBody(value);
    return null;
  } catch (error) {
    if (error instanceof BadBody) return error.fault;
    throw error;
  }
};

export const emptyBody: Body = { type: 'doc', content: [{ type: 'paragraph' }] };

const lineBreaking: ReadonlySet<NodeType> = new Set(['paragraph', 'heading', 'image', 'horizontalRule', 'hardBreak']);

/** The words alone, a line for each block: for the search, the check for what must not stand there, and reading aloud. */
export const bodyText = (node: BodyNode): string => {
  const words = (one: BodyNode): string => {
    if (one.type === 'image') return `${one.attrs?.['caption'] ?? ''}\n`;
    const inner = `${one.text ?? ''}${(one.content ?? []).map(words).join('')}`;
    return lineBreaking.has(one.type) ? `${inner}\n` : inner;
  };
  return words(node)
    .replaceAll(/\n{2,}/g, '\n')
    .trim();
};

/** The files of its pictures, each once. */
export const bodyImages = (node: BodyNode): string[] => {
  const files = (one: BodyNode): string[] => [
    ...(one.type === 'image' ? [String(one.attrs?.['file'])] : []),
    ...(one.content ?? []).flatMap(files),
  ];
  return [...new Set(files(node))];
};

const longestExcerpt = 100;
/** The first words of a text as one line. */
export const excerptOf = (text: string): string => {
  const letters = [...oneLine(text)];
  return letters.length > longestExcerpt ? `${letters.slice(0, longestExcerpt).join('')}…` : letters.join('');
};

/** Makes of what an office program or a page put on the clipboard what an article can hold. Everything else falls away in the editor. */

const headings: Readonly<Record<string, string>> = { H1: 'h2', H4: 'h3', H5: 'h3', H6: 'h3' };

const renamed = (element: Element, name: string): void => {
  const other = element.ownerDocument.createElement(name);
  other.append(...element.childNodes);
  element.replaceWith(other);
};

/** Word writes lists as paragraphs with a sign of their own in front: `mso-list:l0 level2 lfo1`. */
const levelOf = (element: Element): number | null => {
  const found = /mso-list:\s*\S+\s+level(\d)/i.exec(element.getAttribute('style') ?? '');
  return found === null ? null : Number(found[1]);
};

const numbered = /^[\s\u00a0]*[（(]?(?:\d+|[a-z]|[ivx]+|[一二三四五六七八九十]+)[.)、．）]/i;

/** Takes the sign off and tells whether it counted. */
const takeSign = (element: Element): boolean => {
  const sign = [...element.querySelectorAll('span')].find((span) =>
    /mso-list:\s*ignore/i.test(span.getAttribute('style') ?? ''),
  );
  const text = sign?.textContent ?? '';
  sign?.remove();
  return numbered.test(text);
};

const wordLists = (root: HTMLElement): void => {
  /** The open lists, the outermost first. */
  let open: HTMLElement[] = [];
  for (const element of root.querySelectorAll('p')) {
    const level = levelOf(element);
    if (level === null) {
      open = [];
      continue;
    }
    const counts = takeSign(element);
    if (open.length > 0 && open[0]?.nextElementSibling !== element) open = [];
    const depth = Math.min(level, open.length + 1);
    open = open.slice(0, depth);
    if (open.length < depth) {
      const list = root.ownerDocument.createElement(counts ? 'ol' : 'ul');
      const above = open.at(-1);
      if (above === undefined) element.before(list);
      else (above.lastElementChild ?? above).append(list);
      open.push(list);
    }
    const item = root.ownerDocument.createElement('li');
    open.at(-1)?.append(item);
    item.append(element);
  }
};

/** A row of a table becomes a line. */
const tables = (root: HTMLElement): void => {
  for (const row of root.querySelectorAll('tr')) {
    const cells = [...row.querySelectorAll('td, th')].map((cell) =>
      (cell.textContent ?? '').replaceAll(/\s+/g, ' ').trim(),
    );
    const line = root.ownerDocument.createElement('p');
    line.textContent = cells.filter((cell) => cell !== '').join('　');
    row.closest('table')?.before(line);
  }
  for (const table of root.querySelectorAll('table')) table.remove();
};

/** The page indents; spaces that stand for it are left out. */
const indents = (root: HTMLElement): void => {
  for (const block of root.querySelectorAll('p, h2, h3, li')) {
    const walker = root.ownerDocument.createTreeWalker(block, NodeFilter.SHOW_TEXT);
    for (let text = walker.nextNode(); text !== null; text = walker.nextNode()) {
      const value = (text.nodeValue ?? '').replace(/^[\s\u00a0\u3000]+/, '');
      text.nodeValue = value;
      if (value !== '') break;
    }
  }
};

export interface Pasted {
  readonly html: string;
  /** Pictures that were left out: they lie on somebody's machine or at another site. */
  readonly pictures: number;
}

export const cleanPasted = (html: string): Pasted => {
  const root = new DOMParser().parseFromString(html, 'text/html').body;
  wordLists(root);
  for (const element of root.querySelectorAll('style, script, meta, link, title, xml, o\\:p, iframe, object, svg'))
    element.remove();
  const pictures = [...root.querySelectorAll('img, v\\:imagedata')].filter(
    (image) => image.closest('figure[data-file]') === null,
  );
  for (const picture of pictures) picture.remove();
  for (const element of root.querySelectorAll('h1, h4, h5, h6')) renamed(element, headings[element.tagName] ?? 'h3');
  for (const element of root.querySelectorAll('u, s, strike, font, ins')) element.replaceWith(...element.childNodes);
  tables(root);
  indents(root);
  for (const block of root.querySelectorAll('p'))
    if ((block.textContent ?? '').trim() === '' && block.children.length === 0) block.remove();
  return { html: root.innerHTML.replaceAll(/\u00a0/g, ' '), pictures: pictures.length };
};

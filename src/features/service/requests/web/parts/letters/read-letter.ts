import { type Letter, type LetterFault, letterFrom, letterLimits } from '../../../intake/letters/rules.ts';

const breaks = 'p, div, br, li, tr, h1, h2, h3, h4, blockquote, pre, table';
const unseen = 'script, style, head, title, template, noscript, iframe, object';

/** The words of a page. A document that is only parsed runs nothing and loads nothing. */
const plainOf = (html: string): string => {
  const { body } = new DOMParser().parseFromString(html.slice(0, 2_000_000), 'text/html');
  for (const element of body.querySelectorAll(unseen)) element.remove();
  for (const element of body.querySelectorAll(breaks)) element.after('\n');
  return body.textContent ?? '';
};

/**
 * Reads a letter (.eml) here, on the clerk's own machine: nothing of it leaves before it is entered. What reads it is loaded with the
 * first letter.
 */
export const readLetter = async (file: Blob): Promise<Letter | LetterFault> => {
  if (file.size > letterLimits.bytes) return 'letter_large';
  try {
    const { default: PostalMime } = await import('postal-mime');
    const parsed = await PostalMime.parse(await file.arrayBuffer(), {
      forceRfc822Attachments: true,
      maxNestingDepth: letterLimits.depth,
      maxHeadersSize: letterLimits.headerBytes,
    });
    return letterFrom(parsed, plainOf);
  } catch {
    // Nested without end, or no letter at all: in words either way.
    return 'letter_parts';
  }
};

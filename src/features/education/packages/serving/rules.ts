/** How foreign pages are handed out: to a frame that is nobody's, below an address of its own, with a policy that ends there. */
import type { Standard } from '../rules.ts';

/** Below the address of a run, for what the platform adds: no archive can hold a name that begins so. */
export const ownFolder = '!';
/** Where a frame begins, whatever the page is called. */
export const launchPath = `${ownFolder}/launch`;

const runtimes: Readonly<Record<Standard, readonly string[]>> = {
  scorm12: ['start.js', 'scorm12.js'],
  scorm2004: ['start.js', 'scorm2004.js'],
  cmi5: ['plain.js'],
};

/** Scripts of the platform that a page of the package loads before its own. */
export const runtimesOf = (standard: Standard): readonly string[] => runtimes[standard];

const prologue = /^(?:\uFEFF|\u00ef\u00bb\u00bf)?\s*(?:<\?xml[^>]*>\s*)?(?:<!--[\s\S]*?-->\s*)*(?:<!doctype[^>]*>)?/i;

/** A page with the platform's scripts in front of whatever it runs itself. `page` in Latin-1, whatever its encoding is. */
export const withScripts = (page: string, addresses: readonly string[]): string => {
  const tags = addresses.map((address) => `<script src="${address}"></script>`).join('');
  const head = /<head(?:\s[^>]*)?>/i.exec(page) ?? /<html(?:\s[^>]*)?>/i.exec(page);
  const at = head === null ? (prologue.exec(page)?.[0].length ?? 0) : head.index + head[0].length;
  return `${page.slice(0, at)}${tags}${page.slice(at)}`;
};

/**
 * The policy of everything below `base`. The sandbox takes away the origin: no cookie goes along, no storage is shared, and of all
 * addresses only those below `base` can be fetched, so that neither the interface of the platform nor another site is reached.
 */
export const policyOf = ({ base, records }: { readonly base: string; readonly records?: string }): string =>
  [
    "default-src 'none'",
    `script-src ${base} 'unsafe-inline' 'unsafe-eval' blob:`,
    `style-src ${base} 'unsafe-inline'`,
    `img-src ${base} data: blob:`,
    `media-src ${base} data: blob:`,
    `font-src ${base} data:`,
    `connect-src ${[base, records].filter((one) => one !== undefined).join(' ')}`,
    `frame-src ${base}`,
    'worker-src blob:',
    `base-uri ${base}`,
    "form-action 'none'",
    "object-src 'none'",
    'sandbox allow-scripts',
  ].join('; ');

export interface Part {
  readonly start: number;
  /** The last byte of it. */
  readonly end: number;
}

/** One range of bytes as a browser asks for it; null where there is none that fits, and the whole is sent. */
export const partOf = (header: string | undefined, size: number): Part | null => {
  const [, first = '', last = ''] = /^bytes=(\d{0,15})-(\d{0,15})$/.exec(header ?? '') ?? [];
  if (first === '' && last === '') return null;
  const start = first === '' ? Math.max(size - Number(last), 0) : Number(first);
  const end = first === '' || last === '' ? size - 1 : Math.min(Number(last), size - 1);
  return start <= end && start < size ? { start, end } : null;
};

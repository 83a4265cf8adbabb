import type { ReactElement } from 'react';
// The edition that reaches for nothing of Node's: it can be taken into a bundle of modules. Named here and not where it is loaded
// late: a bundle hands over a package of the old kind whole, without its names.
import { renderToStaticMarkup } from 'react-dom/server.edge';

/** Markup that no script takes up. */
export const markupOf = (page: ReactElement): string => renderToStaticMarkup(page);

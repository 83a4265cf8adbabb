import { createElement } from 'react';
import type { ComponentProps } from 'react';
import { Layout } from './layout.tsx';

/** The page as text. What renders is loaded with the first page: most processes never show one. */
export const renderPage = async (page: ComponentProps<typeof Layout>): Promise<string> => {
  // The edition that reaches for nothing of Node's: it can be taken into a bundle of modules.
  const { renderToStaticMarkup } = await import('react-dom/server.edge');
  return `<!doctype html>${renderToStaticMarkup(createElement(Layout, page))}`;
};

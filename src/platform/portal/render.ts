import { createElement, type ComponentProps } from 'react';
import { Layout } from './layout.tsx';

/** The page as text. What renders is loaded with the first page: most processes never show one. */
export const renderPage = async (page: ComponentProps<typeof Layout>): Promise<string> => {
  const { markupOf } = await import('./markup.ts');
  return `<!doctype html>${markupOf(createElement(Layout, page))}`;
};

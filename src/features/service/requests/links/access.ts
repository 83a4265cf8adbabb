import type { County } from '#platform/county/county.ts';
import { notFound } from '#shared/errors.ts';

/** Ways to one thing that end by themselves, serve one purpose, and say nothing about a code. */
export interface Links {
  /** For so many seconds to what these ids name. */
  to(county: County, ids: readonly string[], seconds: number): string;
  /** @throws AppError not_found for a link that is none, or has ended */
  read(county: County, link: string): readonly string[];
}

/** Each purpose seals with a key of its own: a link of one opens nothing of another. */
export const linksOf = (purpose: string): Links => {
  const sealOf = (county: County, said: string): string => county.crypto.hash(purpose, said).toString('base64url');
  return {
    to(county, ids, seconds) {
      const until = (Math.floor(county.now().getTime() / 1000) + seconds).toString(36);
      const said = [...ids, until].join('.');
      return `${said}.${sealOf(county, said)}`;
    },
    read(county, link) {
      const parts = link.split('.');
      const seal = parts.pop();
      const holds = Number.parseInt(parts.at(-1) ?? '', 36) * 1000 > county.now().getTime();
      if (!holds || seal !== sealOf(county, parts.join('.'))) throw notFound();
      return parts.slice(0, -1);
    },
  };
};

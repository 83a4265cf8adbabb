import { say, type Language } from '#shared/text.ts';
import type { OptionGroup } from '#platform/portal/parts.tsx';
import type { RequestCategory } from '../categories/contract.ts';
import type { RequestArea } from '../contract.ts';
import { portalTexts } from './messages.ts';

/** An id in 22 letters: a list of hundreds of places is what a page of a form is mostly made of. */
export const shortId = (id: string): string => Buffer.from(id.replaceAll('-', ''), 'hex').toString('base64url');

/** The id that a choice stands for; what is none is left to the endpoint, which says so beside its field. */
export const longId = (chosen: string | undefined): string | undefined => {
  if (chosen === undefined || !/^[\w-]{22}$/.test(chosen)) return chosen;
  return Buffer.from(chosen, 'base64url')
    .toString('hex')
    .replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
};

/** Villages and communities, township by township. */
export const areaGroups = (areas: readonly RequestArea[]): OptionGroup[] =>
  [...new Set(areas.map(({ under }) => under))].map((label) => ({
    label,
    options: areas.filter(({ under }) => under === label).map(({ id, name }) => ({ value: shortId(id), label: name })),
  }));

/** Each major category with what lies below it; itself last, for whoever finds nothing that fits. */
export const categoryGroups = (language: Language, categories: readonly RequestCategory[]): OptionGroup[] => {
  const offered = categories.filter(({ retired }) => !retired);
  return offered
    .filter(({ parent }) => parent === null)
    .map((major) => {
      const minors = offered.filter(({ parent }) => parent === major.code);
      const label = major.name[language];
      const own = minors.length === 0 ? label : say(language, portalTexts.categoryElse, { category: label });
      return {
        label,
        options: [
          ...minors.map(({ code, name }) => ({ value: code, label: name[language] })),
          { value: major.code, label: own },
        ],
      };
    });
};

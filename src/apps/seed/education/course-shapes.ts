/** How a course of the demonstration is written down. */
import type { Audience } from '#features/education/courses/rules.ts';

export interface Question {
  readonly stem: string;
  /** The first is right where one is; where several are, the first `right`. A statement has none and says whether it holds. */
  readonly options: readonly string[];
  readonly right: number | boolean;
  readonly why: string;
}

export type Written =
  | { readonly kind: 'text'; readonly title: string; /** A line for each paragraph. */ readonly lines: string }
  | { readonly kind: 'quiz'; readonly title: string; readonly questions: readonly Question[] }
  | { readonly kind: 'discussion'; readonly title: string; readonly words: string }
  | { readonly kind: 'task'; readonly title: string; readonly words: string; readonly place: string };

export interface WrittenCourse {
  readonly key: string;
  readonly topic: string;
  readonly category: string;
  readonly title: string;
  readonly summary: string;
  readonly hours: number;
  readonly audience: Audience;
  readonly chapters: readonly { readonly title: string; readonly units: readonly Written[] }[];
}

export const said = (...lines: readonly string[]): string => lines.join('\n');
export const one = (stem: string, options: readonly string[], why: string): Question => ({
  stem,
  options,
  right: 1,
  why,
});
export const many = (stem: string, right: number, options: readonly string[], why: string): Question => ({
  stem,
  options,
  right,
  why,
});
export const holds = (stem: string, right: boolean, why: string): Question => ({ stem, options: [], right, why });

export const everybody: Audience = { stages: [], posts: [], types: [] };

/** How a course of the demonstration is written down. */
import type { Audience } from '#features/education/courses/rules.ts';

export type Written =
  | { readonly kind: 'text'; readonly title: string; /** A line for each paragraph. */ readonly lines: string }
  | {
      readonly kind: 'quiz';
      readonly title: string;
      /** Stems of questions of the bank. */ readonly questions: readonly string[];
    }
  | { readonly kind: 'discussion'; readonly title: string; readonly words: string }
  | { readonly kind: 'task'; readonly title: string; readonly words: string; readonly place: string };

export interface WrittenCourse {
  readonly key: string;
  readonly topic: string;
  readonly title: string;
  readonly summary: string;
  readonly hours: number;
  readonly audience: Audience;
  readonly chapters: readonly { readonly title: string; readonly units: readonly Written[] }[];
}

export const said = (...lines: readonly string[]): string => lines.join('\n');

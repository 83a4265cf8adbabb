import { useState } from 'react';
import { useFormat, useText } from '#ui/language.tsx';
import { uiTexts } from '#ui/messages.ts';
import { changesBetween, type Content } from '../../content/rules.ts';
import type { CourseView } from '../../contract.ts';
import { courseTexts, differenceTexts } from '../messages.ts';
import { useAudience, useTopics } from './words.tsx';

/** How a field of a course reads beside a newer state; of the content, what was done to it since it was opened here. */
export const useShown = (course: CourseView): ((name: string, value: unknown) => string | undefined) => {
  const t = useText();
  const format = useFormat();
  const audience = useAudience();
  const { nameOf } = useTopics();
  const [opened] = useState(course.content);
  const contentWords = (content: Content): string => {
    const { moved, ...lists } = changesBetween(opened, content);
    const words = (['added', 'removed', 'changed'] as const).flatMap((kind) =>
      lists[kind].length === 0 ? [] : [t(differenceTexts[kind], { titles: format.list(lists[kind]) })],
    );
    if (moved) words.push(t(differenceTexts.moved));
    return words.length === 0 ? t(differenceTexts.same) : words.join(t(uiTexts.clauseEnd));
  };
  return (name, value) => {
    if (value === null || value === undefined) return undefined;
    switch (name) {
      // Safe: a form of a course and a newer state of it hold what the contract says.
      case 'content':
        return contentWords(value as Content);
      case 'audience':
        return audience(value as CourseView['audience']);
      case 'topics':
        return format.list((value as readonly string[]).map(nameOf));
      case 'hours':
        return t(courseTexts.hoursOf, { hours: value as number });
      case 'expiresOn':
        return format.day(value as string);
      default:
        return undefined;
    }
  };
};

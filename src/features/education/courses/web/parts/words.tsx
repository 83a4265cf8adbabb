import type { ReactNode } from 'react';
import { typeNames } from '#features/base/organisations/rules.ts';
import { useFormat, useLanguage, useText } from '#ui/language.tsx';
import { Tag, type Tone } from '#ui/tag.tsx';
import { useApi } from '#webkit/query.ts';
import type { CourseView } from '../../contract.ts';
import type { CourseState } from '../../rules.ts';
import { topicList } from '../../topics/contract.ts';
import { courseTexts } from '../messages.ts';

const tones: Readonly<Record<CourseState, Tone>> = {
  draft: 'plain',
  review: 'info',
  published: 'success',
  withdrawn: 'warning',
};

export const CourseStateTag = ({ state }: { state: CourseState }): ReactNode => {
  const t = useText();
  return <Tag tone={tones[state]}>{t(courseTexts[`state_${state}`])}</Tag>;
};

/** Names of topics in the language of the page, and those that may be chosen beside what is chosen already. */
export const useTopics = () => {
  const { language } = useLanguage();
  const { data } = useApi(topicList, {});
  const items = data?.items ?? [];
  const named = new Map(items.map(({ code, nameZh, nameEn }) => [code, language === 'zh' ? nameZh : nameEn]));
  const nameOf = (code: string): string => named.get(code) ?? code;
  return {
    nameOf,
    choices: (kept: readonly string[] = []) =>
      items
        .filter(({ code, retiredOn }) => retiredOn === null || kept.includes(code))
        .map(({ code }) => ({ value: code, label: nameOf(code) })),
  };
};

/** Whom a course is for, as one sentence. */
export const useAudience = (): ((audience: CourseView['audience']) => string) => {
  const t = useText();
  const format = useFormat();
  const { language } = useLanguage();
  return ({ stages, posts, types }) => {
    const words = [
      ...stages.map((stage) => t(courseTexts[`stage_${stage}`])),
      ...posts.map((post) => t(courseTexts[`post_${post}`])),
      ...types.map((type) => typeNames[type][language]),
    ];
    return words.length === 0 ? t(courseTexts.everybody) : format.parts(words);
  };
};

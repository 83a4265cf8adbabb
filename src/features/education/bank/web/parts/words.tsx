import type { ReactNode } from 'react';
import { useLanguage, useText } from '#ui/language.tsx';
import { Tag, type Tone } from '#ui/tag.tsx';
import { useApi } from '#webkit/query.ts';
import { bankCategories, type ItemLine } from '../../contract.ts';
import { bankWords } from '../../messages.ts';
import { bankKinds, type BankKind, type BankState } from '../../rules.ts';
import { bankTexts } from '../messages.ts';

const tones: Readonly<Record<BankState, Tone>> = {
  draft: 'plain',
  review: 'info',
  published: 'success',
  retired: 'warning',
};

export const BankStateTag = ({ state }: { state: BankState }): ReactNode => {
  const t = useText();
  return <Tag tone={tones[state]}>{t(bankWords[`state_${state}`])}</Tag>;
};

export const useKindName = (): ((kind: BankKind) => string) => {
  const t = useText();
  return (kind) => t(bankWords[`kind_${kind}`]);
};

export const useLevelName = (): ((level: number) => string) => {
  const t = useText();
  return (level) => t(level === 1 ? bankWords.level_1 : level === 3 ? bankWords.level_3 : bankWords.level_2);
};

/** A share as whole hundredths. */
export const shareText = (share: number): string => `${Math.round(share * 100)}%`;

/** What answers have measured, with how many there were. */
export const useMeasured = (): ((item: Pick<ItemLine, 'difficulty' | 'answered'>) => string) => {
  const t = useText();
  return ({ difficulty, answered }) =>
    difficulty === null || answered === 0
      ? t(bankTexts.notAsked)
      : t(bankTexts.measuredOf, { share: shareText(difficulty), count: answered });
};

/** Choices of the forms and filters: kinds, levels, and categories and topics in the language of the page. */
export const useBankChoices = () => {
  const { language } = useLanguage();
  const kindName = useKindName();
  const levelName = useLevelName();
  const { data } = useApi(bankCategories, {});
  const named = ({ code, nameZh, nameEn }: { code: string; nameZh: string; nameEn: string }) => ({
    value: code,
    label: language === 'zh' ? nameZh : nameEn,
  });
  return {
    kinds: bankKinds.map((kind) => ({ value: kind, label: kindName(kind) })),
    levels: [1, 2, 3].map((level) => ({ value: level, label: levelName(level) })),
    categories: (data?.items ?? []).filter(({ retiredOn }) => retiredOn === null).map(named),
    topics: (data?.topics ?? []).map(named),
    /** The topic of a category's questions unless they say another. */
    topicOf: (category: string | null | undefined): string | undefined =>
      data?.items.find(({ code }) => code === category)?.topic,
  };
};

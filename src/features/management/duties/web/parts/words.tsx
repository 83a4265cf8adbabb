import type { ReactNode } from 'react';
import { useFormat, useText } from '#ui/language.tsx';
import { Tag, type Tone } from '#ui/tag.tsx';
import type { Duty, MissingFact } from '../../contract.ts';
import { dutyStateTexts, dutyTexts, missingFactTexts } from '../../messages.ts';

type State = Duty['state'];
type Period = Duty['period'];

/** ● ▲ ■ by the tag's own signs; what is to come or not owed has none. */
export const tones: Readonly<Record<State, Tone>> = {
  done: 'success',
  open: 'success',
  due_soon: 'warning',
  missed: 'error',
  ahead: 'plain',
  not_owed: 'plain',
};

export const StateTag = ({ state }: { state: State }): ReactNode => {
  const t = useText();
  return <Tag tone={tones[state]}>{t(dutyStateTexts[state])}</Tag>;
};

/** 2026年11月, 2026年第4季度, 2026年. */
export const usePeriodName = (): ((period: Pick<Period, 'span' | 'key' | 'first'>) => string) => {
  const t = useText();
  const format = useFormat();
  return ({ span, key, first }) => {
    const year = first.slice(0, 4);
    if (span === 'month') return format.month(first);
    return span === 'quarter'
      ? t(dutyTexts.quarter, { year, quarter: key.slice(-1) })
      : t(dutyTexts.wholeYear, { year });
  };
};

/** The missing facts in words. */
export const useMissingText = (): ((missing: MissingFact) => string) => {
  const t = useText();
  return (missing) => {
    switch (missing.fact) {
      case 'meetings':
        return t(missingFactTexts.meetings, { count: missing.count });
      case 'group':
        return t(missingFactTexts.group, { name: missing.name });
      case 'groups':
        return t(missingFactTexts.groups, { count: missing.count });
      case 'talk':
        return t(missingFactTexts[`talk_${missing.between}`]);
      case 'lesson':
        return t(missingFactTexts.lesson);
      case 'committee_posts':
        return t(missingFactTexts.committee_posts, { full: missing.full, seated: missing.seated });
    }
  };
};

/** Where the list behind a number stands. */
export const listAddress = (
  asked: { readonly kind: Duty['kind']; readonly period: Pick<Period, 'key'> },
  done: boolean | undefined,
  organisationId: string | undefined,
): string => {
  const search = new URLSearchParams({ kind: asked.kind, period: asked.period.key });
  if (done !== undefined) search.append('done', String(done));
  if (organisationId !== undefined) search.append('organisationId', organisationId);
  return `/duties/list?${search.toString()}`;
};

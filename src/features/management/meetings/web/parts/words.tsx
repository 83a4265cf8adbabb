import type { ReactNode } from 'react';
import { useLanguage, useText } from '#ui/language.tsx';
import { Tag, type Tone } from '#ui/tag.tsx';
import { meetingTexts } from '../../messages.ts';
import { type MeetingState, type MeetingType, meetingTypes, typeFacts } from '../../rules.ts';

const tones: Readonly<Record<MeetingState, Tone>> = {
  planned: 'info',
  held: 'warning',
  closed: 'success',
  cancelled: 'plain',
};

export const StateTag = ({ state }: { state: MeetingState }): ReactNode => {
  const t = useText();
  return <Tag tone={tones[state]}>{t(meetingTexts[`state_${state}`])}</Tag>;
};

export const useTypeName = (): ((type: MeetingType) => string) => {
  const { language } = useLanguage();
  return (type) => typeFacts[type].name[language];
};

export const useTypeChoices = (): { value: MeetingType; label: string }[] => {
  const name = useTypeName();
  return meetingTypes.map((value) => ({ value, label: name(value) }));
};

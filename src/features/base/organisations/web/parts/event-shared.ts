import { App } from 'antd';
import { useState } from 'react';
import { dayOf } from '#shared/days.ts';
import type { Text } from '#shared/text.ts';
import { useText } from '#ui/language.tsx';
import type { Organisation } from '../../contract.ts';
import { useGoOn } from '#webkit/router.tsx';

export interface EventFormProps {
  readonly organisation: Organisation;
  readonly onCancel: () => void;
}

/** Today as the platform counts it, the same for as long as the form stands. */
export const useToday = (): string => useState(() => dayOf(Date.now()))[0];

/** Where one goes when an event has happened: the page of the organisation that stands after it. */
export const useAfterwards = () => {
  const t = useText();
  const goOn = useGoOn();
  const { message } = App.useApp();
  const [done, setDone] = useState(false);
  const finish = (after: { readonly id: string }, said: Text): void => {
    setDone(true);
    void message.success(t.loose(said));
    goOn(`/organisations/${after.id}`, { replace: true });
  };
  return { done, finish };
};

import dayjs, { type Dayjs } from 'dayjs';
import { type KeyboardEvent, useMemo, useState } from 'react';

/**
 * A day as the calendar takes it, the same object as long as it is the same day: a new one would be taken for a new value,
 * and what somebody is typing would be lost.
 */
export const useDay = (day: string | null | undefined): Dayjs | null => useMemo(() => (day ? dayjs(day) : null), [day]);

interface DayKeys {
  readonly open: boolean;
  readonly onOpenChange: (open: boolean) => void;
  readonly onKeyDown: (event: KeyboardEvent<HTMLElement>) => void;
}

/**
 * Enter in an input for a day takes what was typed and closes the calendar; the next one sends the form, as in any other
 * input. With Ctrl or ⌘ one Enter does both. `shown` is the day in force, as the input writes it: what differs is typed and
 * not yet taken. Whoever deletes its text empties the day (`onEmptied`): the library by itself would put it back.
 */
export const useDayKeys = (shown: string, onEmptied: () => void): DayKeys => {
  const [open, setOpen] = useState(false);
  const onKeyDown = (event: KeyboardEvent<HTMLElement>): void => {
    const input = event.target;
    if (!(input instanceof HTMLInputElement)) return;
    // After the key has done its work.
    if (shown !== '') setTimeout(() => input.value === '' && onEmptied());
    if (event.key !== 'Enter' || event.nativeEvent.isComposing) return;
    // Left to itself, the library opens the calendar and the browser sends the form.
    event.preventDefault();
    setOpen(false);
    const taken = !open && input.value === shown;
    const atOnce = event.ctrlKey || event.metaKey;
    // After the form has learnt of the day.
    if (taken || atOnce) setTimeout(() => input.form?.requestSubmit());
  };
  return { open, onOpenChange: setOpen, onKeyDown };
};

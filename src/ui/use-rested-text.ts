import { useEffect, useState } from 'react';

/** Milliseconds without a keystroke after which a text counts. */
const pause = 250;

/** The text as it stands once the typing pauses: what is looked up with it is asked for once. */
export const useRestedText = (text: string): string => {
  const [rested, setRested] = useState(text);
  useEffect(() => {
    const timer = setTimeout(() => setRested(text), pause);
    return () => clearTimeout(timer);
  }, [text]);
  return rested;
};

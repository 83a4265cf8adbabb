import { type ReactNode, useEffect, useRef, useState } from 'react';
import type { Kept } from '../rules.ts';
import { isSaid } from '../running/rules.ts';
import css from './frame.module.css';

/** A program that is closed says its last words while its frame goes. */
const lastWordsMs = 1_500;

interface Props {
  readonly title: string;
  readonly address: string;
  /** Null where nothing is kept. */
  readonly run: string | null;
  /** How far the learner is, each time that the package says so; `atOnce` where it has committed or ended. */
  readonly onKept: (kept: Kept, atOnce: boolean) => void;
}

/** Courseware of others, in a frame that has no origin: it reaches neither the session nor the pages around it. */
export const PackageFrame = ({ title, address, run, onKept }: Props): ReactNode => {
  // The address changes with the hour; what is open stays open.
  const [begun] = useState(address);
  const latest = useRef(onKept);
  useEffect(() => {
    latest.current = onKept;
  });
  useEffect(() => {
    const hear = ({ origin, data }: MessageEvent<unknown>): void => {
      // Nobody else knows the name of the run, and whoever has an origin is no such frame.
      if (origin === 'null' && isSaid(data) && data.run === run) latest.current(data.kept, data.atOnce);
    };
    window.addEventListener('message', hear);
    return () => {
      setTimeout(() => window.removeEventListener('message', hear), lastWordsMs);
    };
  }, [run]);
  return (
    <iframe
      className={css.frame}
      title={title}
      src={begun}
      sandbox="allow-scripts"
      allow="autoplay; fullscreen"
      referrerPolicy="no-referrer"
    />
  );
};

import { type ReactNode, useEffect } from 'react';
import { Link, useLocation } from 'react-router';
import { useText } from '#ui/language.tsx';
import { standingOf } from '#webkit/offline/queue.ts';
import { useOutbox } from '#webkit/offline/use-outbox.ts';
import { useCut } from '#webkit/use-cut.ts';
import { deviceTexts } from './device-messages.ts';
import css from './pending-bar.module.css';
import { keepShell } from './keep-shell.ts';

/** What waits on this device, on top of every page; nothing where nothing waits and the network holds. */
export const PendingBar = (): ReactNode => {
  const t = useText();
  const { queue, cut } = useOutbox();
  const isOffline = useCut();
  const { pathname } = useLocation();
  useEffect(keepShell, []);
  const { unsent, sending, conflicts, refused } = standingOf(queue);
  const isCut = cut || isOffline;
  if (unsent === 0 && !isCut) return null;
  const isGrave = conflicts + refused > 0;
  const words = (): string => {
    if (conflicts > 0) return t(deviceTexts.conflicts, { count: conflicts });
    if (refused > 0) return t(deviceTexts.refused, { count: refused });
    if (unsent === 0) return t(deviceTexts.offline);
    if (isCut) return t(deviceTexts.offlineUnsent, { count: unsent });
    return t(sending ? deviceTexts.sending : deviceTexts.unsent, { count: unsent });
  };
  return (
    <aside aria-label={t(deviceTexts.title)} className={css.bar} data-grave={isGrave ? 'yes' : undefined}>
      <span role="status">
        <span aria-hidden="true" className={css.sign}>
          {isGrave ? '▲' : sending && !isCut ? '↻' : '●'}
        </span>
        <span>{words()}</span>
      </span>
      {unsent > 0 && pathname !== '/unsent' && (
        <Link to="/unsent" className={css.link ?? ''}>
          {t(deviceTexts.look)}
        </Link>
      )}
    </aside>
  );
};

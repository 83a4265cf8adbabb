import { type KeyboardEvent, type ReactNode, useId, useRef } from 'react';
import css from './tab-strip.module.css';

export interface Tab<K extends string> {
  readonly key: K;
  readonly label: ReactNode;
  readonly render: () => ReactNode;
}

interface Props<K extends string> {
  readonly label: string;
  readonly tabs: readonly Tab<K>[];
  readonly active: K;
  readonly onChange: (key: K) => void;
}

const steps: Readonly<Record<string, (place: number, count: number) => number>> = {
  ArrowRight: (place, count) => (place + 1) % count,
  ArrowLeft: (place, count) => (place - 1 + count) % count,
  Home: () => 0,
  End: (_, count) => count - 1,
};

/** Tabs that wrap where there is no room, so that none is out of sight; arrow keys move between them. */
export const TabStrip = <K extends string>({ label, tabs, active, onChange }: Props<K>): ReactNode => {
  const id = useId();
  const list = useRef<HTMLDivElement>(null);
  const shown = tabs.find((tab) => tab.key === active) ?? tabs[0];
  const move = (event: KeyboardEvent): void => {
    const step = steps[event.key];
    if (!step || !shown) return;
    event.preventDefault();
    const next = tabs[step(tabs.indexOf(shown), tabs.length)];
    if (!next) return;
    onChange(next.key);
    list.current?.querySelector<HTMLElement>(`[data-key="${next.key}"]`)?.focus();
  };
  return (
    <div className={css.frame}>
      <div ref={list} role="tablist" aria-label={label} tabIndex={-1} className={css.list} onKeyDown={move}>
        {tabs.map((tab) => (
          <button
            key={tab.key}
            type="button"
            role="tab"
            id={`${id}-${tab.key}`}
            data-key={tab.key}
            aria-selected={tab === shown}
            {...(tab === shown ? { 'aria-controls': `${id}-panel` } : {})}
            tabIndex={tab === shown ? 0 : -1}
            className={css.tab}
            onClick={() => onChange(tab.key)}
          >
            {tab.label}
          </button>
        ))}
      </div>
      {shown && (
        <div id={`${id}-panel`} role="tabpanel" aria-labelledby={`${id}-${shown.key}`} className={css.panel}>
          {shown.render()}
        </div>
      )}
    </div>
  );
};

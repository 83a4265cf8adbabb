import type { ReactNode } from 'react';
import { useText } from '../language.tsx';
import { uiTexts } from '../messages.ts';
import { errorText, refusalText, type Texts } from '../problem-text.ts';
import { viewState } from '../state.ts';
import { Button } from './button.tsx';
import css from './state-view.module.css';

interface Props {
  readonly error: Error | null;
  readonly loading: boolean;
  readonly empty?: boolean;
  readonly whenEmpty?: ReactNode;
  readonly onAgain?: () => void;
  readonly texts?: Texts;
  readonly lines?: number;
  readonly children: ReactNode | (() => ReactNode);
}

/** A sentence in the place of what is not there. */
export const Notice = ({
  title,
  hint,
  heading = false,
  children,
}: {
  title: string;
  hint?: string;
  heading?: boolean | undefined;
  children?: ReactNode;
}): ReactNode => (
  <div className={css.notice}>
    {heading ? <h1 className={css.title}>{title}</h1> : <p className={css.title}>{title}</p>}
    {hint && <p>{hint}</p>}
    {children}
  </div>
);

interface WholeProps {
  readonly extra?: ReactNode;
  /** Where it stands for a whole page, its title is the page's heading. */
  readonly heading?: boolean;
}

interface ForbiddenProps extends WholeProps {
  /** What was refused, and the feature's own words for it: where they name the reason, no administrator can help. */
  readonly error?: Error | null;
  readonly texts?: Texts | undefined;
}

export const Forbidden = ({ extra, heading, error, texts }: ForbiddenProps): ReactNode => {
  const t = useText();
  const said = refusalText(t, error, texts);
  return (
    <Notice
      heading={heading}
      title={said ?? t(uiTexts.forbidden)}
      {...(said === null ? { hint: t(uiTexts.forbiddenHint) } : {})}
    >
      {extra}
    </Notice>
  );
};

export const Missing = ({ extra, heading }: WholeProps): ReactNode => {
  const t = useText();
  return (
    <Notice heading={heading} title={t(uiTexts.missing)} hint={t(uiTexts.missingHint)}>
      {extra}
    </Notice>
  );
};

export const ErrorNotice = ({
  error,
  onAgain,
  texts,
}: {
  error: Error;
  onAgain?: (() => void) | undefined;
  texts?: Texts | undefined;
}): ReactNode => {
  const t = useText();
  return (
    <div role="alert" className={css.error}>
      <p>{errorText(t, error, texts)}</p>
      {onAgain && <Button onClick={onAgain}>{t(uiTexts.again)}</Button>}
    </div>
  );
};

/** Grey lines in the place of what is coming. */
export const Loading = ({ lines = 4 }: { lines?: number }): ReactNode => {
  const t = useText();
  return (
    <div role="status" aria-label={t(uiTexts.loading)} aria-busy="true" className={css.loading}>
      {Array.from({ length: lines }, (_, line) => (
        <div key={line} className={css.line} />
      ))}
      <p className="late">{t(uiTexts.stillLoading)}</p>
    </div>
  );
};

/** Loading, empty, failed, not allowed, not there: as in the office. */
export const StateView = ({ children, whenEmpty, onAgain, texts, lines, ...read }: Props): ReactNode => {
  const t = useText();
  switch (viewState(read)) {
    case 'forbidden':
      return <Forbidden error={read.error} texts={texts} />;
    case 'missing':
      return <Missing />;
    case 'error':
      return read.error && <ErrorNotice error={read.error} onAgain={onAgain} texts={texts} />;
    case 'loading':
      return <Loading {...(lines ? { lines } : {})} />;
    case 'empty':
      return whenEmpty ?? <Notice title={t(uiTexts.empty)} />;
    case 'ready':
      return typeof children === 'function' ? children() : children;
  }
};

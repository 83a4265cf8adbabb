import { Alert, Button, Empty, Result, Skeleton } from 'antd';
import type { ReactNode } from 'react';
import { useText } from '../language.tsx';
import { uiTexts } from '../messages.ts';
import { errorText, refusalText, type Texts } from '../problem-text.ts';
import { viewState } from '../state.ts';
import css from './state-view.module.css';

interface Props {
  readonly error: Error | null;
  readonly loading: boolean;
  readonly empty?: boolean;
  /** What to say, and what to do next, where there is nothing yet. */
  readonly whenEmpty?: ReactNode;
  readonly onAgain?: () => void;
  /** The feature's own words for errors it names. */
  readonly texts?: Texts;
  /** Lines of the placeholder while loading. */
  readonly lines?: number;
  /** Drawn only when there is something to show. */
  readonly children: ReactNode | (() => ReactNode);
}

const Title = ({ heading = false, children }: { heading?: boolean | undefined; children: ReactNode }): ReactNode =>
  heading ? <h1 className={css.title}>{children}</h1> : children;

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
    <Result
      status="warning"
      title={<Title heading={heading}>{said ?? t(uiTexts.forbidden)}</Title>}
      subTitle={said === null && t(uiTexts.forbiddenHint)}
      extra={extra}
    />
  );
};

export const Missing = ({ extra, heading }: WholeProps): ReactNode => {
  const t = useText();
  return (
    <Result
      status="info"
      title={<Title heading={heading}>{t(uiTexts.missing)}</Title>}
      subTitle={t(uiTexts.missingHint)}
      extra={extra}
    />
  );
};

/** The sentence of an error with a way to try again. */
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
  const again = onAgain && (
    <Button size="small" onClick={onAgain}>
      {t(uiTexts.again)}
    </Button>
  );
  return <Alert type="error" showIcon role="alert" title={errorText(t, error, texts)} action={again} />;
};

export const Loading = ({ lines = 4 }: { lines?: number }): ReactNode => {
  const t = useText();
  return (
    <div role="status" aria-label={t(uiTexts.loading)} aria-busy="true">
      <Skeleton active title={false} paragraph={{ rows: lines }} />
      <p className="late">{t(uiTexts.stillLoading)}</p>
    </div>
  );
};

/** Loading, empty, failed, not allowed, not there: one part for all, so that no page forgets one. */
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
      return (
        // Where parts of many features stand below each other, one that is empty folds to a line (workbench).
        <div data-empty="yes">
          {whenEmpty ?? <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description={t(uiTexts.empty)} />}
        </div>
      );
    case 'ready':
      return typeof children === 'function' ? children() : children;
  }
};

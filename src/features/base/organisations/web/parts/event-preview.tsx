import { Alert } from 'antd';
import { type ReactNode, useEffect, useState } from 'react';
import { Link } from 'react-router';
import type { Call } from '#shared/endpoint.ts';
import { useFormat, useText } from '#ui/language.tsx';
import { Section } from '#ui/office/page.tsx';
import { StateView } from '#ui/office/state-view.tsx';
import { problemText } from '#ui/problem-text.ts';
import { useApi } from '#webkit/query.ts';
import type { Preview, previewCreation, previewEvent } from '../../events/contract.ts';
import { eventTexts } from '../../events/messages.ts';
import { organisationProblemTexts, organisationWarningTexts } from '../../messages.ts';
import { AdviceList } from './advisories.tsx';
import { Changes } from './changes.tsx';
import css from './organisation.module.css';
import { useRecordedLine } from './recorded.ts';
import { textUnder } from './words.ts';

export interface EventPreview {
  /** Undefined until enough has been filled in, and while the newest answer is under way. */
  readonly preview: Preview | undefined;
  readonly loading: boolean;
  readonly error: Error | null;
  readonly again: () => void;
}

const pause = 300;

/** The value as it stood once typing rested. */
const useRested = <T,>(value: T): T => {
  const [rested, setRested] = useState(value);
  const text = JSON.stringify(value);
  useEffect(() => {
    const timer = setTimeout(() => setRested(JSON.parse(text) as T), pause);
    return () => clearTimeout(timer);
  }, [text]);
  return rested;
};

type Previewing = typeof previewEvent | typeof previewCreation;

/** Asks what an event would change, once enough of its form is filled in (`input` is null before). */
export const useEventPreview = <E extends Previewing>(endpoint: E, input: Call<E> | null): EventPreview => {
  const rested = useRested(input);
  // Not sent while there is nothing to ask.
  const read = useApi(endpoint, rested ?? ({} as Call<E>), { enabled: input !== null && rested !== null });
  const isCurrent = JSON.stringify(rested) === JSON.stringify(input);
  return {
    preview: isCurrent && input !== null ? read.data : undefined,
    loading: input !== null && (!isCurrent || read.isPending),
    error: input === null ? null : read.error,
    again: () => void read.refetch(),
  };
};

const countNames = ['organisations', 'members', 'others', 'posts', 'accounts', 'terms'] as const;

const Counts = ({ preview }: { preview: Preview }): ReactNode => {
  const t = useText();
  const format = useFormat();
  const counted = countNames.filter((name) => preview[name] > 0);
  if (counted.length === 0) return <p className={css.quiet}>{t(eventTexts.previewNothing)}</p>;
  return (
    <ul className={css.counts}>
      {counted.map((name) => (
        <li key={name}>
          {t(eventTexts[name])} <strong>{format.number(preview[name])}</strong>
        </li>
      ))}
    </ul>
  );
};

const Problems = ({ preview }: { preview: Preview }): ReactNode => {
  const t = useText();
  if (preview.problems.length === 0) return null;
  return (
    <Alert
      type="error"
      showIcon
      title={t(eventTexts.previewProblems)}
      description={preview.problems.map(({ params, ...problem }) => (
        <div key={problem.message}>
          {problemText(t, params ? { ...problem, params } : problem, organisationProblemTexts)}
        </div>
      ))}
    />
  );
};

const Warnings = ({ preview }: { preview: Preview }): ReactNode => {
  const t = useText();
  if (preview.warnings.length === 0) return null;
  return (
    <Alert
      type="warning"
      showIcon
      title={t(eventTexts.warnings)}
      description={preview.warnings.map(({ message, params }) => {
        const text = textUnder(organisationWarningTexts, message);
        return <div key={message}>{text ? t.loose(text, params) : message}</div>;
      })}
    />
  );
};

const InTheWay = ({ preview }: { preview: Preview }): ReactNode => {
  const t = useText();
  if (preview.children.length === 0) return null;
  return (
    <div>
      <p>{t(eventTexts.inTheWay)}</p>
      <ul className={css.list}>
        {preview.children.map((child) => (
          <li key={child.id}>
            <Link to={`/organisations/${child.id}`}>{child.name}</Link>
          </li>
        ))}
      </ul>
    </div>
  );
};

const PreviewBody = ({ preview }: { preview: Preview }): ReactNode => {
  const t = useText();
  const lines = useRecordedLine();
  const changes = lines(preview.before, preview.after);
  return (
    <div className={css.preview} aria-live="polite">
      <Problems preview={preview} />
      {changes.length > 0 && <Changes caption={t(eventTexts.preview)} changes={changes} />}
      <Counts preview={preview} />
      <Warnings preview={preview} />
      <InTheWay preview={preview} />
      {preview.advisories.length > 0 && (
        <div>
          <p>{t(eventTexts.advice)}</p>
          <AdviceList advisories={preview.advisories} />
        </div>
      )}
    </div>
  );
};

/** What an event will change, beside its form. */
export const EventPreviewView = ({ shown }: { shown: EventPreview }): ReactNode => {
  const t = useText();
  const { preview, loading, error, again } = shown;
  const waits = !loading && !error && !preview;
  return (
    <Section title={t(eventTexts.preview)}>
      {waits ? (
        <p className={css.quiet}>{t(eventTexts.previewWait)}</p>
      ) : (
        <StateView error={error} loading={loading} onAgain={again} texts={organisationProblemTexts} lines={4}>
          {() => preview && <PreviewBody preview={preview} />}
        </StateView>
      )}
    </Section>
  );
};

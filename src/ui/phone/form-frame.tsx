import type { ReactNode } from 'react';
import { FieldDiff } from '../field-diff.tsx';
import type { FormStatus } from '../form-status.ts';
import { useFormat, useText } from '../language.tsx';
import { uiTexts } from '../messages.ts';
import { errorText } from '../problem-text.ts';
import { useBroughtIntoView } from '../use-brought-into-view.ts';
import { Button } from './button.tsx';
import css from './form-frame.module.css';

interface Props {
  readonly form: FormStatus;
  readonly verb: string;
  readonly label: string;
  readonly onCancel?: () => void;
  readonly block?: boolean;
  readonly children: ReactNode;
}

const Kept = ({ kept }: { kept: NonNullable<FormStatus['kept']> }): ReactNode => {
  const t = useText();
  const format = useFormat();
  return (
    <div className={css.notice} data-tone="info">
      <p>{t(uiTexts.draftFound, { when: format.moment(new Date(kept.savedAt).toISOString()) })}</p>
      <Button onClick={kept.restore}>{t(uiTexts.draftRestore)}</Button>
      <Button onClick={kept.discard}>{t(uiTexts.draftDiscard)}</Button>
    </div>
  );
};

const ConflictNotice = ({
  form,
  conflict,
}: {
  form: FormStatus;
  conflict: NonNullable<FormStatus['conflict']>;
}): ReactNode => {
  const t = useText();
  const changes = conflict.differing.map((name) => {
    const mine = form.describe(name, 'mine');
    return { label: mine.label, before: form.describe(name, 'current').value, after: mine.value };
  });
  return (
    <div role="alert" className={css.notice} data-tone="warning">
      <p>
        <strong>{t(uiTexts.staleTitle)}</strong>
      </p>
      <p>{t(changes.length > 0 ? uiTexts.staleHint : uiTexts.staleApart)}</p>
      {changes.length > 0 && (
        <FieldDiff caption={t(uiTexts.staleTitle)} headings={[t(uiTexts.theirs), t(uiTexts.mine)]} changes={changes} />
      )}
      <Button onClick={conflict.takeTheirs}>{t(uiTexts.staleTheirs)}</Button>
      <Button onClick={conflict.keepMine}>{t(uiTexts.staleMine)}</Button>
    </div>
  );
};

/** The form element with everything that can be said about it as a whole, and its buttons. */
export const FormFrame = ({ form, verb, label, onCancel, children }: Props): ReactNode => {
  const t = useText();
  const notices = useBroughtIntoView<HTMLDivElement>(form.error ?? form.conflict?.current);
  return (
    <form {...form.props} aria-label={label} aria-busy={form.busy} className={css.form}>
      <div ref={notices} className={css.notices}>
        {form.kept && <Kept kept={form.kept} />}
        {form.conflict && <ConflictNotice form={form} conflict={form.conflict} />}
        {form.unsent && (
          <p role="alert" className={css.notice} data-tone="warning">
            {t(uiTexts.unsent)}
          </p>
        )}
        {form.error && !form.unsent && (
          <p role="alert" className={css.notice} data-tone="error">
            {errorText(t, form.error, form.texts)}
          </p>
        )}
        {form.problems.length > 0 && (
          <div role="alert" className={css.notice} data-tone="error">
            <p>{t(uiTexts.problems, { count: form.problems.length })}</p>
            {form.loose.map((sentence) => (
              <p key={sentence}>{sentence}</p>
            ))}
          </div>
        )}
      </div>
      {children}
      <Button filled submit busy={form.busy}>
        {verb}
      </Button>
      {onCancel && <Button onClick={onCancel}>{t(uiTexts.cancel)}</Button>}
    </form>
  );
};

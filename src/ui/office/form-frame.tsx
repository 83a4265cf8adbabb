import { Alert, Button } from 'antd';
import type { ReactNode } from 'react';
import { FieldDiff } from '../field-diff.tsx';
import type { FormStatus } from '../form-status.ts';
import { useFormat, useText } from '../language.tsx';
import { uiTexts } from '../messages.ts';
import { errorText } from '../problem-text.ts';
import { useBroughtIntoView } from '../use-brought-into-view.ts';
import css from './form-frame.module.css';

interface Props {
  readonly form: FormStatus;
  /** The verb on the button; never just "OK". */
  readonly verb: string;
  readonly onCancel?: () => void;
  /** Leaves the form; where something can itself be called off (取消会议) it does not say 取消. */
  readonly leaveVerb?: string;
  readonly children: ReactNode;
  /** The submit button fills the width. */
  readonly block?: boolean;
  /** What it does is grave: the button is outlined, never filled. */
  readonly grave?: boolean;
  /** What the form is, for those who hear it. */
  readonly label: string;
}

const Kept = ({ kept }: { kept: NonNullable<FormStatus['kept']> }): ReactNode => {
  const t = useText();
  const format = useFormat();
  return (
    <Alert
      type="info"
      showIcon
      title={t(uiTexts.draftFound, { when: format.moment(new Date(kept.savedAt).toISOString()) })}
      action={
        <span className={css.buttons}>
          <Button size="small" onClick={kept.restore}>
            {t(uiTexts.draftRestore)}
          </Button>
          <Button size="small" type="text" onClick={kept.discard}>
            {t(uiTexts.draftDiscard)}
          </Button>
        </span>
      }
    />
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
    <div role="alert" className={css.conflict}>
      <strong>{t(uiTexts.staleTitle)}</strong>
      <p>{t(changes.length > 0 ? uiTexts.staleHint : uiTexts.staleApart)}</p>
      {changes.length > 0 && (
        <FieldDiff caption={t(uiTexts.staleTitle)} headings={[t(uiTexts.theirs), t(uiTexts.mine)]} changes={changes} />
      )}
      <div className={css.buttons}>
        <Button onClick={conflict.takeTheirs}>{t(uiTexts.staleTheirs)}</Button>
        <Button onClick={conflict.keepMine}>{t(uiTexts.staleMine)}</Button>
      </div>
    </div>
  );
};

/** The form element with everything that can be said about it as a whole, and its buttons. */
export const FormFrame = ({
  form,
  verb,
  onCancel,
  leaveVerb,
  children,
  block = false,
  grave = false,
  label,
}: Props): ReactNode => {
  const t = useText();
  const notices = useBroughtIntoView<HTMLDivElement>(form.error ?? form.conflict?.current);
  return (
    <form {...form.props} aria-label={label} aria-busy={form.busy} className={css.form}>
      <div ref={notices} className={css.notices}>
        {form.kept && <Kept kept={form.kept} />}
        {form.conflict && <ConflictNotice form={form} conflict={form.conflict} />}
        {form.unsent && <Alert type="warning" showIcon role="alert" title={t(uiTexts.unsent)} />}
        {form.error && !form.unsent && (
          <Alert type="error" showIcon role="alert" title={errorText(t, form.error, form.texts)} />
        )}
        {form.problems.length > 0 && (
          <Alert
            type="error"
            showIcon
            role="alert"
            title={t(uiTexts.problems, { count: form.problems.length })}
            {...(form.loose.length
              ? { description: form.loose.map((sentence) => <div key={sentence}>{sentence}</div>) }
              : {})}
          />
        )}
      </div>
      {children}
      <div className={css.buttons}>
        <Button
          {...(grave ? { danger: true } : { type: 'primary' })}
          htmlType="submit"
          loading={form.busy}
          block={block}
        >
          {verb}
        </Button>
        {onCancel && <Button onClick={onCancel}>{leaveVerb ?? t(uiTexts.cancel)}</Button>}
      </div>
    </form>
  );
};

import { type ReactNode, useEffect, useState } from 'react';
import type { FormStatus } from '#ui/form-status.ts';
import { useText } from '#ui/language.tsx';
import { ConfirmDialog, LeaveDialog } from '#ui/office/dialogs.tsx';
import { FormFrame } from '#ui/office/form-frame.tsx';
import { Section } from '#ui/office/page.tsx';
import { useLeaveGuard } from '#webkit/router.tsx';
import { eventTexts } from '../../events/messages.ts';
import css from './event-frame.module.css';
import { type EventPreview, EventPreviewView } from './event-preview.tsx';

interface Props {
  readonly form: FormStatus;
  readonly label: string;
  readonly verb: string;
  readonly hint?: string;
  /** Absent where nothing else changes: the facts of an organisation. */
  readonly shown?: EventPreview;
  /** Makes it grave: the name to type before it happens. */
  readonly word?: string;
  /** Whether it can be taken back. */
  readonly final?: boolean;
  readonly on?: string | null | undefined;
  readonly done: boolean;
  readonly onCancel: () => void;
  readonly children: ReactNode;
}

/** The form of an event with what it will change beside it; grave ones ask for the name first. */
export const EventFrame = (props: Props): ReactNode => {
  const { form, label, verb, hint, shown, word, final = false, on, done, onCancel, children } = props;
  const t = useText();
  const [asking, setAsking] = useState(false);
  const preview = shown?.preview;
  // Without a sound preview there is nothing to confirm: the form itself says what is missing or refused.
  const sound = preview !== undefined && preview.problems.length === 0;
  const failed = preview === undefined && shown?.loading === false && shown.error !== null;
  // Pressed before the preview has come, it waits for it; where none comes, the question says so. Nothing grave is done
  // unasked because the network is slow or a preview fails.
  const asks = word !== undefined && (sound || failed || shown?.loading === true);
  const refused = preview !== undefined && !sound;
  useEffect(() => {
    if (refused) setAsking(false);
  }, [refused]);
  const submitted = asks
    ? {
        ...form.props,
        onSubmit: (event: { preventDefault: () => void }) => {
          event.preventDefault();
          if (failed) shown?.again();
          setAsking(true);
        },
      }
    : form.props;
  return (
    <div className={css.frame} data-two={shown !== undefined}>
      <Section>
        {hint && <p className={css.hint}>{hint}</p>}
        <FormFrame
          form={{ ...form, props: submitted }}
          verb={verb}
          label={label}
          grave={word !== undefined}
          onCancel={onCancel}
        >
          {children}
        </FormFrame>
      </Section>
      {shown && <EventPreviewView shown={shown} />}
      {word !== undefined && (
        <ConfirmDialog
          open={asking && (sound || failed)}
          title={t(eventTexts.confirmTitle, { verb })}
          consequence={
            <>
              <p>
                {preview
                  ? t(eventTexts.confirmHint, {
                      on: on ?? '',
                      organisations: preview.organisations,
                      members: preview.members,
                      posts: preview.posts,
                      accounts: preview.accounts,
                    })
                  : t(eventTexts.confirmUnknown, { on: on ?? '' })}
              </p>
              <p>{t(final ? eventTexts.confirmFinal : eventTexts.confirmUndo)}</p>
            </>
          }
          verb={verb}
          word={word}
          busy={form.busy}
          onConfirm={() => {
            setAsking(false);
            form.submit();
          }}
          onClose={() => setAsking(false)}
        />
      )}
      <LeaveDialog {...useLeaveGuard(form.dirty && !done)} />
    </div>
  );
};

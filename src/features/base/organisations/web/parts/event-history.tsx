import { App } from 'antd';
import type { ReactNode } from 'react';
import { useFormat, useText } from '#ui/language.tsx';
import { ConfirmDialog } from '#ui/office/dialogs.tsx';
import { Section } from '#ui/office/page.tsx';
import { Tag } from '#ui/tag.tsx';
import { Timeline } from '#ui/timeline.tsx';
import { useCommand } from '#webkit/query.ts';
import type { Organisation, OrganisationEvent } from '../../contract.ts';
import { eventKindTexts, organisationTexts } from '../../detail/messages.ts';
import { undoOrganisationEvent } from '../../events/contract.ts';
import { organisationProblemTexts } from '../../messages.ts';
import { Changes } from './changes.tsx';
import css from './organisation.module.css';
import { touchedByTree } from './reads.ts';
import { useRecordedLine } from './recorded.ts';

const EventTitle = ({ event }: { event: OrganisationEvent }): ReactNode => {
  const t = useText();
  const kind = t(eventKindTexts[event.kind]);
  return (
    <>
      {event.undoesId ? t(organisationTexts.undoOf, { event: kind }) : kind}{' '}
      {event.undone && <Tag tone="warning">{t(organisationTexts.undone)}</Tag>}
    </>
  );
};

const EventNote = ({ event }: { event: OrganisationEvent }): ReactNode => {
  const t = useText();
  const format = useFormat();
  const parts = [
    event.document && t(organisationTexts.document, { document: event.document }),
    event.reason && t(organisationTexts.reason, { reason: event.reason }),
    t(organisationTexts.enteredAt, { at: format.moment(event.at) }),
  ];
  return parts.filter(Boolean).join(' · ');
};

/** Everything that happened to an organisation, newest first. */
export const EventHistory = ({ organisation }: { organisation: Organisation }): ReactNode => {
  const t = useText();
  const lines = useRecordedLine();
  const { events } = organisation;
  return (
    <Section title={t(organisationTexts.history)}>
      {events.length === 0 ? (
        <p className={css.quiet}>{t(organisationTexts.noHistory)}</p>
      ) : (
        <Timeline
          label={t(organisationTexts.history)}
          entries={events.map((event) => {
            const changes = lines(event.before, event.after);
            return {
              id: event.id,
              at: event.on,
              title: <EventTitle event={event} />,
              by: <EventNote event={event} />,
              tone: event.undone ? ('plain' as const) : ('brand' as const),
              detail:
                changes.length > 0 ? <Changes caption={t(eventKindTexts[event.kind])} changes={changes} /> : undefined,
            };
          })}
        />
      )}
    </Section>
  );
};

interface UndoProps {
  readonly organisation: Organisation;
  readonly open: boolean;
  readonly onClose: () => void;
}

/** Takes the last event back, where nothing has been built on it. */
export const UndoDialog = ({ organisation, open, onClose }: UndoProps): ReactNode => {
  const t = useText();
  const { message } = App.useApp();
  const { id, version } = organisation;
  const last = organisation.events.find((event) => event.undoesId === null && !event.undone);
  const { fire, busy, error, reset } = useCommand(undoOrganisationEvent, {
    touches: touchedByTree,
    onDone: () => {
      void message.success(t(organisationTexts.undoDone));
      onClose();
    },
  });
  if (!last) return null;
  return (
    <ConfirmDialog
      open={open}
      title={t(organisationTexts.undoTitle, { event: t(eventKindTexts[last.kind]) })}
      consequence={t(organisationTexts.undoHint)}
      verb={t(organisationTexts.undo)}
      reasonFrom={2}
      busy={busy}
      error={error}
      texts={organisationProblemTexts}
      onConfirm={(reason) => fire({ params: { id }, body: { version, eventId: last.id, reason } })}
      onClose={() => {
        reset();
        onClose();
      }}
    />
  );
};

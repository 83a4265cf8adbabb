import { App, Button, Modal } from 'antd';
import { type ReactNode, useState } from 'react';
import { useFormat, useText } from '#ui/language.tsx';
import { ConfirmDialog } from '#ui/office/dialogs.tsx';
import { useCommand } from '#webkit/query.ts';
import { useSession } from '#webkit/session.tsx';
import { type Away, awayList, type Contact, type Guest, voidContact } from '../../contract.ts';
import { outflowProblems, outflowTexts } from '../../messages.ts';
import { WordLines } from './guests-dialog.tsx';
import css from './outflow.module.css';
import { useOutflowWords } from './words.ts';

const VoidDialog = ({ contact, onClose }: { contact: Contact | null; onClose: () => void }): ReactNode => {
  const t = useText();
  const format = useFormat();
  const { message } = App.useApp();
  const { fire, busy, error } = useCommand(voidContact, {
    touches: [awayList],
    onDone: () => {
      void message.success(t(outflowTexts.voided));
      onClose();
    },
  });
  return (
    <ConfirmDialog
      open={contact !== null}
      title={contact ? t(outflowTexts.voidOf, { day: format.day(contact.onDay) }) : ''}
      consequence={t(outflowTexts.voidHint)}
      verb={t(outflowTexts.void)}
      reasonFrom={2}
      busy={busy}
      error={error}
      texts={outflowProblems}
      onConfirm={(reason) => contact && fire({ params: { id: contact.id }, body: { reason } })}
      onClose={onClose}
    />
  );
};

const guestState = ({ cancelled, attended }: Guest) => {
  if (cancelled) return 'guest_cancelled';
  if (attended === null) return 'guest_asked';
  return attended ? 'guest_came' : 'guest_absent';
};

interface Props {
  readonly away: Away | null;
  readonly onClose: () => void;
}

/** The latest contacts with one member; what was written down by mistake is taken back here. */
export const HistoryDialog = ({ away, onClose }: Props): ReactNode => {
  const t = useText();
  const words = useOutflowWords();
  const format = useFormat();
  const { can } = useSession();
  const [voiding, setVoiding] = useState<Contact | null>(null);
  const close = (): void => {
    setVoiding(null);
    onClose();
  };
  return (
    <>
      <Modal
        open={away !== null && voiding === null}
        title={away && t(outflowTexts.historyOf, { name: away.name })}
        footer={null}
        onCancel={close}
        destroyOnHidden
      >
        {away?.contacts.length === 0 && <p className={css.hint}>{t(outflowTexts.historyEmpty)}</p>}
        <ul className={css.lines}>
          {away?.contacts.map((contact) => (
            <li key={contact.id} className={css.line}>
              <span>
                {words.contact(contact)}
                {contact.note && <div>{contact.note}</div>}
                <div className={css.hint}>{t(outflowTexts.byLine, { recorder: contact.recorder })}</div>
              </span>
              {can('outflow.keep') && (
                <Button
                  size="small"
                  aria-label={`${t(outflowTexts.void)} ${words.contact(contact)}`}
                  onClick={() => setVoiding(contact)}
                >
                  {t(outflowTexts.void)}
                </Button>
              )}
            </li>
          ))}
        </ul>
        <h3>{t(outflowTexts.guestsThere)}</h3>
        {away?.guests.length === 0 && away.words.length === 0 && (
          <p className={css.hint}>{t(outflowTexts.guestsThereNone)}</p>
        )}
        <ul className={css.lines}>
          {away?.guests.map((guest) => (
            <li key={guest.meetingId} className={css.line}>
              <span>
                {guest.title}
                <div className={css.hint}>{format.day(guest.onDay)}</div>
              </span>
              <span>{t(outflowTexts[guestState(guest)])}</span>
            </li>
          ))}
        </ul>
        {away && <WordLines words={away.words} />}
      </Modal>
      <VoidDialog contact={voiding} onClose={close} />
    </>
  );
};

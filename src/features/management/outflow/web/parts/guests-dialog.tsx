import { App, Modal, Select } from 'antd';
import type { ReactNode } from 'react';
import { z } from 'zod';
import { meetingList } from '#features/management/meetings/contract.ts';
import { dayOf } from '#shared/days.ts';
import { useFormat, useText } from '#ui/language.tsx';
import { FieldGrid, LongTextField, NumberField } from '#ui/office/fields.tsx';
import { FormFrame } from '#ui/office/form-frame.tsx';
import { ErrorNotice } from '#ui/office/state-view.tsx';
import { useForm } from '#webkit/form.ts';
import { useApi, useCommand } from '#webkit/query.ts';
import { type Arrival, arrivalList, type Guest, sendWord, setGuest } from '../../contract.ts';
import { outflowProblems, outflowTexts } from '../../messages.ts';
import css from './outflow.module.css';
import { today } from './words.ts';

const markOf = (guest: Guest | undefined): 'withdrawn' | 'asked' | 'came' | 'absent' => {
  if (guest === undefined) return 'withdrawn';
  if (guest.attended === null) return 'asked';
  return guest.attended ? 'came' : 'absent';
};

/** The meetings of the branch, the latest first, each with what is known of the guest. */
const Meetings = ({ arrival }: { arrival: Arrival }): ReactNode => {
  const t = useText();
  const format = useFormat();
  const { data } = useApi(meetingList, { query: { organisationId: arrival.branchId, limit: '12' } });
  const { fire, error } = useCommand(setGuest, { touches: [arrivalList] });
  const rows = (data?.items ?? []).filter(
    (one) => one.state !== 'cancelled' && dayOf(Date.parse(one.startsAt)) >= arrival.since,
  );
  if (data && rows.length === 0) return <p className={css.hint}>{t(outflowTexts.guestsNone)}</p>;
  return (
    <>
      <ul className={css.lines}>
        {rows.map((one) => {
          const day = dayOf(Date.parse(one.startsAt));
          const said = day <= today();
          return (
            <li key={one.id} className={css.line}>
              <span>
                {one.title}
                <div className={css.hint}>{format.day(day)}</div>
              </span>
              <Select
                size="small"
                aria-label={t(outflowTexts.guestMark, { name: arrival.name, title: one.title })}
                value={markOf(arrival.guests.find(({ meetingId }) => meetingId === one.id))}
                onChange={(state) => fire({ params: { id: arrival.id }, body: { meetingId: one.id, state } })}
                options={[
                  { value: 'withdrawn' as const, label: t(outflowTexts.guest_none) },
                  { value: 'asked' as const, label: t(outflowTexts.guest_asked) },
                  { value: 'came' as const, label: t(outflowTexts.guest_came), disabled: !said },
                  { value: 'absent' as const, label: t(outflowTexts.guest_absent), disabled: !said },
                ]}
              />
            </li>
          );
        })}
      </ul>
      {error && <ErrorNotice error={error} texts={outflowProblems} />}
    </>
  );
};

const schema = z.object({ year: sendWord.body.shape.year, result: sendWord.body.shape.result });

const WordForm = ({ arrival }: { arrival: Arrival }): ReactNode => {
  const t = useText();
  const { message } = App.useApp();
  const { run } = useCommand(sendWord, { touches: [arrivalList] });
  const form = useForm({
    schema,
    labels: { year: outflowTexts.wordYear, result: outflowTexts.wordResult },
    initial: { year: Number(today().slice(0, 4)) },
    texts: outflowProblems,
    submit: async (body) => {
      await run({ params: { id: arrival.id }, body });
      void message.success(t(outflowTexts.wordSent));
    },
  });
  return (
    <FormFrame form={form} verb={t(outflowTexts.wordSend)} label={t(outflowTexts.word)}>
      <p className={css.hint}>{t(outflowTexts.wordHint)}</p>
      <FieldGrid>
        <NumberField field={form.field('year')} />
        <LongTextField field={form.field('result')} rows={2} wide />
      </FieldGrid>
    </FormFrame>
  );
};

/** Organisation life here of somebody whose affiliation is elsewhere. */
export const GuestsDialog = ({ arrival, onClose }: { arrival: Arrival | null; onClose: () => void }): ReactNode => {
  const t = useText();
  return (
    <Modal
      open={arrival !== null}
      title={arrival && t(outflowTexts.guestsOf, { name: arrival.name })}
      footer={null}
      onCancel={onClose}
      destroyOnHidden
    >
      {arrival && (
        <>
          <p className={css.hint}>{t(outflowTexts.guestsIntro)}</p>
          <Meetings arrival={arrival} />
          <h3>{t(outflowTexts.word)}</h3>
          <WordLines words={arrival.words} />
          <WordForm arrival={arrival} />
        </>
      )}
    </Modal>
  );
};

export const WordLines = ({ words }: { words: Arrival['words'] }): ReactNode => {
  const t = useText();
  return words.map((word) => <p key={word.year}>{t(outflowTexts.wordLine, word)}</p>);
};

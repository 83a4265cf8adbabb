import { App, Button, Modal } from 'antd';
import { type ReactNode, useState } from 'react';
import { noticeLoad } from '#features/base/inbox/load/contract.ts';
import { useFormat, useText } from '#ui/language.tsx';
import { ConfirmDialog } from '#ui/office/dialogs.tsx';
import { DayField, FieldGrid, NumberField } from '#ui/office/fields.tsx';
import { FormFrame } from '#ui/office/form-frame.tsx';
import { useForm } from '#webkit/form.ts';
import { useApi, useCommand } from '#webkit/query.ts';
import { useGoOn } from '#webkit/router.tsx';
import { type Appraisal, cancelAppraisal, createAppraisal } from '../../contract.ts';
import { appraisalRefusals, appraisalTexts } from '../../messages.ts';
import css from './appraisal.module.css';
import { MeetingField } from './meeting-field.tsx';
import { touchedByAppraisal } from './reads.ts';
import { today } from './words.ts';

/** What it asks of the members, said before it is asked, and how much they have been told this week already. */
const Cost = (): ReactNode => {
  const t = useText();
  const format = useFormat();
  const { data } = useApi(noticeLoad, { query: {} });
  if (data === undefined) return null;
  const { people, perPerson, budget, over } = data;
  const words = { people, each: format.number(perPerson), budget };
  return <p className={css.quiet}>{t(over ? appraisalTexts.startTellsOver : appraisalTexts.startTells, words)}</p>;
};

const StartForm = ({ onClose }: { readonly onClose: () => void }): ReactNode => {
  const t = useText();
  const { message } = App.useApp();
  const goOn = useGoOn();
  const { run } = useCommand(createAppraisal, { touches: touchedByAppraisal });
  const day = today();
  const form = useForm({
    schema: createAppraisal.body,
    labels: { year: appraisalTexts.year, rollOn: appraisalTexts.rollOn, meetingId: appraisalTexts.meeting },
    initial: { year: Number(day.slice(0, 4)), rollOn: day, meetingId: null },
    texts: appraisalRefusals,
    submit: async (body) => {
      const { id } = await run({ body });
      void message.success(t(appraisalTexts.started));
      onClose();
      goOn(`/appraisals/${id}`);
    },
  });
  return (
    <FormFrame form={form} verb={t(appraisalTexts.start)} label={t(appraisalTexts.start)} onCancel={onClose}>
      <p className={css.quiet}>{t(appraisalTexts.startHint)}</p>
      <FieldGrid>
        <NumberField field={form.field('year')} />
        <DayField field={form.field('rollOn')} />
        <MeetingField field={form.field('meetingId')} />
      </FieldGrid>
      <Cost />
    </FormFrame>
  );
};

/** Starts the appraisal of the own branch. */
export const StartAppraisal = (): ReactNode => {
  const t = useText();
  const [open, setOpen] = useState(false);
  const close = (): void => setOpen(false);
  return (
    <>
      <Button type="primary" onClick={() => setOpen(true)}>
        {t(appraisalTexts.start)}
      </Button>
      <Modal open={open} title={t(appraisalTexts.start)} footer={null} onCancel={close} destroyOnHidden>
        <StartForm onClose={close} />
      </Modal>
    </>
  );
};

/** Calls an appraisal off, with a reason. */
export const CancelAppraisal = ({ appraisal }: { readonly appraisal: Appraisal }): ReactNode => {
  const t = useText();
  const { message } = App.useApp();
  const [asking, setAsking] = useState(false);
  const { fire, busy, error, reset } = useCommand(cancelAppraisal, {
    touches: touchedByAppraisal,
    onDone: () => {
      setAsking(false);
      void message.success(t(appraisalTexts.cancelled));
    },
  });
  return (
    <>
      <Button onClick={() => setAsking(true)}>{t(appraisalTexts.cancel)}</Button>
      <ConfirmDialog
        open={asking}
        title={t(appraisalTexts.cancelTitle)}
        consequence={t(appraisalTexts.cancelHint)}
        verb={t(appraisalTexts.cancel)}
        reasonFrom={2}
        busy={busy}
        error={error}
        texts={appraisalRefusals}
        onConfirm={(reason) => fire({ params: { id: appraisal.id }, body: { version: appraisal.version, reason } })}
        onClose={() => {
          setAsking(false);
          reset();
        }}
      />
    </>
  );
};

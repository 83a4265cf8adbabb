import { App, Button, Modal } from 'antd';
import { type ReactNode, useState } from 'react';
import { useText } from '#ui/language.tsx';
import { uiTexts } from '#ui/messages.ts';
import { ConfirmDialog } from '#ui/office/dialogs.tsx';
import { DayField, FieldGrid, NumberField, RadioField } from '#ui/office/fields.tsx';
import { FormFrame } from '#ui/office/form-frame.tsx';
import { useForm } from '#webkit/form.ts';
import { useCommand } from '#webkit/query.ts';
import { cancelElection, editElection, type Election } from '../../contract.ts';
import { electionRefusals, electionTexts } from '../../messages.ts';
import { touchedByElection } from './reads.ts';
import { basisTexts, methodsOf, methodTexts } from './words.ts';

interface FormProps {
  readonly election: Election;
  readonly onClose: () => void;
}

const EditForm = ({ election, onClose }: FormProps): ReactNode => {
  const t = useText();
  const { message } = App.useApp();
  const { run } = useCommand(editElection, { touches: touchedByElection });
  const { version, seats, method, heldOn, basis, kind, round, preliminary, candidates } = election;
  const methods = methodsOf(kind, { preliminary, round, named: candidates.namedBy !== null });
  const form = useForm({
    schema: editElection.body,
    labels: {
      seats: electionTexts.seats,
      method: electionTexts.method,
      heldOn: electionTexts.heldOn,
      basis: electionTexts.basis,
    },
    initial: { version, seats, method, heldOn, basis },
    texts: electionRefusals,
    submit: async (body) => {
      await run({ params: { id: election.id }, body });
      void message.success(t(electionTexts.saved));
      onClose();
    },
  });
  return (
    <FormFrame
      form={form}
      verb={t(electionTexts.save)}
      label={t(electionTexts.edit)}
      onCancel={onClose}
      leaveVerb={t(uiTexts.back)}
    >
      <FieldGrid>
        <NumberField field={form.field('seats')} />
        <DayField field={form.field('heldOn')} />
        <RadioField
          field={form.field('method')}
          choices={methods.map((value) => ({ value, label: t.loose(methodTexts[value]) }))}
          wide
        />
        <RadioField
          field={form.field('basis')}
          choices={(['present', 'entitled'] as const).map((value) => ({ value, label: t(basisTexts[value]) }))}
          hint={t(electionTexts.basisHint)}
          wide
        />
      </FieldGrid>
    </FormFrame>
  );
};

/** Day, seats, method and denominator, while nothing has been counted. */
export const EditPlan = ({ election }: { election: Election }): ReactNode => {
  const t = useText();
  const [open, setOpen] = useState(false);
  const close = (): void => setOpen(false);
  return (
    <>
      <Button onClick={() => setOpen(true)}>{t(electionTexts.edit)}</Button>
      <Modal open={open} title={t(electionTexts.edit)} footer={null} onCancel={close} destroyOnHidden>
        <EditForm election={election} onClose={close} />
      </Modal>
    </>
  );
};

/** Calls an election off, with a reason. */
export const CancelElection = ({ election }: { election: Election }): ReactNode => {
  const t = useText();
  const { message } = App.useApp();
  const [asking, setAsking] = useState(false);
  const { fire, busy, error, reset } = useCommand(cancelElection, {
    touches: touchedByElection,
    onDone: () => {
      setAsking(false);
      void message.success(t(electionTexts.cancelled));
    },
  });
  const close = (): void => {
    setAsking(false);
    reset();
  };
  return (
    <>
      <Button onClick={() => setAsking(true)}>{t(electionTexts.cancel)}</Button>
      <ConfirmDialog
        open={asking}
        title={t(electionTexts.cancelTitle)}
        consequence={t(electionTexts.cancelHint)}
        verb={t(electionTexts.cancel)}
        reasonFrom={2}
        busy={busy}
        error={error}
        texts={electionRefusals}
        onConfirm={(reason) => fire({ params: { id: election.id }, body: { version: election.version, reason } })}
        onClose={close}
      />
    </>
  );
};

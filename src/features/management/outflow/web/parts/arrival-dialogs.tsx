import { App, Modal } from 'antd';
import type { ReactNode } from 'react';
import { useText } from '#ui/language.tsx';
import { DayField, FieldGrid, TextField, TreeField } from '#ui/office/fields.tsx';
import { FormFrame } from '#ui/office/form-frame.tsx';
import { useForm } from '#webkit/form.ts';
import { useCommand } from '#webkit/query.ts';
import { type Arrival, arrivalList, endArrival, enterArrival } from '../../contract.ts';
import { outflowProblems, outflowTexts } from '../../messages.ts';
import { useBranchNodes } from './branch-nodes.ts';
import css from './outflow.module.css';
import { today } from './words.ts';

const EnterForm = ({ onClose }: { onClose: () => void }): ReactNode => {
  const t = useText();
  const { message } = App.useApp();
  const nodes = useBranchNodes(true);
  const { run } = useCommand(enterArrival, { touches: [arrivalList] });
  const own = nodes.filter((node) => !node.fixed);
  const [only] = own.length === 1 ? own : [];
  const form = useForm({
    schema: enterArrival.body,
    labels: {
      branchId: outflowTexts.branch,
      name: outflowTexts.name,
      phone: outflowTexts.phone,
      home: outflowTexts.home,
      since: outflowTexts.since,
      reason: outflowTexts.reason,
    },
    initial: { since: today(), ...(only ? { branchId: only.id } : {}) },
    texts: outflowProblems,
    submit: async (body) => {
      await run({ body });
      void message.success(t(outflowTexts.enteredNow));
      onClose();
    },
  });
  return (
    <FormFrame form={form} verb={t(outflowTexts.enter)} label={t(outflowTexts.enter)} onCancel={onClose}>
      <p className={css.hint}>{t(outflowTexts.enterHint)}</p>
      <FieldGrid>
        {!only && <TreeField field={form.field('branchId')} nodes={nodes} wide />}
        <TextField field={form.field('name')} />
        <TextField field={form.field('phone')} inputMode="tel" />
        <TextField field={form.field('home')} wide />
        <DayField field={form.field('since')} />
        <TextField field={form.field('reason')} />
      </FieldGrid>
    </FormFrame>
  );
};

/** Somebody from outside the county who lives in the range of the branch. */
export const EnterDialog = ({ open, onClose }: { open: boolean; onClose: () => void }): ReactNode => {
  const t = useText();
  return (
    <Modal open={open} title={t(outflowTexts.enter)} footer={null} onCancel={onClose} destroyOnHidden>
      <EnterForm onClose={onClose} />
    </Modal>
  );
};

const EndForm = ({ arrival, onClose }: { arrival: Arrival; onClose: () => void }): ReactNode => {
  const t = useText();
  const { message } = App.useApp();
  const { run } = useCommand(endArrival, { touches: [arrivalList] });
  const form = useForm({
    schema: endArrival.body,
    labels: { on: outflowTexts.endOn },
    initial: { version: arrival.version, on: today() },
    texts: outflowProblems,
    submit: async (body) => {
      await run({ params: { id: arrival.id }, body });
      void message.success(t(outflowTexts.ended));
      onClose();
    },
  });
  return (
    <FormFrame form={form} verb={t(outflowTexts.end)} label={t(outflowTexts.end)} onCancel={onClose}>
      <FieldGrid>
        <DayField field={form.field('on')} />
      </FieldGrid>
    </FormFrame>
  );
};

interface EndProps {
  readonly arrival: Arrival | null;
  readonly onClose: () => void;
}

export const EndDialog = ({ arrival, onClose }: EndProps): ReactNode => {
  const t = useText();
  return (
    <Modal
      open={arrival !== null}
      title={arrival && t(outflowTexts.endOf, { name: arrival.name })}
      footer={null}
      onCancel={onClose}
      destroyOnHidden
    >
      {arrival && <EndForm arrival={arrival} onClose={onClose} />}
    </Modal>
  );
};

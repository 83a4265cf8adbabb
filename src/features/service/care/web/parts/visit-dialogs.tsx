import { App, Modal } from 'antd';
import type { ReactNode } from 'react';
import { z } from 'zod';
import { useText } from '#ui/language.tsx';
import { ChoiceField, DayField, LongTextField, NumberField, TextField } from '#ui/office/fields.tsx';
import { FormFrame } from '#ui/office/form-frame.tsx';
import { useForm } from '#webkit/form.ts';
import { useCommand } from '#webkit/query.ts';
import {
  cancelVisit,
  careList,
  endCare,
  oneCare,
  planVisit,
  plannedVisits,
  recordVisit,
  setAmount,
  type CareView,
  type CareVisit,
} from '../../contract.ts';
import { careProblems, careTexts } from '../../messages.ts';
import { occasions } from '../../rules.ts';

const touched = [careList, oneCare, plannedVisits] as const;

interface Props {
  readonly care: CareView;
  readonly onClose: () => void;
}
interface VisitProps extends Props {
  readonly visit: CareVisit;
}

const useSaved = (onClose: () => void): (() => void) => {
  const t = useText();
  const { message } = App.useApp();
  return () => {
    void message.success(t(careTexts.saved));
    onClose();
  };
};

const PlanForm = ({ care, onClose }: Props): ReactNode => {
  const t = useText();
  const saved = useSaved(onClose);
  const { run } = useCommand(planVisit, { touches: touched });
  const form = useForm({
    schema: planVisit.body,
    labels: { occasion: careTexts.occasion, plannedOn: careTexts.plannedOn, visitor: careTexts.visitor },
    texts: careProblems,
    submit: async (body) => {
      await run({ params: { id: care.id }, body });
      saved();
    },
  });
  const verb = t(careTexts.plan);
  return (
    <FormFrame form={form} verb={verb} label={verb} onCancel={onClose}>
      <ChoiceField
        field={form.field('occasion')}
        choices={occasions.map((one) => ({ value: one, label: t(careTexts[`occasion_${one}`]) }))}
      />
      <DayField field={form.field('plannedOn')} />
      <TextField field={form.field('visitor')} />
    </FormFrame>
  );
};

const RecordForm = ({ care, visit, onClose }: VisitProps): ReactNode => {
  const t = useText();
  const saved = useSaved(onClose);
  const { run } = useCommand(recordVisit, { touches: touched });
  const form = useForm({
    schema: recordVisit.body.omit({ version: true }),
    labels: { visitedOn: careTexts.visitedOn, words: careTexts.words },
    initial: { visitedOn: visit.plannedOn },
    texts: careProblems,
    submit: async (body) => {
      await run({ params: { id: care.id, visitId: visit.id }, body: { ...body, version: visit.version } });
      saved();
    },
  });
  const verb = t(careTexts.record);
  return (
    <FormFrame form={form} verb={verb} label={verb} onCancel={onClose}>
      <DayField field={form.field('visitedOn')} />
      <LongTextField field={form.field('words')} hint={t(careTexts.recordHint)} rows={4} />
    </FormFrame>
  );
};

const CancelForm = ({ care, visit, onClose }: VisitProps): ReactNode => {
  const t = useText();
  const saved = useSaved(onClose);
  const { run } = useCommand(cancelVisit, { touches: touched });
  const form = useForm({
    schema: cancelVisit.body.pick({ reason: true }),
    labels: { reason: careTexts.reason },
    texts: careProblems,
    submit: async (body) => {
      await run({ params: { id: care.id, visitId: visit.id }, body: { ...body, version: visit.version } });
      saved();
    },
  });
  const verb = t(careTexts.cancelTitle);
  return (
    <FormFrame form={form} verb={verb} label={verb} onCancel={onClose}>
      <LongTextField field={form.field('reason')} rows={2} />
    </FormFrame>
  );
};

const AmountForm = ({ care, visit, onClose }: VisitProps): ReactNode => {
  const t = useText();
  const saved = useSaved(onClose);
  const { run } = useCommand(setAmount, { touches: touched });
  const { amount } = visit;
  const form = useForm({
    schema: z.object({ yuan: z.number().min(0).max(1_000_000), inKind: setAmount.body.shape.inKind }),
    labels: { yuan: careTexts.yuan, inKind: careTexts.inKind },
    initial: amount === null ? {} : { yuan: amount.cents / 100, inKind: amount.inKind ?? '' },
    texts: careProblems,
    submit: async ({ yuan, inKind }) => {
      const body = { version: amount?.version ?? 0, cents: Math.round(yuan * 100), inKind };
      await run({ params: { id: care.id, visitId: visit.id }, body });
      saved();
    },
  });
  const verb = t(careTexts.setAmount);
  return (
    <FormFrame form={form} verb={verb} label={verb} onCancel={onClose}>
      <NumberField field={form.field('yuan')} hint={t(careTexts.amountHint)} />
      <TextField field={form.field('inKind')} />
    </FormFrame>
  );
};

const EndForm = ({ care, onClose }: Props): ReactNode => {
  const t = useText();
  const saved = useSaved(onClose);
  const { run } = useCommand(endCare, { touches: touched });
  const form = useForm({
    schema: endCare.body.pick({ reason: true }),
    labels: { reason: careTexts.reason },
    texts: careProblems,
    submit: async (body) => {
      await run({ params: { id: care.id }, body: { ...body, version: care.version } });
      saved();
    },
  });
  const verb = t(careTexts.end);
  return (
    <FormFrame form={form} verb={verb} label={verb} onCancel={onClose} grave>
      <p>{t(careTexts.endHint)}</p>
      <LongTextField field={form.field('reason')} rows={2} />
    </FormFrame>
  );
};

export type Open =
  | { readonly act: 'plan' }
  | { readonly act: 'end' }
  | { readonly act: 'record' | 'cancel' | 'amount'; readonly visit: CareVisit };

const titles = {
  plan: careTexts.plan,
  end: careTexts.endTitle,
  record: careTexts.record,
  cancel: careTexts.cancelTitle,
  amount: careTexts.setAmount,
} as const;
const visitForms = { record: RecordForm, cancel: CancelForm, amount: AmountForm } as const;

const Body = ({ open, ...props }: Props & { readonly open: Open }): ReactNode => {
  if (open.act === 'plan') return <PlanForm {...props} />;
  if (open.act === 'end') return <EndForm {...props} />;
  const Form = visitForms[open.act];
  return <Form {...props} visit={open.visit} />;
};

/** What is written about a member who is cared for. */
export const CareDialog = ({ open, ...props }: Props & { readonly open: Open | null }): ReactNode => {
  const t = useText();
  return (
    <Modal
      open={open !== null}
      title={open && t(titles[open.act])}
      footer={null}
      mask={{ closable: false }}
      onCancel={props.onClose}
      destroyOnHidden
    >
      {open && <Body open={open} {...props} />}
    </Modal>
  );
};

import { App, Modal } from 'antd';
import { type ReactNode, useMemo } from 'react';
import { useNavigate } from 'react-router';
import { z } from 'zod';
import { dayOf } from '#shared/days.ts';
import { memberList, memberCounts } from '#features/base/members/contract.ts';
import { fileProblemTexts, memberRefusalTexts } from '#features/base/members/messages.ts';
import { useText } from '#ui/language.tsx';
import { DayField, FieldGrid, LongTextField, NumberField, TreeField } from '#ui/office/fields.tsx';
import { FormFrame } from '#ui/office/form-frame.tsx';
import { useForm } from '#webkit/form.ts';
import { useCommand } from '#webkit/query.ts';
import { type Transfer, transferById, transferList, walkTransfer } from '../../contract.ts';
import { transferRefusals, transferTexts, type TransferTextKey } from '../../messages.ts';
import { needsReason, type Step } from '../../rules.ts';
import { useBranchChoice } from './branch-choice.ts';

export const problemTexts = { ...fileProblemTexts, ...memberRefusalTexts, ...transferRefusals };
export const touched = [transferList, transferById, memberList, memberCounts] as const;

const daySteps: readonly Step[] = ['issue', 'lose', 'reissue'];
/** A certificate holds until the day that its draft names. */
const asksDays = ({ way }: Transfer, step: Step): boolean => daySteps.includes(step) && way !== 'certificate';
const withDay: readonly Step[] = ['accept', 'confirm', 'conclude'];
const dayLabels: Partial<Record<Step, TransferTextKey>> = { confirm: 'onReceipt', conclude: 'onReturn' };

/** Days that a letter usually holds; whoever issues it may change them. */
const usualDays = ({ way }: Transfer): number => (way === 'leaving' ? 30 : 10);

type Optional<T> = z.ZodType<T | undefined, T | undefined>;
const text = (part: z.ZodString, needed: boolean): Optional<string> => (needed ? part : part.optional());

/** Only what the step asks for is required. */
const schemaOf = (transfer: Transfer, step: Step) => {
  const days = z.number().int().min(1).max(366);
  const [on, branchId] = [z.iso.date(), z.uuid()];
  return z.object({
    reason: text(z.string().trim().min(2).max(200), needsReason.has(step)),
    days: (asksDays(transfer, step) ? days : days.optional()) as Optional<number>,
    on: (withDay.includes(step) ? on : on.optional()) as Optional<string>,
    branchId: (step === 'assign' ? branchId : branchId.optional()) as Optional<string>,
  });
};

const initialOf = (transfer: Transfer, step: Step) => ({
  ...(asksDays(transfer, step) ? { days: usualDays(transfer) } : {}),
  ...(withDay.includes(step) ? { on: dayOf(Date.now()) } : {}),
  ...(step === 'assign' && transfer.to.branchId ? { branchId: transfer.to.branchId } : {}),
});

/** Nothing is sent of what was left empty. */
const given = (body: z.input<ReturnType<typeof schemaOf>>) => ({
  ...(body.reason === undefined ? {} : { reason: body.reason }),
  ...(body.days === undefined ? {} : { days: body.days }),
  ...(body.on === undefined ? {} : { on: body.on }),
  ...(body.branchId === undefined ? {} : { branchId: body.branchId }),
});

interface Props {
  readonly transfer: Transfer;
  readonly step: Step;
  readonly onClose: () => void;
}

const StepForm = ({ transfer, step, onClose }: Props): ReactNode => {
  const t = useText();
  const { message } = App.useApp();
  const navigate = useNavigate();
  const verb = t(transferTexts[`step_${step}`]);
  const tree = useBranchChoice({ own: true });
  const schema = useMemo(() => schemaOf(transfer, step), [transfer, step]);
  const initial = useMemo(() => initialOf(transfer, step), [transfer, step]);
  const { run } = useCommand(walkTransfer, { touches: touched });
  const form = useForm({
    schema,
    labels: {
      reason: transferTexts.reasonOf,
      days: transferTexts.days,
      on: transferTexts[dayLabels[step] ?? 'on'],
      branchId: transferTexts.assignTo,
    },
    initial,
    texts: problemTexts,
    submit: async (body) => {
      const after = await run({
        params: { id: transfer.id },
        body: { ...given(body), version: transfer.version, step },
      });
      void message.success(t(transferTexts.stepDone, { step: verb }));
      onClose();
      if (after.replacedById) void navigate(`/transfers/${after.replacedById}`);
    },
  });
  return (
    <FormFrame form={form} verb={verb} label={verb} onCancel={onClose} grave={step === 'reject' || step === 'recall'}>
      <p>{t(transferTexts[`hint_${step}`])}</p>
      <FieldGrid>
        {asksDays(transfer, step) && <NumberField field={form.field('days')} hint={t(transferTexts.daysHint)} />}
        {withDay.includes(step) && <DayField field={form.field('on')} />}
        {step === 'assign' && <TreeField field={form.field('branchId')} nodes={tree.nodes} wide />}
        {needsReason.has(step) && <LongTextField field={form.field('reason')} rows={2} wide />}
      </FieldGrid>
    </FormFrame>
  );
};

/** One step, with what it does and the little that it needs to know. */
export const StepDialog = ({ title, ...props }: Props & { readonly title: string }): ReactNode => (
  <Modal open title={title} footer={null} mask={{ closable: false }} onCancel={props.onClose} destroyOnHidden>
    <StepForm {...props} />
  </Modal>
);

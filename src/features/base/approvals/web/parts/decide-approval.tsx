import { App, Button, Modal } from 'antd';
import { type ReactNode, useState } from 'react';
import { z } from 'zod';
import { useText } from '#ui/language.tsx';
import { ConfirmDialog } from '#ui/office/dialogs.tsx';
import { LongTextField } from '#ui/office/fields.tsx';
import { FormFrame } from '#ui/office/form-frame.tsx';
import { useForm } from '#webkit/form.ts';
import { useCommand } from '#webkit/query.ts';
import {
  type Approval,
  approvalById,
  approvalList,
  decideApproval,
  ownApprovals,
  withdrawApproval,
} from '../../contract.ts';
import { approvalRefusals, approvalTexts } from '../../messages.ts';

const touched = [approvalList, ownApprovals, approvalById] as const;

interface DecideProps {
  readonly approval: Approval;
  readonly approve: boolean;
  readonly onClose: () => void;
}

const DecideForm = ({ approval, approve, onClose }: DecideProps): ReactNode => {
  const t = useText();
  const { message } = App.useApp();
  const { run } = useCommand(decideApproval, { touches: touched });
  const form = useForm({
    schema: z.object({ answer: approve ? z.string().max(300).optional() : z.string().trim().min(2).max(300) }),
    labels: { answer: approve ? approvalTexts.answerOptional : approvalTexts.answerWhy },
    texts: approvalRefusals,
    submit: async ({ answer }) => {
      await run({ params: { id: approval.id }, body: { approve, ...(answer ? { answer } : {}) } });
      void message.success(t(approve ? approvalTexts.approved : approvalTexts.refused));
      onClose();
    },
  });
  const verb = t(approve ? approvalTexts.approve : approvalTexts.refuse);
  return (
    <FormFrame form={form} verb={verb} label={verb} onCancel={onClose} grave={!approve}>
      <p>{t(approve ? approvalTexts.approveHint : approvalTexts.refuseHint)}</p>
      <LongTextField field={form.field('answer')} rows={2} />
    </FormFrame>
  );
};

/** The two answers of the second person. */
export const DecideApproval = ({ approval }: { approval: Approval }): ReactNode => {
  const t = useText();
  const [deciding, setDeciding] = useState<'approve' | 'refuse' | null>(null);
  const close = (): void => setDeciding(null);
  return (
    <>
      <Button onClick={() => setDeciding('refuse')}>{t(approvalTexts.refuse)}</Button>
      <Button type="primary" onClick={() => setDeciding('approve')}>
        {t(approvalTexts.approve)}
      </Button>
      <Modal
        open={deciding !== null}
        title={t(deciding === 'refuse' ? approvalTexts.refuseTitle : approvalTexts.approveTitle)}
        footer={null}
        onCancel={close}
        destroyOnHidden
      >
        {deciding && <DecideForm approval={approval} approve={deciding === 'approve'} onClose={close} />}
      </Modal>
    </>
  );
};

/** The asker's way back while nobody has decided. */
export const WithdrawApproval = ({ approval }: { approval: Approval }): ReactNode => {
  const t = useText();
  const { message } = App.useApp();
  const [asking, setAsking] = useState(false);
  const { fire, busy, error, reset } = useCommand(withdrawApproval, {
    touches: touched,
    onDone: () => {
      setAsking(false);
      void message.success(t(approvalTexts.withdrawn));
    },
  });
  const close = (): void => {
    setAsking(false);
    reset();
  };
  return (
    <>
      <Button onClick={() => setAsking(true)}>{t(approvalTexts.withdraw)}</Button>
      <ConfirmDialog
        open={asking}
        title={t(approvalTexts.withdrawTitle)}
        consequence={t(approvalTexts.withdrawHint)}
        verb={t(approvalTexts.withdraw)}
        busy={busy}
        error={error}
        texts={approvalRefusals}
        onConfirm={() => fire({ params: { id: approval.id } })}
        onClose={close}
      />
    </>
  );
};

import { App, Modal } from 'antd';
import type { ReactNode } from 'react';
import { useText } from '#ui/language.tsx';
import { ChoiceField, FieldGrid, LongTextField } from '#ui/office/fields.tsx';
import { FormFrame } from '#ui/office/form-frame.tsx';
import { useForm } from '#webkit/form.ts';
import { useCommand } from '#webkit/query.ts';
import { figureList, requestFigures } from '../../figures/contract.ts';
import { figureTexts } from '../../figures/messages.ts';
import { requestGrounds } from '../../figures/rules.ts';
import { markRequest } from '../../marking/contract.ts';
import { requestProblems } from '../../messages.ts';

export interface Marked {
  readonly id: string;
  readonly unitId: string;
}

interface Props {
  readonly marked: Marked;
  readonly onClose: () => void;
}

const MarkForm = ({ marked: { id, unitId }, onClose }: Props): ReactNode => {
  const t = useText();
  const { message } = App.useApp();
  const { run } = useCommand(markRequest, { touches: [figureList, requestFigures] });
  const form = useForm({
    schema: markRequest.body.pick({ ground: true, reason: true }),
    labels: { ground: figureTexts.ground, reason: figureTexts.reason },
    texts: requestProblems,
    submit: async (body) => {
      await run({ params: { id }, body: { ...body, unitId } });
      void message.success(t(figureTexts.marked_done));
      onClose();
    },
  });
  const verb = t(figureTexts.mark);
  const grounds = requestGrounds.map((value) => ({ value, label: t(figureTexts[`ground_${value}`]) }));
  return (
    <FormFrame form={form} verb={verb} label={verb} onCancel={onClose} grave>
      <p>{t(figureTexts.markHint)}</p>
      <FieldGrid>
        <ChoiceField field={form.field('ground')} choices={grounds} wide />
        <LongTextField field={form.field('reason')} rows={3} wide />
      </FieldGrid>
    </FormFrame>
  );
};

/** A second unit says why a request was beyond a unit. */
export const MarkDialog = ({ marked, onClose }: { marked: Marked | null; onClose: () => void }): ReactNode => {
  const t = useText();
  return (
    <Modal
      open={marked !== null}
      title={t(figureTexts.markTitle)}
      footer={null}
      mask={{ closable: false }}
      onCancel={onClose}
      destroyOnHidden
    >
      {marked && <MarkForm marked={marked} onClose={onClose} />}
    </Modal>
  );
};

import { App, Button, Modal } from 'antd';
import type { ReactNode } from 'react';
import { z } from 'zod';
import { useText } from '#ui/language.tsx';
import { FieldGrid, TreeField } from '#ui/office/fields.tsx';
import { FormFrame } from '#ui/office/form-frame.tsx';
import { ErrorNotice } from '#ui/office/state-view.tsx';
import { useForm } from '#webkit/form.ts';
import { useCommand } from '#webkit/query.ts';
import { arrivalList, type Away, awayList, placeAway } from '../../contract.ts';
import { outflowProblems, outflowTexts } from '../../messages.ts';
import { useBranchNodes } from './branch-nodes.ts';
import css from './outflow.module.css';

const schema = z.object({ branchId: z.uuid() });

const Form = ({ away, onClose }: { away: Away; onClose: () => void }): ReactNode => {
  const t = useText();
  const nodes = useBranchNodes(false);
  const { message } = App.useApp();
  const { run, fire, busy, error } = useCommand(placeAway, { touches: [awayList, arrivalList], onDone: onClose });
  const params = { id: away.id };
  const told = away.receiving?.branchId;
  const form = useForm({
    schema,
    labels: { branchId: outflowTexts.placeBranch },
    initial: told ? { branchId: told } : {},
    texts: outflowProblems,
    submit: async (body) => {
      await run({ params, body });
      void message.success(t(outflowTexts.placed));
    },
  });
  return (
    <div className={css.stack}>
      <p className={css.hint}>{t(outflowTexts.placeHint)}</p>
      {error && !form.busy && <ErrorNotice error={error} texts={outflowProblems} />}
      <FormFrame form={form} verb={t(outflowTexts.place)} label={t(outflowTexts.place)} onCancel={onClose}>
        <FieldGrid>
          <TreeField field={form.field('branchId')} nodes={nodes} wide />
        </FieldGrid>
      </FormFrame>
      {told && (
        <div>
          <Button loading={busy} onClick={() => fire({ params, body: { branchId: null } })}>
            {t(outflowTexts.takeBack)}
          </Button>
        </div>
      )}
    </div>
  );
};

interface Props {
  readonly away: Away | null;
  readonly onClose: () => void;
}

/** Which branch of the county is told that the member lives there. */
export const PlaceDialog = ({ away, onClose }: Props): ReactNode => {
  const t = useText();
  return (
    <Modal
      open={away !== null}
      title={away && t(outflowTexts.placeOf, { name: away.name })}
      footer={null}
      onCancel={onClose}
      destroyOnHidden
    >
      {away && <Form away={away} onClose={onClose} />}
    </Modal>
  );
};

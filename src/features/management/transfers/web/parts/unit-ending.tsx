import { Alert, App, Button, Modal } from 'antd';
import { type ReactNode, useState } from 'react';
import { organisationById, organisationTree } from '#features/base/organisations/contract.ts';
import { eventTexts } from '#features/base/organisations/events/messages.ts';
import { organisationProblemTexts, organisationWarningTexts } from '#features/base/organisations/messages.ts';
import { type Fact, Facts } from '#ui/facts.tsx';
import { useFormat, useText } from '#ui/language.tsx';
import { DayField, FieldGrid, TextField } from '#ui/office/fields.tsx';
import { FormFrame } from '#ui/office/form-frame.tsx';
import { StateView } from '#ui/office/state-view.tsx';
import { problemText } from '#ui/problem-text.ts';
import { useForm } from '#webkit/form.ts';
import { useApi, useCommand } from '#webkit/query.ts';
import { transferTexts } from '../../messages.ts';
import {
  abolishUnit,
  type UnitEnding as Ending,
  unitById,
  unitEnding,
  type UnitFile,
  unitList,
} from '../../units/contract.ts';
import { problemTexts } from './step-dialog.tsx';

const texts = { ...problemTexts, ...organisationProblemTexts };
const touched = [unitById, unitList, unitEnding, organisationTree, organisationById] as const;
const counted = ['posts', 'accounts', 'terms'] as const;
const isWarning = (key: string): key is keyof typeof organisationWarningTexts => key in organisationWarningTexts;

/** What ends with it, what stands in the way, and what to heed. */
const Changes = ({ ending }: { ending: Ending }): ReactNode => {
  const t = useText();
  const format = useFormat();
  const { names, preview } = ending;
  const facts: Fact[] = [
    { label: t(transferTexts.unitEnds), value: format.list(names), wide: true },
    ...counted.map((one) => ({ label: t(eventTexts[one]), value: format.number(preview[one]) })),
  ];
  return (
    <>
      {preview.problems.length > 0 && (
        <Alert
          type="error"
          showIcon
          title={t(eventTexts.previewProblems)}
          description={preview.problems.map(({ params, ...problem }) => (
            <div key={problem.message}>{problemText(t, params ? { ...problem, params } : problem, texts)}</div>
          ))}
        />
      )}
      <Facts facts={facts} columns={3} />
      {preview.warnings.map(({ message, params }) => (
        <p key={message}>{isWarning(message) ? t.loose(organisationWarningTexts[message], params) : message}</p>
      ))}
    </>
  );
};

interface Props {
  readonly unit: UnitFile;
  readonly onClose: () => void;
}

const EndingForm = ({ unit, first, onClose }: Props & { readonly first: string }): ReactNode => {
  const t = useText();
  const { message } = App.useApp();
  const { run } = useCommand(abolishUnit, { touches: touched });
  const form = useForm({
    schema: abolishUnit.body,
    labels: { on: eventTexts.on, document: eventTexts.document },
    initial: { version: unit.version, on: first },
    texts,
    submit: async (body) => {
      await run({ params: { id: unit.id }, body });
      void message.success(t(transferTexts.unitEnded));
      onClose();
    },
  });
  const { on } = form.values;
  const shown = useApi(
    unitEnding,
    { params: { id: unit.id }, query: on ? { on } : {} },
    { enabled: Boolean(on), keep: true },
  );
  return (
    <FormFrame
      form={form}
      verb={t(transferTexts.unitEndVerb)}
      label={t(transferTexts.unitEndVerb)}
      onCancel={onClose}
      grave
    >
      <p>{t(transferTexts.unitEndHint)}</p>
      <FieldGrid>
        <DayField field={form.field('on')} />
        <TextField field={form.field('document')} hint={t(eventTexts.documentHint)} />
      </FieldGrid>
      <StateView
        error={shown.error}
        loading={shown.isPending}
        onAgain={() => void shown.refetch()}
        texts={texts}
        lines={3}
      >
        {() => shown.data && <Changes ending={shown.data} />}
      </StateView>
    </FormFrame>
  );
};

/** The day that is offered is asked for first. */
const EndingDialog = ({ unit, onClose }: Props): ReactNode => {
  const { data, error, isPending, refetch } = useApi(unitEnding, { params: { id: unit.id }, query: {} });
  return (
    <StateView error={error} loading={isPending} onAgain={() => void refetch()} texts={texts} lines={4}>
      {() => data && <EndingForm unit={unit} first={data.on} onClose={onClose} />}
    </StateView>
  );
};

/** Everybody has been received elsewhere and the organisation still stands: whoever decides about it is offered its end. */
export const UnitEnding = ({ unit }: { unit: UnitFile }): ReactNode => {
  const t = useText();
  const [open, setOpen] = useState(false);
  if (!unit.gone) return null;
  return (
    <>
      <Alert
        type="info"
        showIcon
        title={t(transferTexts.unitGone, { name: unit.organisation })}
        {...(unit.mayAbolish
          ? { action: <Button onClick={() => setOpen(true)}>{t(transferTexts.unitEndVerb)}</Button> }
          : {})}
      />
      {open && (
        <Modal
          open
          title={t(transferTexts.unitEndTitle, { name: unit.organisation })}
          footer={null}
          mask={{ closable: false }}
          onCancel={() => setOpen(false)}
          destroyOnHidden
        >
          <EndingDialog unit={unit} onClose={() => setOpen(false)} />
        </Modal>
      )}
    </>
  );
};

import { App } from 'antd';
import { type ReactNode, useId, useMemo } from 'react';
import { useNavigate } from 'react-router';
import { memberList } from '#features/base/members/contract.ts';
import { useText } from '#ui/language.tsx';
import { LeaveDialog } from '#ui/office/dialogs.tsx';
import {
  ChoiceField,
  DayField,
  FieldGrid,
  LongTextField,
  NumberField,
  SwitchField,
  TextField,
  TreeField,
} from '#ui/office/fields.tsx';
import { FormFrame } from '#ui/office/form-frame.tsx';
import { Page as Frame, Section } from '#ui/office/page.tsx';
import { StateView } from '#ui/office/state-view.tsx';
import { useForm } from '#webkit/form.ts';
import { useApi, useCommand } from '#webkit/query.ts';
import { useGoOn, useLeaveGuard } from '#webkit/router.tsx';
import { takeOverPapers } from '../../checking/contract.ts';
import { checkingTexts } from '../../checking/messages.ts';
import { admissionTexts } from '../../messages.ts';
import { outcomesOf, voted } from '../../rules.ts';
import { rowOf } from '../../rules/rules.ts';
import { type Outcome, stages, type StepId } from '../../steps.ts';
import { useBranchChoice } from '../parts/branch-choice.ts';
import { problemTexts, touched } from '../parts/problems.ts';
import { useAdmissionWords } from '../parts/words.ts';
import css from './take-over.module.css';
import { factsIn, fieldsOf, isMany, labelOf, paperSchema, paperSteps } from './paper-form.ts';

const texts = { ...problemTexts, ...checkingTexts };

const labels = {
  branchId: admissionTexts.branch,
  personId: checkingTexts.onFile,
  name: admissionTexts.name,
  idNumber: admissionTexts.idNumber,
  begunOn: admissionTexts.begunOn,
  transferredIn: admissionTexts.transferredIn,
  ...Object.fromEntries(
    paperSteps.flatMap((step) =>
      ['on', ...fieldsOf(step)].map((field) => [`${step}_${field}`, labelOf(step, field)] as const),
    ),
  ),
};

const usePaperForm = () => {
  const t = useText();
  const { message } = App.useApp();
  const goOn = useGoOn();
  const { run } = useCommand(takeOverPapers, { touches: touched });
  const initial = useMemo(
    () => Object.fromEntries(paperSteps.filter((step) => voted.has(step)).map((step) => [`${step}_secret`, true])),
    [],
  );
  return useForm({
    schema: paperSchema,
    labels,
    initial,
    texts,
    draft: 'admission:papers',
    submit: async (typed) => {
      const { branchId, personId, name, idNumber, begunOn, transferredIn } = typed;
      const { id } = await run({
        body: {
          branchId,
          begunOn,
          transferredIn: transferredIn === true,
          ...(personId ? { personId } : { ...(name ? { name } : {}), ...(idNumber ? { idNumber } : {}) }),
          facts: factsIn(typed),
        },
      });
      void message.success(t(checkingTexts.papersDone));
      goOn(`/admission/${id}`, { replace: true });
    },
  });
};
type PaperForm = ReturnType<typeof usePaperForm>;

const StepField = ({ form, step, field }: { form: PaperForm; step: StepId; field: string }): ReactNode => {
  const t = useText();
  const words = useAdmissionWords();
  const own = form.field(`${step}_${field}` as 'name') as never;
  switch (field) {
    case 'on':
      return isMany(step) ? (
        <LongTextField field={own} rows={3} hint={t(checkingTexts.manyHint)} />
      ) : (
        <DayField field={own} />
      );
    case 'until':
      return <DayField field={own} />;
    case 'receivedOn':
      return <DayField field={own} hint={t(checkingTexts.receivedHint)} />;
    case 'outcome':
      return (
        <ChoiceField<Outcome>
          field={own}
          choices={outcomesOf(step).map((one) => ({ value: one, label: words.outcome(one) }))}
        />
      );
    case 'special':
    case 'secret':
      return <SwitchField field={own} />;
    case 'names':
      return <LongTextField field={own} rows={2} />;
    case 'concludedBy':
      return <TextField field={own} />;
    default:
      return <NumberField field={own} />;
  }
};

const StepFields = ({ form, step }: { form: PaperForm; step: StepId }): ReactNode => {
  const id = useId();
  const words = useAdmissionWords();
  return (
    <div role="group" aria-labelledby={id} className={css.step}>
      <strong id={id}>{words.step(step)}</strong>
      <FieldGrid>
        {['on', ...fieldsOf(step)].map((field) => (
          <StepField key={field} form={form} step={step} field={field} />
        ))}
      </FieldGrid>
    </div>
  );
};

const PersonFields = ({ form, nodes }: { form: PaperForm } & Pick<ReturnType<typeof useBranchChoice>, 'nodes'>) => {
  const t = useText();
  const branchId = form.values.branchId as string | undefined;
  const { data } = useApi(
    memberList,
    { query: { ...(branchId ? { organisationId: branchId } : {}), category: ['probationary'], limit: 100 } },
    { keep: true },
  );
  const known = branchId ? (data?.items ?? []) : [];
  return (
    <FieldGrid>
      <TreeField field={form.field('branchId')} nodes={nodes} wide />
      {known.length > 0 && (
        <ChoiceField
          field={form.field('personId')}
          hint={t(checkingTexts.onFileHint)}
          choices={known.map((member) => ({ value: member.id, label: member.name }))}
          wide
        />
      )}
      {!form.values.personId && (
        <>
          <TextField field={form.field('name')} />
          <TextField field={form.field('idNumber')} />
        </>
      )}
      <DayField field={form.field('begunOn')} />
      <SwitchField field={form.field('transferredIn')} />
    </FieldGrid>
  );
};

const Form = ({ nodes }: Pick<ReturnType<typeof useBranchChoice>, 'nodes'>): ReactNode => {
  const t = useText();
  const navigate = useNavigate();
  const words = useAdmissionWords();
  const form = usePaperForm();
  const guard = useLeaveGuard(form.dirty);
  return (
    <>
      <FormFrame
        form={form}
        verb={t(checkingTexts.papersVerb)}
        label={t(checkingTexts.papersTitle)}
        onCancel={() => void navigate('/admission')}
      >
        <Section title={t(checkingTexts.person)}>
          <PersonFields form={form} nodes={nodes} />
        </Section>
        {stages.map((stage) => (
          <Section key={stage} title={words.stage(stage)}>
            {paperSteps
              .filter((step) => rowOf(step).stage === stage)
              .map((step) => (
                <StepFields key={step} form={form} step={step} />
              ))}
          </Section>
        ))}
      </FormFrame>
      <LeaveDialog {...guard} />
    </>
  );
};

/** Papers of a case that is older than the platform: all the days one knows, in one form by stages. */
export const Page = (): ReactNode => {
  const t = useText();
  const tree = useBranchChoice();
  return (
    <Frame
      title={t(checkingTexts.papersTitle)}
      intro={t(checkingTexts.papersIntro)}
      crumbs={[{ title: t(admissionTexts.title), to: '/admission' }, { title: t(checkingTexts.papersTitle) }]}
    >
      <StateView error={tree.error} loading={tree.loading} onAgain={tree.again} lines={10}>
        {() => <Form nodes={tree.nodes} />}
      </StateView>
    </Frame>
  );
};

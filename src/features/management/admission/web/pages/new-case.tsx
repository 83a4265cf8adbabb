import { App } from 'antd';
import { type ReactNode, useMemo } from 'react';
import { useNavigate } from 'react-router';
import { z } from 'zod';
import { useText } from '#ui/language.tsx';
import { LeaveDialog } from '#ui/office/dialogs.tsx';
import { DayField, FieldGrid, SwitchField, TextField, TreeField } from '#ui/office/fields.tsx';
import { FormFrame } from '#ui/office/form-frame.tsx';
import { Page as Frame, Section } from '#ui/office/page.tsx';
import { StateView } from '#ui/office/state-view.tsx';
import { useForm } from '#webkit/form.ts';
import { useCommand } from '#webkit/query.ts';
import { useGoOn, useLeaveGuard } from '#webkit/router.tsx';
import { useSession } from '#webkit/session.tsx';
import { openCase } from '../../contract.ts';
import { admissionTexts } from '../../messages.ts';
import { useBranchChoice } from '../parts/branch-choice.ts';
import { today } from '../parts/today.ts';
import { problemTexts, touched } from '../parts/problems.ts';

const schema = z.object({
  branchId: z.uuid(),
  name: z.string().trim().min(1).max(60),
  idNumber: z.string().trim().min(15).max(20),
  phone: z.string().trim().max(20).optional(),
  begunOn: z.iso.date(),
  fromPapers: z.boolean().optional(),
  transferredIn: z.boolean().optional(),
});

const NewCaseForm = ({ nodes }: Pick<ReturnType<typeof useBranchChoice>, 'nodes'>): ReactNode => {
  const t = useText();
  const { message } = App.useApp();
  const navigate = useNavigate();
  const goOn = useGoOn();
  const { can } = useSession();
  const branches = nodes.filter((node) => !node.fixed);
  const only = branches.length === 1 ? branches[0] : undefined;
  const initial = useMemo(() => ({ begunOn: today(), ...(only === undefined ? {} : { branchId: only.id }) }), [only]);
  const { run } = useCommand(openCase, { touches: touched });
  const form = useForm({
    schema,
    labels: {
      branchId: admissionTexts.branch,
      name: admissionTexts.name,
      idNumber: admissionTexts.idNumber,
      phone: admissionTexts.phone,
      begunOn: admissionTexts.begunOn,
      fromPapers: admissionTexts.fromPapers,
      transferredIn: admissionTexts.transferredIn,
    },
    initial,
    texts: problemTexts,
    submit: async ({ phone, fromPapers, transferredIn, ...typed }) => {
      const { id } = await run({
        body: {
          ...typed,
          ...(phone ? { phone } : {}),
          fromPapers: fromPapers === true,
          transferredIn: transferredIn === true,
        },
      });
      void message.success(t(admissionTexts.opened));
      goOn(`/admission/${id}`, { replace: true });
    },
  });
  const guard = useLeaveGuard(form.dirty);
  return (
    <>
      <FormFrame
        form={form}
        verb={t(admissionTexts.openVerb)}
        label={t(admissionTexts.newTitle)}
        onCancel={() => void navigate('/admission')}
      >
        <FieldGrid>
          <TreeField field={form.field('branchId')} nodes={nodes} wide />
          <TextField field={form.field('name')} />
          <DayField field={form.field('begunOn')} />
          <TextField field={form.field('idNumber')} />
          <TextField field={form.field('phone')} inputMode="tel" />
          {can('admission.committee') && (
            <>
              <SwitchField field={form.field('fromPapers')} hint={t(admissionTexts.fromPapersHint)} />
              {form.values.fromPapers === true && <SwitchField field={form.field('transferredIn')} />}
            </>
          )}
        </FieldGrid>
      </FormFrame>
      <LeaveDialog {...guard} />
    </>
  );
};

/** An application is entered by the branch that received it. */
export const Page = (): ReactNode => {
  const t = useText();
  const tree = useBranchChoice();
  return (
    <Frame
      title={t(admissionTexts.newTitle)}
      intro={t(admissionTexts.newIntro)}
      crumbs={[{ title: t(admissionTexts.title), to: '/admission' }, { title: t(admissionTexts.newTitle) }]}
    >
      <Section>
        <StateView error={tree.error} loading={tree.loading} onAgain={tree.again} lines={6}>
          {() => <NewCaseForm nodes={tree.nodes} />}
        </StateView>
      </Section>
    </Frame>
  );
};

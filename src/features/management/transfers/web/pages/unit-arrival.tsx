import { App } from 'antd';
import { type ReactNode, useRef, useState } from 'react';
import { useNavigate } from 'react-router';
import { z } from 'zod';
import type { Reply } from '#shared/endpoint.ts';
import { useText } from '#ui/language.tsx';
import { LeaveDialog } from '#ui/office/dialogs.tsx';
import { DayField, FieldGrid, LongTextField, MonthField, TextField, TreeField } from '#ui/office/fields.tsx';
import { FormFrame } from '#ui/office/form-frame.tsx';
import { Page as Frame, Section } from '#ui/office/page.tsx';
import { StateView } from '#ui/office/state-view.tsx';
import { useForm } from '#webkit/form.ts';
import { useCommand } from '#webkit/query.ts';
import { useGoOn, useLeaveGuard } from '#webkit/router.tsx';
import { transferTexts } from '../../messages.ts';
import { openUnitFile, registerUnit, unitList } from '../../units/contract.ts';
import { linesOf, listOf } from '../../units/rules.ts';
import { useBranchChoice } from '../parts/branch-choice.ts';
import { LetterFile } from '../parts/letter-file.tsx';
import { isPersonKnown } from '../parts/person-known.ts';
import { SamePerson } from '../parts/same-person.tsx';
import { problemTexts } from '../parts/step-dialog.tsx';

/** The list is typed or read line by line. */
const schema = registerUnit.body
  .omit({ members: true })
  .extend({ duesPaidTo: z.iso.date(), list: z.string().trim().min(1).max(100_000) })
  .superRefine(({ list }, context) => {
    if (listOf(list).wrong.length > 0)
      context.addIssue({ code: 'custom', path: ['list'], message: 'transfer.list_wrong' });
  });
type Opened = Reply<typeof openUnitFile>;

const ArrivalForm = ({ nodes }: Pick<ReturnType<typeof useBranchChoice>, 'nodes'>): ReactNode => {
  const t = useText();
  const { message } = App.useApp();
  const navigate = useNavigate();
  const goOn = useGoOn();
  const { run } = useCommand(registerUnit, { touches: [unitList] });
  const opening = useCommand(openUnitFile);
  const [known, setKnown] = useState(false);
  // Of which list it was said that its applicants are meant.
  const same = useRef<string | null | undefined>(undefined);
  const form = useForm({
    schema,
    labels: {
      toBranchId: transferTexts.toBranch,
      outside: transferTexts.fromOutside,
      name: transferTexts.unitFrom,
      letterNo: transferTexts.letterNo,
      issuedOn: transferTexts.issuedOn,
      validUntil: transferTexts.validUntil,
      duesPaidTo: transferTexts.duesPaidTo,
      reason: transferTexts.reason,
      list: transferTexts.unitList,
    },
    texts: problemTexts,
    submit: async ({ list, duesPaidTo, ...typed }) => {
      setKnown(false);
      const said = typeof same.current === 'string' && same.current === list;
      const body = { ...typed, duesPaidTo: duesPaidTo.slice(0, 7), members: listOf(list).members };
      const { id } = await run({ body: said ? { ...body, samePerson: true } : body }).catch((thrown: unknown) => {
        setKnown(isPersonKnown(thrown));
        throw thrown;
      });
      void message.success(t(transferTexts.registered));
      goOn(`/transfers/units/${id}`, { replace: true });
    },
  });
  const guard = useLeaveGuard(form.dirty);
  const fill = ({ signedBy: _signedBy, members, duesPaidTo, ...letter }: Opened): void =>
    form.set({
      ...letter,
      ...(/^\d{4}-\d{2}$/.test(duesPaidTo) ? { duesPaidTo: `${duesPaidTo}-01` } : {}),
      list: linesOf(members),
    });
  return (
    <>
      <LetterFile
        scanHint={t(transferTexts.unitScanHint)}
        rows={3}
        busy={opening.busy}
        error={opening.error}
        read={(file) => opening.run({ body: { file } })}
        onOpened={fill}
      />
      <Section title={t(transferTexts.facts)}>
        <FormFrame
          form={form}
          verb={t(transferTexts.register)}
          label={t(transferTexts.unitArrival)}
          onCancel={() => void navigate('/transfers/units')}
        >
          {known && (
            <SamePerson
              onSame={() => {
                same.current = form.values.list;
                form.submit();
              }}
            />
          )}
          <FieldGrid>
            <TextField field={form.field('name')} wide />
            <TextField field={form.field('outside')} wide />
            <TextField field={form.field('letterNo')} />
            <DayField field={form.field('issuedOn')} />
            <DayField field={form.field('validUntil')} />
            <MonthField field={form.field('duesPaidTo')} />
            <TreeField field={form.field('toBranchId')} nodes={nodes} wide />
            <TextField field={form.field('reason')} wide />
            <LongTextField field={form.field('list')} rows={8} hint={t(transferTexts.unitListHint)} wide />
          </FieldGrid>
        </FormFrame>
      </Section>
      <LeaveDialog {...guard} />
    </>
  );
};

/** A unit arrives with its letter: the file or the squares fill the form, a paper list is typed. */
export const Page = (): ReactNode => {
  const t = useText();
  const tree = useBranchChoice({ own: true });
  return (
    <Frame
      title={t(transferTexts.unitArrival)}
      intro={t(transferTexts.unitArrivalIntro)}
      crumbs={[
        { title: t(transferTexts.title), to: '/transfers' },
        { title: t(transferTexts.units), to: '/transfers/units' },
        { title: t(transferTexts.unitArrival) },
      ]}
    >
      <StateView error={tree.error} loading={tree.loading} onAgain={tree.again} lines={8}>
        {() => <ArrivalForm nodes={tree.nodes} />}
      </StateView>
    </Frame>
  );
};

import { Alert, App, Button, Input } from 'antd';
import { type ReactNode, useId, useState } from 'react';
import { useNavigate } from 'react-router';
import { z } from 'zod';
import type { Reply } from '#shared/endpoint.ts';
import { useText } from '#ui/language.tsx';
import { DayField, FieldGrid, LongTextField, MonthField, TextField, TreeField } from '#ui/office/fields.tsx';
import { FileDrop } from '#ui/office/file-drop.tsx';
import { FormFrame } from '#ui/office/form-frame.tsx';
import { Page as Frame, Section } from '#ui/office/page.tsx';
import { ErrorNotice, StateView } from '#ui/office/state-view.tsx';
import { useForm } from '#webkit/form.ts';
import { useCommand } from '#webkit/query.ts';
import { transferTexts } from '../../messages.ts';
import { openUnitFile, registerUnit, unitList } from '../../units/contract.ts';
import { linesOf, listOf } from '../../units/rules.ts';
import { useBranchChoice } from '../parts/branch-choice.ts';
import { problemTexts } from '../parts/step-dialog.tsx';
import css from './new-arrival.module.css';

/** The list is typed or read line by line. */
const schema = registerUnit.body
  .omit({ members: true })
  .extend({ duesPaidTo: z.iso.date(), list: z.string().trim().min(1).max(100_000) })
  .superRefine(({ list }, context) => {
    if (listOf(list).wrong.length > 0)
      context.addIssue({ code: 'custom', path: ['list'], message: 'transfer.list_wrong' });
  });
type Opened = Reply<typeof openUnitFile>;

const FromFile = ({ onOpened }: { onOpened: (letter: Opened) => void }): ReactNode => {
  const t = useText();
  const [letter, setLetter] = useState<Opened | null>(null);
  const [scanned, setScanned] = useState('');
  const { run, error, busy } = useCommand(openUnitFile);
  const id = useId();
  const take = async (file: string): Promise<void> => {
    const opened = await run({ body: { file } }).catch(() => null);
    setLetter(opened);
    if (opened) onOpened(opened);
  };
  return (
    <Section title={t(transferTexts.arrivalFile)}>
      <FileDrop
        label={t(transferTexts.arrivalFile)}
        accept=".json"
        hint={t(transferTexts.arrivalFileHint)}
        onFile={(chosen) => void chosen.text().then(take)}
      />
      <div className={css.scan}>
        <label htmlFor={id}>{t(transferTexts.scanned)}</label>
        <Input.TextArea
          id={id}
          rows={3}
          value={scanned}
          placeholder={t(transferTexts.unitScanHint)}
          onChange={(event) => setScanned(event.target.value)}
        />
        <Button disabled={scanned.trim() === ''} loading={busy} onClick={() => void take(scanned.trim())}>
          {t(transferTexts.scannedRead)}
        </Button>
      </div>
      {error && <ErrorNotice error={error} texts={problemTexts} />}
      {letter && (
        <Alert
          type={letter.signedBy === null ? 'warning' : 'success'}
          showIcon
          title={
            letter.signedBy === null
              ? t(transferTexts.fileUnverified)
              : t(transferTexts.fileVerified, { county: letter.signedBy })
          }
        />
      )}
    </Section>
  );
};

const ArrivalForm = ({ nodes }: Pick<ReturnType<typeof useBranchChoice>, 'nodes'>): ReactNode => {
  const t = useText();
  const { message } = App.useApp();
  const navigate = useNavigate();
  const { run } = useCommand(registerUnit, { touches: [unitList] });
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
      const { id } = await run({
        body: { ...typed, duesPaidTo: duesPaidTo.slice(0, 7), members: listOf(list).members },
      });
      void message.success(t(transferTexts.registered));
      setTimeout(() => void navigate(`/transfers/units/${id}`, { replace: true }));
    },
  });
  const fill = ({ signedBy: _signedBy, members, duesPaidTo, ...letter }: Opened): void =>
    form.set({
      ...letter,
      ...(/^\d{4}-\d{2}$/.test(duesPaidTo) ? { duesPaidTo: `${duesPaidTo}-01` } : {}),
      list: linesOf(members),
    });
  return (
    <>
      <FromFile onOpened={fill} />
      <Section title={t(transferTexts.facts)}>
        <FormFrame
          form={form}
          verb={t(transferTexts.register)}
          label={t(transferTexts.unitArrival)}
          onCancel={() => void navigate('/transfers/units')}
        >
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

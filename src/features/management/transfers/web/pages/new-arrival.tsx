import { App } from 'antd';
import { type ReactNode, useRef, useState } from 'react';
import { useNavigate } from 'react-router';
import { z } from 'zod';
import type { Reply } from '#shared/endpoint.ts';
import { codeTables } from '#features/base/members/codes.ts';
import { useLanguage, useText } from '#ui/language.tsx';
import { LeaveDialog } from '#ui/office/dialogs.tsx';
import { ChoiceField, DayField, FieldGrid, MonthField, TextField, TreeField } from '#ui/office/fields.tsx';
import { FormFrame } from '#ui/office/form-frame.tsx';
import { Page as Frame, Section } from '#ui/office/page.tsx';
import { StateView } from '#ui/office/state-view.tsx';
import { useForm } from '#webkit/form.ts';
import { useCommand } from '#webkit/query.ts';
import { useGoOn, useLeaveGuard } from '#webkit/router.tsx';
import { openLetterFile, registerArrival, transferList } from '../../contract.ts';
import { transferTexts } from '../../messages.ts';
import { outsideKinds } from '../../rules.ts';
import { useBranchChoice } from '../parts/branch-choice.ts';
import { LetterFile } from '../parts/letter-file.tsx';
import { isPersonKnown } from '../parts/person-known.ts';
import { SamePerson } from '../parts/same-person.tsx';
import { problemTexts } from '../parts/step-dialog.tsx';
import { useTransferWords } from '../parts/words.ts';

/** As the server takes it; the month's field gives a day. */
const schema = registerArrival.body.extend({
  duesPaidTo: z.iso.date(),
  fullOn: z.iso.date().nullish(),
  ethnicity: z.string().nullish(),
  phone: z.string().max(20).nullish(),
});
type Typed = z.input<typeof schema>;
type Opened = Reply<typeof openLetterFile>;

const given = <T extends object>(values: T): { [K in keyof T]?: NonNullable<T[K]> } =>
  Object.fromEntries(
    Object.entries(values).filter(([, value]) => value !== null && value !== undefined && value !== ''),
  ) as {
    [K in keyof T]?: NonNullable<T[K]>;
  };

const bodyOf = ({ fullOn, ethnicity, phone, duesPaidTo, ...rest }: Typed) => ({
  ...rest,
  duesPaidTo: duesPaidTo.slice(0, 7),
  ...given({ fullOn, ethnicity, phone }),
});

/** What the file says, as the form's fields. The reader still chooses the branch. */
const fieldsOf = ({ signedBy: _signedBy, to: _to, duesPaidTo, ...letter }: Opened, file: string) => ({
  ...given(letter),
  ...(/^\d{4}-\d{2}$/.test(duesPaidTo) ? { duesPaidTo: `${duesPaidTo}-01` } : {}),
  file,
});

const ArrivalForm = ({ nodes }: Pick<ReturnType<typeof useBranchChoice>, 'nodes'>): ReactNode => {
  const t = useText();
  const words = useTransferWords();
  const { language } = useLanguage();
  const { message } = App.useApp();
  const navigate = useNavigate();
  const goOn = useGoOn();
  const { run } = useCommand(registerArrival, { touches: [transferList] });
  const opening = useCommand(openLetterFile);
  const [known, setKnown] = useState(false);
  // Of which number it was said that its applicant is meant.
  const same = useRef<string | null | undefined>(undefined);
  const form = useForm({
    schema,
    labels: {
      toBranchId: transferTexts.toBranch,
      outside: transferTexts.fromOutside,
      kind: transferTexts.kind,
      letterNo: transferTexts.letterNo,
      issuedOn: transferTexts.issuedOn,
      validUntil: transferTexts.validUntil,
      duesPaidTo: transferTexts.duesPaidTo,
      reason: transferTexts.reason,
      name: transferTexts.name,
      idNumber: transferTexts.idNumber,
      category: transferTexts.category,
      joinedOn: transferTexts.joinedOn,
      fullOn: transferTexts.fullOn,
      ethnicity: transferTexts.ethnicity,
      phone: transferTexts.phone,
    },
    texts: problemTexts,
    submit: async (typed) => {
      setKnown(false);
      const said = typeof same.current === 'string' && same.current === typed.idNumber;
      const body = { ...bodyOf(typed), ...(said ? { samePerson: true } : {}) };
      const { id } = await run({ body }).catch((thrown: unknown) => {
        setKnown(isPersonKnown(thrown));
        throw thrown;
      });
      void message.success(t(transferTexts.registered));
      goOn(`/transfers/${id}`, { replace: true });
    },
  });
  const guard = useLeaveGuard(form.dirty);
  return (
    <>
      <LetterFile
        scanHint={t(transferTexts.scannedHint)}
        rows={2}
        busy={opening.busy}
        error={opening.error}
        read={(file) => opening.run({ body: { file } })}
        onOpened={(letter, file) => form.set(fieldsOf(letter, file))}
      />
      <Section title={t(transferTexts.facts)}>
        <FormFrame
          form={form}
          verb={t(transferTexts.register)}
          label={t(transferTexts.arrivalTitle)}
          onCancel={() => void navigate('/transfers')}
        >
          {known && (
            <SamePerson
              onSame={() => {
                same.current = form.values.idNumber;
                form.submit();
              }}
            />
          )}
          <FieldGrid>
            <TextField field={form.field('name')} />
            <TextField field={form.field('idNumber')} />
            <ChoiceField
              field={form.field('category')}
              choices={(['full', 'probationary'] as const).map((value) => ({ value, label: t(transferTexts[value]) }))}
            />
            <DayField field={form.field('joinedOn')} />
            <DayField field={form.field('fullOn')} />
            <ChoiceField
              field={form.field('ethnicity')}
              choices={codeTables.ethnicity.codes.map(({ code, label }) => ({ value: code, label: label[language] }))}
            />
            <TextField field={form.field('phone')} inputMode="tel" />
            <TextField field={form.field('outside')} wide />
            <ChoiceField
              field={form.field('kind')}
              choices={outsideKinds.map((kind) => ({ value: kind, label: words.kind(kind) }))}
            />
            <TextField field={form.field('letterNo')} />
            <DayField field={form.field('issuedOn')} />
            <DayField field={form.field('validUntil')} />
            <MonthField field={form.field('duesPaidTo')} />
            <TreeField field={form.field('toBranchId')} nodes={nodes} wide />
            <TextField field={form.field('reason')} wide />
          </FieldGrid>
        </FormFrame>
      </Section>
      <LeaveDialog {...guard} />
    </>
  );
};

/** Somebody arrives with a letter: its file fills the form, a paper one is typed. */
export const Page = (): ReactNode => {
  const t = useText();
  const tree = useBranchChoice({ own: true });
  return (
    <Frame
      title={t(transferTexts.arrivalTitle)}
      intro={t(transferTexts.arrivalIntro)}
      crumbs={[{ title: t(transferTexts.title), to: '/transfers' }, { title: t(transferTexts.arrivalTitle) }]}
    >
      <StateView error={tree.error} loading={tree.loading} onAgain={tree.again} lines={8}>
        {() => <ArrivalForm nodes={tree.nodes} />}
      </StateView>
    </Frame>
  );
};

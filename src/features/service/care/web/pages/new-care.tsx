import { App, Button, Modal } from 'antd';
import { type ReactNode, useState } from 'react';
import { useText } from '#ui/language.tsx';
import { uiTexts } from '#ui/messages.ts';
import { type Column, DataTable } from '#ui/office/data-table.tsx';
import { LongTextField, ManyField } from '#ui/office/fields.tsx';
import { FormFrame } from '#ui/office/form-frame.tsx';
import { Page as Frame, Section } from '#ui/office/page.tsx';
import { useForm } from '#webkit/form.ts';
import { useWholeList } from '#webkit/list.ts';
import { useCommand } from '#webkit/query.ts';
import { addCare, careCandidates, careList, type Candidate } from '../../contract.ts';
import { careProblems, careTexts } from '../../messages.ts';
import { careReasons, factReasons } from '../../rules.ts';
import css from '#ui/office/matter.module.css';
import { MemberField } from '../parts/member-field.tsx';
import { useCareWords } from '../parts/words.ts';

const labels = { personId: careTexts.person, reasons: careTexts.reasons, note: careTexts.note };
const touched = [careList, careCandidates] as const;

/** What the file says is added by the server; here stands what somebody has to know. */
const useReasonChoices = () => {
  const t = useText();
  return careReasons
    .filter((reason) => !factReasons.includes(reason))
    .map((reason) => ({ value: reason, label: t(careTexts[`reason_${reason}`]) }));
};

const AddForm = ({
  candidate,
  onClose,
}: {
  readonly candidate: Candidate;
  readonly onClose: () => void;
}): ReactNode => {
  const t = useText();
  const { message } = App.useApp();
  const words = useCareWords();
  const choices = useReasonChoices();
  const { run } = useCommand(addCare, { touches: touched });
  const form = useForm({
    schema: addCare.body.omit({ personId: true }),
    labels,
    texts: careProblems,
    submit: async (body) => {
      await run({ body: { ...body, personId: candidate.personId } });
      void message.success(t(careTexts.saved));
      onClose();
    },
  });
  const verb = t(careTexts.add);
  return (
    <FormFrame form={form} verb={verb} label={verb} onCancel={onClose}>
      <p>{words.reasons(candidate.reasons)}</p>
      <ManyField field={form.field('reasons')} choices={choices} />
      <LongTextField field={form.field('note')} rows={3} />
    </FormFrame>
  );
};

/** For reasons that no file knows: a member by name. */
const OtherForm = (): ReactNode => {
  const t = useText();
  const { message } = App.useApp();
  const choices = useReasonChoices();
  const { run } = useCommand(addCare, { touches: touched });
  const form = useForm({
    schema: addCare.body,
    labels,
    texts: careProblems,
    submit: async (body) => {
      await run({ body });
      void message.success(t(careTexts.saved));
      form.reset({});
    },
  });
  const verb = t(careTexts.add);
  return (
    <FormFrame form={form} verb={verb} label={t(careTexts.find)}>
      <MemberField field={form.field('personId')} />
      <ManyField field={form.field('reasons')} choices={choices} />
      <LongTextField field={form.field('note')} rows={3} />
    </FormFrame>
  );
};

const useColumns = (onAdd: (candidate: Candidate) => void): Column<Candidate>[] => {
  const t = useText();
  const words = useCareWords();
  return [
    {
      key: 'name',
      title: t(careTexts.name),
      main: true,
      render: (row) => (
        <>
          {row.name}
          <div className={css.hint}>{row.branchName}</div>
        </>
      ),
    },
    { key: 'reasons', title: t(careTexts.reasons), render: (row) => words.reasons(row.reasons) },
    { key: 'age', title: t(careTexts.age), width: 80, render: (row) => row.age ?? '–' },
    { key: 'party', title: t(careTexts.partyYears), width: 80, render: (row) => row.partyYears ?? '–' },
    {
      key: 'acts',
      title: t(uiTexts.actions),
      width: 120,
      render: (row) => (
        <Button size="small" aria-label={t(careTexts.addOf, { name: row.name })} onClick={() => onAdd(row)}>
          {t(careTexts.add)}
        </Button>
      ),
    },
  ];
};

/** Whom the file names, and whom somebody knows of. */
export const Page = (): ReactNode => {
  const t = useText();
  const [adding, setAdding] = useState<Candidate | null>(null);
  const list = useWholeList(careCandidates, {});
  const title = t(careTexts.addTitle);
  return (
    <Frame title={title} crumbs={[{ title: t(careTexts.title), to: '/care' }, { title }]}>
      <Section title={t(careTexts.candidates)}>
        <p>{t(careTexts.candidatesIntro)}</p>
        <DataTable
          name="care-candidates"
          caption={t(careTexts.candidates)}
          columns={useColumns(setAdding)}
          list={list}
          rowKey={(row) => row.personId}
          whenEmpty={<p>{t(careTexts.noCandidates)}</p>}
        />
      </Section>
      <Section title={t(careTexts.find)}>
        <OtherForm />
      </Section>
      <Modal
        open={adding !== null}
        title={adding && t(careTexts.addOf, { name: adding.name })}
        footer={null}
        mask={{ closable: false }}
        onCancel={() => setAdding(null)}
        destroyOnHidden
      >
        {adding && <AddForm candidate={adding} onClose={() => setAdding(null)} />}
      </Modal>
    </Frame>
  );
};

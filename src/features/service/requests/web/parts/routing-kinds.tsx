import { App } from 'antd';
import type { ReactNode } from 'react';
import { useText } from '#ui/language.tsx';
import { ChoiceField, FieldGrid, NumberField, SwitchField, TextField } from '#ui/office/fields.tsx';
import { FormFrame } from '#ui/office/form-frame.tsx';
import { Tag } from '#ui/tag.tsx';
import { useForm } from '#webkit/form.ts';
import { useApi, useCommand } from '#webkit/query.ts';
import { addKind, editKind, kindList, type RequestKind } from '../../kinds/contract.ts';
import { requestProblems } from '../../messages.ts';
import { routingTexts } from '../../routing/messages.ts';
import { requestTerms, requestTreatments } from '../../rules.ts';
import { KeptList } from './kept-list.tsx';

const labels = {
  code: routingTexts.code,
  nameZh: routingTexts.nameZh,
  nameEn: routingTexts.nameEn,
  hintZh: routingTexts.hintZh,
  hintEn: routingTexts.hintEn,
  position: routingTexts.position,
  treatment: routingTexts.treatment,
  term: routingTexts.term,
  byPrograms: routingTexts.byPrograms,
  retired: routingTexts.retired,
};

const useMeanings = () => {
  const t = useText();
  return {
    treatments: requestTreatments.map((value) => ({ value, label: t(routingTexts[`treatment_${value}`]) })),
    terms: requestTerms.map((value) => ({ value, label: t(routingTexts[`term_${value}`]) })),
  };
};

const AddForm = ({ onClose }: { readonly onClose: () => void }): ReactNode => {
  const t = useText();
  const { message } = App.useApp();
  const { treatments, terms } = useMeanings();
  const { run } = useCommand(addKind, { touches: [kindList] });
  const form = useForm({
    schema: addKind.body,
    labels,
    texts: requestProblems,
    initial: { position: 99, treatment: 'handle', term: 'ordinary', byPrograms: false },
    submit: async (body) => {
      await run({ body });
      void message.success(t(routingTexts.saved));
      onClose();
    },
  });
  const verb = t(routingTexts.addKind);
  return (
    <FormFrame form={form} verb={verb} label={verb} onCancel={onClose}>
      <FieldGrid>
        <TextField field={form.field('code')} hint={t(routingTexts.kindCodeHint)} wide />
        <TextField field={form.field('nameZh')} />
        <TextField field={form.field('nameEn')} />
        <TextField field={form.field('hintZh')} hint={t(routingTexts.hintHint)} wide />
        <TextField field={form.field('hintEn')} wide />
        <ChoiceField field={form.field('treatment')} choices={treatments} />
        <ChoiceField field={form.field('term')} choices={terms} />
        <NumberField field={form.field('position')} />
        <SwitchField field={form.field('byPrograms')} hint={t(routingTexts.byProgramsHint)} />
      </FieldGrid>
    </FormFrame>
  );
};

const EditForm = ({ one, onClose }: { readonly one: RequestKind; readonly onClose: () => void }): ReactNode => {
  const t = useText();
  const { message } = App.useApp();
  const { treatments, terms } = useMeanings();
  const { run } = useCommand(editKind, { touches: [kindList] });
  const { name, hint, position, treatment, term, byPrograms, retired } = one;
  const form = useForm({
    schema: editKind.body.omit({ version: true }),
    labels,
    texts: requestProblems,
    initial: {
      nameZh: name.zh,
      nameEn: name.en,
      hintZh: hint.zh,
      hintEn: hint.en,
      position,
      treatment,
      term,
      byPrograms,
      retired,
    },
    submit: async (body) => {
      await run({ params: { code: one.code }, body: { ...body, version: one.version } });
      void message.success(t(routingTexts.saved));
      onClose();
    },
  });
  const verb = t(routingTexts.editCategory);
  return (
    <FormFrame form={form} verb={verb} label={verb} onCancel={onClose}>
      <FieldGrid>
        <TextField field={form.field('nameZh')} />
        <TextField field={form.field('nameEn')} />
        <TextField field={form.field('hintZh')} hint={t(routingTexts.hintHint)} wide />
        <TextField field={form.field('hintEn')} wide />
        {!one.used && (
          <>
            <ChoiceField field={form.field('treatment')} choices={treatments} />
            <ChoiceField field={form.field('term')} choices={terms} />
          </>
        )}
        <NumberField field={form.field('position')} />
        <SwitchField field={form.field('byPrograms')} hint={t(routingTexts.byProgramsHint)} />
        <SwitchField field={form.field('retired')} />
      </FieldGrid>
    </FormFrame>
  );
};

const Standing = ({ one: { retired, used } }: { readonly one: RequestKind }): ReactNode => {
  const t = useText();
  return (
    <>
      <Tag tone={retired ? 'plain' : 'success'}>{t(retired ? routingTexts.retired : routingTexts.inUse)}</Tag>
      {used && <Tag tone="info">{t(routingTexts.kindUsed)}</Tag>}
    </>
  );
};

/** The county's own kinds of requests (诉求类型), with what is done with each. */
export const Kinds = (): ReactNode => {
  const t = useText();
  return (
    <KeptList
      title={t(routingTexts.kinds)}
      intro={t(routingTexts.kindsHint)}
      adding={t(routingTexts.addKind)}
      list={useApi(kindList, {})}
      columns={[
        {
          key: 'name',
          title: t(routingTexts.kindName),
          render: ({ name, hint }) => (
            <>
              <strong>{t.loose([name.zh, name.en])}</strong>
              <div>{t.loose([hint.zh, hint.en])}</div>
            </>
          ),
        },
        { key: 'code', title: t(routingTexts.code), render: ({ code }) => <code>{code}</code> },
        {
          key: 'treatment',
          title: t(routingTexts.treatment),
          render: ({ treatment }) => t(routingTexts[`treatment_${treatment}`]),
        },
        {
          key: 'term',
          title: t(routingTexts.term),
          render: ({ treatment, term }) => (treatment === 'handle' ? t(routingTexts[`term_${term}`]) : '–'),
        },
        { key: 'state', title: t(routingTexts.state), render: (one) => <Standing one={one} /> },
      ]}
      AddForm={AddForm}
      EditForm={EditForm}
    />
  );
};

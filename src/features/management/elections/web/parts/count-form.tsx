import { DeleteOutlined } from '@ant-design/icons';
import { App, Button, InputNumber, Select } from 'antd';
import { type ReactNode, useState } from 'react';
import { useFormat, useText } from '#ui/language.tsx';
import { FieldGrid, NumberField, TextField } from '#ui/office/fields.tsx';
import { FormFrame } from '#ui/office/form-frame.tsx';
import { type Form, useForm } from '#webkit/form.ts';
import { useCommand } from '#webkit/query.ts';
import { type Election, enterCount } from '../../contract.ts';
import { electionRefusals, electionTexts } from '../../messages.ts';
import css from './election.module.css';
import { useNamable } from './namable.ts';
import { touchedByElection } from './reads.ts';

type CountForms = Form<typeof enterCount.body>;

const fates = ['yes', 'no', 'abstain'] as const;

/** 张三、李四，王五 → three names. */
const namesIn = (text: string): string[] =>
  text
    .split(/[、,，;；\s]+/)
    .map((name) => name.trim())
    .filter((name) => name !== '');

/** Names typed in one line travel as a list. */
const NamesField = ({ form, name }: { form: CountForms; name: 'scrutineers' | 'tellers' }): ReactNode => {
  const t = useText();
  const field = form.field(name);
  const [text, setText] = useState(() => (form.values[name] ?? []).join('、'));
  return (
    <TextField
      field={{
        ...field,
        value: text,
        onChange: (typed) => {
          setText(typed ?? '');
          const names = namesIn(typed ?? '');
          form.set({ [name]: names.length > 0 ? names : null });
        },
      }}
      hint={t(electionTexts.namesHint)}
    />
  );
};

const Problems = ({ form, path }: { form: CountForms; path: string }): ReactNode => {
  const format = useFormat();
  const t = useText();
  const told = [path, `${path}.yes`, `${path}.no`, `${path}.abstain`].flatMap(form.errorsAt);
  // The only thing that can be wrong with a person before sending is that none is chosen.
  const people = form.problems.filter((problem) => problem.path === `${path}.personId`);
  const all = [
    ...people.map((problem) =>
      problem.message in electionRefusals ? (form.errorsAt(problem.path)[0] ?? '') : t(electionTexts.writeInChoose),
    ),
    ...told,
  ];
  return all.length === 0 ? null : (
    <div className={css.error} role="alert">
      ■ {format.clauses(all)}
    </div>
  );
};

/** One line for each name on the ballot: for, against, abstained. */
const CandidateVotes = ({ form, names }: { form: CountForms; names: ReadonlyMap<string, string> }): ReactNode => {
  const t = useText();
  const rows = (form.values.candidates ?? []).map((row) => ({ row, name: names.get(row.personId) ?? '' }));
  return (
    <div className={css.votes}>
      {rows.map(({ row, name }, place) => (
        <fieldset key={row.personId} className={css.row}>
          <strong>{name}</strong>
          {fates.map((fate) => (
            <label key={fate}>
              {t(electionTexts[fate])}
              <InputNumber<number>
                min={0}
                precision={0}
                value={row[fate]}
                aria-label={t(electionTexts.votesOf, { name, what: t(electionTexts[fate]) })}
                onChange={(value) =>
                  form.set({
                    candidates: rows.map((one, at) => (at === place ? { ...one.row, [fate]: value ?? 0 } : one.row)),
                  })
                }
              />
            </label>
          ))}
          <Problems form={form} path={`candidates.${place}`} />
        </fieldset>
      ))}
    </div>
  );
};

/** Names that voters wrote in, each with its votes. */
const WriteIns = ({ form, election }: { form: CountForms; election: Election }): ReactNode => {
  const t = useText();
  const rows = form.values.writeIns ?? [];
  const standing = new Set((form.values.candidates ?? []).map(({ personId }) => personId));
  const { choices: all, find, finding, keep } = useNamable(election);
  const choices = all.filter(({ value }) => !standing.has(value));
  const change = (place: number, part: Partial<{ personId: string; yes: number }>): void =>
    form.set({ writeIns: rows.map((one, at) => (at === place ? { ...one, ...part } : one)) });
  return (
    <div className={css.votes}>
      {rows.map((row, place) => (
        <div key={place} className={css.row}>
          <Select<string>
            aria-label={t(electionTexts.writeInRow, { row: place + 1 })}
            showSearch={find === undefined ? { optionFilterProp: 'label' } : { filterOption: false, onSearch: find }}
            loading={finding}
            placeholder={t(electionTexts.writeInChoose)}
            // Namesakes are told apart by their branch.
            popupMatchSelectWidth={false}
            className={css.pick ?? ''}
            value={row.personId === '' ? null : row.personId}
            options={choices}
            onChange={(personId) => {
              keep([personId]);
              change(place, { personId });
            }}
          />
          <label>
            {t(electionTexts.yes)}
            <InputNumber<number>
              min={0}
              precision={0}
              value={row.yes}
              onChange={(value) => change(place, { yes: value ?? 0 })}
            />
          </label>
          <Button
            icon={<DeleteOutlined aria-hidden />}
            aria-label={t(electionTexts.removeWriteIn, { row: place + 1 })}
            onClick={() => form.set({ writeIns: rows.filter((_, at) => at !== place) })}
          />
          <Problems form={form} path={`writeIns.${place}`} />
        </div>
      ))}
      <div>
        <Button onClick={() => form.set({ writeIns: [...rows, { personId: '', yes: 0 }] })}>
          {t(electionTexts.addWriteIn)}
        </Button>
      </div>
    </div>
  );
};

const initialOf = ({ version, count, candidates }: Election) => {
  const standing = candidates.items.filter(({ writtenIn }) => !writtenIn);
  const votes = standing.map(({ personId, yes, no, abstain }) => ({
    personId,
    yes: yes ?? 0,
    no: no ?? 0,
    abstain: abstain ?? 0,
  }));
  const written = candidates.items.filter(({ writtenIn }) => writtenIn);
  return {
    version,
    ...(count === null
      ? {}
      : {
          present: count.present,
          issued: count.issued,
          returned: count.returned,
          valid: count.valid,
          invalid: count.invalid,
          scrutineers: count.scrutineers,
          tellers: count.tellers,
        }),
    candidates: votes,
    writeIns: written.map(({ personId, yes }) => ({ personId, yes: yes ?? 0 })),
  };
};

interface Props {
  readonly election: Election;
  readonly onClose: () => void;
  readonly onCancel?: () => void;
}

/** Copies the sheet that the scrutineers signed. Numbers that contradict each other are refused where they stand. */
export const CountForm = ({ election, onClose, onCancel }: Props): ReactNode => {
  const t = useText();
  const { message } = App.useApp();
  const { run } = useCommand(enterCount, { touches: touchedByElection });
  const form = useForm({
    schema: enterCount.body,
    labels: {
      present: electionTexts.present,
      issued: electionTexts.issued,
      returned: electionTexts.returned,
      valid: electionTexts.valid,
      invalid: electionTexts.invalid,
      scrutineers: electionTexts.scrutineers,
      tellers: electionTexts.tellers,
      candidates: electionTexts.votesCaption,
      writeIns: electionTexts.writeIns,
    },
    initial: initialOf(election),
    texts: electionRefusals,
    // Of this state of the election: other candidates are another sheet.
    draft: `election-count:${election.id}:${election.version}`,
    submit: async (body) => {
      await run({ params: { id: election.id }, body });
      void message.success(t(electionTexts.countSaved));
      onClose();
    },
  });
  const names = new Map(election.candidates.items.map(({ personId, name }) => [personId, name]));
  return (
    <FormFrame
      form={form}
      verb={t(electionTexts.countSave)}
      label={t(electionTexts.countTitle)}
      {...(onCancel ? { onCancel } : {})}
    >
      <p className={css.quiet}>{t(electionTexts.countHint)}</p>
      <FieldGrid>
        <NumberField field={form.field('present')} />
        <NumberField field={form.field('issued')} />
        <NumberField field={form.field('returned')} />
        <NumberField field={form.field('valid')} />
        <NumberField field={form.field('invalid')} />
      </FieldGrid>
      <h3>{t(electionTexts.votesCaption)}</h3>
      <CandidateVotes form={form} names={names} />
      <h3>{t(electionTexts.writeIns)}</h3>
      <WriteIns form={form} election={election} />
      <Problems form={form} path="writeIns" />
      <FieldGrid>
        <NamesField form={form} name="scrutineers" />
        <NamesField form={form} name="tellers" />
      </FieldGrid>
    </FormFrame>
  );
};

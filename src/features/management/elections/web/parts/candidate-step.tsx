import { App, Button, Modal } from 'antd';
import { type ReactNode, useState } from 'react';
import { Link } from 'react-router';
import { useText } from '#ui/language.tsx';
import { ManyField } from '#ui/office/fields.tsx';
import { FormFrame } from '#ui/office/form-frame.tsx';
import { Section } from '#ui/office/page.tsx';
import { PlainTable } from '#ui/office/plain-table.tsx';
import { Tag } from '#ui/tag.tsx';
import { Why } from '#ui/why.tsx';
import { useForm } from '#webkit/form.ts';
import { useCommand } from '#webkit/query.ts';
import { type Election, setCandidates } from '../../contract.ts';
import { electionRefusals, electionTexts } from '../../messages.ts';
import { isStrokeOrdered } from '../../rules.ts';
import css from './election.module.css';
import { useNamable } from './namable.ts';
import { touchedByElection } from './reads.ts';

interface Props {
  readonly election: Election;
}

const ChooseForm = ({ election, onClose }: Props & { readonly onClose: () => void }): ReactNode => {
  const t = useText();
  const { message } = App.useApp();
  const { run } = useCommand(setCandidates, { touches: touchedByElection });
  const form = useForm({
    schema: setCandidates.body,
    labels: { people: electionTexts.candidatesCaption },
    initial: {
      version: election.version,
      people: election.candidates.items.filter(({ gone }) => !gone).map(({ personId }) => personId),
    },
    texts: electionRefusals,
    submit: async (body) => {
      await run({ params: { id: election.id }, body });
      void message.success(t(electionTexts.candidatesSaved));
      onClose();
    },
  });
  const people = form.field('people');
  const named = election.candidates.namedBy;
  const { choices, find, finding, keep } = useNamable(election);
  const hint = find !== undefined ? 'chooseCongress' : isStrokeOrdered(election.kind) ? 'chooseHint' : 'chooseOrder';
  return (
    <FormFrame form={form} verb={t(electionTexts.save)} label={t(electionTexts.choose)} onCancel={onClose}>
      <ManyField
        field={{
          ...people,
          onChange: (value) => {
            keep(value ?? []);
            people.onChange(value ?? []);
          },
        }}
        hint={t(electionTexts[hint])}
        choices={choices.filter(({ value }) => named === null || named.people.includes(value))}
        {...(find === undefined ? {} : { onFind: find, finding })}
        wide
      />
    </FormFrame>
  );
};

const ChooseCandidates = ({ election }: Props): ReactNode => {
  const t = useText();
  const [open, setOpen] = useState(false);
  const close = (): void => setOpen(false);
  return (
    <>
      <Button type="primary" onClick={() => setOpen(true)}>
        {t(electionTexts.choose)}
      </Button>
      <Modal open={open} title={t(electionTexts.choose)} footer={null} onCancel={close} destroyOnHidden>
        <ChooseForm election={election} onClose={close} />
      </Modal>
    </>
  );
};

const GoneName = ({ name }: { name: string }): ReactNode => {
  const t = useText();
  return (
    <>
      {name} <Tag tone="warning">{t(electionTexts.gone)}</Tag>
    </>
  );
};

/** Who stands, in the order of the ballot, and whether they are enough. */
export const CandidateStep = ({ election }: Props): ReactNode => {
  const t = useText();
  const { candidates, seats, can } = election;
  const { least, most, preliminary, namedBy, problem, why } = candidates;
  const need = t(most === least ? electionTexts.needExactly : electionTexts.needAtLeast, { least });
  const problemText =
    problem && (electionRefusals as Readonly<Record<string, readonly [string, string]>>)[problem.message];
  return (
    <Section
      title={t(electionTexts.candidatesCaption)}
      actions={can.prepare && <ChooseCandidates election={election} />}
    >
      <p className={css.line}>{t(electionTexts.need, { seats, need })}</p>
      {preliminary !== null && <p className={css.line}>{t(electionTexts.preliminaryNeed, { count: preliminary })}</p>}
      {namedBy !== null && (
        <>
          <p className={css.line}>{t(electionTexts.namedBy, { day: namedBy.heldOn })}</p>
          <p className={css.line}>
            <Link to={`/elections/${namedBy.id}?step=result`}>{t(electionTexts.openNamedBy)}</Link>
          </p>
        </>
      )}
      {problem && problemText && candidates.items.length > 0 && (
        <p className={css.line}>
          <Tag tone="warning" sentence>
            {t.loose(problemText, problem.params)}
          </Tag>
        </p>
      )}
      <PlainTable
        caption={t(electionTexts.candidatesCaption)}
        rows={candidates.items.filter(({ writtenIn }) => !writtenIn)}
        rowKey={(one) => one.personId}
        empty={t(electionTexts.candidatesEmpty)}
        columns={[
          {
            key: 'name',
            title: t(electionTexts.name),
            render: (one) => (one.gone ? <GoneName name={one.name} /> : one.name),
          },
          {
            key: 'number',
            title: t(electionTexts.number),
            render: (one) => String(candidates.items.indexOf(one) + 1),
          },
        ]}
      />
      <details className={css.why}>
        <summary>{t(electionTexts.why)}</summary>
        <Why why={why} to={`/rules/${why.ruleId}`} />
      </details>
    </Section>
  );
};

import { Alert, App, Button } from 'antd';
import { type ReactNode, useState } from 'react';
import { type Fact, Facts } from '#ui/facts.tsx';
import { useFormat, useText } from '#ui/language.tsx';
import { ConfirmDialog } from '#ui/office/dialogs.tsx';
import { Section } from '#ui/office/page.tsx';
import { PlainTable } from '#ui/office/plain-table.tsx';
import { useCommand } from '#webkit/query.ts';
import { confirmCount, type Election } from '../../contract.ts';
import { electionRefusals, electionTexts } from '../../messages.ts';
import { CountForm } from './count-form.tsx';
import css from './election.module.css';
import { touchedByElection } from './reads.ts';

interface Props {
  readonly election: Election;
}

/** The word of the second person. */
const ConfirmCount = ({ election }: Props): ReactNode => {
  const t = useText();
  const { message } = App.useApp();
  const [asking, setAsking] = useState(false);
  const { fire, busy, error, reset } = useCommand(confirmCount, {
    touches: touchedByElection,
    onDone: () => {
      setAsking(false);
      void message.success(t(electionTexts.confirmed));
    },
  });
  return (
    <>
      <Button type="primary" onClick={() => setAsking(true)}>
        {t(electionTexts.confirm)}
      </Button>
      <ConfirmDialog
        open={asking}
        title={t(electionTexts.confirmTitle)}
        consequence={t(electionTexts.confirmHint)}
        verb={t(electionTexts.confirm)}
        busy={busy}
        error={error}
        texts={electionRefusals}
        onConfirm={() => fire({ params: { id: election.id }, body: { version: election.version } })}
        onClose={() => {
          setAsking(false);
          reset();
        }}
      />
    </>
  );
};

const CountFacts = ({ count }: { count: NonNullable<Election['count']> }): ReactNode => {
  const t = useText();
  const format = useFormat();
  const numbers = (['present', 'issued', 'returned', 'valid', 'invalid'] as const).map((name): Fact => ({
    label: t(electionTexts[name]),
    value: format.number(count[name]),
  }));
  return (
    <Facts
      columns={3}
      facts={[
        ...numbers,
        { label: t(electionTexts.scrutineers), value: format.list(count.scrutineers) },
        { label: t(electionTexts.tellers), value: format.list(count.tellers) },
        {
          label: t(electionTexts.countTitle),
          value: t(electionTexts.enteredBy, { name: count.enterer, at: format.moment(count.enteredAt) }),
          wide: true,
        },
        {
          label: t(electionTexts.confirm),
          value:
            count.confirmer === null
              ? t(electionTexts.confirmWaits)
              : t(electionTexts.confirmedBy, { name: count.confirmer, at: format.moment(count.confirmedAt) }),
          wide: true,
        },
      ]}
    />
  );
};

/** Votes by name, as they were counted. */
export const Votes = ({ election }: Props): ReactNode => {
  const t = useText();
  const format = useFormat();
  return (
    <PlainTable
      caption={t(electionTexts.votesCaption)}
      rows={election.candidates.items}
      rowKey={(one) => one.personId}
      empty={t(electionTexts.candidatesEmpty)}
      columns={[
        {
          key: 'name',
          title: t(electionTexts.name),
          render: (one) => (one.writtenIn ? `${one.name}（${t(electionTexts.writeIns)}）` : one.name),
        },
        { key: 'yes', title: t(electionTexts.yes), render: (one) => format.number(one.yes) },
        { key: 'no', title: t(electionTexts.no), render: (one) => format.number(one.no) },
        { key: 'abstain', title: t(electionTexts.abstain), render: (one) => format.number(one.abstain) },
      ]}
    />
  );
};

/** The numbers of the signed sheet: entered by one, confirmed by another. */
export const CountStep = ({ election }: Props): ReactNode => {
  const t = useText();
  const [editing, setEditing] = useState(false);
  const { count, can } = election;
  if (can.count && (editing || count === null))
    return (
      <Section title={t(electionTexts.countTitle)}>
        <CountForm
          election={election}
          onClose={() => setEditing(false)}
          {...(count === null ? {} : { onCancel: () => setEditing(false) })}
        />
      </Section>
    );
  if (count === null)
    return (
      <Section title={t(electionTexts.stepCount)}>
        <p className={css.quiet}>{t(electionTexts.noCount)}</p>
      </Section>
    );
  return (
    <Section
      title={t(electionTexts.stepCount)}
      actions={
        <>
          {can.count && <Button onClick={() => setEditing(true)}>{t(electionTexts.countEdit)}</Button>}
          {can.confirm && <ConfirmCount election={election} />}
        </>
      }
    >
      {count.confirmer === null && !can.confirm && (
        <p className={css.line}>
          <Alert type="info" showIcon title={t(electionTexts.confirmWaits)} />
        </p>
      )}
      <CountFacts count={count} />
      <Votes election={election} />
    </Section>
  );
};

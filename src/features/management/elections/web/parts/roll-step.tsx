import { App, Button, Modal } from 'antd';
import { type ReactNode, useState } from 'react';
import { useFormat, useText } from '#ui/language.tsx';
import { ConfirmDialog } from '#ui/office/dialogs.tsx';
import { Section } from '#ui/office/page.tsx';
import { PlainTable } from '#ui/office/plain-table.tsx';
import { Tag } from '#ui/tag.tsx';
import { Why } from '#ui/why.tsx';
import { useCommand } from '#webkit/query.ts';
import { type Election, type RollLine, takeRoll } from '../../contract.ts';
import { electionRefusals, electionTexts } from '../../messages.ts';
import css from './election.module.css';
import { ExcludeForm } from './exclude-form.tsx';
import { touchedByElection } from './reads.ts';
import { exclusionTexts } from './words.ts';

const TakeRoll = ({ election }: { election: Election }): ReactNode => {
  const t = useText();
  const { message } = App.useApp();
  const [asking, setAsking] = useState(false);
  const { fire, busy, error, reset } = useCommand(takeRoll, {
    touches: touchedByElection,
    onDone: () => {
      setAsking(false);
      void message.success(t(electionTexts.rollTaken));
    },
  });
  return (
    <>
      <Button onClick={() => setAsking(true)}>{t(electionTexts.takeRoll)}</Button>
      <ConfirmDialog
        open={asking}
        title={t(electionTexts.takeRollTitle)}
        consequence={t(electionTexts.takeRollHint)}
        verb={t(electionTexts.takeRoll)}
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

const useExclusion = (): ((line: RollLine) => string) => {
  const t = useText();
  const format = useFormat();
  return ({ exclusion, since, consent, resolvedOn, note }) => {
    if (exclusion === null) return '';
    const parts = [
      t(exclusionTexts[exclusion]),
      ...(since ? [`${t(electionTexts.since)} ${format.day(since)}`] : []),
      ...(consent ? [consent] : []),
      ...(resolvedOn ? [`${t(electionTexts.resolvedOn)} ${format.day(resolvedOn)}`] : []),
      ...(note ? [note] : []),
    ];
    return format.clauses(parts);
  };
};

/** Who votes, who does not and why, and how many must come. */
export const RollStep = ({ election }: { election: Election }): ReactNode => {
  const t = useText();
  const exclusionOf = useExclusion();
  const [chosen, setChosen] = useState<RollLine | null>(null);
  const { roll, can } = election;
  const { members, suspended, deducted, entitled, quorum, pending } = roll;
  const close = (): void => setChosen(null);
  return (
    <div className={css.stack}>
      <Section title={t(electionTexts.entitled)} actions={can.prepare && <TakeRoll election={election} />}>
        <p className={css.line}>{t(electionTexts.entitledIs, { members, suspended, deducted, entitled, quorum })}</p>
        {pending > 0 && (
          <p className={css.line}>
            <Tag tone="warning">{t(electionTexts.pending, { count: pending })}</Tag>
          </p>
        )}
        <details>
          <summary>{t(electionTexts.why)}</summary>
          <Why why={roll.why} to={`/rules/${roll.why.ruleId}`} />
        </details>
      </Section>
      <Section title={t(electionTexts.rollCaption)}>
        <PlainTable
          caption={t(electionTexts.rollCaption)}
          rows={roll.items}
          rowKey={(line) => line.personId}
          empty={t(electionTexts.rollEmpty)}
          columns={[
            { key: 'name', title: t(electionTexts.name), render: (line) => line.name },
            {
              key: 'counted',
              title: t(electionTexts.counted),
              render: (line) => t(line.excluded ? electionTexts.notCounted : electionTexts.isCounted),
            },
            { key: 'exclusion', title: t(electionTexts.exclusion), render: exclusionOf },
          ]}
          renderActions={
            can.prepare
              ? (line) => (
                  <Button
                    size="small"
                    aria-label={`${t(electionTexts.exclude)}：${line.name}`}
                    onClick={() => setChosen(line)}
                  >
                    {t(electionTexts.exclude)}
                  </Button>
                )
              : undefined
          }
        />
      </Section>
      <Modal
        open={chosen !== null}
        title={t(electionTexts.excludeOf, { name: chosen?.name ?? '' })}
        footer={null}
        onCancel={close}
        destroyOnHidden
      >
        {chosen && <ExcludeForm election={election} line={chosen} onClose={close} />}
      </Modal>
    </div>
  );
};

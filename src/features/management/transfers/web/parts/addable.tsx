import { App, Button } from 'antd';
import { type ReactNode, useState } from 'react';
import { useText } from '#ui/language.tsx';
import { ConfirmDialog } from '#ui/office/dialogs.tsx';
import { Section } from '#ui/office/page.tsx';
import { PlainTable } from '#ui/office/plain-table.tsx';
import { useCommand } from '#webkit/query.ts';
import { transferList } from '../../contract.ts';
import { transferTexts } from '../../messages.ts';
import { joinUnit, unitById, type UnitFile, unitList } from '../../units/contract.ts';
import { problemTexts } from './step-dialog.tsx';

type One = UnitFile['addable'][number];

/** Members of a unit without a letter who may still go with it. */
export const Addable = ({ unit }: { unit: UnitFile }): ReactNode => {
  const t = useText();
  const { message } = App.useApp();
  const [asked, setAsked] = useState<One | null>(null);
  const { fire, busy, error, reset } = useCommand(joinUnit, {
    touches: [unitById, unitList, transferList],
    onDone: () => {
      setAsked(null);
      void message.success(t(transferTexts.addedToUnit));
    },
  });
  if (unit.addable.length === 0) return null;
  const body = { version: unit.version, people: asked === null ? [] : [asked.personId] };
  return (
    <Section title={t(transferTexts.addable)}>
      <p>{t(transferTexts.addableHint)}</p>
      <PlainTable
        caption={t(transferTexts.addable)}
        rows={unit.addable}
        rowKey={(one) => one.personId}
        empty="–"
        columns={[
          { key: 'name', title: t(transferTexts.unitPerson), render: (one) => one.name },
          { key: 'branch', title: t(transferTexts.leftOffBranch), render: (one) => one.branch },
          {
            key: 'add',
            title: t(transferTexts.actions),
            render: (one) => (
              <Button aria-label={t(transferTexts.addOne, { name: one.name })} onClick={() => setAsked(one)}>
                {t(transferTexts.addToUnit)}
              </Button>
            ),
          },
        ]}
      />
      <ConfirmDialog
        open={asked !== null}
        title={t(transferTexts.addOne, { name: asked?.name ?? '' })}
        consequence={t(transferTexts.addConsequence)}
        verb={t(transferTexts.addToUnit)}
        busy={busy}
        error={error}
        texts={problemTexts}
        onConfirm={() => fire({ params: { id: unit.id }, body })}
        onClose={() => {
          setAsked(null);
          reset();
        }}
      />
    </Section>
  );
};

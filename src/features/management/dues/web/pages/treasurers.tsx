import { Button } from 'antd';
import { type ReactNode, useState } from 'react';
import { useFormat, useText } from '#ui/language.tsx';
import { ConfirmDialog } from '#ui/office/dialogs.tsx';
import { ChoiceField, FieldGrid, TextField } from '#ui/office/fields.tsx';
import { FormFrame } from '#ui/office/form-frame.tsx';
import { Section } from '#ui/office/page.tsx';
import { PlainTable } from '#ui/office/plain-table.tsx';
import { StateView } from '#ui/office/state-view.tsx';
import type { Reply } from '#shared/endpoint.ts';
import { useForm } from '#webkit/form.ts';
import { useApi, useCommand } from '#webkit/query.ts';
import { useSession } from '#webkit/session.tsx';
import { duesSheet } from '../../contract.ts';
import { duesProblems, duesTexts } from '../../messages.ts';
import { endTreasurer, nameTreasurer, type Treasurer, treasurerList } from '../../treasurers/contract.ts';
import { DuesFrame } from '../parts/dues-frame.tsx';
import { Nothing } from '../parts/nothing.tsx';

const touched = [treasurerList, duesSheet] as const;

const NameForm = ({ candidates }: Pick<Reply<typeof treasurerList>, 'candidates'>): ReactNode => {
  const t = useText();
  const { run } = useCommand(nameTreasurer, { touches: touched });
  const form = useForm({
    schema: nameTreasurer.body,
    labels: { accountId: duesTexts.treasurerName, reason: duesTexts.treasurerWhy },
    texts: duesProblems,
    submit: async (body) => {
      await run({ body });
      form.reset({});
    },
  });
  return (
    <FormFrame form={form} verb={t(duesTexts.treasurerAdd)} label={t(duesTexts.treasurers)}>
      <FieldGrid>
        <ChoiceField
          field={form.field('accountId')}
          choices={candidates.map(({ accountId, name, secretary }) => ({
            value: accountId,
            label: secretary ? t(duesTexts.treasurerSecretary, { name }) : name,
          }))}
        />
        <TextField field={form.field('reason')} wide />
      </FieldGrid>
    </FormFrame>
  );
};

const End = ({ one }: { one: Treasurer }): ReactNode => {
  const t = useText();
  const [asking, setAsking] = useState(false);
  const { fire, busy, error } = useCommand(endTreasurer, { touches: touched, onDone: () => setAsking(false) });
  const title = t(duesTexts.treasurerEndOf, { name: one.name });
  return (
    <>
      <Button size="small" aria-label={title} onClick={() => setAsking(true)}>
        {t(duesTexts.treasurerEnd)}
      </Button>
      <ConfirmDialog
        open={asking}
        title={title}
        consequence={t(duesTexts.treasurerEndHint)}
        verb={t(duesTexts.treasurerEnd)}
        reasonFrom={2}
        busy={busy}
        error={error}
        texts={duesProblems}
        onConfirm={(reason) => fire({ params: { id: one.id }, body: { reason } })}
        onClose={() => setAsking(false)}
      />
    </>
  );
};

/** Who keeps the dues of the branch, by which decision; former ones stay in the list. */
export const Page = (): ReactNode => {
  const t = useText();
  const format = useFormat();
  const { can } = useSession();
  const { data, error, isPending, refetch } = useApi(treasurerList, {});
  const mayName = can('dues.designate');
  return (
    <DuesFrame
      title={t(duesTexts.treasurers)}
      intro={t(duesTexts.treasurersIntro)}
      open={
        <StateView error={error} loading={isPending} onAgain={() => void refetch()} lines={5}>
          {() =>
            data && (
              <>
                <Section title={t(duesTexts.treasurers)}>
                  <PlainTable
                    caption={t(duesTexts.treasurers)}
                    rows={data.items}
                    rowKey={(one) => one.id}
                    empty={t(duesTexts.treasurersNone)}
                    columns={[
                      { key: 'name', title: t(duesTexts.treasurerName), render: (one) => one.name },
                      { key: 'from', title: t(duesTexts.treasurerFrom), render: (one) => format.day(one.fromOn) },
                      {
                        key: 'until',
                        title: t(duesTexts.treasurerUntil),
                        render: (one) => (one.until === null ? <Nothing /> : format.day(one.until)),
                      },
                      { key: 'why', title: t(duesTexts.treasurerWhy), render: (one) => one.reason },
                      { key: 'by', title: t(duesTexts.treasurerBy), render: (one) => one.namedBy },
                    ]}
                    renderActions={mayName ? (one) => one.until === null && <End one={one} /> : undefined}
                  />
                </Section>
                {mayName && (
                  <Section title={t(duesTexts.treasurerAdd)}>
                    <NameForm candidates={data.candidates} />
                  </Section>
                )}
              </>
            )
          }
        </StateView>
      }
    />
  );
};

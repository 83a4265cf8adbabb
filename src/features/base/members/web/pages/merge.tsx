import { SwapOutlined } from '@ant-design/icons';
import { Alert, App, Button } from 'antd';
import { type ReactNode, useEffect, useState } from 'react';
import { Link } from 'react-router';
import { z } from 'zod';
import type { Reply } from '#shared/endpoint.ts';
import { useFormat, useText } from '#ui/language.tsx';
import { LeaveDialog } from '#ui/office/dialogs.tsx';
import { CheckField, LongTextField, RadioField } from '#ui/office/fields.tsx';
import { FormFrame } from '#ui/office/form-frame.tsx';
import { LinkButton } from '#ui/office/link-button.tsx';
import { Page as Frame, Section } from '#ui/office/page.tsx';
import { StateView } from '#ui/office/state-view.tsx';
import { useForm } from '#webkit/form.ts';
import { useApi, useCommand } from '#webkit/query.ts';
import { useAddressState, useGoOn, useLeaveGuard } from '#webkit/router.tsx';
import { memberCounts, memberList } from '../../contract.ts';
import { memberTwins, mergeMembers, mergePreview } from '../../merging/contract.ts';
import { fileTexts } from '../../file/messages.ts';
import { mergeTexts } from '../../merging/messages.ts';
import { problemTexts } from '../parts/field-form.ts';
import css from '../parts/merge.module.css';
import { RecordTable } from '../parts/record-table.tsx';
import { declarationOf, useWords } from '../parts/words.ts';

type Preview = Reply<typeof mergePreview>;
type Side = Preview['keep'];
type Takeable = NonNullable<(typeof mergeMembers.body)['_input']['take']>[number];

const address = z.object({ keep: z.uuid().optional(), drop: z.uuid().optional() });

/** Both files beside each other. */
const Sides = ({ preview, onSwap }: { preview: Preview; onSwap: () => void }): ReactNode => {
  const t = useText();
  const format = useFormat();
  const words = useWords();
  const rows: readonly { readonly title: string; readonly render: (side: Side) => ReactNode }[] = [
    { title: words.label('name'), render: (side) => <Link to={`/members/${side.id}`}>{side.name}</Link> },
    { title: words.label('idNumber'), render: (side) => side.idNumber },
    { title: words.label('birthDate'), render: (side) => format.day(side.birthDate) },
    { title: words.label('phone'), render: (side) => side.phone },
    {
      title: words.label('branchId'),
      render: (side) => (side.ended ? `${side.branchName}（${t(mergeTexts.ended)}）` : side.branchName),
    },
    { title: words.label('joinedOn'), render: (side) => format.day(side.joinedOn) },
    {
      title: t(mergeTexts.records),
      render: (side) => t(mergeTexts.recordsCount, { count: format.number(side.records) }),
    },
    {
      title: t(mergeTexts.affiliations),
      render: (side) =>
        side.affiliations.map((period) => (
          <div key={`${period.branchId} ${period.from}`}>
            {period.branchName} {period.from ? format.day(period.from) : t(fileTexts.unknownDay)} –{' '}
            {period.to ? format.day(period.to) : t(fileTexts.toNow)}
          </div>
        )),
    },
  ];
  return (
    <Section
      title={t(mergeTexts.sides)}
      actions={
        <Button icon={<SwapOutlined aria-hidden />} onClick={onSwap}>
          {t(mergeTexts.swap)}
        </Button>
      }
    >
      <RecordTable
        caption={t(mergeTexts.sides)}
        rows={rows}
        rowKey={(row) => row.title}
        empty=""
        named
        columns={[
          { key: 'item', title: t(mergeTexts.item), render: (row) => row.title },
          { key: 'keep', title: t(mergeTexts.keep), render: (row) => row.render(preview.keep) },
          { key: 'drop', title: t(mergeTexts.drop), render: (row) => row.render(preview.drop) },
        ]}
      />
    </Section>
  );
};

interface ChoiceProps {
  readonly preview: Preview;
  readonly take: ReadonlySet<string>;
  readonly onTake: (field: string, taken: boolean) => void;
}

/** One choice for each field in which the two differ. */
const Choices = ({ preview, take, onTake }: ChoiceProps): ReactNode => {
  const t = useText();
  const words = useWords();
  const numbered: readonly string[] = preview.numbersDiffer ? ['idNumber', 'sex', 'birthDate'] : [];
  const rows = preview.differences.filter(({ field }) => !numbered.includes(field));
  if (rows.length === 0) return <p className={css.quiet}>{t(mergeTexts.noDifferences)}</p>;
  const shownOf = (difference: Preview['differences'][number], side: 'keep' | 'drop'): string =>
    words.value(declarationOf(difference.field), difference[side]);
  const option = (difference: Preview['differences'][number], side: 'keep' | 'drop'): ReactNode => {
    const taken = take.has(difference.field) === (side === 'drop');
    const shown = shownOf(difference, side) || t(mergeTexts.nothing);
    return (
      <label className={css.pick} data-taken={taken}>
        <input
          type="radio"
          name={`take-${difference.field}`}
          checked={taken}
          onChange={() => onTake(difference.field, side === 'drop')}
        />
        {shown}
        <span className="sr-only">{t(side === 'keep' ? mergeTexts.takeKeep : mergeTexts.takeDrop)}</span>
      </label>
    );
  };
  const looksAlike = rows.some((row) => shownOf(row, 'keep') === shownOf(row, 'drop'));
  return (
    <div className={css.stack}>
      <p className={css.quiet}>{t(mergeTexts.differencesHint)}</p>
      {looksAlike && <p className={css.quiet}>{t(mergeTexts.alikeMasked)}</p>}
      <RecordTable
        caption={t(mergeTexts.differences)}
        rows={rows}
        rowKey={(row) => row.field}
        empty=""
        named
        columns={[
          { key: 'item', title: t(mergeTexts.item), render: (row) => words.label(row.field) },
          { key: 'keep', title: t(mergeTexts.keep), render: (row) => option(row, 'keep') },
          { key: 'drop', title: t(mergeTexts.drop), render: (row) => option(row, 'drop') },
        ]}
      />
    </div>
  );
};

const side = z.enum(['keep', 'drop']);
const schema = z.object({
  reason: z.string().trim().min(2).max(500),
  voidOverlapping: z.boolean().default(false),
  idNumber: side.optional(),
});
/** Two numbers and one person: one of them is chosen, and nothing beforehand. */
const numbered = schema.extend({ idNumber: side });

interface FormProps {
  readonly preview: Preview;
  /** The reason that was typed before the two changed places. */
  readonly typed: string;
  readonly onTyped: (reason: string) => void;
}

const MergeForm = ({ preview, typed, onTyped }: FormProps): ReactNode => {
  const t = useText();
  const { message } = App.useApp();
  const goOn = useGoOn();
  const { keep, drop } = preview;
  const [take, setTake] = useState<ReadonlySet<string>>(
    () => new Set(preview.differences.filter((one) => one.take).map((one) => one.field)),
  );
  const { run } = useCommand(mergeMembers, { touches: [memberTwins, memberList, memberCounts] });
  const form = useForm({
    schema: preview.numbersDiffer ? numbered : schema,
    labels: {
      reason: mergeTexts.reason,
      voidOverlapping: mergeTexts.voidOverlapping,
      idNumber: mergeTexts.numbers,
    },
    initial: { voidOverlapping: false },
    texts: problemTexts,
    submit: async ({ reason, voidOverlapping = false, idNumber }) => {
      const versions = { keepVersion: keep.version, dropVersion: drop.version };
      const done = await run({
        body: {
          keepId: keep.id,
          dropId: drop.id,
          ...versions,
          take: [...take] as Takeable[],
          ...(idNumber ? { idNumber } : {}),
          voidOverlapping,
          reason,
        },
      });
      void message.success(t(mergeTexts.merged, { count: done.records }));
      goOn(`/members/${done.id}`, { replace: true });
    },
  });
  const { set, values } = form;
  const [before] = useState(typed);
  useEffect(() => {
    if (before !== '') set({ reason: before });
  }, [before, set]);
  const { reason } = values;
  useEffect(() => {
    if (typeof reason === 'string') onTyped(reason);
  }, [reason, onTyped]);
  const guard = useLeaveGuard(form.dirty);
  const choose = (field: string, taken: boolean): void =>
    setTake((old) => {
      const next = new Set(old);
      if (taken) next.add(field);
      else next.delete(field);
      return next;
    });
  return (
    <Section title={t(mergeTexts.differences)}>
      <FormFrame form={form} verb={t(mergeTexts.confirm)} label={t(mergeTexts.merge)} grave>
        {preview.numbersDiffer && (
          <RadioField
            field={form.field('idNumber')}
            choices={[
              { value: 'keep', label: `${keep.idNumber} ${t(mergeTexts.takeKeep)}` },
              { value: 'drop', label: `${drop.idNumber} ${t(mergeTexts.takeDrop)}` },
            ]}
            hint={t(mergeTexts.numbersHint)}
          />
        )}
        <Choices preview={preview} take={take} onTake={choose} />
        {preview.overlaps && (
          <>
            <Alert type="warning" showIcon title={t(mergeTexts.overlaps)} />
            <CheckField field={form.field('voidOverlapping')} />
          </>
        )}
        <LongTextField field={form.field('reason')} hint={t(mergeTexts.reasonHint)} rows={2} />
        <p className={css.quiet}>{t(mergeTexts.confirmHint)}</p>
      </FormFrame>
      <LeaveDialog {...guard} />
    </Section>
  );
};

const Compare = ({ keepId, dropId, onSwap }: { keepId: string; dropId: string; onSwap: () => void }): ReactNode => {
  const query = { keepId, dropId };
  const [typed, setTyped] = useState('');
  const { data: preview, error, isPending, refetch } = useApi(mergePreview, { query }, { traced: true });
  return (
    <StateView error={error} loading={isPending} onAgain={() => void refetch()} texts={problemTexts}>
      {() =>
        preview && (
          <>
            <Sides preview={preview} onSwap={onSwap} />
            <MergeForm
              key={`${keepId} ${preview.keep.version} ${preview.drop.version}`}
              preview={preview}
              typed={typed}
              onTyped={setTyped}
            />
          </>
        )
      }
    </StateView>
  );
};

export const Page = (): ReactNode => {
  const t = useText();
  const [{ keep, drop }, change] = useAddressState(address);
  return (
    <Frame
      title={t(mergeTexts.merge)}
      intro={t(mergeTexts.mergeIntro)}
      crumbs={[{ title: t(mergeTexts.twins), to: '/members/twins' }, { title: t(mergeTexts.merge) }]}
    >
      {keep && drop ? (
        <Compare keepId={keep} dropId={drop} onSwap={() => change({ keep: drop, drop: keep })} />
      ) : (
        <Section>
          <div className={css.stack}>
            <p>{t(mergeTexts.mergeHow)}</p>
            <div>
              <LinkButton to="/members/twins">{t(mergeTexts.toTwins)}</LinkButton>
            </div>
          </div>
        </Section>
      )}
    </Frame>
  );
};

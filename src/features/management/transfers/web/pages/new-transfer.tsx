import { App } from 'antd';
import { type ReactNode, useMemo } from 'react';
import { useNavigate, useSearchParams } from 'react-router';
import { z } from 'zod';
import type { Field } from '#ui/field.ts';
import { useText } from '#ui/language.tsx';
import { LeaveDialog } from '#ui/office/dialogs.tsx';
import { ChoiceField, FieldGrid, MonthField, RadioField, TextField, TreeField } from '#ui/office/fields.tsx';
import { FormFrame } from '#ui/office/form-frame.tsx';
import { Page as Frame, Section } from '#ui/office/page.tsx';
import { StateView } from '#ui/office/state-view.tsx';
import { useForm } from '#webkit/form.ts';
import { useCommand } from '#webkit/query.ts';
import { useGoOn, useLeaveGuard } from '#webkit/router.tsx';
import { createTransfer, transferList } from '../../contract.ts';
import { transferTexts } from '../../messages.ts';
import { outsideKinds } from '../../rules.ts';
import { useBranchChoice } from '../parts/branch-choice.ts';
import { MemberField } from '../parts/member-field.tsx';
import { problemTexts } from '../parts/step-dialog.tsx';
import { useTransferWords } from '../parts/words.ts';

const schema = z
  .object({
    personId: z.uuid(),
    target: z.enum(['inside', 'outside']),
    toBranchId: z.uuid().nullish(),
    outside: z.string().trim().max(100).nullish(),
    kind: z.enum(outsideKinds).nullish(),
    reason: z.string().trim().min(2).max(200),
    duesPaidTo: z.iso.date(),
  })
  .superRefine(({ target, toBranchId, outside, kind }, context) => {
    // Which of the two ends must be named follows from the target.
    const lacks = (name: string): void => context.addIssue({ code: 'custom', path: [name], message: 'required' });
    if (target === 'inside' && !toBranchId) lacks('toBranchId');
    if (target === 'outside' && (outside ?? '').length < 2) lacks('outside');
    if (target === 'outside' && !kind) lacks('kind');
  });
type Typed = z.input<typeof schema>;

const bodyOf = ({ personId, target, reason, duesPaidTo, toBranchId, outside: name, kind }: Typed) => ({
  personId,
  reason,
  // The field gives the first day of the month.
  duesPaidTo: duesPaidTo.slice(0, 7),
  ...(target === 'inside' ? { toBranchId: toBranchId ?? '' } : { outside: name ?? '', ...(kind ? { kind } : {}) }),
});

/** Which of the two ends is asked for shows in the form, so the shown one is required. */
const needed = <V,>(field: Field<V>): Field<V> => ({ ...field, required: true });

const NewTransferForm = ({ nodes }: Pick<ReturnType<typeof useBranchChoice>, 'nodes'>): ReactNode => {
  const t = useText();
  const words = useTransferWords();
  const { message } = App.useApp();
  const navigate = useNavigate();
  const goOn = useGoOn();
  const [search] = useSearchParams();
  const given = z.uuid().safeParse(search.get('person')).data;
  const { run } = useCommand(createTransfer, { touches: [transferList] });
  const initial = useMemo(
    () => ({ target: 'inside' as const, ...(given === undefined ? {} : { personId: given }) }),
    [given],
  );
  const form = useForm({
    schema,
    labels: {
      personId: transferTexts.chosen,
      target: transferTexts.target,
      toBranchId: transferTexts.toBranch,
      outside: transferTexts.outside,
      kind: transferTexts.kind,
      reason: transferTexts.reason,
      duesPaidTo: transferTexts.duesPaidTo,
    },
    initial,
    texts: problemTexts,
    submit: async (typed) => {
      const { id } = await run({ body: bodyOf(typed) });
      void message.success(t(transferTexts.created));
      goOn(`/transfers/${id}`, { replace: true });
    },
  });
  const guard = useLeaveGuard(form.dirty);
  return (
    <>
      <FormFrame
        form={form}
        verb={t(transferTexts.begin)}
        label={t(transferTexts.newTitle)}
        onCancel={() => void navigate('/transfers')}
      >
        <FieldGrid>
          <MemberField field={form.field('personId')} given={given} />
          <RadioField
            field={form.field('target')}
            choices={[
              { value: 'inside', label: t(transferTexts.inside) },
              { value: 'outside', label: t(transferTexts.outsideChoice) },
            ]}
            wide
          />
          {form.values.target === 'outside' ? (
            <>
              <TextField field={needed(form.field('outside'))} wide />
              <ChoiceField
                field={needed(form.field('kind'))}
                choices={outsideKinds.map((kind) => ({ value: kind, label: words.kind(kind) }))}
              />
            </>
          ) : (
            <TreeField field={needed(form.field('toBranchId'))} nodes={nodes} wide />
          )}
          <MonthField field={form.field('duesPaidTo')} />
          <TextField field={form.field('reason')} wide />
        </FieldGrid>
      </FormFrame>
      <LeaveDialog {...guard} />
    </>
  );
};

/** A transfer begins with a member of the roster: the letter says what the file says. */
export const Page = (): ReactNode => {
  const t = useText();
  const tree = useBranchChoice();
  return (
    <Frame
      title={t(transferTexts.newTitle)}
      intro={t(transferTexts.newIntro)}
      crumbs={[{ title: t(transferTexts.title), to: '/transfers' }, { title: t(transferTexts.newTitle) }]}
    >
      <Section>
        <StateView error={tree.error} loading={tree.loading} onAgain={tree.again} lines={6}>
          {() => <NewTransferForm nodes={tree.nodes} />}
        </StateView>
      </Section>
    </Frame>
  );
};

import { App } from 'antd';
import { type ReactNode, useMemo } from 'react';
import { useNavigate, useSearchParams } from 'react-router';
import { z } from 'zod';
import type { Field } from '#ui/field.ts';
import { codeTables, labelOf } from '#features/base/members/codes.ts';
import { useLanguage, useText } from '#ui/language.tsx';
import { LeaveDialog } from '#ui/office/dialogs.tsx';
import { ChoiceField, DayField, FieldGrid, MonthField, RadioField, TextField, TreeField } from '#ui/office/fields.tsx';
import { FormFrame } from '#ui/office/form-frame.tsx';
import { Page as Frame, Section } from '#ui/office/page.tsx';
import { StateView } from '#ui/office/state-view.tsx';
import { type Form, useForm } from '#webkit/form.ts';
import { useApi, useCommand } from '#webkit/query.ts';
import { useGoOn, useLeaveGuard } from '#webkit/router.tsx';
import { createTransfer, paidMonth, transferList } from '../../contract.ts';
import { transferTexts } from '../../messages.ts';
import { outsideKinds, type StayKind } from '../../rules.ts';
import { useBranchChoice } from '../parts/branch-choice.ts';
import { MemberField } from '../parts/member-field.tsx';
import { firstOf, useOfferedMonth } from '../parts/offered-month.ts';
import { problemTexts } from '../parts/step-dialog.tsx';
import { useTransferWords } from '../parts/words.ts';

type Nodes = ReturnType<typeof useBranchChoice>['nodes'];

const schema = z
  .object({
    personId: z.uuid(),
    target: z.enum(['inside', 'outside', 'certificate', 'abroad']),
    toBranchId: z.uuid().nullish(),
    outside: z.string().trim().max(100).nullish(),
    kind: z.enum(outsideKinds).nullish(),
    from: z.iso.date().nullish(),
    until: z.iso.date().nullish(),
    purpose: z.string().nullish(),
    reason: z.string().trim().min(2).max(200),
    duesPaidTo: z.iso.date(),
  })
  .superRefine(
    ({ target, toBranchId, outside, kind, from, until, purpose }, context) => {
      // Which of the two ends must be named follows from the target.
      const lacks = (name: string): void => context.addIssue({ code: 'custom', path: [name], message: 'required' });
      if (target === 'inside' && !toBranchId) lacks('toBranchId');
      if (target !== 'inside' && (outside ?? '').length < 2) lacks('outside');
      if (isStay(target) && !from) lacks('from');
      if (target === 'certificate' && !until) lacks('until');
      if (target === 'abroad' && !purpose) lacks('purpose');
      if (target === 'outside' && !kind) lacks('kind');
    },
    // All that is missing is said at once, not the ends after the rest.
    { when: () => true },
  );
type Typed = z.input<typeof schema>;

const isStay = (target: string): target is StayKind => target === 'certificate' || target === 'abroad';

const endOf = (typed: Typed) => {
  const { target, toBranchId, outside, kind, from, until, purpose } = typed;
  if (target === 'inside') return { toBranchId: toBranchId ?? '' };
  if (!isStay(target)) return { outside: outside ?? '', ...(kind ? { kind } : {}) };
  const stay = { kind: target, from: from ?? '', ...(until ? { until } : {}) };
  return { outside: outside ?? '', stay: target === 'abroad' && purpose ? { ...stay, purpose } : stay };
};

const bodyOf = (typed: Typed) => ({
  personId: typed.personId,
  reason: typed.reason,
  // The field gives the first day of the month.
  duesPaidTo: typed.duesPaidTo.slice(0, 7),
  ...endOf(typed),
});

/** Which of the two ends is asked for shows in the form, so the shown one is required. */
const needed = <V,>(field: Field<V>): Field<V> => ({ ...field, required: true });

/** Where to, and for a stay from when until when. */
const Ends = ({ form, nodes }: { form: Form<typeof schema>; nodes: Nodes }): ReactNode => {
  const t = useText();
  const { language } = useLanguage();
  const words = useTransferWords();
  const { target } = form.values;
  const place = needed(form.field('outside'));
  if (target === 'certificate')
    return (
      <>
        <TextField field={{ ...place, label: t(transferTexts.stayAt) }} hint={t(transferTexts.certificateHint)} wide />
        <DayField field={needed(form.field('from'))} />
        <DayField field={needed(form.field('until'))} />
      </>
    );
  if (target === 'abroad')
    return (
      <>
        <TextField field={{ ...place, label: t(transferTexts.stayCountry) }} hint={t(transferTexts.abroadHint)} wide />
        <ChoiceField
          field={needed(form.field('purpose'))}
          choices={codeTables.abroadPurpose.codes.map(({ code }) => ({
            value: code,
            label: labelOf(codeTables.abroadPurpose, code, language),
          }))}
        />
        <DayField field={needed(form.field('from'))} />
        <DayField field={{ ...form.field('until'), label: t(transferTexts.stayUntilAbroad) }} />
      </>
    );
  if (target !== 'outside') return <TreeField field={needed(form.field('toBranchId'))} nodes={nodes} wide />;
  return (
    <>
      <TextField field={place} wide />
      <ChoiceField
        field={needed(form.field('kind'))}
        choices={outsideKinds.map((kind) => ({ value: kind, label: words.kind(kind) }))}
      />
    </>
  );
};

/** The month that the branch's dues know; whoever writes the letter may say another. */
const PaidTo = ({ form }: { form: Form<typeof schema> }): ReactNode => {
  const t = useText();
  const { personId, duesPaidTo: value } = form.values;
  const asked = useApi(paidMonth, { query: { personId: personId ?? '' } }, { enabled: Boolean(personId) });
  const known = asked.data?.month;
  useOfferedMonth({
    known,
    value,
    fill: (day) => {
      // What the page fills in by itself is nothing that could be lost.
      if (form.dirty) form.set({ duesPaidTo: day });
      else form.reset({ ...form.values, duesPaidTo: day });
    },
  });
  if (known === undefined) return <MonthField field={form.field('duesPaidTo')} />;
  const taken = known !== null && value === firstOf(known);
  const hint = known === null ? t(transferTexts.duesUnknown) : taken ? t(transferTexts.duesKnown) : undefined;
  return <MonthField field={form.field('duesPaidTo')} {...(hint === undefined ? {} : { hint })} />;
};

const NewTransferForm = ({ nodes }: Pick<ReturnType<typeof useBranchChoice>, 'nodes'>): ReactNode => {
  const t = useText();
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
      from: transferTexts.stayFrom,
      until: transferTexts.stayUntil,
      purpose: transferTexts.stayPurpose,
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
              { value: 'certificate', label: t(transferTexts.certificateChoice) },
              { value: 'abroad', label: t(transferTexts.abroadChoice) },
            ]}
            wide
          />
          <Ends form={form} nodes={nodes} />
          <PaidTo form={form} />
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

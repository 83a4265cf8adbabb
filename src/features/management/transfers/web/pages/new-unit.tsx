import { Alert, App } from 'antd';
import { type ReactNode, useMemo } from 'react';
import { useNavigate } from 'react-router';
import { z } from 'zod';
import { organisationTree } from '#features/base/organisations/contract.ts';
import { isPartyOrganisation } from '#features/base/organisations/rules.ts';
import { useFormat, useText } from '#ui/language.tsx';
import { LeaveDialog } from '#ui/office/dialogs.tsx';
import { FieldGrid, MonthField, TextField, TreeField } from '#ui/office/fields.tsx';
import { FormFrame } from '#ui/office/form-frame.tsx';
import { Page as Frame, Section } from '#ui/office/page.tsx';
import { StateView } from '#ui/office/state-view.tsx';
import { type Form, useForm } from '#webkit/form.ts';
import { useApi, useCommand } from '#webkit/query.ts';
import { useGoOn, useLeaveGuard } from '#webkit/router.tsx';
import { transferTexts } from '../../messages.ts';
import { createUnit, unitList, unitPreview } from '../../units/contract.ts';
import { LeftOffList } from '../parts/left-off.tsx';
import { firstOf, useOfferedMonth } from '../parts/offered-month.ts';
import { problemTexts } from '../parts/step-dialog.tsx';

/** The month's field gives a day. */
const schema = createUnit.body.extend({ duesPaidTo: z.iso.date() });

/** Who will be on the letter, and who will not and why, before anything is written. */
const Preview = ({ organisationId }: { organisationId: string }): ReactNode => {
  const t = useText();
  const { data, error, isPending, refetch } = useApi(unitPreview, { query: { organisationId } });
  return (
    <Section title={t(transferTexts.unitPreview)}>
      <StateView error={error} loading={isPending} onAgain={() => void refetch()} lines={3}>
        {() =>
          data && (
            <div aria-live="polite">
              {data.members === 0 ? (
                <Alert type="warning" showIcon title={t(transferTexts.unitPreviewNobody)} />
              ) : (
                <p>{t(transferTexts.unitPreviewCount, data)}</p>
              )}
              {data.leftOff.length > 0 && (
                <>
                  <p>{t(transferTexts.leftOffHint)}</p>
                  <LeftOffList people={data.leftOff} />
                </>
              )}
            </div>
          )
        }
      </StateView>
    </Section>
  );
};

/** One month stands for all of them: the earliest that the branches' dues know. */
const PaidTo = ({ form }: { form: Form<typeof schema> }): ReactNode => {
  const t = useText();
  const format = useFormat();
  const { organisationId, duesPaidTo: value } = form.values;
  const { data } = useApi(
    unitPreview,
    { query: { organisationId: organisationId ?? '' } },
    { enabled: Boolean(organisationId) },
  );
  const known = data?.paid.month;
  useOfferedMonth({ known, value, fill: (day) => form.set({ duesPaidTo: day }) });
  if (data === undefined || data.members === 0) return <MonthField field={form.field('duesPaidTo')} />;
  const { month, latest, unknown } = data.paid;
  const hints = [
    ...(month !== null && latest !== null && value === firstOf(month)
      ? [t(transferTexts.duesTogether, { latest: format.month(firstOf(latest)) })]
      : []),
    ...(unknown > 0 ? [t(transferTexts.duesTogetherUnknown, { count: unknown })] : []),
  ];
  return <MonthField field={form.field('duesPaidTo')} hint={hints.join(' ')} />;
};

/** A unit that leaves the county with all of its members. */
export const Page = (): ReactNode => {
  const t = useText();
  const { message } = App.useApp();
  const navigate = useNavigate();
  const goOn = useGoOn();
  const { data, error, isPending, refetch } = useApi(organisationTree, { query: {} }, { keep: true });
  const nodes = useMemo(
    () =>
      (data?.items ?? [])
        .filter((node) => !node.abolished && node.members !== null && isPartyOrganisation(node.type))
        .map(({ id, parentId, shortName: name, initials, pinyin }) => ({
          id,
          parentId,
          name,
          initials: `${initials} ${pinyin}`,
          fixed: false,
        })),
    [data],
  );
  const { run } = useCommand(createUnit, { touches: [unitList] });
  const form = useForm({
    schema,
    labels: {
      organisationId: transferTexts.unitOrganisation,
      outside: transferTexts.outside,
      reason: transferTexts.reason,
      duesPaidTo: transferTexts.duesPaidTo,
    },
    texts: problemTexts,
    submit: async (typed) => {
      const { id } = await run({ body: { ...typed, duesPaidTo: typed.duesPaidTo.slice(0, 7) } });
      void message.success(t(transferTexts.created));
      goOn(`/transfers/units/${id}`, { replace: true });
    },
  });
  const guard = useLeaveGuard(form.dirty);
  return (
    <Frame
      title={t(transferTexts.unitNew)}
      intro={t(transferTexts.unitNewIntro)}
      crumbs={[
        { title: t(transferTexts.title), to: '/transfers' },
        { title: t(transferTexts.units), to: '/transfers/units' },
        { title: t(transferTexts.unitNew) },
      ]}
    >
      <Section>
        <StateView error={error} loading={isPending} onAgain={() => void refetch()} lines={6}>
          {() => (
            <FormFrame
              form={form}
              verb={t(transferTexts.begin)}
              label={t(transferTexts.unitNew)}
              onCancel={() => void navigate('/transfers/units')}
            >
              <FieldGrid>
                <TreeField field={form.field('organisationId')} nodes={nodes} wide />
                <TextField field={form.field('outside')} wide />
                <PaidTo form={form} />
                <TextField field={form.field('reason')} wide />
              </FieldGrid>
            </FormFrame>
          )}
        </StateView>
      </Section>
      {form.values.organisationId && <Preview organisationId={form.values.organisationId} />}
      <LeaveDialog {...guard} />
    </Frame>
  );
};

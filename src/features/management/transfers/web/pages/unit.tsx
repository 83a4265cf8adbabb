import { App, Button, Modal } from 'antd';
import { type ReactNode, useState } from 'react';
import { Link, useParams } from 'react-router';
import { z } from 'zod';
import { dayOf } from '#shared/days.ts';
import { Facts } from '#ui/facts.tsx';
import { useFormat, useText } from '#ui/language.tsx';
import { DayField, FieldGrid, LongTextField, NumberField } from '#ui/office/fields.tsx';
import { FormFrame } from '#ui/office/form-frame.tsx';
import { LinkButton } from '#ui/office/link-button.tsx';
import { Page as Frame, Section } from '#ui/office/page.tsx';
import { PlainTable } from '#ui/office/plain-table.tsx';
import { StateView } from '#ui/office/state-view.tsx';
import { Tag } from '#ui/tag.tsx';
import { useForm } from '#webkit/form.ts';
import { useApi, useCommand } from '#webkit/query.ts';
import { memberCounts, memberList } from '#features/base/members/contract.ts';
import { transferList } from '../../contract.ts';
import { transferTexts } from '../../messages.ts';
import { edgeOf, needsReason, type Step } from '../../rules.ts';
import { unitById, type UnitFile, unitList, walkUnit } from '../../units/contract.ts';
import { Addable } from '../parts/addable.tsx';
import { LeftOffList } from '../parts/left-off.tsx';
import { grave } from '../parts/step-buttons.tsx';
import { problemTexts } from '../parts/step-dialog.tsx';
import { UnitEnding } from '../parts/unit-ending.tsx';
import { toneOf, useTransferWords } from '../parts/words.ts';

const withDays: ReadonlySet<Step> = new Set<Step>(['issue', 'lose', 'reissue']);
const withDay: ReadonlySet<Step> = new Set<Step>(['accept', 'confirm']);
const touched = [unitById, unitList, transferList, memberList, memberCounts] as const;

const schemaOf = (step: Step) =>
  z.object({
    reason: needsReason.has(step) ? z.string().trim().min(2).max(200) : z.string().nullish(),
    days: withDays.has(step) ? z.number().int().min(1).max(366) : z.number().nullish(),
    on: withDay.has(step) ? z.iso.date() : z.string().nullish(),
  });

interface Props {
  readonly unit: UnitFile;
  readonly step: Step;
  readonly onClose: () => void;
}

const StepForm = ({ unit, step, onClose }: Props): ReactNode => {
  const t = useText();
  const { message } = App.useApp();
  const verb = t(transferTexts[`step_${step}`]);
  const [schema] = useState(() => schemaOf(step));
  const [initial] = useState(() => ({
    ...(withDays.has(step) ? { days: 30 } : {}),
    ...(withDay.has(step) ? { on: dayOf(Date.now()) } : {}),
  }));
  const { run } = useCommand(walkUnit, { touches: touched });
  const form = useForm({
    schema,
    labels: {
      reason: transferTexts.reasonOf,
      days: transferTexts.days,
      on: step === 'confirm' ? transferTexts.onReceipt : transferTexts.on,
    },
    initial,
    texts: problemTexts,
    submit: async ({ reason, days, on }) => {
      const given = { ...(reason ? { reason } : {}), ...(days ? { days } : {}), ...(on ? { on } : {}) };
      await run({ params: { id: unit.id }, body: { version: unit.version, step, ...given } });
      void message.success(t(transferTexts.stepDone, { step: verb }));
      onClose();
    },
  });
  return (
    <FormFrame form={form} verb={verb} label={verb} onCancel={onClose} grave={grave.includes(step)}>
      <p>{t(transferTexts[`hint_${step}`])}</p>
      <FieldGrid>
        {withDays.has(step) && <NumberField field={form.field('days')} hint={t(transferTexts.daysHint)} />}
        {withDay.has(step) && <DayField field={form.field('on')} />}
        {needsReason.has(step) && <LongTextField field={form.field('reason')} rows={2} wide />}
      </FieldGrid>
    </FormFrame>
  );
};

/** One button for each step that leads on for some of them; how many stands in it. */
const UnitSteps = ({ unit }: { unit: UnitFile }): ReactNode => {
  const t = useText();
  const [open, setOpen] = useState<Step | null>(null);
  const label = (step: Step): string =>
    t(transferTexts.unitSteps, {
      step: t(transferTexts[`step_${step}`]),
      count: unit.items.filter((one) => edgeOf(step, one) !== undefined).length,
    });
  const shown = unit.can.filter((step) => step !== 'submit' || !unit.can.includes('agree'));
  const main = shown.find((step) => !grave.includes(step));
  return (
    <>
      {shown.map((step) => (
        <Button
          key={step}
          danger={grave.includes(step)}
          type={step === main ? 'primary' : 'default'}
          onClick={() => setOpen(step)}
        >
          {label(step)}
        </Button>
      ))}
      {open && (
        <Modal
          open
          title={t(transferTexts.unitAsk, { step: label(open), name: unit.name })}
          footer={null}
          mask={{ closable: false }}
          onCancel={() => setOpen(null)}
          destroyOnHidden
        >
          <StepForm unit={unit} step={open} onClose={() => setOpen(null)} />
        </Modal>
      )}
    </>
  );
};

const Body = ({ unit }: { unit: UnitFile }): ReactNode => {
  const t = useText();
  const format = useFormat();
  const words = useTransferWords();
  const day = (value: string | null): string => (value === null ? '–' : format.day(value));
  const leaving = unit.way === 'leaving';
  // Whose own transfer came to nothing is offered below, and named once.
  const offered = new Set<string | null>(unit.addable.map(({ personId }) => personId));
  const leftOff = unit.leftOff.filter(({ personId }) => !offered.has(personId));
  return (
    <>
      <UnitEnding unit={unit} />
      <Section title={t(transferTexts.facts)}>
        <Facts
          columns={3}
          facts={[
            { label: t(transferTexts.unitWay), value: t(transferTexts[`unitWay_${unit.way}`]) },
            { label: t(transferTexts.from), value: leaving ? unit.organisation : unit.outside },
            { label: t(transferTexts.to), value: leaving ? unit.outside : unit.organisation },
            { label: t(transferTexts.letterNo), value: unit.letterNo ?? '–' },
            { label: t(transferTexts.issuedOn), value: day(unit.issuedOn) },
            { label: t(transferTexts.validUntil), value: day(unit.validUntil) },
            { label: t(transferTexts.duesPaidTo), value: format.month(`${unit.duesPaidTo}-01`) },
            { label: t(transferTexts.unitMembers), value: t(transferTexts.unitMembersOf, unit) },
            ...(leaving
              ? []
              : [{ label: t(transferTexts.signature), value: unit.signedBy ?? t(transferTexts.signatureNone) }]),
            ...(unit.abolishedOn === null
              ? []
              : [
                  {
                    label: t(transferTexts.unitAbolishedOn),
                    value: <Link to={`/organisations/${unit.organisationId}`}>{day(unit.abolishedOn)}</Link>,
                  },
                ]),
            { label: t(transferTexts.reason), value: unit.reason, wide: true },
          ]}
        />
      </Section>
      <Section title={t(transferTexts.unitList)}>
        <PlainTable
          caption={t(transferTexts.unitList)}
          rows={unit.items}
          rowKey={(one) => one.id}
          empty="–"
          columns={[
            {
              key: 'name',
              title: t(transferTexts.unitPerson),
              render: (one) => <Link to={`/transfers/${one.id}`}>{one.member.name}</Link>,
            },
            {
              key: 'category',
              title: t(transferTexts.category),
              render: ({ member }) => words.category(member.category),
            },
            { key: 'id', title: t(transferTexts.idNumber), render: ({ member }) => member.idNumber },
            {
              key: 'state',
              title: t(transferTexts.state),
              render: (one) => <Tag tone={toneOf(one.state)}>{words.state(one)}</Tag>,
            },
          ]}
        />
      </Section>
      {leftOff.length > 0 && (
        <Section title={t(transferTexts.leftOff)}>
          <p>{t(transferTexts.leftOffHint)}</p>
          <LeftOffList people={leftOff} />
        </Section>
      )}
      <Addable unit={unit} />
    </>
  );
};

/** A whole unit with its list; each step is walked for all of whom it leads on. */
export const Page = (): ReactNode => {
  const t = useText();
  const { id = '' } = useParams();
  const { data: unit, error, isPending, refetch } = useApi(unitById, { params: { id } });
  const name = unit?.name ?? t(transferTexts.units);
  return (
    <Frame
      title={name}
      crumbs={[
        { title: t(transferTexts.title), to: '/transfers' },
        { title: t(transferTexts.units), to: '/transfers/units' },
        { title: name },
      ]}
      actions={
        unit && (
          <>
            {unit.mayPrint && (
              <LinkButton to={`/transfers/units/${id}/letter`}>{t(transferTexts.printLetter)}</LinkButton>
            )}
            <UnitSteps unit={unit} />
          </>
        )
      }
    >
      <StateView error={error} loading={isPending} onAgain={() => void refetch()} lines={10}>
        {() => unit && <Body unit={unit} />}
      </StateView>
    </Frame>
  );
};

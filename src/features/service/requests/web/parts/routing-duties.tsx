import { App, Button, Modal } from 'antd';
import { type ReactNode, useState } from 'react';
import { type Say, useText } from '#ui/language.tsx';
import { ConfirmDialog } from '#ui/office/dialogs.tsx';
import { ChoiceField, FieldGrid, LongTextField, RadioField } from '#ui/office/fields.tsx';
import { FormFrame } from '#ui/office/form-frame.tsx';
import { Section } from '#ui/office/page.tsx';
import { PlainTable } from '#ui/office/plain-table.tsx';
import { StateView } from '#ui/office/state-view.tsx';
import { Tag } from '#ui/tag.tsx';
import { useForm } from '#webkit/form.ts';
import { useApi, useCommand } from '#webkit/query.ts';
import { categoryList } from '../../categories/contract.ts';
import { type Duty, dutyList, dutyUnits, endDuty, setDuty } from '../../duties/contract.ts';
import { areaTypes, dutyLevels } from '../../duties/rules.ts';
import { requestProblems } from '../../messages.ts';
import { routingTexts } from '../../routing/messages.ts';
import { categoryChoices } from './category-choices.ts';

const whereOf = (t: Say, { areaName, areaType }: Duty): string => {
  if (areaName !== null) return areaName;
  return areaType === null ? t(routingTexts.anywhere) : t(routingTexts[`type_${areaType}`]);
};

interface NamedUnder {
  readonly id: string;
  readonly name: string;
  readonly under: string | null;
}
const choicesFrom = (items: readonly NamedUnder[]) =>
  items.map(({ id, name, under }) => ({ value: id, label: under === null ? name : `${name} · ${under}` }));

const DutyForm = ({ onClose }: { readonly onClose: () => void }): ReactNode => {
  const t = useText();
  const { message } = App.useApp();
  const { data: choices } = useApi(dutyUnits, {});
  const { data: categories } = useApi(categoryList, {});
  const { run } = useCommand(setDuty, { touches: [dutyList] });
  const form = useForm({
    schema: setDuty.body,
    labels: {
      category: routingTexts.category,
      areaId: routingTexts.area,
      areaType: routingTexts.areaType,
      level: routingTexts.level,
      unitId: routingTexts.unit,
      reason: routingTexts.reason,
    },
    texts: requestProblems,
    initial: { level: 'unit' },
    submit: async (body) => {
      const named = body.level === 'unit' ? (body.unitId ?? null) : null;
      await run({ body: { ...body, unitId: named } });
      void message.success(t(routingTexts.dutySet));
      onClose();
    },
  });
  const verb = t(routingTexts.setDuty);
  return (
    <FormFrame form={form} verb={verb} label={verb} onCancel={onClose}>
      <p>{t(routingTexts.setDutyHint)}</p>
      <FieldGrid>
        <ChoiceField field={form.field('category')} choices={categoryChoices(t, categories?.items ?? [])} wide />
        <ChoiceField
          field={form.field('areaId')}
          choices={choicesFrom(choices?.areas ?? [])}
          hint={t(routingTexts.areaHint)}
          wide
        />
        <ChoiceField
          field={form.field('areaType')}
          choices={areaTypes.map((value) => ({ value, label: t(routingTexts[`type_${value}`]) }))}
          wide
        />
        <RadioField
          field={form.field('level')}
          choices={dutyLevels.map((value) => ({ value, label: t(routingTexts[`level_${value}`]) }))}
          wide
        />
        {form.values.level === 'unit' && (
          <ChoiceField field={form.field('unitId')} choices={choicesFrom(choices?.units ?? [])} wide />
        )}
        <LongTextField field={form.field('reason')} rows={2} wide />
      </FieldGrid>
    </FormFrame>
  );
};

const Ending = ({ duty, onClose }: { readonly duty: Duty | null; readonly onClose: () => void }): ReactNode => {
  const t = useText();
  const { message } = App.useApp();
  const { fire, busy, error, reset } = useCommand(endDuty, {
    touches: [dutyList],
    onDone: () => {
      void message.success(t(routingTexts.dutyEnded));
      onClose();
    },
  });
  return (
    <ConfirmDialog
      open={duty !== null}
      title={t(routingTexts.endDutyTitle)}
      consequence={t(routingTexts.endDutyHint)}
      verb={t(routingTexts.endDuty)}
      reasonFrom={2}
      busy={busy}
      error={error}
      texts={requestProblems}
      onConfirm={(reason) => duty && fire({ params: { id: duty.id }, body: { version: duty.version, reason } })}
      onClose={() => {
        reset();
        onClose();
      }}
    />
  );
};

const Who = ({ duty }: { readonly duty: Duty }): ReactNode => {
  const t = useText();
  return (
    <>
      {duty.level === 'unit' ? duty.unitName : t(routingTexts[`level_${duty.level}`])}{' '}
      {duty.staffed === false && <Tag tone="warning">{t(routingTexts.unstaffed)}</Tag>}
    </>
  );
};

/** The catalogue as it stands. */
export const Duties = (): ReactNode => {
  const t = useText();
  const [adding, setAdding] = useState(false);
  const [ending, setEnding] = useState<Duty | null>(null);
  const { data, error, isPending, refetch } = useApi(dutyList, {});
  return (
    <Section
      title={t(routingTexts.part_duties)}
      actions={
        <Button type="primary" onClick={() => setAdding(true)}>
          {t(routingTexts.setDuty)}
        </Button>
      }
    >
      <StateView error={error} loading={isPending} onAgain={() => void refetch()} lines={4}>
        {() => (
          <PlainTable
            caption={t(routingTexts.part_duties)}
            rows={data?.items ?? []}
            rowKey={({ id }) => id}
            empty={t(routingTexts.noDuties)}
            columns={[
              {
                key: 'category',
                title: t(routingTexts.category),
                render: ({ categoryName }) => t.loose([categoryName.zh, categoryName.en]),
              },
              { key: 'where', title: t(routingTexts.where), render: (duty) => whereOf(t, duty) },
              { key: 'who', title: t(routingTexts.who), render: (duty) => <Who duty={duty} /> },
              { key: 'reason', title: t(routingTexts.reason), render: ({ reason }) => reason },
            ]}
            renderActions={(duty) => (
              <Button size="small" onClick={() => setEnding(duty)}>
                {t(routingTexts.endDuty)}
              </Button>
            )}
          />
        )}
      </StateView>
      <Modal
        open={adding}
        title={t(routingTexts.setDutyTitle)}
        footer={null}
        mask={{ closable: false }}
        onCancel={() => setAdding(false)}
        destroyOnHidden
      >
        <DutyForm onClose={() => setAdding(false)} />
      </Modal>
      <Ending duty={ending} onClose={() => setEnding(null)} />
    </Section>
  );
};

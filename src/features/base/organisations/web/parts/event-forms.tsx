/** The forms of renaming, changing the type and abolishing an organisation, and of its facts. */
import type { ReactNode } from 'react';
import { z } from 'zod';
import { AppError } from '#shared/errors.ts';
import { useText } from '#ui/language.tsx';
import { ChoiceField, DayField, FieldGrid, LongTextField, NumberField, TextField } from '#ui/office/fields.tsx';
import { useForm } from '#webkit/form.ts';
import { useCommand } from '#webkit/query.ts';
import { type Organisation, unitRelations } from '../../contract.ts';
import { organisationTexts, unitRelationTexts } from '../../detail/messages.ts';
import {
  abolishOrganisation,
  changeOrganisation,
  previewEvent,
  renameOrganisation,
  retypeOrganisation,
} from '../../events/contract.ts';
import { eventTexts } from '../../events/messages.ts';
import { organisationProblemTexts } from '../../messages.ts';
import { type OrganisationType, organisationTypes } from '../../rules.ts';
import { EventFrame } from './event-frame.tsx';
import { useEventPreview } from './event-preview.tsx';
import { touchedByTree } from './reads.ts';
import { type EventFormProps, useAfterwards, useToday } from './event-shared.ts';
import { useTypeName } from './words.ts';

export const datedLabels = {
  on: eventTexts.on,
  reason: eventTexts.reason,
  document: eventTexts.document,
} as const;

export const nameLabels = { name: organisationTexts.name, shortName: organisationTexts.shortName } as const;

export const RenameForm = ({ organisation, onCancel }: EventFormProps): ReactNode => {
  const t = useText();
  const { id, name, shortName, version } = organisation;
  const { done, finish } = useAfterwards();
  const { run } = useCommand(renameOrganisation, { touches: touchedByTree });
  const form = useForm({
    schema: renameOrganisation.body,
    labels: { ...nameLabels, ...datedLabels },
    initial: { version, name, shortName, on: useToday() },
    texts: organisationProblemTexts,
    draft: `organisation-rename:${id}`,
    submit: async (body) => finish(await run({ params: { id }, body }), eventTexts.renamed),
  });
  const { name: wanted, shortName: short, on } = form.values;
  const isNew = wanted !== name || short !== shortName;
  const query =
    isNew && wanted && on
      ? { kind: 'renamed' as const, name: wanted, on, ...(short ? { shortName: short } : {}) }
      : null;
  const shown = useEventPreview(previewEvent, query && { params: { id }, query });
  return (
    <EventFrame
      form={form}
      label={t(eventTexts.renameTitle, { name })}
      verb={t(eventTexts.renameVerb)}
      hint={t(eventTexts.renameHint)}
      shown={shown}
      done={done}
      onCancel={onCancel}
    >
      <FieldGrid>
        <TextField field={form.field('name')} wide />
        <TextField field={form.field('shortName')} hint={t(eventTexts.shortNameHint)} />
        <DayField field={form.field('on')} />
        <TextField field={form.field('document')} hint={t(eventTexts.documentHint)} />
        <LongTextField field={form.field('reason')} rows={2} wide />
      </FieldGrid>
    </EventFrame>
  );
};

const others = (type: OrganisationType): readonly OrganisationType[] =>
  organisationTypes.filter((one) => one !== type && one !== 'county_committee');

export const RetypeForm = ({ organisation, onCancel }: EventFormProps): ReactNode => {
  const t = useText();
  const typeName = useTypeName();
  const { id, name, shortName, version, type: former } = organisation;
  const { done, finish } = useAfterwards();
  const { run } = useCommand(retypeOrganisation, { touches: touchedByTree });
  const form = useForm({
    schema: retypeOrganisation.body,
    labels: { ...nameLabels, ...datedLabels, type: eventTexts.newType },
    initial: { version, name, shortName, on: useToday() },
    texts: organisationProblemTexts,
    draft: `organisation-retype:${id}`,
    show: (field, value) => (field === 'type' ? typeName(value as OrganisationType) : undefined),
    submit: async (body) => finish(await run({ params: { id }, body }), eventTexts.retyped),
  });
  const { type, name: wanted, on } = form.values;
  const query = type && wanted && on ? { kind: 'changed' as const, type, name: wanted, on } : null;
  const shown = useEventPreview(previewEvent, query && { params: { id }, query });
  return (
    <EventFrame
      form={form}
      label={t(eventTexts.retypeTitle, { name })}
      verb={t(eventTexts.retypeVerb)}
      hint={t(eventTexts.retypeHint)}
      shown={shown}
      word={organisation.shortName}
      on={on}
      done={done}
      onCancel={onCancel}
    >
      <FieldGrid>
        <ChoiceField
          field={form.field('type')}
          choices={others(former).map((value) => ({ value, label: typeName(value) }))}
        />
        <DayField field={form.field('on')} />
        <TextField field={form.field('name')} wide />
        <TextField field={form.field('shortName')} hint={t(eventTexts.shortNameHint)} />
        <TextField field={form.field('document')} hint={t(eventTexts.documentHint)} />
        <LongTextField field={form.field('reason')} rows={2} wide />
      </FieldGrid>
    </EventFrame>
  );
};

export const AbolishForm = ({ organisation, onCancel }: EventFormProps): ReactNode => {
  const t = useText();
  const { id, name, version } = organisation;
  const { done, finish } = useAfterwards();
  const { run } = useCommand(abolishOrganisation, { touches: touchedByTree });
  const form = useForm({
    schema: abolishOrganisation.body,
    labels: datedLabels,
    initial: { version, on: useToday() },
    texts: organisationProblemTexts,
    draft: `organisation-abolish:${id}`,
    submit: async (body) => finish(await run({ params: { id }, body }), eventTexts.abolished),
  });
  const { on } = form.values;
  const shown = useEventPreview(previewEvent, on ? { params: { id }, query: { kind: 'abolished', on } } : null);
  return (
    <EventFrame
      form={form}
      label={t(eventTexts.abolishTitle, { name })}
      verb={t(eventTexts.abolishVerb)}
      hint={t(eventTexts.abolishHint)}
      shown={shown}
      word={organisation.shortName}
      on={on}
      done={done}
      onCancel={onCancel}
    >
      <FieldGrid>
        <DayField field={form.field('on')} />
        <TextField field={form.field('document')} hint={t(eventTexts.documentHint)} />
        <LongTextField field={form.field('reason')} rows={2} wide />
      </FieldGrid>
    </EventFrame>
  );
};

const factLabels = {
  code: organisationTexts.code,
  divisionCode: organisationTexts.divisionCode,
  unitRelation: organisationTexts.unitRelation,
  unitCode: organisationTexts.unitCode,
  phone: organisationTexts.phone,
  address: organisationTexts.address,
  coveredUnits: organisationTexts.coveredUnits,
  position: organisationTexts.position,
  reason: eventTexts.reason,
} as const;

const factsOf = ({
  version,
  code,
  divisionCode,
  unitRelation,
  unitCode,
  phone,
  address,
  position,
  coveredUnits,
}: Organisation) => ({
  version,
  code,
  divisionCode,
  unitRelation,
  unitCode,
  phone,
  address,
  position,
  coveredUnits: coveredUnits.join('\n'),
});

/** Units are typed one a line. */
const FactsBody = changeOrganisation.body.extend({ coveredUnits: z.string().max(2_000).optional() });
const linesOf = (text: string | undefined): string[] =>
  (text ?? '')
    .split(/[\n、；;]/u)
    .map((line) => line.trim())
    .filter((line) => line !== '');

/** The newer state of a refusal as the form holds it: units as lines. */
const withLines = (thrown: unknown): unknown => {
  if (!(thrown instanceof AppError) || thrown.code !== 'stale') return thrown;
  const current = thrown.details.current as Organisation | undefined;
  return current ? new AppError('stale', { ...thrown.details, current: factsOf(current) }) : thrown;
};

export const FactsForm = ({ organisation, onCancel }: EventFormProps): ReactNode => {
  const t = useText();
  const { id, name, type } = organisation;
  const { done, finish } = useAfterwards();
  const { run } = useCommand(changeOrganisation, { touches: touchedByTree });
  const relations = unitRelations.map((value) => ({ value, label: t(unitRelationTexts[value]) }));
  const form = useForm({
    schema: FactsBody,
    labels: factLabels,
    initial: factsOf(organisation),
    joins: true,
    texts: organisationProblemTexts,
    draft: `organisation-facts:${id}`,
    show: (field, value) =>
      field === 'unitRelation' ? relations.find((relation) => relation.value === value)?.label : undefined,
    submit: async ({ coveredUnits, ...facts }) => {
      const body = { ...facts, coveredUnits: linesOf(coveredUnits) };
      const saved = run({ params: { id }, body }).catch((thrown: unknown) => {
        throw withLines(thrown);
      });
      finish(await saved, eventTexts.factsSaved);
    },
  });
  return (
    <EventFrame
      form={form}
      label={t(eventTexts.factsTitle, { name })}
      verb={t(eventTexts.factsVerb)}
      done={done}
      onCancel={onCancel}
    >
      <FieldGrid>
        <TextField field={form.field('code')} />
        <TextField field={form.field('divisionCode')} inputMode="numeric" />
        <ChoiceField field={form.field('unitRelation')} choices={relations} />
        <TextField field={form.field('unitCode')} />
        <TextField field={form.field('phone')} inputMode="tel" />
        <TextField field={form.field('address')} />
        <NumberField field={form.field('position')} hint={t(organisationTexts.positionHint)} />
        {type === 'joint_branch' && (
          <LongTextField
            field={form.field('coveredUnits')}
            rows={3}
            wide
            hint={t(organisationTexts.coveredUnitsHint)}
          />
        )}
        <LongTextField field={form.field('reason')} rows={2} wide />
      </FieldGrid>
    </EventFrame>
  );
};

/** The forms of events that name a second organisation: setting up below, moving, merging. */
import { type ReactNode, useCallback } from 'react';
import { useText } from '#ui/language.tsx';
import { ChoiceField, DayField, FieldGrid, LongTextField, TextField, TreeField } from '#ui/office/fields.tsx';
import { StateView } from '#ui/office/state-view.tsx';
import { useForm } from '#webkit/form.ts';
import { useCommand } from '#webkit/query.ts';
import { type TreeNode, unitRelations } from '../../contract.ts';
import { organisationTexts, unitRelationTexts } from '../../detail/messages.ts';
import {
  createOrganisation,
  mergeOrganisation,
  moveOrganisation,
  previewCreation,
  previewEvent,
} from '../../events/contract.ts';
import { eventTexts } from '../../events/messages.ts';
import { organisationProblemTexts } from '../../messages.ts';
import { holdsMembers, mayHang, type OrganisationType } from '../../rules.ts';
import { datedLabels, nameLabels } from './event-forms.tsx';
import { EventFrame } from './event-frame.tsx';
import { useEventPreview } from './event-preview.tsx';
import { type EventFormProps, useAfterwards, useToday } from './event-shared.ts';
import { useTargets } from './organisation-nodes.ts';
import { touchedByTree } from './reads.ts';
import { useTypeName } from './words.ts';

export const CreateForm = ({ organisation, onCancel }: EventFormProps): ReactNode => {
  const t = useText();
  const typeName = useTypeName();
  const { id: parentId, name } = organisation;
  const { done, finish } = useAfterwards();
  const { run } = useCommand(createOrganisation, { touches: touchedByTree });
  const form = useForm({
    schema: createOrganisation.body,
    labels: {
      ...nameLabels,
      ...datedLabels,
      type: eventTexts.type,
      code: organisationTexts.code,
      divisionCode: organisationTexts.divisionCode,
      unitRelation: organisationTexts.unitRelation,
      unitCode: organisationTexts.unitCode,
      phone: organisationTexts.phone,
      address: organisationTexts.address,
    },
    initial: { parentId, on: useToday() },
    texts: organisationProblemTexts,
    draft: `organisation-create:${parentId}`,
    show: (field, value) => (field === 'type' ? typeName(value as OrganisationType) : undefined),
    submit: async (body) => finish(await run({ body }), eventTexts.created),
  });
  const { type, name: wanted, on } = form.values;
  const query = type && wanted && on ? { parentId, type, name: wanted, on } : null;
  const shown = useEventPreview(previewCreation, query && { query });
  return (
    <EventFrame
      form={form}
      label={t(eventTexts.createTitle, { name })}
      verb={t(eventTexts.createVerb)}
      shown={shown}
      done={done}
      onCancel={onCancel}
    >
      <FieldGrid>
        <ChoiceField
          field={form.field('type')}
          choices={organisation.childTypes.map((value) => ({ value, label: typeName(value) }))}
        />
        <DayField field={form.field('on')} />
        <TextField field={form.field('name')} wide />
        <TextField field={form.field('shortName')} hint={t(eventTexts.shortNameHint)} />
        <TextField field={form.field('document')} hint={t(eventTexts.documentHint)} />
        <TextField field={form.field('code')} />
        <TextField field={form.field('divisionCode')} inputMode="numeric" />
        <ChoiceField
          field={form.field('unitRelation')}
          choices={unitRelations.map((value) => ({ value, label: t(unitRelationTexts[value]) }))}
        />
        <TextField field={form.field('unitCode')} />
        <TextField field={form.field('phone')} inputMode="tel" />
        <TextField field={form.field('address')} />
        <LongTextField field={form.field('reason')} rows={2} wide />
      </FieldGrid>
    </EventFrame>
  );
};

export const MoveForm = ({ organisation, onCancel }: EventFormProps): ReactNode => {
  const t = useText();
  const { id, name, type, parentId: former, version } = organisation;
  const { done, finish } = useAfterwards();
  const fits = useCallback(
    (node: TreeNode, line: ReadonlySet<string>) => node.id !== former && !line.has(id) && mayHang(type, node.type),
    [id, type, former],
  );
  const { targets, loading, error, again } = useTargets(fits);
  const { run } = useCommand(moveOrganisation, { touches: touchedByTree });
  const form = useForm({
    schema: moveOrganisation.body,
    labels: { ...datedLabels, parentId: eventTexts.target },
    initial: { version, on: useToday() },
    texts: organisationProblemTexts,
    draft: `organisation-move:${id}`,
    show: (field, value) => (field === 'parentId' ? targets.find((target) => target.id === value)?.name : undefined),
    submit: async (body) => finish(await run({ params: { id }, body }), eventTexts.moved),
  });
  const { parentId: targetId, on } = form.values;
  const query = targetId && on ? { kind: 'moved' as const, targetId, on } : null;
  const shown = useEventPreview(previewEvent, query && { params: { id }, query });
  return (
    <EventFrame
      form={form}
      label={t(eventTexts.moveTitle, { name })}
      verb={t(eventTexts.moveVerb)}
      hint={t(eventTexts.moveHint)}
      shown={shown}
      word={organisation.shortName}
      on={on}
      done={done}
      onCancel={onCancel}
    >
      <StateView error={error} loading={loading} onAgain={again} lines={2}>
        <FieldGrid>
          <TreeField field={form.field('parentId')} nodes={targets} wide />
        </FieldGrid>
      </StateView>
      <FieldGrid>
        <DayField field={form.field('on')} />
        <TextField field={form.field('document')} hint={t(eventTexts.documentHint)} />
        <LongTextField field={form.field('reason')} rows={2} wide />
      </FieldGrid>
    </EventFrame>
  );
};

export const MergeForm = ({ organisation, onCancel }: EventFormProps): ReactNode => {
  const t = useText();
  const { id, name, version } = organisation;
  const { done, finish } = useAfterwards();
  const fits = useCallback((node: TreeNode) => node.id !== id && holdsMembers(node.type), [id]);
  const { targets, loading, error, again } = useTargets(fits);
  const { run } = useCommand(mergeOrganisation, { touches: touchedByTree });
  const form = useForm({
    schema: mergeOrganisation.body,
    labels: { ...datedLabels, targetId: eventTexts.mergeTarget },
    initial: { version, on: useToday() },
    texts: organisationProblemTexts,
    draft: `organisation-merge:${id}`,
    show: (field, value) => (field === 'targetId' ? targets.find((target) => target.id === value)?.name : undefined),
    submit: async (body) => {
      await run({ params: { id }, body });
      finish({ id: body.targetId }, eventTexts.merged);
    },
  });
  const { targetId, on } = form.values;
  const query = targetId && on ? { kind: 'merged' as const, targetId, on } : null;
  const shown = useEventPreview(previewEvent, query && { params: { id }, query });
  return (
    <EventFrame
      form={form}
      label={t(eventTexts.mergeTitle, { name })}
      verb={t(eventTexts.mergeVerb)}
      hint={t(eventTexts.mergeHint)}
      shown={shown}
      word={organisation.shortName}
      final
      on={on}
      done={done}
      onCancel={onCancel}
    >
      <StateView error={error} loading={loading} onAgain={again} lines={2}>
        <FieldGrid>
          <TreeField field={form.field('targetId')} nodes={targets} wide />
        </FieldGrid>
      </StateView>
      <FieldGrid>
        <DayField field={form.field('on')} />
        <TextField field={form.field('document')} hint={t(eventTexts.documentHint)} />
        <LongTextField field={form.field('reason')} rows={2} wide />
      </FieldGrid>
    </EventFrame>
  );
};

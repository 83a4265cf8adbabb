import { App } from 'antd';
import { type ReactNode, useMemo } from 'react';
import { z } from 'zod';
import { organisationTree } from '#features/base/organisations/contract.ts';
import { hasTerms, holdsMembers } from '#features/base/organisations/rules.ts';
import { useText } from '#ui/language.tsx';
import { ChoiceField, DayField, FieldGrid, NumberField, RadioField, TreeField } from '#ui/office/fields.tsx';
import { FormFrame } from '#ui/office/form-frame.tsx';
import { LeaveDialog } from '#ui/office/dialogs.tsx';
import { Page as Frame, Section } from '#ui/office/page.tsx';
import { StateView } from '#ui/office/state-view.tsx';
import { useForm } from '#webkit/form.ts';
import { useApi, useCommand } from '#webkit/query.ts';
import { useAddressState, useGoOn, useLeaveGuard } from '#webkit/router.tsx';
import { createElection } from '../../contract.ts';
import { electionRefusals, electionTexts } from '../../messages.ts';
import { congressElects, electionKinds, electors, type ElectionKind, type Electors } from '../../rules.ts';
import { touchedByElection } from '../parts/reads.ts';
import { kindTexts, methodsOf, methodTexts, stageTexts, voterTexts } from '../parts/words.ts';

const address = z.object({
  organisationId: z.uuid().optional(),
  kind: z.enum(electionKinds).optional(),
  afterId: z.uuid().optional(),
  seats: z.coerce.number().int().min(1).max(300).optional(),
  round: z.coerce.number().int().min(1).max(20).optional(),
  voters: z.enum(electors).optional(),
  /** Another preliminary vote. */
  preliminary: z.literal('yes').optional(),
  /** A preliminary vote has named the candidates. */
  named: z.literal('yes').optional(),
});

const useElected = () => {
  const { data, error, isPending, refetch } = useApi(organisationTree, { query: {} });
  const nodes = useMemo(() => {
    const all = (data?.items ?? []).filter((node) => node.members !== null);
    return all.map(({ id, parentId, shortName: name, initials, pinyin, type }) => ({
      id,
      parentId,
      name,
      initials: `${initials} ${pinyin}`,
      fixed: !hasTerms(type),
      // A branch elects in its members' meeting.
      congress: !holdsMembers(type),
    }));
  }, [data]);
  return { nodes, error, loading: isPending, again: () => void refetch() };
};

/** The committee votes after it was elected; a congress where the organisation has one and it may elect. */
const votersFor = (
  kind: ElectionKind | null | undefined,
  { isLater, congress }: { readonly isLater: boolean; readonly congress: boolean },
): readonly Electors[] =>
  electors.filter((value) => {
    if (value === 'committee') return isLater;
    return value === 'members' || (congress && kind !== undefined && kind !== null && congressElects(kind));
  });

/** A choice that is no longer offered goes back to the members' meeting. */
const keptVoters = (kind: ElectionKind | null | undefined, voters: Electors | null | undefined) =>
  voters === 'delegates' && !(kind && congressElects(kind)) ? { voters: 'members' as const } : {};

const NewForm = ({ nodes }: { nodes: ReturnType<typeof useElected>['nodes'] }): ReactNode => {
  const t = useText();
  const goOn = useGoOn();
  const { message } = App.useApp();
  const [from] = useAddressState(address);
  const stage = { round: from.round ?? 1, preliminary: from.preliminary === 'yes', named: from.named === 'yes' };
  const kind = from.kind ?? 'committee';
  const { run } = useCommand(createElection, { touches: touchedByElection });
  const form = useForm({
    schema: createElection.body,
    labels: {
      organisationId: electionTexts.organisation,
      kind: electionTexts.kind,
      method: electionTexts.method,
      preliminary: electionTexts.ballotStage,
      voters: electionTexts.voters,
      seats: electionTexts.seats,
      heldOn: electionTexts.heldOn,
    },
    initial: {
      organisationId: from.organisationId ?? null,
      kind,
      method: methodsOf(kind, stage)[0],
      preliminary: stage.preliminary,
      voters: from.voters ?? 'members',
      seats: from.seats ?? (kind === 'committee' || kind === 'delegates' ? null : 1),
      afterId: from.afterId ?? null,
    },
    texts: electionRefusals,
    submit: async (body) => {
      const { id } = await run({ body });
      void message.success(t(electionTexts.created));
      goOn(`/elections/${id}`, { replace: true });
    },
  });
  const methods = methodsOf(form.values.kind, stage);
  const preliminary = form.field('preliminary');
  const method = form.field('method');
  const { organisationId } = form.values;
  const voters = votersFor(form.values.kind, {
    isLater: from.afterId !== undefined,
    congress: nodes.some(({ id, congress }) => id === organisationId && congress),
  });
  const kindField = form.field('kind');
  return (
    <FormFrame form={form} verb={t(electionTexts.save)} label={t(electionTexts.newTitle)}>
      <FieldGrid>
        <TreeField field={form.field('organisationId')} nodes={nodes} wide />
        <ChoiceField
          field={{
            ...kindField,
            disabled: kindField.disabled || from.afterId !== undefined,
            onChange: (value) =>
              form.set({
                kind: value ?? null,
                method: methodsOf(value, stage)[0] ?? null,
                preliminary: stage.preliminary,
                ...keptVoters(value, form.values.voters),
              }),
          }}
          choices={electionKinds.map((value) => ({ value, label: t(kindTexts[value]) }))}
        />
        <NumberField field={form.field('seats')} />
        <RadioField
          field={{
            ...method,
            onChange: (value) => form.set({ method: value ?? null, preliminary: value === 'preliminary' }),
          }}
          choices={methods.map((value) => ({ value, label: t.loose(methodTexts[value]) }))}
        />
        {form.values.method === 'preliminary' && from.afterId === undefined && (
          <RadioField
            field={{
              ...preliminary,
              value: preliminary.value === true ? 'preliminary' : 'formal',
              onChange: (value) => preliminary.onChange(value === 'preliminary'),
            }}
            choices={(['preliminary', 'formal'] as const).map((value) => ({ value, label: t(stageTexts[value]) }))}
            hint={t(electionTexts.stageHint)}
          />
        )}
        {voters.length > 1 && (
          <RadioField
            field={form.field('voters')}
            choices={voters.map((value) => ({ value, label: t(voterTexts[value]) }))}
          />
        )}
        <DayField field={form.field('heldOn')} />
      </FieldGrid>
      <LeaveDialog {...useLeaveGuard(form.dirty)} />
    </FormFrame>
  );
};

/** Prepares an election, or a further round of one. */
export const Page = (): ReactNode => {
  const t = useText();
  const { nodes, error, loading, again } = useElected();
  return (
    <Frame
      title={t(electionTexts.newTitle)}
      intro={t(electionTexts.intro)}
      crumbs={[{ title: t(electionTexts.title), to: '/elections' }, { title: t(electionTexts.newTitle) }]}
    >
      <Section>
        <StateView error={error} loading={loading} onAgain={again} lines={5}>
          {() => <NewForm nodes={nodes} />}
        </StateView>
      </Section>
    </Frame>
  );
};

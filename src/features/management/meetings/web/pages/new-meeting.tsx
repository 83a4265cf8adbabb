import { Alert, App, Button } from 'antd';
import type { ReactNode } from 'react';
import { useNavigate } from 'react-router';
import { z } from 'zod';
import { useFormat, useText } from '#ui/language.tsx';
import { ChoiceField, FieldGrid, NumberField } from '#ui/office/fields.tsx';
import { FormFrame } from '#ui/office/form-frame.tsx';
import { Page as Frame, Section } from '#ui/office/page.tsx';
import { ErrorNotice, StateView } from '#ui/office/state-view.tsx';
import { LeaveDialog } from '#ui/office/dialogs.tsx';
import { useApi, useCommand } from '#webkit/query.ts';
import { useAddressState, useGoOn, useLeaveGuard } from '#webkit/router.tsx';
import { meetingDraft, meetingList, meetingOrganisations, planFromLast } from '../../contract.ts';
import { meetingProblemTexts, meetingTexts } from '../../messages.ts';
import { meetingTypes, type MeetingType } from '../../rules.ts';
import { useNoticeCost } from '../parts/notice-cost.ts';
import { type Draft, lastAsked, planFieldsOf, useNewPlan } from '../parts/plan-form.ts';
import { PlanInputs } from '../parts/plan-fields.tsx';
import { today } from '../parts/today.ts';
import { useTypeChoices } from '../parts/words.tsx';
import css from '../parts/meeting.module.css';

const address = z.object({ organisationId: z.uuid().optional(), type: z.enum(meetingTypes).optional() });

interface Props {
  readonly organisationId: string;
  readonly type: MeetingType;
  readonly draft: Draft;
}

/** The same again, in one press. */
const FromLast = ({ organisationId, type, draft }: Props): ReactNode => {
  const t = useText();
  const format = useFormat();
  const navigate = useNavigate();
  const { message } = App.useApp();
  const { fire, busy, error } = useCommand(planFromLast, {
    touches: [meetingList, meetingDraft],
    onDone: ({ id }) => {
      void message.success(t(meetingTexts.planned));
      void navigate(`/meetings/${id}`);
    },
  });
  const { last } = draft;
  const cost = useNoticeCost(organisationId, lastAsked(draft, type));
  if (last === null) return <Alert type="info" showIcon title={t(meetingTexts.noLast)} />;
  return (
    <>
      {error && <ErrorNotice error={error} texts={meetingProblemTexts} />}
      <Alert
        type="info"
        showIcon
        title={t(last.isAhead ? meetingTexts.fromPlannedHint : meetingTexts.fromLastHint, {
          title: last.title,
          day: format.day(last.day),
          time: last.time,
          next: format.day(last.nextDay),
        })}
        description={cost}
        action={
          <Button loading={busy} onClick={() => fire({ body: { organisationId, type } })}>
            {t(meetingTexts.fromLast)}
          </Button>
        }
      />
    </>
  );
};

const NewForm = (props: Props): ReactNode => {
  const t = useText();
  const goOn = useGoOn();
  const { message } = App.useApp();
  const form = useNewPlan({
    ...props,
    today: today(),
    onPlanned: ({ id, count }) => {
      void message.success(t(count > 1 ? meetingTexts.seriesPlanned : meetingTexts.planned, { count }));
      form.reset();
      // After the form knows that it is clean, so that it does not hold the way.
      goOn(count > 1 ? '/meetings' : `/meetings/${id}`);
    },
  });
  const guard = useLeaveGuard(form.dirty && !form.busy);
  const fields = planFieldsOf(form, props.type);
  const asked = fields.invited ? (fields.invited.value ?? []).length : props.draft.roster.length;
  const cost = useNoticeCost(props.organisationId, asked, { day: fields.day.value, time: fields.time.value });
  return (
    <>
      <FormFrame form={form} verb={t(meetingTexts.planVerb)} label={t(meetingTexts.new)}>
        <PlanInputs fields={fields} people={props.draft.roster}>
          <NumberField field={form.field('months')} hint={t(meetingTexts.monthsHint)} />
        </PlanInputs>
        <p className={css.hint}>{cost}</p>
      </FormFrame>
      <LeaveDialog {...guard} />
    </>
  );
};

const Choosing = (): ReactNode => {
  const t = useText();
  const types = useTypeChoices();
  const [{ organisationId: chosen, type = 'party_day' }, setAddress] = useAddressState(address);
  const places = useApi(meetingOrganisations, { query: {} });
  const organisationId = chosen ?? places.data?.items[0]?.id;
  const draft = useApi(
    meetingDraft,
    { query: { organisationId: organisationId ?? '', type, day: today() } },
    { enabled: organisationId !== undefined },
  );
  const fieldOf = (id: string, label: string, value: string | undefined, onChange: (value: string) => void) => ({
    id,
    label,
    value,
    onChange: (next: string | null | undefined) => next && onChange(next),
    onBlur: () => undefined,
    errors: [],
    required: true,
  });
  const items = places.data?.items ?? [];
  const error = places.error ?? draft.error;
  const again = (): void => void (places.error ? places.refetch() : draft.refetch());
  return (
    <>
      <Section>
        <FieldGrid>
          <ChoiceField
            field={fieldOf('organisation', t(meetingTexts.organisation), organisationId, (next) =>
              setAddress({ organisationId: next }),
            )}
            choices={items.map(({ id, name }) => ({ value: id, label: name }))}
          />
          <ChoiceField
            field={fieldOf('type', t(meetingTexts.type), type, (next) => setAddress({ type: next as MeetingType }))}
            choices={types}
          />
        </FieldGrid>
      </Section>
      <StateView
        error={error}
        loading={places.isPending || (organisationId !== undefined && draft.isPending)}
        empty={organisationId === undefined}
        onAgain={again}
      >
        {() =>
          draft.data &&
          organisationId && (
            <div className={css.stack}>
              <FromLast organisationId={organisationId} type={type} draft={draft.data} />
              <Section title={t(meetingTexts.fillIn)}>
                <NewForm
                  key={`${organisationId} ${type}`}
                  organisationId={organisationId}
                  type={type}
                  draft={draft.data}
                />
              </Section>
            </div>
          )
        }
      </StateView>
    </>
  );
};

export const Page = (): ReactNode => {
  const t = useText();
  return (
    <Frame
      title={t(meetingTexts.new)}
      intro={t(meetingTexts.newIntro)}
      crumbs={[{ title: t(meetingTexts.title), to: '/meetings' }, { title: t(meetingTexts.new) }]}
    >
      <Choosing />
    </Frame>
  );
};

import { type ReactNode, useState } from 'react';
import { useNavigate } from 'react-router';
import { useFormat, useText } from '#ui/language.tsx';
import { Button } from '#ui/phone/button.tsx';
import { ChoiceField } from '#ui/phone/fields.tsx';
import { LinkButton } from '#ui/phone/link-button.tsx';
import { Cell, Cells, Page as Frame } from '#ui/phone/page.tsx';
import { Sheet } from '#ui/phone/sheet.tsx';
import { ErrorNotice, StateView } from '#ui/phone/state-view.tsx';
import type { Meeting } from '../../contract.ts';
import { meetingProblemTexts, meetingTexts } from '../../messages.ts';
import type { MeetingType } from '../../rules.ts';
import { usePlaces, usePlan, useTakenDraft } from '../offline/planning.ts';
import { useActing } from '../offline/deeds.ts';
import { useNoticeCost } from '../parts/notice-cost.ts';
import { lastAsked, lastPlan } from '../parts/plan-form.ts';
import { useTypeChoices, useTypeName } from '../parts/words.tsx';

type Place = Meeting['organisation'];

const Known = ({ organisation, type }: { organisation: Place; type: MeetingType }): ReactNode => {
  const t = useText();
  const format = useFormat();
  const navigate = useNavigate();
  const organisationId = organisation.id;
  const draft = useTakenDraft(organisationId, type);
  const plan = usePlan(organisation, draft.data);
  const { act, busy, error } = useActing();
  const last = draft.data?.last;
  const cost = useNoticeCost(organisationId, draft.data ? lastAsked(draft.data, type) : 0);
  return (
    <StateView error={draft.error} loading={draft.loading} onAgain={draft.again}>
      {() => (
        <>
          {error && <ErrorNotice error={error} texts={meetingProblemTexts} />}
          {last ? (
            <>
              <p>
                {t(last.isAhead ? meetingTexts.fromPlannedHint : meetingTexts.fromLastHint, {
                  title: last.title,
                  day: format.day(last.day),
                  time: last.time,
                  next: format.day(last.nextDay),
                })}
              </p>
              <p>{cost}</p>
              <Button
                filled
                busy={busy}
                onClick={() =>
                  act(async () => {
                    const { id } = await plan(lastPlan(organisationId, type, draft.data));
                    void navigate(`/meetings/${id}`);
                  })
                }
              >
                {t(meetingTexts.fromLast)}
              </Button>
            </>
          ) : (
            <p>{t(meetingTexts.noLast)}</p>
          )}
          <LinkButton to={`/meetings/new?type=${type}&organisationId=${organisationId}`} filled={!last}>
            {t(meetingTexts.fillIn)}
          </LinkButton>
        </>
      )}
    </StateView>
  );
};

/** A type, a look at the last one, and it is planned. */
export const Page = (): ReactNode => {
  const t = useText();
  const types = useTypeChoices();
  const typeName = useTypeName();
  const [type, setType] = useState<MeetingType | null>(null);
  const { items, error, loading, again } = usePlaces();
  const [chosen, setChosen] = useState<string | null>(null);
  const organisation = items.find(({ id }) => id === chosen) ?? items[0];
  const which = {
    id: 'organisation',
    label: t(meetingTexts.organisation),
    value: organisation?.id,
    onChange: (next: string | null | undefined) => setChosen(next ?? null),
    onBlur: () => undefined,
    errors: [],
    required: true,
  };
  return (
    <Frame title={t(meetingTexts.plan)} {...(organisation ? { intro: organisation.name } : {})} back="/meetings">
      <StateView error={error} loading={loading} empty={!organisation} onAgain={again}>
        {items.length > 1 && (
          <ChoiceField field={which} choices={items.map(({ id, name }) => ({ value: id, label: name }))} />
        )}
        <Cells label={t(meetingTexts.type)}>
          {types.map(({ value, label }) => (
            <Cell key={value} title={label} onClick={() => setType(value)} />
          ))}
        </Cells>
        <Sheet open={type !== null} title={type ? typeName(type) : ''} onClose={() => setType(null)}>
          {type && organisation && <Known organisation={organisation} type={type} />}
        </Sheet>
      </StateView>
    </Frame>
  );
};

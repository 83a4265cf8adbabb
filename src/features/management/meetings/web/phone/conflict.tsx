import { type ReactNode, useState } from 'react';
import { useNavigate, useParams } from 'react-router';
import { useFormat, useText } from '#ui/language.tsx';
import { Button } from '#ui/phone/button.tsx';
import { ChoiceField, LongTextField } from '#ui/phone/fields.tsx';
import { Page as Frame, Section } from '#ui/phone/page.tsx';
import { Sheet } from '#ui/phone/sheet.tsx';
import { ErrorNotice, Notice } from '#ui/phone/state-view.tsx';
import { LinkButton } from '#ui/phone/link-button.tsx';
import { outbox } from '#webkit/offline/outbox.ts';
import type { Entry } from '#webkit/offline/queue.ts';
import { useOutbox } from '#webkit/offline/use-outbox.ts';
import type { Meeting } from '../../contract.ts';
import type { Lacking, Leaders } from '../../leaders/rules.ts';
import { meetingProblemTexts, meetingTexts } from '../../messages.ts';
import { type Choice, type Clash, decided, rebase, type Rebased } from '../../offline/conflicts/rules.ts';
import { offlineTexts } from '../../offline/messages.ts';
import type { DeedKind, Deeds, RecordChange } from '../../offline/rules.ts';
import { keepMeeting, laneOf } from '../offline/copies.ts';
import { useActing, useDeed } from '../offline/deeds.ts';
import type { Dispute } from '../offline/kinds.ts';
import { useFieldWords } from '../offline/field-words.ts';
import { useKeptBase } from '../offline/use-meeting.ts';
import { presentChoices } from '../parts/leaders-form.ts';
import css from '../parts/meeting.module.css';

const deedName = (kind: string) =>
  offlineTexts[`deed_${kind.slice('meetings.'.length)}` as 'deed_plan'] ?? offlineTexts.deed_edit;

interface SideProps {
  readonly clash: Clash;
  readonly entry: Entry;
  readonly dispute: Dispute;
  readonly choice: Choice | undefined;
  readonly onChoose: (choice: Choice) => void;
}

/** One field as both have it, with who and when, and what to keep. */
const Sides = ({ clash, entry, dispute, choice, onChoose }: SideProps): ReactNode => {
  const t = useText();
  const format = useFormat();
  const { nameOf, show, whoChanged } = useFieldWords(dispute);
  const name = nameOf(clash.field);
  const who = whoChanged(clash.field);
  const choices: readonly Choice[] = clash.both === undefined ? ['mine', 'theirs'] : ['mine', 'theirs', 'both'];
  const verbs = { mine: offlineTexts.keepMine, theirs: offlineTexts.keepTheirs, both: offlineTexts.keepBoth } as const;
  return (
    <Section title={name}>
      <div className={css.sides}>
        <div className={css.side}>
          <h3>{t(offlineTexts.mine)}</h3>
          <small className={css.hint}>{format.moment(new Date(entry.at).toISOString())}</small>
          <p>{show(clash.field, clash.mine)}</p>
        </div>
        <div className={css.side}>
          <h3>{t(offlineTexts.theirs)}</h3>
          <small className={css.hint}>
            {t(offlineTexts.by, { actor: who?.actor ?? t(offlineTexts.unknownActor), at: format.moment(who?.at) })}
          </small>
          <p>{show(clash.field, clash.theirs)}</p>
        </div>
        <div role="group" aria-label={t(offlineTexts.choiceOf, { field: name })} className={css.choices}>
          {choices.map((one) => (
            <button
              key={one}
              type="button"
              className={css.choice}
              aria-pressed={choice === one}
              onClick={() => onChoose(one)}
            >
              {t(verbs[one])}
            </button>
          ))}
        </div>
      </div>
    </Section>
  );
};

const GiveUp = ({ entry, onDone }: { entry: Entry; onDone: () => void }): ReactNode => {
  const t = useText();
  const [asking, setAsking] = useState(false);
  const { act, busy } = useActing(onDone);
  return (
    <>
      <Button onClick={() => setAsking(true)}>{t(offlineTexts.giveUp)}</Button>
      <Sheet open={asking} title={t(offlineTexts.giveUp)} onClose={() => setAsking(false)}>
        <p>{t(offlineTexts.giveUpHint)}</p>
        <Button busy={busy} onClick={() => act(() => outbox.drop(entry.id))}>
          {t(offlineTexts.giveUp)}
        </Button>
      </Sheet>
    </>
  );
};

const introOf = ({ isLate, lacking }: Rebased) => {
  if (lacking.length > 0) return offlineTexts.leadersIntro;
  return isLate ? offlineTexts.lateIntro : offlineTexts.conflictIntro;
};

/** Chair and recorder, where the deed left them out: chosen from those whom the platform has as present. */
const useLeaders = (current: Meeting, lacking: readonly Lacking[]) => {
  const t = useText();
  const [named, setNamed] = useState<Leaders>({});
  const names = { chairPersonId: meetingTexts.chair, recorderPersonId: meetingTexts.recorder } as const;
  const fields = lacking.map(({ field, message }) => ({
    id: field,
    label: t(names[field]),
    value: named[field],
    onChange: (id: string | null | undefined) => setNamed({ ...named, [field]: id ?? undefined }),
    onBlur: () => undefined,
    errors: named[field] === undefined ? [t(meetingProblemTexts[message])] : [],
    required: true,
  }));
  const choices = presentChoices(current);
  // Where nobody was there by then, it is sent again as it was: the list may have been filled since.
  const isNamed = choices.length === 0 || lacking.every(({ field }) => named[field] !== undefined);
  return { fields, named, choices, isNamed };
};

interface DecideProps {
  readonly entry: Entry;
  readonly dispute: Dispute;
  readonly base: Meeting;
  readonly onDone: () => void;
}

const Decide = ({ entry, dispute, base, onDone }: DecideProps): ReactNode => {
  const t = useText();
  const kind = entry.kind as DeedKind;
  const { current } = dispute;
  const { vault } = useOutbox();
  const deed = useDeed();
  const rebased = rebase(kind, entry.input, base, current);
  const { show, nameOf } = useFieldWords(dispute);
  const [choices, setChoices] = useState<ReadonlyMap<string, Choice>>(new Map());
  const [reason, setReason] = useState('');
  const leaders = useLeaders(current, rebased.lacking);
  const { act, busy, error } = useActing(onDone);
  const isAmend = kind === 'meetings.record' && current.state === 'closed';
  const isLateRoll = kind === 'meetings.roll' && current.state === 'held';
  const canSend = !rebased.isLate || isAmend || isLateRoll;
  const needsReason = isAmend || isLateRoll;
  const isReady =
    rebased.clashes.every(({ field }) => choices.has(field)) &&
    (!needsReason || reason.trim().length >= 2) &&
    leaders.isNamed;
  const send = async (): Promise<void> => {
    const input = decided(kind, rebased, choices, needsReason ? reason.trim() : undefined);
    // From here on both stand on what the server has now.
    if (vault !== null) await keepMeeting(vault, current);
    if (input === null) return outbox.drop(entry.id);
    if (!isAmend) return outbox.settle(entry.id, { ...input, ...leaders.named });
    await deed('meetings.amend', current.id, { ...(input as RecordChange), reason: reason.trim() }, current);
    await outbox.drop(entry.id);
  };
  const names = { deed: t(deedName(entry.kind)), state: t(meetingTexts[`state_${current.state}`]) };
  const field = {
    id: 'reason',
    label: t(isAmend ? offlineTexts.reasonAmend : offlineTexts.reasonLate),
    value: reason,
    onChange: (text: string | null | undefined) => setReason(text ?? ''),
    onBlur: () => undefined,
    errors: [],
    required: true,
    maxLength: 200,
  };
  const untold =
    canSend || kind === 'meetings.confirm' || kind === 'meetings.close' ? [] : ownFields(kind, entry.input);
  return (
    <>
      <p>{t(introOf(rebased), names)}</p>
      {error && <ErrorNotice error={error} texts={meetingProblemTexts} />}
      {canSend &&
        rebased.clashes.map((clash) => (
          <Sides
            key={clash.field}
            clash={clash}
            entry={entry}
            dispute={dispute}
            choice={choices.get(clash.field)}
            onChoose={(choice) => setChoices(new Map(choices).set(clash.field, choice))}
          />
        ))}
      {canSend && leaders.fields.map((one) => <ChoiceField key={one.id} field={one} choices={leaders.choices} />)}
      {canSend && needsReason && <LongTextField field={field} rows={2} />}
      {canSend && (
        <Button filled busy={busy} disabled={!isReady} onClick={() => act(send)}>
          {t(offlineTexts.send)}
        </Button>
      )}
      {!canSend && (
        <>
          <p>{t(offlineTexts.cannotSend)}</p>
          {untold.map(([name, value]) => (
            <div key={name} className={css.side}>
              <h3>{nameOf(name)}</h3>
              <p>{show(name, value)}</p>
            </div>
          ))}
        </>
      )}
      <GiveUp entry={entry} onDone={onDone} />
    </>
  );
};

/** What was typed here, to be read and copied where it cannot be sent. */
const ownFields = (kind: DeedKind, input: unknown): readonly (readonly [string, unknown])[] =>
  kind === 'meetings.roll'
    ? (input as Deeds['meetings.roll']).marks.map((mark) => [`attendance:${mark.personId}`, mark.attendance] as const)
    : Object.entries(input as object);

/** Where this device and the platform differ: both sides, who and when, and one choice for each. */
export const Page = (): ReactNode => {
  const t = useText();
  const navigate = useNavigate();
  const { id = '' } = useParams();
  const { queue } = useOutbox();
  const entry = queue.find((one) => one.lane === laneOf(id) && one.state === 'conflict');
  const base = useKeptBase(id, entry?.id);
  const back = `/meetings/${id}`;
  // Written by `dispute` of the kinds alone.
  const dispute = entry?.held?.details as unknown as Dispute | undefined;
  return (
    <Frame title={t(offlineTexts.conflictTitle)} {...(base ? { intro: base.title } : {})} back={back}>
      {entry && dispute && base ? (
        <Decide
          key={`${entry.id} ${entry.key}`}
          entry={entry}
          dispute={dispute}
          base={base}
          onDone={() => void navigate(back, { replace: true })}
        />
      ) : (
        <Notice title={t(offlineTexts.nothingToDecide)}>
          <LinkButton to={back}>{t(meetingTexts.title)}</LinkButton>
        </Notice>
      )}
    </Frame>
  );
};

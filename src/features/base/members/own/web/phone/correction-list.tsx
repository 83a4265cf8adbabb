import { type ReactNode, useState } from 'react';
import { type Fact, Facts } from '#ui/facts.tsx';
import { useFormat, useText } from '#ui/language.tsx';
import { Button } from '#ui/phone/button.tsx';
import { LinkButton } from '#ui/phone/link-button.tsx';
import { Page as Frame, Section } from '#ui/phone/page.tsx';
import { Sheet } from '#ui/phone/sheet.tsx';
import { ErrorNotice, Notice, StateView } from '#ui/phone/state-view.tsx';
import { useApi, useCommand } from '#webkit/query.ts';
import { useSession } from '#webkit/session.tsx';
import { type Correction, ownCorrections, withdrawCorrection } from '#features/base/members/corrections/contract.ts';
import { memberRefusalTexts } from '#features/base/members/messages.ts';
import { CorrectionState } from '#features/base/members/web/phone/correction-state.tsx';
import { declarationOf, useWords, valueOf } from '#features/base/members/web/parts/words.ts';
import { ownTexts } from '../../messages.ts';
import { withoutMissing } from '../parts/no-file.tsx';
import css from './correction-list.module.css';

const Withdraw = ({ correction }: { correction: Correction }): ReactNode => {
  const t = useText();
  const words = useWords();
  const [asking, setAsking] = useState(false);
  const { fire, busy, error } = useCommand(withdrawCorrection, {
    touches: [ownCorrections],
    onDone: () => setAsking(false),
  });
  const title = t(ownTexts.withdrawOf, { field: words.label(correction.field) });
  return (
    <>
      <Button onClick={() => setAsking(true)} label={title}>
        {t(ownTexts.withdraw)}
      </Button>
      <Sheet open={asking} title={title} onClose={() => setAsking(false)}>
        <p>{t(ownTexts.withdrawHint)}</p>
        {error && <ErrorNotice error={error} texts={memberRefusalTexts} />}
        <Button
          busy={busy}
          onClick={() => fire({ params: { id: correction.id }, body: { version: correction.version } })}
        >
          {t(ownTexts.withdraw)}
        </Button>
      </Sheet>
    </>
  );
};

const OneCorrection = ({ correction }: { correction: Correction }): ReactNode => {
  const t = useText();
  const format = useFormat();
  const words = useWords();
  const shown = (text: string | null): string => words.value(declarationOf(correction.field), valueOf(text));
  const { decider, decidedAt, answer, state } = correction;
  const facts: Fact[] = [
    { label: t(ownTexts.seenThen), value: shown(correction.current) },
    { label: t(ownTexts.askedFor), value: shown(correction.wanted) },
    { label: t(ownTexts.reason), value: correction.reason },
    { label: t(ownTexts.askedAt), value: format.moment(correction.askedAt) },
    ...(decider
      ? [
          { label: t(ownTexts.answer), value: answer || t(ownTexts.noAnswer) },
          { label: t(ownTexts.decided), value: t(ownTexts.decidedBy, { decider, at: format.moment(decidedAt) }) },
        ]
      : []),
  ];
  return (
    <li>
      <Section
        title={
          <span className={css.title}>
            {words.label(correction.field)}
            <CorrectionState state={state} />
          </span>
        }
      >
        <Facts facts={facts} columns={1} />
        {state === 'waiting' && (
          <div className={css.action}>
            <Withdraw correction={correction} />
          </div>
        )}
      </Section>
    </li>
  );
};

export const Page = (): ReactNode => {
  const t = useText();
  const { can } = useSession();
  const { data, error, isPending, refetch } = useApi(ownCorrections, {});
  const state = withoutMissing(error);
  const items = data?.items ?? [];
  return (
    <Frame title={t(ownTexts.corrections)} intro={t(ownTexts.correctionsIntro)} back="/file">
      {can('own.correct') && !state.empty && (
        <LinkButton to="/file/corrections/new" filled>
          {t(ownTexts.ask)}
        </LinkButton>
      )}
      <StateView
        error={state.error}
        loading={isPending}
        empty={state.empty || items.length === 0}
        whenEmpty={<Notice title={t(ownTexts.correctionsEmpty)} />}
        onAgain={() => void refetch()}
      >
        <ul className={css.list}>
          {items.map((correction) => (
            <OneCorrection key={correction.id} correction={correction} />
          ))}
        </ul>
      </StateView>
    </Frame>
  );
};

import { type ReactNode, useState } from 'react';
import { useFormat, useText } from '#ui/language.tsx';
import { Button } from '#ui/phone/button.tsx';
import { Cell, Cells, Page as Frame } from '#ui/phone/page.tsx';
import { Sheet } from '#ui/phone/sheet.tsx';
import { ErrorNotice, StateView } from '#ui/phone/state-view.tsx';
import { Tag } from '#ui/tag.tsx';
import { useApi, useCommand } from '#webkit/query.ts';
import { endSession, ownSessions } from '../../contract.ts';
import { ownAccountTexts as texts } from '../../sessions/messages.ts';
import type { OwnSession } from '../parts/own-account.ts';

const EndSheet = ({
  session,
  name,
  onClose,
}: {
  session: OwnSession;
  name: string;
  onClose: () => void;
}): ReactNode => {
  const t = useText();
  const { fire, busy, error } = useCommand(endSession, { touches: [ownSessions], onDone: onClose });
  return (
    <Sheet open title={t(texts.endOf, { device: name })} onClose={onClose}>
      <p>{t(texts.endHint)}</p>
      {error && <ErrorNotice error={error} />}
      <Button busy={busy} onClick={() => fire({ params: { id: session.id } })}>
        {t(texts.end)}
      </Button>
    </Sheet>
  );
};

/** Where the account is signed in, and the way to end what one does not know. */
export const Page = (): ReactNode => {
  const t = useText();
  const format = useFormat();
  const { data, error, isPending, refetch } = useApi(ownSessions, {});
  const [ending, setEnding] = useState<OwnSession | null>(null);
  const nameOf = (session: OwnSession): string => session.device || t(texts.unknownDevice);
  return (
    <Frame title={t(texts.devices)} intro={t(texts.devicesIntro)} back="/me">
      <StateView error={error} loading={isPending} onAgain={() => void refetch()}>
        <Cells label={t(texts.devicesCaption)}>
          {(data?.items ?? []).map((session) => (
            <Cell
              key={session.id}
              title={nameOf(session)}
              hint={format.moment(session.seenAt)}
              end={session.current ? <Tag tone="success">{t(texts.here)}</Tag> : t(texts.end)}
              {...(session.current ? {} : { onClick: () => setEnding(session) })}
            />
          ))}
        </Cells>
      </StateView>
      {ending && <EndSheet session={ending} name={nameOf(ending)} onClose={() => setEnding(null)} />}
    </Frame>
  );
};

import type { ReactNode } from 'react';
import { type Fact, Facts } from '#ui/facts.tsx';
import { useFormat, useText } from '#ui/language.tsx';
import { Page as Frame, Section } from '#ui/phone/page.tsx';
import { Notice, StateView } from '#ui/phone/state-view.tsx';
import { Tag } from '#ui/tag.tsx';
import { Timeline } from '#ui/timeline.tsx';
import { useApi } from '#webkit/query.ts';
import { ownTransfers, type TransferFile } from '../../contract.ts';
import { transferTexts } from '../../messages.ts';
import { endsOf, toneOf, useTransferWords } from '../parts/words.ts';

const OneTransfer = ({ transfer }: { transfer: TransferFile }): ReactNode => {
  const t = useText();
  const format = useFormat();
  const words = useTransferWords();
  const { from, to } = endsOf(transfer);
  const facts: Fact[] = [
    { label: t(transferTexts.from), value: from },
    { label: t(transferTexts.to), value: to },
    ...(transfer.letterNo ? [{ label: t(transferTexts.letterNo), value: transfer.letterNo }] : []),
    ...(transfer.validUntil ? [{ label: t(transferTexts.validUntil), value: format.day(transfer.validUntil) }] : []),
    ...(transfer.waitsForName
      ? [{ label: t(transferTexts.next), value: t(transferTexts.nextAt, { place: transfer.waitsForName }) }]
      : []),
  ];
  return (
    <Section title={<Tag tone={toneOf(transfer.state)}>{words.state(transfer)}</Tag>}>
      <Facts facts={facts} columns={1} />
      <Timeline
        label={t(transferTexts.events)}
        entries={transfer.events.toReversed().map((event) => ({
          id: String(event.version),
          at: event.at,
          title: words.step(event.step),
          by: event.organisation,
          detail: event.reason,
        }))}
      />
    </Section>
  );
};

/** The own transfers: where they stand and who is next. */
export const Page = (): ReactNode => {
  const t = useText();
  const { data, error, isPending, refetch } = useApi(ownTransfers, {});
  const items = data?.items ?? [];
  return (
    <Frame title={t(transferTexts.mine)} intro={t(transferTexts.mineIntro)} back="/">
      <StateView
        error={error}
        loading={isPending}
        empty={items.length === 0}
        whenEmpty={<Notice title={t(transferTexts.mineEmpty)} hint={t(transferTexts.mineEmptyHint)} />}
        onAgain={() => void refetch()}
      >
        {() => items.map((transfer) => <OneTransfer key={transfer.id} transfer={transfer} />)}
      </StateView>
    </Frame>
  );
};

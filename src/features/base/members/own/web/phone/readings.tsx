import type { ReactNode } from 'react';
import type { z } from 'zod';
import { useFormat, useText } from '#ui/language.tsx';
import { Page as Frame, Section } from '#ui/phone/page.tsx';
import { Pager } from '#ui/phone/pager.tsx';
import { Notice, StateView } from '#ui/phone/state-view.tsx';
import { Timeline, type TimelineEntry } from '#ui/timeline.tsx';
import { useWord } from '#ui/words.tsx';
import { useList } from '#webkit/list.ts';
import { recipientTexts } from '#features/base/members/export/recipients/messages.ts';
import { traceTexts } from '#features/base/members/file/messages.ts';
import { useRecipient } from '#features/base/members/web/parts/recipient.ts';
import { useWords } from '#features/base/members/web/parts/words.ts';
import { ownReadings, type Reading } from '../../contract.ts';
import { ownTexts } from '../../messages.ts';
import { withoutMissing } from '../parts/no-file.tsx';

const useEntries = (readings: readonly z.infer<typeof Reading>[]): TimelineEntry[] => {
  const t = useText();
  const format = useFormat();
  const words = useWords();
  const word = useWord();
  const recipient = useRecipient();
  return readings.map((reading) => {
    const names = format.list(reading.fields.map((name) => words.label(name)));
    return {
      id: reading.id,
      at: reading.at,
      title: t(traceTexts.by, { actor: reading.reader, role: word(`role.${reading.role}`) }),
      by: reading.organisation,
      tone: reading.fields.length > 0 ? 'warning' : 'plain',
      detail: (
        <>
          <p>{names === '' ? t(ownTexts.readFile) : t(ownTexts.readFields, { names })}</p>
          {reading.since !== reading.at && <p>{t(ownTexts.readSince, { since: format.moment(reading.since) })}</p>}
          {reading.reason && <p>{t(ownTexts.readReason, { reason: reading.reason })}</p>}
          {reading.recipient && <p>{t(recipientTexts.handedTo, { recipient: recipient(reading) })}</p>}
        </>
      ),
    };
  });
};

export const Page = (): ReactNode => {
  const t = useText();
  const list = useList(ownReadings, { query: {} });
  const entries = useEntries(list.rows);
  const { error, empty } = withoutMissing(list.error);
  return (
    <Frame title={t(ownTexts.readings)} intro={t(ownTexts.readingsIntro)} back="/file">
      <StateView
        error={error}
        loading={list.loading}
        empty={empty || entries.length === 0}
        whenEmpty={<Notice title={t(ownTexts.readingsEmpty)} />}
        onAgain={list.reload}
      >
        <Section>
          <Timeline label={t(ownTexts.readings)} entries={entries} />
        </Section>
        <Pager list={list} />
      </StateView>
    </Frame>
  );
};

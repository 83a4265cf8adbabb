import { App, Button, Segmented, Space } from 'antd';
import { type ReactNode, useState } from 'react';
import { Link } from 'react-router';
import { z } from 'zod';
import { useText } from '#ui/language.tsx';
import { ConfirmDialog } from '#ui/office/dialogs.tsx';
import { Page as Frame, Section, Toolbar } from '#ui/office/page.tsx';
import { PlainTable } from '#ui/office/plain-table.tsx';
import { StateView } from '#ui/office/state-view.tsx';
import { useApi, useCommand } from '#webkit/query.ts';
import { useAddressState } from '#webkit/router.tsx';
import { requestProblems } from '../../messages.ts';
import {
  type Publication,
  publications,
  publishAnswer,
  publishedAnswers,
  returnAnswer,
  withdrawAnswer,
} from '../../published/contract.ts';
import { publishedTexts } from '../../published/messages.ts';
import { publishedStates, type PublishedState } from '../../published/rules.ts';
import css from '#ui/office/matter.module.css';
import { PublishedStateTag } from '../parts/published-words.tsx';

const address = z.object({ state: z.enum(publishedStates).default('proposed') });
const touches = [publications, publishedAnswers] as const;

type Deed = 'publish' | 'giveBack' | 'withdraw';
interface Asked {
  readonly deed: Deed;
  readonly one: Publication;
}

const said = { publish: 'published', giveBack: 'returned', withdraw: 'withdrawn' } as const;

/** What is about to be done with one answer. */
const DeedDialog = ({ asked, onClose }: { asked: Asked | null; onClose: () => void }): ReactNode => {
  const t = useText();
  const { message } = App.useApp();
  const done = (deed: Deed) => (): void => {
    void message.success(t(publishedTexts[said[deed]]));
    onClose();
  };
  const publish = useCommand(publishAnswer, { touches, onDone: done('publish') });
  const giveBack = useCommand(returnAnswer, { touches, onDone: done('giveBack') });
  const withdraw = useCommand(withdrawAnswer, { touches, onDone: done('withdraw') });
  const deed = asked?.deed ?? 'publish';
  const { busy, error, reset } = { publish, giveBack, withdraw }[deed];
  const confirm = (reason: string): void => {
    if (asked === null) return;
    const { id, version } = asked.one;
    const params = { id };
    if (deed === 'publish') publish.fire({ params, body: { version } });
    else (deed === 'giveBack' ? giveBack : withdraw).fire({ params, body: { version, reason } });
  };
  return (
    <ConfirmDialog
      open={asked !== null}
      title={t(publishedTexts[`${deed}Title`])}
      consequence={
        <>
          <p>{t(publishedTexts[`${deed}Hint`])}</p>
          <p className={css.text}>{asked?.one.question}</p>
          <p className={css.text}>{asked?.one.answer}</p>
        </>
      }
      verb={t(publishedTexts[deed])}
      {...(deed === 'publish' ? {} : { reasonFrom: 2 })}
      busy={busy}
      error={error}
      texts={requestProblems}
      onConfirm={confirm}
      onClose={() => {
        reset();
        onClose();
      }}
    />
  );
};

const Deeds = ({ one, onAsk }: { one: Publication; onAsk: (asked: Asked) => void }): ReactNode => {
  const t = useText();
  const button = (deed: Deed): ReactNode => (
    <Button key={deed} size="small" onClick={() => onAsk({ deed, one })}>
      {t(publishedTexts[deed])}
    </Button>
  );
  return (
    <Space wrap size="small">
      {one.can.review && [button('publish'), button('giveBack')]}
      {one.can.withdraw && button('withdraw')}
    </Space>
  );
};

const Words = ({ one }: { one: Publication }): ReactNode => {
  const t = useText();
  return (
    <>
      <p className={css.text}>
        <strong>{one.question}</strong>
      </p>
      <p className={css.text}>{one.answer}</p>
      <div className={css.hint}>
        {t.loose([one.categoryName.zh, one.categoryName.en])} · {one.unitName}
      </div>
      <Link to={`/requests/${one.requestId}`}>{t(publishedTexts.request)}</Link>
      {one.reason !== null && <div className={css.hint}>{t(publishedTexts.reason, { reason: one.reason })}</div>}
    </>
  );
};

/** Answers of the range that wait for a second person, that everybody reads, and that were returned or withdrawn. */
export const Page = (): ReactNode => {
  const t = useText();
  const [{ state }, setState] = useAddressState(address);
  const [asked, setAsked] = useState<Asked | null>(null);
  const { data, error, isPending, refetch } = useApi(publications, { query: { state } });
  return (
    <Frame title={t(publishedTexts.title)} intro={t(publishedTexts.intro)}>
      <Toolbar>
        <div className={css.views}>
          <Segmented<PublishedState>
            aria-label={t(publishedTexts.show)}
            value={state}
            onChange={(next) => setState({ state: next })}
            options={publishedStates.map((value) => ({ value, label: t(publishedTexts[`state_${value}`]) }))}
          />
        </div>
      </Toolbar>
      <StateView error={error} loading={isPending} onAgain={() => void refetch()} lines={4}>
        {() => (
          <Section>
            <PlainTable
              caption={t(publishedTexts.caption)}
              rows={data?.items ?? []}
              rowKey={({ id }) => id}
              empty={t(publishedTexts.empty)}
              columns={[
                { key: 'words', title: t(publishedTexts.question), render: (one) => <Words one={one} /> },
                {
                  key: 'state',
                  title: t(publishedTexts.state),
                  render: (one) => <PublishedStateTag state={one.state} />,
                },
                { key: 'proposer', title: t(publishedTexts.proposer), render: ({ proposer }) => proposer },
                { key: 'reviewer', title: t(publishedTexts.reviewer), render: ({ reviewer }) => reviewer },
              ]}
              renderActions={(one) => <Deeds one={one} onAsk={setAsked} />}
            />
          </Section>
        )}
      </StateView>
      <DeedDialog asked={asked} onClose={() => setAsked(null)} />
    </Frame>
  );
};

import { Button } from 'antd';
import { type ReactNode, useState } from 'react';
import { useFormat, useText } from '#ui/language.tsx';
import { Section } from '#ui/office/page.tsx';
import { type PlainColumn, PlainTable } from '#ui/office/plain-table.tsx';
import { StateView } from '#ui/office/state-view.tsx';
import { Tag, type Tone } from '#ui/tag.tsx';
import { useApi } from '#webkit/query.ts';
import { type Consent, consentList } from '../../consents/contract.ts';
import { duesCodes, duesTexts } from '../../messages.ts';
import { AgreeDialog, WithdrawDialog } from '../parts/consent-dialogs.tsx';
import { DuesFrame } from '../parts/dues-frame.tsx';
import css from '../parts/dues.module.css';
import { Nothing } from '../parts/nothing.tsx';

const tones: Readonly<Record<Consent['state'], Tone>> = { coming: 'info', holds: 'success', ended: 'plain' };

const useColumns = (): PlainColumn<Consent>[] => {
  const t = useText();
  const format = useFormat();
  return [
    { key: 'name', title: t(duesTexts.name), render: ({ name }) => name },
    {
      key: 'state',
      title: t(duesTexts.manner),
      render: ({ state }) => <Tag tone={tones[state]}>{t(duesCodes[`consent_${state}`])}</Tag>,
    },
    {
      key: 'from',
      title: t(duesTexts.consentFrom),
      render: ({ fromOn }) => <span className={css.day}>{format.day(fromOn)}</span>,
    },
    {
      key: 'until',
      title: t(duesTexts.consentUntil),
      render: ({ until, withdrawnBy, withdrawnWhy }) =>
        until === null ? (
          <Nothing />
        ) : (
          <>
            <span className={css.day}>{format.day(until)}</span>
            <div className={css.hint}>
              {t(duesTexts.withdrawnWhy, { by: withdrawnBy ?? '', reason: withdrawnWhy ?? '' })}
            </div>
          </>
        ),
    },
    { key: 'why', title: t(duesTexts.agreeWhy), render: ({ reason }) => reason },
    {
      key: 'by',
      title: t(duesTexts.consentBy),
      render: ({ recorder, recordedAt }) => (
        <>
          {recorder}
          <div className={css.hint}>{format.moment(recordedAt)}</div>
        </>
      ),
    },
  ];
};

/** For whom the branch agreed to dues by the quarter, from when until when, and by whom it was recorded. */
export const Page = (): ReactNode => {
  const t = useText();
  const columns = useColumns();
  const [agreeing, setAgreeing] = useState(false);
  const [withdrawing, setWithdrawing] = useState<Consent | null>(null);
  const { data, error, isPending, refetch } = useApi(consentList, {});
  return (
    <DuesFrame
      title={t(duesTexts.consentsTitle)}
      intro={t(duesTexts.consentsIntro)}
      actions={
        <Button type="primary" onClick={() => setAgreeing(true)}>
          {t(duesTexts.agree)}
        </Button>
      }
    >
      <Section>
        <StateView error={error} loading={isPending} onAgain={() => void refetch()}>
          {() =>
            data && (
              <PlainTable
                caption={t(duesTexts.consentsCaption)}
                columns={columns}
                rows={data.items}
                rowKey={({ id }) => id}
                empty={t(duesTexts.consentsEmpty)}
                renderActions={(one) =>
                  one.until === null && (
                    <Button
                      size="small"
                      aria-label={t(duesTexts.withdrawOf, { name: one.name })}
                      onClick={() => setWithdrawing(one)}
                    >
                      {t(duesTexts.withdraw)}
                    </Button>
                  )
                }
              />
            )
          }
        </StateView>
      </Section>
      <AgreeDialog open={agreeing} onClose={() => setAgreeing(false)} />
      <WithdrawDialog consent={withdrawing} onClose={() => setWithdrawing(null)} />
    </DuesFrame>
  );
};

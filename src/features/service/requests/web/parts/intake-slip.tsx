import { Button, Space } from 'antd';
import type { ReactNode } from 'react';
import { Facts } from '#ui/facts.tsx';
import { useFormat, useText } from '#ui/language.tsx';
import { LinkButton } from '#ui/office/link-button.tsx';
import { Section } from '#ui/office/page.tsx';
import type { Receipt } from '../../contract.ts';
import { intakeTexts } from '../../intake/messages.ts';
import { requestTexts } from '../../messages.ts';
import css from './intake.module.css';
import { Square } from './address-square.tsx';

interface Props {
  readonly receipt: Receipt;
  readonly onAnother: () => void;
  /** For the desk alone: not on paper. */
  readonly children?: ReactNode;
}

/** What the resident takes home; the code stands here once. */
export const Slip = ({ receipt, onAnother, children }: Props): ReactNode => {
  const t = useText();
  const format = useFormat();
  return (
    <Section title={t(intakeTexts.slip)}>
      <p className={css.quiet}>{t(intakeTexts.doneHint)}</p>
      <div className={css.slip}>
        <div>
          <div>{t(intakeTexts.code)}</div>
          <p className={css.code}>{receipt.code}</p>
          <Facts
            facts={[
              { label: t(requestTexts.unit), value: receipt.unitName },
              {
                label: t(requestTexts.due),
                value: receipt.dueOn === null ? t(requestTexts.noDue) : format.day(receipt.dueOn),
              },
            ]}
          />
          <p>{t(intakeTexts.slipHow)}</p>
        </div>
        <Square address={`${location.origin}/portal/requests/follow`} says={t(intakeTexts.square)} />
      </div>
      {children && <div className={css.quiet}>{children}</div>}
      <div className={css.quiet}>
        <Space wrap>
          <Button type="primary" onClick={() => window.print()}>
            {t(intakeTexts.print)}
          </Button>
          <Button onClick={onAnother}>{t(intakeTexts.another)}</Button>
          <LinkButton to={`/requests/${receipt.id}`}>{t(intakeTexts.open)}</LinkButton>
        </Space>
      </div>
    </Section>
  );
};

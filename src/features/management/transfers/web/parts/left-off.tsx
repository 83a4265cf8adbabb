import type { ReactNode } from 'react';
import { Link } from 'react-router';
import { useText } from '#ui/language.tsx';
import { PlainTable } from '#ui/office/plain-table.tsx';
import { transferTexts } from '../../messages.ts';
import { isStay } from '../../rules.ts';
import type { LeftOff } from '../../units/contract.ts';
import { useTransferWords } from './words.ts';

/** Members of a unit who are not on its letter, each with the own transfer that is the reason. */
export const LeftOffList = ({ people }: { people: readonly LeftOff[] }): ReactNode => {
  const t = useText();
  const words = useTransferWords();
  const reason = (one: LeftOff): string =>
    t(transferTexts[isStay(one.way) ? 'leftOffStay' : 'leftOffWay'], {
      kind: words.kind(one.kind),
      to: one.to ?? '',
      state: words.state(one),
    });
  return (
    <PlainTable
      caption={t(transferTexts.leftOff)}
      rows={people}
      rowKey={(one) => one.transferId}
      empty="–"
      columns={[
        {
          key: 'name',
          title: t(transferTexts.unitPerson),
          render: (one) => <Link to={`/transfers/${one.transferId}`}>{one.name}</Link>,
        },
        { key: 'branch', title: t(transferTexts.leftOffBranch), render: (one) => one.branch },
        { key: 'why', title: t(transferTexts.leftOffWhy), render: reason },
      ]}
    />
  );
};

import type { ReactNode } from 'react';
import { useText } from '#ui/language.tsx';
import { ErrorNotice, Loading } from '#ui/office/state-view.tsx';
import { Tile, Tiles } from '#ui/office/tile.tsx';
import { useApi } from '#webkit/query.ts';
import { accountReview } from '../../administration/contract.ts';
import { adminTexts } from '../../administration/messages.ts';
import { accountProblemTexts } from '../../messages.ts';

/** How many accounts there are, and how many show each thing to look into; each number leads to its list. */
export const AccountReview = (): ReactNode => {
  const t = useText();
  const { data, error, isPending, refetch } = useApi(accountReview, {});
  if (error) return <ErrorNotice error={error} onAgain={() => void refetch()} />;
  if (isPending) return <Loading lines={2} />;
  const unit = t(adminTexts.accounts);
  return (
    <Tiles>
      <Tile label={t(adminTexts.enabled)} value={data.enabled} unit={unit} to="/accounts" />
      <Tile label={t(adminTexts.disabled)} value={data.disabled} unit={unit} to="/accounts?state=disabled" />
      {data.problems
        .filter(({ accounts }) => accounts > 0)
        .map(({ problem, accounts }) => (
          <Tile
            key={problem}
            label={t(accountProblemTexts[problem])}
            value={accounts}
            unit={unit}
            tone="warning"
            to={`/accounts?problem=${problem}`}
          />
        ))}
    </Tiles>
  );
};

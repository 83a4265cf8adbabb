import type { ReactNode } from 'react';
import type { Reply } from '#shared/endpoint.ts';
import { useText } from '#ui/language.tsx';
import { Tile, Tiles } from '#ui/office/tile.tsx';
import type { burdenMonth } from '../../contract.ts';
import { burdenTexts } from '../../messages.ts';

export type Burden = Reply<typeof burdenMonth>;

/** The three numbers of a month; each leads to the kinds behind it. */
export const Numbers = ({ burden }: { burden: Burden }): ReactNode => {
  const t = useText();
  const to = `/burden?month=${burden.month}`;
  return (
    <Tiles>
      <Tile label={t(burdenTexts.tileRequests)} value={burden.requests} unit={t(burdenTexts.pieces)} to={to} />
      <Tile label={t(burdenTexts.tileFields)} value={burden.fields} unit={t(burdenTexts.items)} to={to} />
      <Tile
        label={t(burdenTexts.tileMinutes)}
        value={burden.minutes}
        {...(burden.minutes === null ? { hint: t(burdenTexts.noMinutes) } : { unit: t(burdenTexts.minutes) })}
        to={to}
      />
    </Tiles>
  );
};

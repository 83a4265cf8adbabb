import type { ReactNode } from 'react';
import { useText } from '#ui/language.tsx';
import { Tile } from '#ui/office/tile.tsx';
import { useApi } from '#webkit/query.ts';
import { memberCounts } from '../../contract.ts';
import { listTexts } from '../../list/messages.ts';
import { memberTotal } from '../../totals/contract.ts';
import css from './member-tiles.module.css';
import { useSeen } from './words.ts';

const addressOf = (organisationId: string | undefined, condition: string): string => {
  const search = new URLSearchParams(condition);
  if (organisationId) search.append('organisationId', organisationId);
  const text = search.toString();
  return text ? `/members?${text}` : '/members';
};

/** Numbers of an organisation; each leads to the list that it counts. */
export const MemberTiles = ({ organisationId }: { organisationId: string | undefined }): ReactNode => {
  const t = useText();
  const seen = useSeen();
  const query = organisationId ? { organisationId } : {};
  const { data: counts } = useApi(memberCounts, { query }, { keep: true });
  const mayCount = seen.field('idNumber');
  const { data: mend } = useApi(
    memberTotal,
    { query: { ...query, incomplete: true } },
    { enabled: mayCount, keep: true },
  );
  const people = t(listTexts.people);
  const to = (condition: string): string => addressOf(organisationId, condition);
  const warn = (value: number | undefined): 'warning' | 'plain' => (value ? 'warning' : 'plain');
  return (
    <div className={css.tiles} role="group" aria-label={t(listTexts.tiles)}>
      <Tile label={t(listTexts.tileMembers)} value={counts?.members ?? null} unit={people} to={to('')} />
      <Tile
        label={t(listTexts.tileProbationary)}
        value={counts?.probationary ?? null}
        unit={people}
        to={to('category=probationary')}
      />
      <Tile label={t(listTexts.tileWomen)} value={counts?.women ?? null} unit={people} to={to('sex=2')} />
      {seen.field('outflowPlace') && (
        <Tile label={t(listTexts.tileOutflow)} value={counts?.outflow ?? null} unit={people} to={to('outflow=true')} />
      )}
      {seen.field('lostSince') && (
        <Tile
          label={t(listTexts.tileLost)}
          value={counts?.lost ?? null}
          unit={people}
          to={to('lost=true')}
          tone={warn(counts?.lost)}
        />
      )}
      {mayCount && (
        <Tile
          label={t(listTexts.tileIncomplete)}
          value={mend?.total ?? null}
          unit={t(listTexts.files)}
          to={to('incomplete=true')}
          tone={warn(mend?.total)}
        />
      )}
    </div>
  );
};

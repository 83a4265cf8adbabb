import type { ReactNode } from 'react';
import { useText } from '#ui/language.tsx';
import { Section } from '#ui/office/page.tsx';
import { StateView } from '#ui/office/state-view.tsx';
import { Tile, Tiles } from '#ui/office/tile.tsx';
import { useApi } from '#webkit/query.ts';
import { memberCounts } from '../../contract.ts';
import { listTexts } from '../../list/messages.ts';
import { memberTotal } from '../../totals/contract.ts';

const tone = (value: number): 'warning' | 'plain' => (value > 0 ? 'warning' : 'plain');

/** The workbench's part about files that lack something and members whom nobody reaches. */
export const Part = (): ReactNode => {
  const t = useText();
  const counts = useApi(memberCounts, { query: {} });
  const mend = useApi(memberTotal, { query: { incomplete: true } });
  const people = t(listTexts.people);
  const again = (): void => {
    void counts.refetch();
    void mend.refetch();
  };
  return (
    <Section title={t(listTexts.partQuality)}>
      <StateView
        error={counts.error ?? mend.error}
        loading={counts.isPending || mend.isPending}
        onAgain={again}
        lines={2}
      >
        {() =>
          counts.data &&
          mend.data && (
            <Tiles>
              <Tile
                label={t(listTexts.tileIncomplete)}
                value={mend.data.total}
                unit={t(listTexts.files)}
                to="/members?incomplete=true"
                tone={tone(mend.data.total)}
              />
              <Tile
                label={t(listTexts.tileLost)}
                value={counts.data.lost}
                unit={people}
                to="/members?lost=true"
                tone={tone(counts.data.lost)}
              />
              <Tile
                label={t(listTexts.tileOutflow)}
                value={counts.data.outflow}
                unit={people}
                to="/members?outflow=true"
              />
              <Tile
                label={t(listTexts.tileProbationary)}
                value={counts.data.probationary}
                unit={people}
                to="/members?category=probationary"
              />
            </Tiles>
          )
        }
      </StateView>
    </Section>
  );
};

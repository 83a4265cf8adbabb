import type { ReactNode } from 'react';
import { useText } from '#ui/language.tsx';
import { Cell, Cells, Section } from '#ui/phone/page.tsx';
import { StateView } from '#ui/phone/state-view.tsx';
import { useApi } from '#webkit/query.ts';
import { correctionList } from '../../corrections/contract.ts';
import { correctionTexts } from '../../corrections/messages.ts';
import { useFieldLabel } from '../parts/field-label.ts';

const shown = 3;

/** Corrections that wait for whoever decides. */
export const Part = (): ReactNode => {
  const t = useText();
  const label = useFieldLabel();
  const { data, error, isPending, refetch } = useApi(correctionList, { query: { state: 'waiting', limit: shown } });
  const waiting = data?.waiting ?? 0;
  return (
    <Section title={t(correctionTexts.partTitle)}>
      <StateView
        error={error}
        loading={isPending}
        empty={waiting === 0}
        whenEmpty={<p>{t(correctionTexts.partEmpty)}</p>}
        onAgain={() => void refetch()}
        lines={2}
      >
        <Cells label={t(correctionTexts.partTitle)}>
          {(data?.items ?? []).map(({ id, name, field, reason }) => (
            <Cell
              key={id}
              to="/corrections"
              title={t(correctionTexts.partLine, { name, field: label(field) })}
              hint={reason}
            />
          ))}
          {waiting > shown && <Cell to="/corrections" title={t(correctionTexts.partAll, { count: waiting })} />}
        </Cells>
      </StateView>
    </Section>
  );
};

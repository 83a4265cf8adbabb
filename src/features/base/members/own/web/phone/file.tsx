import { type ReactNode, useEffect, useState } from 'react';
import { useText } from '#ui/language.tsx';
import { SwitchCell } from '#ui/phone/fields.tsx';
import { Cell, Cells, Page as Frame } from '#ui/phone/page.tsx';
import { StateView } from '#ui/phone/state-view.tsx';
import { useApi } from '#webkit/query.ts';
import { useSession } from '#webkit/session.tsx';
import type { MemberFile } from '#features/base/members/contract.ts';
import { fileTexts } from '#features/base/members/file/messages.ts';
import { FileSections } from '#features/base/members/web/phone/file-sections.tsx';
import { FileSummary } from '#features/base/members/web/phone/file-summary.tsx';
import { useWords } from '#features/base/members/web/parts/words.ts';
import { correctableKeys } from '#features/base/members/corrections/contract.ts';
import { ownFile, ownValues } from '../../contract.ts';
import { ownTexts } from '../../messages.ts';
import { NoFile, withoutMissing } from '../parts/no-file.tsx';

/** Minutes after which full values are masked again: long enough to copy a number down, short enough for a phone left lying. */
const fullMinutes = 2;

/** The own values in full while somebody asks for them. */
const useFullValues = () => {
  const [shown, setShown] = useState(false);
  const { data, isFetching } = useApi(ownValues, {}, { enabled: shown });
  useEffect(() => {
    if (!shown) return undefined;
    const timer = setTimeout(() => setShown(false), fullMinutes * 60_000);
    return () => clearTimeout(timer);
  }, [shown]);
  return { shown, setShown, fields: shown ? data?.fields : undefined, busy: shown && isFetching };
};

const canCorrect = (key: string): boolean => (correctableKeys as readonly string[]).includes(key);

const Missing = ({ file }: { file: MemberFile }): ReactNode => {
  const t = useText();
  const words = useWords();
  const { can } = useSession();
  const missing = file.completeness.missing.filter(canCorrect);
  if (missing.length === 0 || !can('own.correct') || file.ended) return null;
  return (
    <Cells label={t(fileTexts.missingCount, { count: missing.length })}>
      {missing.map((key) => (
        <Cell
          key={key}
          to={`/file/corrections/new?field=${key}`}
          title={t(fileTexts.fillIn, { label: words.label(key) })}
        />
      ))}
    </Cells>
  );
};

const OwnFile = ({ file }: { file: MemberFile }): ReactNode => {
  const t = useText();
  const words = useWords();
  const { can } = useSession();
  const full = useFullValues();
  const correctable = can('own.correct') && !file.ended;
  return (
    <>
      <FileSummary file={file}>
        <Missing file={file} />
      </FileSummary>
      <Cells label={t(ownTexts.traces)}>
        <Cell to="/file/readings" title={t(ownTexts.readings)} />
        <Cell to="/file/history" title={t(ownTexts.history)} />
        <Cell to="/file/corrections" title={t(ownTexts.corrections)} />
        <li>
          <SwitchCell
            label={t(ownTexts.showFull)}
            hint={t(ownTexts.showFullHint, { minutes: fullMinutes })}
            value={full.shown}
            onChange={full.setShown}
          />
        </li>
      </Cells>
      <FileSections
        file={file}
        renderMasked={(field, value) => words.value(field, full.fields?.[field.key] ?? value)}
        renderFoot={(section) =>
          correctable &&
          section.keys.some(canCorrect) && (
            <Cells>
              <Cell to={`/file/corrections/new?section=${section.id}`} title={t(ownTexts.wrong)} />
            </Cells>
          )
        }
      />
    </>
  );
};

export const Page = (): ReactNode => {
  const t = useText();
  const { data: file, error, isPending, refetch } = useApi(ownFile, {});
  return (
    <Frame title={t(ownTexts.title)}>
      <StateView
        {...withoutMissing(error)}
        loading={isPending}
        whenEmpty={<NoFile />}
        onAgain={() => void refetch()}
        lines={10}
      >
        {() => file && <OwnFile file={file} />}
      </StateView>
    </Frame>
  );
};

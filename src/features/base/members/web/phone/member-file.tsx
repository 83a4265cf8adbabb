import { type ReactNode, useEffect } from 'react';
import { useParams } from 'react-router';
import { useText } from '#ui/language.tsx';
import { Masked } from '#ui/phone/masked.tsx';
import { Page as Frame, Section } from '#ui/phone/page.tsx';
import { StateView } from '#ui/phone/state-view.tsx';
import { useApi, useCommand } from '#webkit/query.ts';
import type { FileField } from '../../catalogue.ts';
import { type MemberFile, memberFile, type Value } from '../../contract.ts';
import { fileTexts } from '../../file/messages.ts';
import { memberRefusalTexts } from '../../messages.ts';
import { revealFields } from '../../reveal/contract.ts';
import { useSeen, useWords } from '../parts/words.ts';
import { FileSections } from './file-sections.tsx';
import { FileSummary } from './file-summary.tsx';
import { Papers } from './papers.tsx';

const Revealable = ({ file, field, value }: { file: MemberFile; field: FileField; value: Value }): ReactNode => {
  const words = useWords();
  const { run } = useCommand(revealFields);
  const { key } = field;
  const reveal = async (reason: string): Promise<string> => {
    const { fields } = await run({ params: { id: file.id }, body: { fields: [key], reason } });
    return String(fields[key] ?? '');
  };
  return (
    <Masked
      label={words.label(key)}
      masked={String(value ?? '')}
      reveal={file.can.reveal ? reveal : undefined}
      texts={memberRefusalTexts}
    />
  );
};

const Missing = ({ file }: { file: MemberFile }): ReactNode => {
  const t = useText();
  const words = useWords();
  const { missing } = file.completeness;
  if (missing.length === 0) return null;
  return (
    <Section title={t(fileTexts.missingCount, { count: missing.length })}>
      <p>{missing.map((key) => words.label(key)).join(' · ')}</p>
    </Section>
  );
};

/** A file to read on the way; what is to be changed is changed in the office. */
export const Page = (): ReactNode => {
  const t = useText();
  const { id = '' } = useParams();
  const { data: file, error, isPending, refetch } = useApi(memberFile, { params: { id } }, { traced: true });
  const seen = useSeen();
  const name = String(file?.fields.name ?? '');
  useEffect(() => {
    if (name) document.title = `${name} · ${t(fileTexts.title)}`;
  }, [name, t]);
  return (
    <Frame title={t(fileTexts.title)} back="/members">
      <StateView error={error} loading={isPending} onAgain={() => void refetch()} lines={10}>
        {() =>
          file && (
            <>
              <FileSummary file={file} />
              <Missing file={file} />
              <FileSections
                file={file}
                seen={seen.record}
                papers={seen.record('attachment') && <Papers file={file} />}
                renderMasked={(field, value) => <Revealable file={file} field={field} value={value} />}
              />
            </>
          )
        }
      </StateView>
    </Frame>
  );
};

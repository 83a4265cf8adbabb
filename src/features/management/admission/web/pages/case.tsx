import { Alert, Button } from 'antd';
import { type ReactNode, useEffect, useState } from 'react';
import { Link, useParams } from 'react-router';
import { useArticle } from '#ui/articles.ts';
import { type Fact as Line, Facts } from '#ui/facts.tsx';
import { useFormat, useText } from '#ui/language.tsx';
import { Page as Frame, Section } from '#ui/office/page.tsx';
import { StateView } from '#ui/office/state-view.tsx';
import { Tag } from '#ui/tag.tsx';
import { useApi } from '#webkit/query.ts';
import { caseById, type CaseFile, type Step } from '../../contract.ts';
import { admissionTexts } from '../../messages.ts';
import { ClockList } from '../parts/clock-list.tsx';
import { ExtraList } from '../parts/extra-list.tsx';
import { CasePapers } from '../papers/case-papers.tsx';
import { PathList } from '../parts/path-list.tsx';
import { type Asked, ReasonDialog } from '../parts/reason-dialog.tsx';
import { RecordDrawer } from '../parts/record-drawer.tsx';
import { toneOfCase, useAdmissionWords } from '../parts/words.ts';
import { CaseQuota } from '../quotas/case-quota.tsx';

const CaseFacts = ({ file }: { file: CaseFile }): ReactNode => {
  const t = useText();
  const format = useFormat();
  const words = useAdmissionWords();
  const day = (value: string | null): string | null => (value === null ? null : format.day(value));
  const facts: Line[] = [
    { label: t(admissionTexts.stage), value: words.stage(file.stage) },
    { label: t(admissionTexts.branch), value: file.branch },
    { label: t(admissionTexts.committee), value: file.committee },
    { label: t(admissionTexts.born), value: day(file.born) },
    { label: t(admissionTexts.begunOn), value: day(file.begunOn) },
    ...(file.clocks.length === 0
      ? []
      : [{ label: t(admissionTexts.next), value: <ClockList clocks={file.clocks} linked /> }]),
    ...(file.probationEnd === null || !file.isMember
      ? []
      : [{ label: t(admissionTexts.probationEnd), value: day(file.probationEnd) }]),
    ...(file.ended === null
      ? []
      : [
          { label: t(admissionTexts.endedOn), value: day(file.ended.on) },
          { label: t(admissionTexts.reason), value: file.state === 'finished' ? null : file.ended.reason },
        ]),
    ...(file.isMember
      ? [
          {
            label: t(admissionTexts.memberFile),
            value: <Link to={`/members/${file.personId}`}>{file.name}</Link>,
          },
        ]
      : []),
  ];
  return <Facts facts={facts} columns={2} />;
};

const Contradictions = ({ file }: { file: CaseFile }): ReactNode => {
  const t = useText();
  const article = useArticle();
  const words = useAdmissionWords();
  return (
    <Section title={t(admissionTexts.contradictions)}>
      <p>{t(admissionTexts.contradictionsHint)}</p>
      <ul>
        {file.contradictions.map((one) => (
          <li key={`${one.rule} ${one.steps.join(' ')} ${JSON.stringify(one.evidence)}`}>
            <Tag tone="warning">{article(one.article)}</Tag> {words.contradiction(one)}
          </li>
        ))}
      </ul>
    </Section>
  );
};

const Body = ({ file }: { file: CaseFile }): ReactNode => {
  const t = useText();
  const [step, setStep] = useState<Step | null>(null);
  const [asked, setAsked] = useState<Asked | null>(null);
  return (
    <>
      {file.begunUnder === '2014' && <Alert type="info" showIcon title={t(admissionTexts.rules2014)} />}
      {file.provisional && <Alert type="warning" showIcon title={t(admissionTexts.provisional)} />}
      <CaseQuota file={file} />
      <Section
        title={t(admissionTexts.facts)}
        actions={
          <>
            {file.can.move && <Button onClick={() => setAsked({ kind: 'move' })}>{t(admissionTexts.moveVerb)}</Button>}
            {file.can.reopen && (
              <Button onClick={() => setAsked({ kind: 'reopen' })}>{t(admissionTexts.reopenVerb)}</Button>
            )}
            {file.can.close.length > 0 && (
              <Button danger onClick={() => setAsked({ kind: 'close' })}>
                {t(admissionTexts.closeVerb)}
              </Button>
            )}
          </>
        }
      >
        <CaseFacts file={file} />
      </Section>
      {file.contradictions.length > 0 && <Contradictions file={file} />}
      <Section title={t(admissionTexts.path)}>
        <PathList file={file} onRecord={setStep} onUndo={(fact) => setAsked({ kind: 'undo', fact })} />
      </Section>
      <CasePapers file={file} />
      {file.extras.length > 0 && (
        <Section title={t(admissionTexts.extras)}>
          <ExtraList file={file} />
        </Section>
      )}
      {step && <RecordDrawer file={file} step={step} onClose={() => setStep(null)} />}
      {asked && <ReasonDialog file={file} asked={asked} onClose={() => setAsked(null)} />}
    </>
  );
};

/** One case: where it stands, and each step with its days, its article and who acts. */
export const Page = (): ReactNode => {
  const t = useText();
  const words = useAdmissionWords();
  const { id = '' } = useParams();
  const { data: file, error, isPending, refetch } = useApi(caseById, { params: { id } });
  const name = file?.name ?? t(admissionTexts.title);
  useEffect(() => {
    document.title = file ? `${name} · ${t(admissionTexts.title)}` : name;
  }, [file, name, t]);
  return (
    <Frame
      title={
        <>
          {name} {file && <Tag tone={toneOfCase(file.state)}>{words.state(file.state)}</Tag>}
        </>
      }
      crumbs={[{ title: t(admissionTexts.title), to: '/admission' }, { title: name }]}
    >
      <StateView error={error} loading={isPending} onAgain={() => void refetch()} lines={10}>
        {() => file && <Body file={file} />}
      </StateView>
    </Frame>
  );
};
